import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("What is expected")
struct ExpectationTests {
    /// A play in which the server has answered NOOP with this.
    static func answered(_ reply: String, _ attendance: Session.Attendance = .unattended) -> Play {
        var play = Play.ready(attendance, offers: ["SIZE 1000", "AUTH PLAIN LOGIN", "STARTTLS"])
        play.type("NOOP")
        play.server(reply)
        return play
    }

    @Test(
        "a condition that holds is passed, and one that does not ends the run with 1",
        arguments: [
            ("250", "250 2.0.0 Ok␍␊", true), ("251", "250 2.0.0 Ok␍␊", false), ("2xx", "251 x␍␊", true),
            ("25x", "250 x␍␊", true), ("25X", "260 x␍␊", false), ("xxx", "550 x␍␊", true), ("250,251", "251 x␍␊", true),
            ("250,251", "252 x␍␊", false), ("5.7.1", "550 5.7.1 no␍␊", true), ("5.7.1", "550 5.7.2 no␍␊", false),
            ("5.7.x", "550 5.7.26 no␍␊", true), ("x.7.1", "450 4.7.1 no␍␊", true), ("5.7.1", "550 no␍␊", false),
            ("250,5.7.x", "550 5.7.3 no␍␊", true), ("/relay/", "550 5.7.1 no relay␍␊", true),
            ("/RELAY/", "550 5.7.1 no relay␍␊", false), ("/RELAY/i", "550 5.7.1 no relay␍␊", true),
            ("/^5\\.7/", "550 5.7.1 no relay␍␊", true), ("/second/", "250-first␍␊250 second␍␊", true),
            ("/^first$/", "250-first␍␊250 second␍␊", true), ("550 and /user/i", "550 5.1.1 User unknown␍␊", true),
            ("550 and /host/", "550 5.1.1 User unknown␍␊", false), ("not 250", "550 x␍␊", true),
            ("not 5xx", "550 x␍␊", false), ("not /x/", "250 y␍␊", true), ("capability STARTTLS", "250 x␍␊", true),
            ("capability starttls", "250 x␍␊", true), ("capability SIZE=1000", "250 x␍␊", true),
            ("capability SIZE=1001", "250 x␍␊", false), ("capability AUTH=login", "250 x␍␊", true),
            ("capability CHUNKING", "250 x␍␊", false), ("not capability CHUNKING", "250 x␍␊", true),
            ("tls", "250 x␍␊", false), ("not tls", "250 x␍␊", true), ("not closed", "250 x␍␊", true),
            ("250 and not tls and capability SIZE", "250 x␍␊", true), ("/a\\/b/", "250 a/b␍␊", true),
        ])
    func conditions(pattern: String, reply: String, isMet: Bool) {
        var play = Self.answered(reply)
        let actions = play.type(":expect \(pattern)")
        #expect(actions.outcomes.map(\.isPassed) == [isMet])
        if isMet {
            #expect(play.said.last?.contains("passed") == true)
            #expect(play.session.exitCode == .success)
        } else {
            #expect(play.said.contains { $0.contains("FAILED") })
            #expect(play.session.exitCode == .failure)
        }
    }

    @Test(
        "a mistake in an expectation is told with its place",
        arguments: [
            (":expect", 7), (":expect 25", 8), (":expect 25z", 8), (":expect 650", 8), (":expect 250,", 12),
            (":expect 3.7.1", 8), (":expect 250 251", 12), (":expect 250 and", 15), (":expect /a", 8),
            (":expect /a(b/", 10), (":expect /a**/", 11), (":expect /[z-a]/", 10), (":expect /\\q/", 9),
            (":expect /a/x", 11), (":expect 250 within", 18), (":expect 250 within 0", 19),
            (":expect 250 within x", 19), (":expect 250 within 2 and", 21), (":expect tls 9", 12),
            (":expect capability", 18), (":expect not", 11), (":expect /(?=a)/", 9), (":expect /a{3,1}/", 10),
        ])
    func mistakes(line: String, position: Int) {
        let error = #expect(throws: LanguageError.self) { try ExplorerCommand(parsing: Array(line.utf8)) }
        #expect(error?.position == position)
        #expect(error?.advice.isEmpty == false)
    }

    @Test("what was expected and what there was are both shown, and what a server sent is escaped")
    func failureText() {
        var play = Self.answered("550 5.7.1 \u{1B}[2J no␍␊", .interactive)
        play.type(":expect 250")
        #expect(play.said.last == #"Expected 250: FAILED. There was 550 5.7.1 \x1B[2J no."#)
        #expect(play.session.exitCode == .success)
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
    }

    @Test("an expectation that is typed early waits for the reply")
    func early() {
        var play = Play.ready()
        play.type("NOOP")
        #expect(play.type(":expect 250").outcomes.isEmpty)
        #expect(!play.session.isQuiescent)
        #expect(play.server("250 ok␍␊").outcomes.map(\.isPassed) == [true])
        #expect(play.session.isQuiescent)
    }

    @Test("closed waits for the end of the connection, and within says how long")
    func closing() throws {
        var play = Play.ready(.unattended)
        let waiting = play.type(":expect closed within 2.5")
        let deadline = try #require(waiting.deadlines.first { $0.kind == .expectation })
        #expect(deadline.seconds == 2)
        #expect(deadline.milliseconds == 500)
        #expect(!play.session.isQuiescent)
        let end = play.report(.closed(.byServer))
        #expect(end.outcomes.map(\.isPassed) == [true])
        #expect(end.cancelled.contains(.expectation))
        #expect(play.session.exitCode == .success)

        var late = Play.ready(.unattended)
        let number = try #require(late.type(":expect closed within 2").deadlines.first { $0.kind == .expectation })
            .number
        let over = late.handle(.deadline(.expectation, number: number))
        #expect(over.outcomes.map(\.isPassed) == [false])
        #expect(over.sentText == "QUIT␍␊")
        #expect(late.session.exitCode == .failure)
    }

    @Test("a reply that nobody asked for is waited for with within: 421 and the end")
    func unsolicitedEnd() {
        var play = Play.ready(.unattended)
        #expect(play.type(":expect 421 within 5").outcomes.isEmpty)
        play.server("250 2.0.0 nobody asked␍␊")
        #expect(!play.session.isQuiescent)
        #expect(play.server("421 4.4.2 idle␍␊").outcomes.map(\.isPassed) == [true])
        play.type(":expect closed")
        #expect(play.report(.closed(.byServer)).outcomes.map(\.isPassed) == [true])
        #expect(play.session.exitCode == .success)
    }

    @Test("a reply that took longer than within says does not count")
    func lateReply() {
        for (wait, isMet) in [(900, true), (1_100, false)] {
            var play = Play.ready(.unattended)
            play.type("NOOP")
            play.server("250 ok␍␊", after: UInt64(wait))
            #expect(play.type(":expect 250 within 1").outcomes.map(\.isPassed) == [isMet])
        }
    }

    @Test("a reply from before the last line is never taken for its reply")
    func staleReply() {
        var play = Self.answered("250 ok␍␊")
        play.report(.closed(.byServer))
        play.type("NOOP")
        let outcome = play.type(":expect 250").outcomes.first
        #expect(outcome?.isPassed == false)
        #expect(outcome?.found == "no reply")
    }

    @Test("nothing is run behind a failed expectation of a run that nobody watches, and QUIT is said")
    func nothingMore() {
        var play = Self.answered("550 no␍␊")
        #expect(play.type(":expect 250").sentText == "QUIT␍␊")
        #expect(play.type("MAIL FROM:<>").sentText.isEmpty)
        #expect(play.server("221 bye␍␊").quits == .failure)
    }

    @Test(
        "what was expected is no failure, whatever it would be by itself",
        arguments: [
            ("550 no␍␊", "550"), ("450 later␍␊", "4xx"), ("421 bye␍␊", "421"),
        ])
    func forgiven(reply: String, pattern: String) {
        var play = Self.answered(reply)
        play.type(":expect \(pattern)")
        #expect(play.session.exitCode == .success)
    }

    @Test("a refusal that nothing was expected of still counts")
    func notForgiven() {
        var play = Self.answered("550 no␍␊")
        play.type(":expect capability SIZE")
        #expect(play.session.exitCode == .failure)
    }

    @Test("behind DATA an expectation judges its reply; what follows is content, or the next command")
    func behindData() {
        var play = Play.ready(.unattended)
        for (line, reply) in [("MAIL FROM:<a@b.example>", "250"), ("RCPT TO:<c@d.example>", "250"), ("DATA", "354")] {
            play.type(line)
            play.server("\(reply) x␍␊")
        }
        #expect(play.type(":expect 354").outcomes.map(\.isPassed) == [true])
        #expect(play.type("x").sentText == "x␍␊")
        #expect(play.type(":expect 250").sentText == ":expect 250␍␊")

        var refused = Play.ready(.unattended)
        refused.type("DATA")
        refused.server("503 5.5.1 no␍␊")
        #expect(refused.type(":expect 503").outcomes.map(\.isPassed) == [true])
        #expect(refused.type("NOOP").sentText == "NOOP␍␊")

        var dropped = Play.ready(.unattended)
        dropped.type("DATA")
        dropped.server("503 5.5.1 no␍␊")
        #expect(dropped.type("Subject: x").sentText.isEmpty)
        #expect(dropped.type(":expect 503").sentText.isEmpty)
        dropped.type(".")
        #expect(dropped.type("NOOP").sentText == "NOOP␍␊")
    }

    @Test("^C gives up what is waited for, and not the session")
    func givenUp() {
        var play = Play.ready()
        play.type(":expect closed within 60")
        #expect(play.handle(.interrupt).quits == nil)
        #expect(play.session.isQuiescent)
        play.type(":sleep 60")
        #expect(!play.session.isQuiescent)
        play.handle(.interrupt)
        #expect(play.session.isQuiescent)
    }

    @Test(":sleep lasts as long as it says, without a connection, too")
    func sleeping() throws {
        var play = Play(.unattended)
        let deadline = try #require(play.type(":sleep 1.25").deadlines.first)
        #expect(deadline.kind == .pause)
        #expect(deadline.seconds == 1)
        #expect(deadline.milliseconds == 250)
        #expect(!play.session.isQuiescent)
        play.handle(.deadline(.pause, number: deadline.number))
        #expect(play.session.isQuiescent)
    }
}

extension [SessionAction] {
    var outcomes: [ExpectationOutcome] { compactMap { if case .judged(let outcome) = $0 { outcome } else { nil } } }
}
