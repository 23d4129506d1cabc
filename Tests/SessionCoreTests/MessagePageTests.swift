import TestSupport
import Testing

@testable import SessionCore

@Suite("What is known of the message")
struct MessagePageTests {
    private func rows(_ play: Play) -> [String] { ServerPageTests.text(play.session.messagePage) }

    private func begun() -> Play {
        var play = Play.ready(offers: ["SIZE 1000", "DSN"])
        play.type("MAIL FROM:<a@b.example> SIZE=2048 ENVID=a+2Bb")
        play.server("250 2.1.0 Ok␍␊")
        play.type("RCPT TO:<c@d.example>")
        play.server("250 2.1.5 Ok␍␊")
        play.type("RCPT TO:<nobody@d.example>")
        play.server("550 5.1.1 <nobody@d.example>: User unknown␍␊")
        return play
    }

    @Test("without a message it says how one begins")
    func nothing() {
        #expect(rows(Play.ready()).contains { $0.contains("MAIL FROM:<you@example.org> begins one") })
    }

    @Test("the envelope has the sender, the parameters decoded, and each recipient with its verdict")
    func envelope() {
        let rows = rows(begun())
        #expect(rows.contains("from|<a@b.example>|note"))
        #expect(rows.contains("|SIZE=2048|note"))
        #expect(rows.contains("|declared: 2 KiB (2,048 bytes)|note"))
        #expect(rows.contains("|says: a+b|note"))
        #expect(rows.contains("to|<c@d.example>: 250 2.1.5 Ok|note"))
        #expect(rows.contains("|<nobody@d.example>: 550 5.1.1 <nobody@d.example>: User unknown|error"))
        #expect(rows.contains("open|It is being handed over.|note"))
    }

    @Test("content is counted while it is typed, and shown as sent, with stuffed dots marked")
    func content() {
        var play = begun()
        play.type("DATA")
        play.server("354 Go␍␊")
        for line in ["Subject: x", "", ".dot", "..two"] { play.type(line) }
        let before = rows(play)
        #expect(before.contains("so far|4 lines, 27 bytes|note"))
        #expect(before.contains("1|Subject: x|note"))
        #expect(before.contains("3 dot|..dot|note"))
        #expect(before.contains("4 dot|...two|note"))
        #expect(before.contains("|2 lines got a second dot, which the server removes|note"))
        #expect(before.contains("|MAIL declared 2,048 bytes|note"))
        play.type(".")
        #expect(rows(play).contains("waiting|The end was sent; the server decides now.|note"))
        play.server("250 2.0.0 Ok: queued as 4XyZ␍␊")
        #expect(rows(play).contains("accepted|The server is responsible for it now.|note"))
        #expect(rows(play).contains("server|250 2.0.0 Ok: queued as 4XyZ|note"))
    }

    @Test("the message before stays in sight once another one begins, with its queue number")
    func previous() {
        var play = Play.content()
        play.type("x")
        play.type(".")
        play.server("250 2.0.0 Ok: queued as 4XyZ␍␊")
        play.type("MAIL FROM:<>")
        play.server("250 Ok␍␊")
        let rows = rows(play)
        #expect(rows.contains("from|<>, the empty sender of reports|note"))
        let start = rows.firstIndex(of: "# The message before") ?? rows.endIndex
        #expect(rows[start...].contains("server|250 2.0.0 Ok: queued as 4XyZ|note"))
        #expect(rows[start...].contains("to|<c@d.example>|note"))
    }

    @Test("RSET, a refusal and a lost connection are told apart")
    func fates() {
        var play = begun()
        play.type("RSET")
        play.server("250 Ok␍␊")
        #expect(rows(play).contains { $0.hasPrefix("given up|RSET made the server forget it") })
        play = Play.content()
        play.type(".")
        play.server("554 5.7.1 No␍␊")
        #expect(rows(play).contains("refused|The server did not take it.|error"))
        play = begun()
        play.report(.closed(.byServer))
        #expect(rows(play).contains("cut off|The connection ended. Nothing is delivered.|warning"))
    }

    @Test("in LMTP each recipient's verdict is there, and one accepted is enough")
    func lmtp() {
        var play = Play()
        play.type(":connect lmtp://mx.example.net")
        play.report(.connected(remote: "192.0.2.1:24", local: nil))
        play.server("220 mx LMTP␍␊")
        for (line, reply) in [
            ("LHLO x", "250 mx"), ("MAIL FROM:<a@b.example>", "250 x"), ("RCPT TO:<c@d.example>", "250 x"),
            ("RCPT TO:<e@d.example>", "250 x"), ("DATA", "354 x"),
        ] {
            play.type(line)
            play.server("\(reply)␍␊")
        }
        play.type(".")
        play.server("250 2.0.0 c Saved␍␊452 4.2.2 e full␍␊")
        #expect(rows(play).contains("accepted|The server is responsible for it now.|note"))
        #expect(rows(play).contains("server|250 2.0.0 c Saved|note"))
        #expect(rows(play).contains("server|452 4.2.2 e full|warning"))
    }

    @Test("however long the content and however many the recipients, the page and the memory are bounded")
    func bounded() {
        var play = Play.ready()
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 Ok␍␊")
        for number in 0..<300 {
            play.type("RCPT TO:<r\(number)@d.example>")
            play.server("250 Ok␍␊")
        }
        play.type("DATA")
        play.server("354 Go␍␊")
        for number in 0..<2_000 { play.type("line \(number)") }
        #expect(rows(play).contains("|and 100 more recipients|note"))
        #expect(rows(play).contains("2000|line 1999|note"))
        #expect(rows(play).count < 300)
        #expect((play.session.messageRecord.current?.lines.count ?? .max) <= MessageRecord.maximumLines * 2)
    }

    @Test("what a server says of it is escaped and cut")
    func hostile() {
        var play = begun()
        play.type("RCPT TO:<x@d.example>")
        play.server(Array("550 \u{1B}[2J\u{9B}31m\(String(repeating: "w", count: 400))\r\n".utf8))
        let text = rows(play)
        #expect(!text.joined().unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        #expect(text.allSatisfy { $0.utf8.count < 1_000 })
    }
}
