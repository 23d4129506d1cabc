import SMTPProtocol
import SMTPReference
import Testing

@Suite("The small words")
struct VocabularyTests {
    @Test(
        "severity has a word for tables, a word for the screen and two signs",
        arguments: [
            (Severity?.some(.ok), "ok", "OK", "✓", "+"), (.some(.continue), "continue", "MORE", "→", ">"),
            (.some(.temporary), "temporary", "TEMP", "!", "!"), (.some(.permanent), "permanent", "PERM", "✗", "x"),
            (nil, "unknown", "????", "?", "?"),
        ])
    func severity(_ severity: Severity?, long: String, short: String, glyph: String, ascii: String) {
        #expect(SeverityWords.long(severity) == long)
        #expect(SeverityWords.short(severity) == short)
        #expect(SeverityWords.glyph(severity) == glyph)
        #expect(SeverityWords.asciiGlyph(severity) == ascii)
        #expect(!SeverityWords.heading(severity).isEmpty)
    }

    @Test(
        "a stage reads back from its token",
        arguments: [
            "(any)", "(connect)", "(none)", "RCPT", "AUTH:response", "DATA:end", "BDAT:end", "DATA:end(LMTP)", "X-EXPS",
        ])
    func stage(token: String) throws {
        let stage = try #require(ReplyStage(token: token))
        #expect(stage.token == token)
        #expect(!stage.words.isEmpty)
    }

    @Test("other tokens name no stage", arguments: ["", "rcpt", "(some)", "RCPT TO", "DATA:"])
    func noStage(token: String) {
        #expect(ReplyStage(token: token) == nil)
    }

    @Test("the last chunk is a stage of its own")
    func chunks() {
        #expect(ReplyStage(answering: Command(parsing: Array("BDAT 10".utf8))) == .command(.bdat))
        #expect(ReplyStage(answering: Command(parsing: Array("BDAT 10 LAST".utf8))) == .lastChunk)
        #expect(ReplyStage(answering: Command(parsing: Array("rcpt to:<a@b.example>".utf8))) == .command(.rcpt))
    }

    @Test(
        "a citation names an RFC, or a document",
        arguments: [
            ("RFC 5321 §4.2.3", Int?.some(5321)), ("RFC 9422", 9422), ("RFC 5321 appendix F.1", 5321),
            ("Exim source code", nil),
        ])
    func source(text: String, rfc: Int?) throws {
        let source = try #require(Source(text))
        #expect(source.text == text)
        #expect(source.rfc == rfc)
    }

    @Test("what cites nothing is no citation", arguments: ["", "-", "RFC", "RFC5321", "RFC x", "RFC 5321 4.2.3"])
    func noSource(text: String) {
        #expect(Source(text) == nil)
    }
}
