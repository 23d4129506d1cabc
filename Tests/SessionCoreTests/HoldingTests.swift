import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Commands that are held and sent together")
struct HoldingTests {
    @Test("What is held goes out in one write, and each reply is paired with its command")
    func oneWrite() {
        var play = Play.ready()
        play.type(":hold")
        #expect(play.session.prompt.text == "hold 0> ")
        for line in ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<e@f>", "DATA"] {
            #expect(play.type(line).sentText.isEmpty)
        }
        #expect(play.session.prompt.text == "hold 4> ")
        let actions = play.type(":release")
        #expect(actions.count { if case .send = $0 { true } else { false } } == 1)
        #expect(actions.sentText == "MAIL FROM:<a@b>␍␊RCPT TO:<c@d>␍␊RCPT TO:<e@f>␍␊DATA␍␊")
        play.server("250 m␍␊250 c␍␊550 e␍␊354 d␍␊")
        let answers = play.replies.suffix(4).map { reply in
            reply.answers.flatMap { play.session.transcript[$0]?.sent }.map {
                String(decoding: $0.bytes, as: UTF8.self)
            }
        }
        #expect(answers == ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<e@f>", "DATA"])
        #expect(play.session.prompt.kind == .content)
        #expect(play.entries.allSatisfy { !$0.has(.outOfOrder) })
    }

    @Test("The list shows what is held, without secrets; drop forgets it")
    func list() {
        var play = Play.ready(offers: ["AUTH PLAIN"])
        play.type(":set allow-plaintext-auth yes")
        play.type(":hold")
        play.type("NOOP")
        play.type("AUTH PLAIN AHN0dWRlbnQAc2VjcmV0LXB3")
        play.type("c2VjcmV0LXB3")
        play.type(":hold")
        #expect(play.said.suffix(3) == ["Held 1: NOOP", "Held 2: AUTH PLAIN [hidden]", "Held 3: [hidden]"])
        play.type(":hold drop")
        #expect(play.said.last == "The 3 held lines are forgotten.")
        #expect(play.session.prompt.text == "READY> ")
        #expect(!play.everything.contains("c2VjcmV0LXB3"))
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
        for line in [":hold drop", ":release", ":hold x"] {
            play.type(line)
            #expect(play.last?.brief == "error" || play.last?.brief == "warning")
        }
    }

    @Test("CT03: what is held behind STARTTLS stays behind, and goes out under TLS")
    func startTLS() {
        var play = Play.ready(offers: ["STARTTLS", "PIPELINING"])
        play.type(":hold")
        for line in ["NOOP", "STARTTLS", "EHLO again", "MAIL FROM:<a@b>"] { play.type(line) }
        let actions = play.type(":release")
        #expect(actions.sentText == "NOOP␍␊STARTTLS␍␊")
        let upgrade = actions.firstIndex { if case .expectUpgrade(_, 4) = $0 { true } else { false } }
        let write = actions.firstIndex { if case .send = $0 { true } else { false } }
        #expect(upgrade != nil && write != nil && (upgrade ?? 0) < (write ?? 0))
        #expect(play.session.prompt.text == "hold 2> ")
        #expect(play.said.last?.contains("behind STARTTLS stayed behind") == true)
        #expect(play.type(":release").sentText.isEmpty)
        play.server("250 x␍␊220 go␍␊")
        #expect(play.type(":release").sentText.isEmpty)
        #expect(!play.sent.contains("MAIL"))
    }

    @Test(
        "A command that should be the last of its group is marked and sent",
        arguments: ["DATA", "EHLO x", "NOOP", "VRFY a", "QUIT"])
    func rules(line: String) {
        var play = Play.ready()
        play.type(":hold")
        play.type(line)
        play.type("RSET")
        #expect(play.said.last?.contains("should be the last of its group") == true)
        #expect(play.type(":release").sentText == "\(line)␍␊RSET␍␊")
        #expect(play.entries.contains { $0.has(.outOfOrder) })
    }

    @Test("A server without PIPELINING gets a warning, and the group all the same")
    func notOffered() {
        var play = Play.ready(offers: ["SIZE"])
        play.type(":hold")
        play.type("MAIL FROM:<a@b>")
        play.type("RCPT TO:<a@b>")
        #expect(play.type(":release").sentText == "MAIL FROM:<a@b>␍␊RCPT TO:<a@b>␍␊")
        #expect(play.said.last?.contains("does not offer PIPELINING") == true)
    }

    @Test("At the end of a pipe, lines that are still held are told, and make the run fail")
    func endOfPipe() {
        var play = Play.ready(.unattended)
        play.type(":hold")
        play.type("NOOP")
        play.type("RSET")
        play.handle(.endOfInput)
        #expect(play.said.contains("The 2 held lines were not sent: no :release came."))
        play.server("221 bye␍␊")
        #expect(play.session.exitCode == .badData)
        #expect(!play.sent.contains("NOOP") && play.sent.contains("QUIT"))
    }

    @Test("Without a connection nothing is lost")
    func notConnected() {
        var play = Play.ready()
        play.type(":hold")
        play.type("NOOP")
        play.type(":disconnect")
        #expect(play.type(":release").sentText.isEmpty)
        play.connect("mx.example.net")
        play.server("220 x␍␊")
        #expect(play.type(":release").sentText == "NOOP␍␊")
    }

    @Test("Ten thousand recipients are held, released and answered")
    func many() {
        var play = Play.ready(.unattended)
        play.type(":hold")
        play.type("MAIL FROM:<a@b>")
        for number in 0..<10_000 { play.type("RCPT TO:<user\(number)@example.org>") }
        play.type(":release")
        play.server(Array(repeating: "250 2.1.5 Ok␍␊", count: 10_001).joined())
        #expect(play.session.machine.transaction?.accepted.count == 10_000)
        #expect(play.session.machine.pendingCount == 0)
    }
}
