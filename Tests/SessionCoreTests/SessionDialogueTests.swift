import SMTPProtocol
import SMTPReference
import SessionCore
import Testing

@Suite("A session from the greeting to QUIT")
struct SessionDialogueTests {
    @Test("each reply stands with the line that it answers, the time it took, and what it means")
    func wholeDialogue() throws {
        var play = Play.ready()
        play.type("MAIL FROM:<a@lab.example.org>")
        play.server("250 2.1.0 Ok␍␊", after: 9)
        play.type("RCPT TO:<b@example.net>")
        play.server("451 4.7.1 Greylisted␍␊", after: 14)
        play.type("RCPT TO:<c@example.net>")
        play.server("250 2.1.5 Ok␍␊")
        play.type("DATA")
        play.server("354 go␍␊")
        play.type("Subject: x")
        play.type("")
        play.type(".hidden dot")
        play.type(".")
        play.server("250 queued␍␊")
        let closing = play.type("QUIT") + play.server("221 bye␍␊")
        #expect(
            play.entries.map(\.brief) == [
                "connected", "S: 220 greeting (connect)",
                "C: EHLO lab.example.org", "S: 250 answer EHLO",
                "C: MAIL FROM:<a@lab.example.org>", "S: 250 answer MAIL",
                "C: RCPT TO:<b@example.net>", "S: 451 answer RCPT",
                "C: RCPT TO:<c@example.net>", "S: 250 answer RCPT",
                "C: DATA", "S: 354 partOfAnswer DATA",
                "content: Subject: x", "content: ", "content: .hidden dot",
                "C: .", "S: 250 answer DATA:end",
                "C: QUIT", "S: 221 answer QUIT", "closedByUs",
            ])
        #expect(play.sent.hasSuffix("Subject: x␍␊␍␊..hidden dot␍␊.␍␊QUIT␍␊"))
        #expect(closing.closes)
        let mail = try #require(play.replies.first { $0.stage == .command(.mail) })
        #expect(mail.latency == 9_000_000)
        #expect(mail.severity == .ok)
        let sent = try #require(mail.answers.flatMap { play.session.transcript[$0] })
        #expect(sent.sent?.verb == .mail)
        #expect(sent.sent?.reply != nil)
        let greylisted = try #require(play.entries.first { $0.reply?.code == 451 })
        #expect(play.session.explanation(for: greylisted.id)?.severity == .temporary)
        #expect(play.session.headline(for: greylisted)?.isEmpty == false)
    }

    @Test("several commands in flight get their replies in order")
    func pipelining() {
        var play = Play.ready()
        for line in ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "NOOP"] { play.type(line) }
        play.server("250 a␍␊550 b␍␊250 c␍␊")
        #expect(
            play.entries.suffix(3).map(\.brief) == ["S: 250 answer MAIL", "S: 550 answer RCPT", "S: 250 answer NOOP"])
        #expect(play.session.isQuiescent)
    }

    @Test("an out-of-order, unknown or malformed command is flagged and sent all the same")
    func flaggedAndSent() throws {
        var play = Play.ready()
        let hint = play.session.hint(for: Array("RCPT TO:<c@d.example>".utf8))
        #expect(hint.advice.contains { $0.kind == .outOfOrder && $0.level == .warning })
        #expect(hint.syntax?.hasPrefix("RCPT TO:") == true)
        play.type("RCPT TO:<c@d.example>")
        #expect(play.last?.has(.outOfOrder) == true)
        play.server("503 no␍␊")
        play.type("MAIL FROM a@b")
        #expect(play.last?.has(.syntax) == true)
        play.server("501 no␍␊")
        play.type("ETRN example.org")
        #expect(play.last?.has(.notOffered) == true)
        #expect(play.sent.hasSuffix("RCPT TO:<c@d.example>␍␊MAIL FROM a@b␍␊ETRN example.org␍␊"))
    }

    @Test("a line without a connection is returned and kept, and the user is told to connect")
    func notConnected() {
        var play = Play()
        let actions = play.type("EHLO x")
        #expect(actions.returnedLine == "EHLO x")
        #expect(play.sent.isEmpty)
        #expect(play.said.last?.contains(":connect") == true)
        #expect(play.session.history.lines == [Array("EHLO x".utf8)])
        #expect(play.session.prompt.text == "(not connected)> ")
    }

    @Test("in content a colon has no meaning, and a line with a dot more is said to be changed")
    func contentLines() {
        var play = Play.content()
        #expect(play.session.prompt.kind == .content)
        play.type(":quit")
        #expect(play.last?.brief == "content: :quit")
        play.type("..")
        #expect(play.last?.has(.content) == true)
        #expect(play.sent.hasSuffix(":quit␍␊...␍␊"))
        play.type(String(repeating: "x", count: 999))
        #expect(play.last?.has(.content) == true)
        #expect(play.session.history.lines.contains(Array(":quit".utf8)) == false)
    }

    @Test("LMTP greets with LHLO and pairs one reply with each recipient")
    func lmtp() {
        var play = Play.greeted(target: "lmtp://mx.example.net")
        #expect(play.session.hint(for: []).now.contains("LHLO"))
        for (line, reply) in [
            ("LHLO x", "250 x"), ("MAIL FROM:<a@b.example>", "250 x"), ("RCPT TO:<c@d.example>", "250 x"),
            ("RCPT TO:<e@d.example>", "250 x"), ("DATA", "354 x"),
        ] {
            play.type(line)
            play.server("\(reply)␍␊")
        }
        play.type(".")
        let dot = play.last?.id
        play.server("250 one␍␊", after: 5)
        #expect(!play.session.isQuiescent)
        play.server("452 two␍␊", after: 5)
        #expect(play.session.isQuiescent)
        let verdicts = play.replies.suffix(2)
        #expect(verdicts.map(\.stage) == [.recipientOutcome, .recipientOutcome])
        #expect(verdicts.map(\.answers) == [dot, dot])
        #expect(verdicts.map(\.latency) == [5_000_000, 10_000_000])
    }

    @Test("after EHLO the transcript says what is offered, and after a second one what has changed")
    func capabilities() {
        var play = Play.ready(offers: ["STARTTLS", "SIZE 1000"])
        #expect(
            play.last?.remarks.contains { $0.kind == .state && $0.text.contains("2 capabilities, STARTTLS") } == true)
        play.type("EHLO again")
        play.server("250-mx␍␊250 SIZE 2000␍␊")
        let text = play.last?.remarks.last?.text ?? ""
        #expect(text.contains("gone STARTTLS") && text.contains("changed SIZE"))
    }

    @Test("RSET says what is forgotten")
    func forgotten() {
        var play = Play.ready()
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 x␍␊")
        play.type("RSET")
        play.server("250 x␍␊")
        #expect(play.last?.remarks.contains { $0.text.contains("forgotten") } == true)
    }

    @Test("the same events give the same session")
    func deterministic() {
        func run() -> [Entry] {
            var play = Play.content()
            play.type("x")
            play.type(".")
            play.server("250 x␍␊")
            return play.entries
        }
        #expect(run() == run())
    }
}
