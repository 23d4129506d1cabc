import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("What becomes of a message in a run that nobody watches")
struct DeliveryTests {
    static func sent(to replies: [String], expecting: Bool = false) -> Play {
        var play = Play.ready(.unattended)
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 x␍␊")
        for (index, reply) in replies.enumerated() {
            play.type("RCPT TO:<r\(index)@d.example>")
            play.server(reply + "␍␊")
            if expecting { play.type(":expect \(reply.prefix(3))") }
        }
        play.type("DATA")
        play.server("354 go␍␊")
        play.type("x")
        play.type(".")
        play.server("250 2.0.0 queued␍␊")
        return play
    }

    @Test(
        "SC07: a message that some recipients did not get is told, and ends the run by the worst refusal",
        arguments: [
            (["250 a", "250 b"], ExitCode.success, nil), (["250 a", "550 5.1.1 b"], .failure, "1 of 2 recipients"),
            (["450 a", "250 b"], .temporaryFailure, "1 of 2 recipients"),
            (["450 a", "250 b", "550 c"], .failure, "1 of 3 recipients"),
        ] as [([String], ExitCode, String?)])
    func partial(replies: [String], exit: ExitCode, told: String?) {
        var play = Self.sent(to: replies)
        play.session.judgesEveryRecipient = true
        #expect(play.said.contains { $0.contains("was accepted for") } == (told != nil))
        if let told { #expect(play.said.last?.contains(told) == true) }
        play.type("QUIT")
        #expect(play.server("221 bye␍␊").closes)
        #expect(play.session.exitCode == exit)
        // For lines from a pipe, the last reply counts.
        play.session.judgesEveryRecipient = false
        #expect(play.session.exitCode == .success)
    }

    @Test("SC07: a refusal that was expected is none")
    func expectedRefusal() {
        var play = Self.sent(to: ["250 a", "550 b"], expecting: true)
        play.session.judgesEveryRecipient = true
        #expect(play.session.exitCode == .success)
    }

    @Test(
        "SC07: a goodbye that fails after the message was accepted is told, and is no failure",
        arguments: ["554 no␍␊", "421 bye␍␊"])
    func failingGoodbye(reply: String) {
        var play = Self.sent(to: ["250 a"])
        play.type("QUIT")
        play.server(reply)
        #expect(play.said.contains { $0.contains("Only QUIT failed") })
        #expect(play.session.exitCode == .success)
    }

    @Test("SC07: a connection that breaks at QUIT changes nothing, and a goodbye that fails without a message does")
    func otherGoodbyes() {
        var broken = Self.sent(to: ["250 a"])
        broken.type("QUIT")
        broken.report(.closed(.reset("reset")))
        #expect(broken.session.exitCode == .success)
        var empty = Play.ready(.unattended)
        empty.type("QUIT")
        empty.server("554 no␍␊")
        #expect(empty.session.exitCode == .failure)
    }

    @Test("a refused recipient of a message that was given up does not count for the next one")
    func givenUp() {
        var play = Play.ready(.unattended)
        for (line, reply) in [("MAIL FROM:<a@b>", "250"), ("RCPT TO:<c@d>", "550"), ("RSET", "250")] {
            play.type(line)
            play.server(reply + " x␍␊")
        }
        for (line, reply) in [("MAIL FROM:<a@b>", "250"), ("RCPT TO:<e@f>", "250"), ("DATA", "354")] {
            play.type(line)
            play.server(reply + " x␍␊")
        }
        play.type(".")
        play.server("250 ok␍␊")
        #expect(play.session.exitCode == .success)
    }
}
