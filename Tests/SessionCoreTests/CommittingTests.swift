import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("The safety switch")
struct CommittingTests {
    /// A message that is ready for its content, with a mode.
    static func play(
        _ mode: CommitMode, _ attendance: Session.Attendance = .interactive, remote: String = "192.0.2.1:25",
        target: String = "mx.example.net", data: Bool = false
    ) -> Play {
        var settings = Settings()
        settings.mode = mode
        var play = Play(attendance, settings: settings)
        play.connect(target, remote: remote)
        play.server("220 x␍␊")
        play.type("EHLO lab.example.org")
        play.server("250-x␍␊250-CHUNKING␍␊250-BURL␍␊250 PIPELINING␍␊")
        for line in ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "RCPT TO:<e@d.example>"] {
            play.type(line)
            play.server("250 x␍␊")
        }
        if data {
            play.type("DATA")
            play.server("354 go␍␊")
        }
        return play
    }

    /// Ways to have the server take the message: lines to type, of which only the last may do it. `354` is a reply.
    static let ways: [[String]] = [
        ["DATA", "354", "hello", "."],
        ["DATA", "354", "hello", #":no command"#, "."],
        ["BDAT 0 LAST"], ["bdat 0 last"], ["  BDAT\t00 LAST "], ["BDAT 5 LAST"], ["BURL imap://a/b LAST"],
        [#":raw "BDAT 0 LAST\r\n""#],
        [#":raw "BDAT 5\r\nhelloBDAT 0 LAST\r\n""#],
        ["BDAT 5", "helloBDAT 0 LAST"],
        [#":raw "BDAT 0 LA""#, #":raw "ST\r\n""#],
        [#":raw "BD\0AT 0 LAST\n""#],
        [#":raw "DATA\r\nhello\r\n.\r\n""#],
        [#":raw "DATA\r\nhello\r\n""#, #":raw ".\r\n""#],
        [#":raw "DA""#, #":raw "TA\r\n.\r\n""#],
        [#":raw "DATA\r\nhello\r\n.""#, #":raw "\r\n""#],
        [#":raw "DATA\r\nhello\r\n.""#, "354", ""],
        [":hold", "DATA", "hello", ".", ":release"],
        [":hold", "BDAT 0 LAST", ":release"],
        [":hold", "BDAT 2", "hiBDAT 0 LAST", ":release"],
        // Ends of content for servers that are lax.
        [#":raw "DATA\r\nhello\n.\n""#],
        [#":raw "DATA\r\nhello\n.\r\n""#],
        [#":raw "DATA\r\nhello\r.\r""#],
        [#":raw "DATA\r\nhello\r\n.\n""#],
        [#":raw "DATA\r\nhello\r\n\0.\r\n""#],
        [#":raw "DATA\r\nhello\r\n.\0\r\n""#],
        [#":raw "DATA\r\nhello\r\n.\r\r\n""#],
        [#":raw "DATA\r\n""#, "354", "hello", "a\r."],
    ]

    private static func enter(_ lines: some Collection<String>, _ play: inout Play) {
        for line in lines {
            if line == "354" { play.server("354 go␍␊") } else { play.type(line) }
        }
    }

    @Test("In safe mode nothing that commits is sent without a yes, on this machine neither", arguments: ways)
    func safe(way: [String]) {
        for (remote, target) in [("192.0.2.1:25", "mx.example.net"), ("127.0.0.1:25", "localhost")] {
            for answer in ["no", "", "^C", "maybe", "yes", "Y"] {
                var play = Self.play(.safe, remote: remote, target: target)
                Self.enter(way.dropLast(), &play)
                #expect(play.session.prompt.kind != .question)
                #expect(play.type(way[way.count - 1]).sentText.isEmpty)
                #expect(play.session.prompt.kind == .question)
                #expect(play.session.prompt.text.hasPrefix("This commits the message for 2 recipients at \(target)."))
                #expect(play.session.prompt.text.hasSuffix("Send it? yes/no> "))
                let sent = answer == "^C" ? play.handle(.interrupt) : play.type(answer)
                #expect(sent.sentText.isEmpty == !["yes", "Y"].contains(answer))
                #expect(!sent.closes)
                if sent.sentText.isEmpty { #expect(play.said.last?.contains("Nothing was committed.") == true) }
            }
        }
    }

    @Test(
        "Where nobody can be asked, safe mode closes the connection without committing, and ends with 77",
        arguments: ways)
    func safeUnattended(way: [String]) {
        var play = Self.play(.safe, .unattended, remote: "127.0.0.1:25")
        Self.enter(way.dropLast(), &play)
        let actions = play.type(way[way.count - 1])
        #expect(actions.sentText.isEmpty)
        #expect(actions.closes)
        #expect(play.session.exitCode == .notPermitted)
        #expect(play.said.last?.contains(":set mode free") == true)
        #expect(play.type("NOOP").sentText.isEmpty)
    }

    @Test("Normal mode refuses a remote host where nobody can be asked, and nothing on this machine")
    func normalUnattended() {
        for (remote, target, isFree) in [
            ("192.0.2.1:25", "mx", false), ("[2001:db8::1]:25", "mx", false), ("127.0.0.1:25", "mx", true),
            ("127.9.9.9:2525", "mx", true), ("[::1]:25", "mx", true), ("[::ffff:127.0.0.1]:25", "mx", true),
            ("unix:/run/x", "unix:/run/x", true),
        ] {
            var play = Self.play(.normal, .unattended, remote: remote, target: target, data: true)
            let actions = play.type(".")
            #expect((actions.sentText == ".␍␊") == isFree)
            #expect(actions.closes == !isFree)
            #expect(play.session.exitCode == (isFree ? .success : .notPermitted))
        }
    }

    @Test("Normal mode asks once for each target, also after connecting again")
    func normalAsksOnce() {
        var play = Self.play(.normal, data: true)
        play.type(".")
        #expect(play.session.prompt.kind == .question)
        #expect(play.type("yes").sentText == ".␍␊")
        play.server("250 queued␍␊")
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 x␍␊")
        play.type("RCPT TO:<c@d.example>")
        play.server("250 x␍␊")
        #expect(play.type("BDAT 0 LAST").sentText == "BDAT 0 LAST␍␊")
        play.type(":reconnect")
        play.report(.connected(remote: "192.0.2.1:25", local: nil))
        play.server("220 x␍␊")
        #expect(play.type("BDAT 0 LAST").sentText == "BDAT 0 LAST␍␊")
        play.connect("mx2.example.net")
        play.server("220 x␍␊")
        #expect(play.type("BDAT 0 LAST").sentText.isEmpty)
    }

    @Test("A yes in safe mode is for one message")
    func safeAsksEachTime() {
        var play = Self.play(.safe)
        for _ in 0..<2 {
            #expect(play.type("BDAT 0 LAST").sentText.isEmpty)
            #expect(play.type("yes").sentText == "BDAT 0 LAST␍␊")
        }
    }

    @Test("On the practice server normal mode asks nothing")
    func practice() {
        var play = Play(settings: Settings())
        play.type(":practice")
        play.report(.connected(remote: "192.0.2.1:25", local: nil))
        play.server("220 x␍␊")
        #expect(play.type("BDAT 0 LAST").sentText == "BDAT 0 LAST␍␊")
    }

    @Test("Free mode asks nothing", arguments: [Session.Attendance.interactive, .unattended])
    func free(attendance: Session.Attendance) {
        var play = Self.play(.safe, attendance)
        play.type(":set mode free")
        #expect(play.type("BDAT 0 LAST").sentText == "BDAT 0 LAST␍␊")
    }

    @Test("After no the content goes on, and another dot asks again; there :disconnect drops the message")
    func goingOn() {
        var play = Self.play(.safe, data: true)
        play.type("hello")
        play.type(".")
        play.type("no")
        #expect(play.session.prompt.kind == .content)
        #expect(play.type(":disconnect").sentText == ":disconnect␍␊")
        #expect(play.type(".").sentText.isEmpty)
        let actions = play.type(":disconnect")
        #expect(actions.closes)
        #expect(actions.sentText.isEmpty)
    }

    @Test("A question about a connection that is gone is gone with it")
    func connectionEnds() {
        var play = Self.play(.safe, data: true)
        play.type(".")
        play.server("421 bye␍␊")
        play.report(.inputClosed)
        #expect(play.session.prompt.kind == .notConnected)
        #expect(play.type("yes").sentText.isEmpty)
    }

    @Test(
        "What commits nothing is not asked about",
        arguments: [
            ["BDAT 5", "hello"], ["DATA", "354", "BDAT 0 LAST", ".x", "..", "a.", "NOOP ."], ["NOOP LAST"],
            [#":raw ".\r\n""#],
            ["VRFY bdat", "RSET", "HELP LAST BDAT"], [#":raw "DATA\r\nhello.\r\n..\r\n.x\r\n""#],
            [":hold", "DATA", ":release"],
        ])
    func harmless(lines: [String]) {
        var play = Self.play(.safe)
        Self.enter(lines, &play)
        #expect(play.session.prompt.kind != .question)
    }

    @Test("The mode is a setting like others, and a wrong one names what it takes")
    func setting() {
        var play = Play(settings: Settings())
        play.type(":set mode")
        #expect(play.said.last?.hasPrefix("mode normal:") == true)
        play.type(":set mode SAFE")
        #expect(play.session.settings.mode == .safe)
        play.type(":set mode careful")
        #expect(play.said.last?.contains("safe|normal|free") == true)
        #expect(play.session.settings.mode == .safe)
    }
}
