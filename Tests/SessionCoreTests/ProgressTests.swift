import SMTPProtocol
import TestSupport
import Testing

@testable import SessionCore

@Suite("What is told of long work")
struct ProgressTests {
    @Test("looking up and connecting tell since when, and for how long at most")
    func opening() {
        var play = Play()
        play.handle(.line(":connect mx.example.net --timeout 7".wire), after: 5)
        #expect(play.session.status.phase == .resolving)
        let awaited = SessionStatus.Awaited(name: "connection", since: 5_000_000, seconds: 7)
        #expect(play.session.status.awaited == awaited)
        play.report(.connecting("192.0.2.1:25"), after: 2_000)
        // It is one wait for all of it.
        #expect(play.session.status.awaited == awaited)
        play.report(.connected(remote: "192.0.2.1:25", local: nil), after: 1)
        #expect(play.session.status.awaited?.name == "the greeting")
        #expect(play.session.status.awaited?.section == "4.5.3.2.1")
    }

    @Test("of several addresses it is told which one is tried")
    func attempts() {
        var play = Play()
        play.type(":connect mx.example.net")
        play.report(.resolved(addressCount: 2))
        play.report(.connecting("[2001:db8::1]:25"))
        #expect(play.session.status.phase == .connecting("[2001:db8::1]:25", attempt: 1, of: 2))
        // The other family answers later.
        play.report(.resolved(addressCount: 1))
        play.report(.attemptFailed(address: "[2001:db8::1]:25", reason: "refused"))
        play.report(.connecting("192.0.2.1:25"))
        #expect(play.session.status.phase == .connecting("192.0.2.1:25", attempt: 2, of: 3))
        #expect(play.said.last == "Connecting to 192.0.2.1:25, 2 of 3.")
    }

    @Test("one address is not counted")
    func oneAddress() {
        var play = Play()
        play.type(":connect 192.0.2.1")
        play.report(.resolved(addressCount: 1))
        play.report(.connecting("192.0.2.1:25"))
        #expect(play.session.status.phase == .connecting("192.0.2.1:25"))
        #expect(play.said.last == "Connecting to 192.0.2.1:25.")
        // An address that nobody has told of before does not make it 2 of 1.
        play.report(.connecting("192.0.2.2:25"))
        #expect(play.session.status.phase == .connecting("192.0.2.2:25", attempt: 2, of: 2))
    }

    @Test("a new connection counts anew")
    func anew() {
        var play = Play()
        play.type(":connect mx.example.net")
        play.report(.resolved(addressCount: 3))
        play.report(.connecting("192.0.2.1:25"))
        play.type(":connect mx.example.org")
        play.report(.connecting("192.0.2.9:25"))
        #expect(play.session.status.phase == .connecting("192.0.2.9:25"))
    }

    @Test("the handshake of TLS is a phase of its own, with its own time")
    func handshake() {
        var play = Play()
        play.type(":connect smtps://mx.example.net")
        play.report(.connected(remote: "192.0.2.1:465", local: nil))
        play.report(.securing(serverNameSent: "mx.example.net"), after: 40)
        #expect(play.session.status.phase == .securing)
        #expect(
            play.session.status.awaited
                == SessionStatus.Awaited(
                    name: "TLS handshake", since: 40_000_000, seconds: Limits.tlsHandshakeTimeout))
        #expect(play.session.status.awaited?.section == nil)
    }

    @Test("the section of the standard is named as long as its limit counts")
    func sections() {
        var play = Play.ready()
        play.type("MAIL FROM:<a@b.example>")
        #expect(play.session.status.awaited?.section == "4.5.3.2.2")
        play.server("250 ok␍␊")
        #expect(play.session.status.awaited == nil)
        play.type(":set timeout.rcpt 12")
        play.type("RCPT TO:<a@b.example>")
        #expect(play.session.status.awaited?.seconds == 12)
        #expect(play.session.status.awaited?.section == nil)
    }

    @Test("nothing is waited for when nothing is under way, so that nobody wakes up for it")
    func atRest() {
        var play = Play()
        #expect(play.session.status.awaited == nil)
        play = .ready()
        #expect(play.session.status.awaited == nil)
        play.type("NOOP")
        #expect(play.session.status.awaited != nil)
        play.handle(.interrupt)
        #expect(play.session.status.awaited == nil)
        play.type(":disconnect")
        #expect(play.session.status.awaited == nil)
        play.type(":connect mx.example.net")
        play.report(.failed(message: "No.", advice: "Try.", exitCode: .hostUnknown))
        #expect(play.session.status.awaited == nil)
    }

    @Test("a wait that was given up on one connection is waited for on the next one")
    func waitingAgain() {
        var play = Play.ready()
        for _ in 0..<3 { play.type("NOOP") }
        play.handle(.interrupt)
        #expect(play.session.status.awaited == nil)
        let actions = play.type(":connect mx.example.org") + play.report(.connected(remote: "192.0.2.2:25", local: nil))
        #expect(play.session.status.awaited?.name == "the greeting")
        #expect(actions.contains { if case .setDeadline(let deadline) = $0 { deadline.kind == .reply } else { false } })
        #expect(!play.session.isQuiescent)
    }

    @Test("^C while connecting or in a handshake stops just that, and the session can go on", arguments: 0..<4)
    func interrupting(stage: Int) {
        var play = Play()
        play.type(":connect smtps://mx.example.net")
        if stage > 0 { play.report(.connecting("192.0.2.1:465")) }
        if stage > 1 { play.report(.connected(remote: "192.0.2.1:465", local: nil)) }
        if stage > 2 { play.report(.securing(serverNameSent: nil)) }
        let number = play.connection
        let actions = play.handle(.interrupt)
        #expect(actions.contains { if case .close(number) = $0 { true } else { false } })
        #expect(!play.session.isFinished)
        #expect(play.session.status.awaited == nil)
        play.connect("mx.example.org")
        #expect(play.session.status.phase == .awaitingGreeting)
    }

    @Test("^C while a content is sent stops the content, and not the program")
    func interruptingContent() {
        var play = Play.ready()
        for line in ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>"] {
            play.type(line)
            play.server("250 ok␍␊")
        }
        play.type(":message big.eml")
        #expect(!play.session.isQuiescent)
        play.handle(.interrupt)
        #expect(!play.session.isFinished)
    }

    // MARK: Tabs and the form, where there is no screen

    @Test("--new and a :connect alone are for the screen; where nobody sits they are mistakes")
    func withoutScreen() throws {
        #expect(
            try ExplorerCommand(parsing: Array(":connect mx.example --new".utf8))
                == .screen(.open(ConnectRequest(.text("mx.example")))))
        #expect(
            try ExplorerCommand(parsing: Array(":practice --new".utf8))
                == .screen(.open(ConnectRequest(.practice(nil)))))
        #expect(try ExplorerCommand(parsing: Array(":connect".utf8)) == .screen(.connectForm))
        for line in [":connect", ":connect mx.example --new"] {
            var pipe = Play(.unattended)
            let actions = pipe.type(line)
            #expect(!actions.contains { if case .screen = $0 { true } else { false } })
            #expect(pipe.said.last?.isEmpty == false)
            var person = Play()
            let told = person.type(line).flatMap { person.session.announcement(of: $0) }
            #expect(told.first?.contains(":connect HOST") == true || told.first?.contains("without --new") == true)
        }
    }
}
