import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("What a server offers before and after TLS")
struct TLSOfferTests {
    private func remarks(_ before: [String], _ after: [String]) -> [Remark] {
        var play = Play.ready(offers: before)
        play.type("STARTTLS")
        play.server("220 Go␍␊")
        play.report(.securing(serverNameSent: nil))
        play.report(.secured(TLSStage.facts()))
        #expect(play.session.machine.capabilities == nil, "the first list is forgotten")
        play.type("EHLO x")
        play.answerHello(after)
        return play.lastReplyEntry?.remarks ?? []
    }

    @Test("CT05: each keyword that differs has a remark, and what was lost is a warning")
    func differences() {
        let remarks = remarks(
            ["STARTTLS", "SIZE 100", "CHUNKING", "AUTH SCRAM-SHA-256 PLAIN"],
            ["SIZE 200", "AUTH PLAIN LOGIN", "SMTPUTF8"])
        let texts = remarks.map { "\($0.level.word): \($0.text)" }
        #expect(texts.contains("note: Gone with TLS: STARTTLS, as it should be."))
        #expect(texts.contains("note: Changed with TLS: SIZE 100 is now SIZE 200."))
        #expect(texts.contains("note: New with TLS: SMTPUTF8."))
        #expect(texts.contains { $0.hasPrefix("warning: Gone with TLS: CHUNKING.") })
        #expect(
            texts.contains {
                $0.hasPrefix("warning: Changed with TLS: AUTH lost SCRAM-SHA-256 and got LOGIN.")
                    && $0.contains("weaker than the one offered in the clear")
            })
    }

    @Test("CT05: more mechanisms under TLS are no warning, and the same offer is said to be the same")
    func harmless() {
        let more = remarks(["STARTTLS"], ["AUTH PLAIN"])
        #expect(more.contains { $0.text == "New with TLS: AUTH PLAIN." })
        #expect(!more.contains { $0.level != .information })
        let same = remarks(["STARTTLS", "SIZE"], ["STARTTLS", "SIZE"])
        #expect(same.contains { $0.text.contains("the same as before TLS") })
        #expect(same.contains { $0.kind == .unexpected }, "STARTTLS under TLS is remarked on")
    }

    @Test("CT05: a flood of keywords is bounded, escaped, and cannot push a warning out")
    func flood() {
        let many = (0..<500).map { "X-\($0)\u{1B}" }
        let remarks = remarks(
            ["CHUNKING"] + many.prefix(3), many.suffix(400) + ["Y \(String(repeating: "y", count: 400))"])
        #expect(remarks.count <= 20)
        #expect(remarks.contains { $0.text.contains("CHUNKING") && $0.level == .warning })
        #expect(remarks.allSatisfy { !$0.text.contains("\u{1B}") && $0.text.utf8.count < 600 })
    }

    @Test("A third EHLO is compared with the second one, as without TLS")
    func third() {
        var play = Play.upgraded()
        play.type("EHLO x")
        play.answerHello(["SIZE"])
        play.type("EHLO x")
        play.answerHello(["SIZE"])
        #expect(play.lastReplyEntry?.remarks.contains { $0.text.contains("TLS") } == false)
    }

    @Test("STARTTLS that was offered on an earlier connection and is missing now is warned about")
    func stripped() {
        var play = Play.offering()
        play.connect("other.example.net")
        play.server("220 mx␍␊")
        play.type("EHLO x")
        play.answerHello(["SIZE"])
        #expect(play.lastReplyEntry?.remarks.contains { $0.text.contains("offered it before") } == false)
        play.connect("mx.example.net")
        play.server("220 mx␍␊")
        play.type("EHLO x")
        play.answerHello(["SIZE"])
        #expect(
            play.lastReplyEntry?.remarks.contains { $0.level == .warning && $0.text.contains("taken it out") } == true)
    }
}
