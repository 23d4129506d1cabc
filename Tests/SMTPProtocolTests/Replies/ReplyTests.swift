import SMTPProtocol
import TestSupport
import Testing

@Suite("Replies")
struct ReplyTests {
    @Test("a reply of several lines keeps every byte and finds its parts")
    func parts() {
        let bytes = "250-mx.example.net␍␊250-2.0.0 second␍␊250 2.1.0 Ok␍␊".wire
        let reply = Reply(parsing: bytes)
        #expect(reply.bytes == bytes)
        #expect(reply.lines.count == 3)
        #expect(reply.lines.map(\.range) == [0..<20, 20..<38, 38..<52])
        #expect(reply.lines.map(\.isFinal) == [false, false, true])
        #expect(reply.lines.map(\.ending) == [.crlf, .crlf, .crlf])
        #expect(reply.lines.map { $0.enhanced?.description } == [nil, "2.0.0", "2.1.0"])
        #expect(Array(reply.text(ofLine: 0)) == "mx.example.net".wire)
        #expect(Array(reply.verbatim(line: 2)) == "250 2.1.0 Ok".wire)
        #expect(reply.code == 250)
        #expect(reply.severity == .ok)
        #expect(reply.enhanced?.description == "2.0.0")
        #expect(reply.isComplete)
        #expect(reply.anomalies.isEmpty)
    }

    @Test("CP01: lines with different codes are flagged and the last line counts")
    func codeMismatch() {
        let reply = Reply(parsing: "250-a␍␊550 b␍␊".wire)
        #expect(reply.code == 550)
        #expect(reply.severity == .permanent)
        #expect(reply.anomalies == [ReplyAnomaly(kind: .codeMismatch, line: 1, offset: 7)])
        #expect(reply.isComplete)
    }

    @Test("CP02: a line that is no reply line inside a reply stays inside it, and the reply after it is whole")
    func lineWithoutCode() {
        let outputs = ReplyParser.outputs(of: ["250-a␍␊hello␍␊250 b␍␊354 go␍␊".wire])
        #expect(outputs.count == 2)
        let first = outputs[0].reply
        #expect(outputs[0] == .reply(first))
        #expect(first.lines.count == 3)
        #expect(first.lines[1].code == nil)
        #expect(Array(first.text(ofLine: 1)) == "hello".wire)
        #expect(first.anomalies == [ReplyAnomaly(kind: .notAReplyLine, line: 1, offset: 7)])
        #expect(first.code == 250)
        #expect(first.isComplete)
        #expect(outputs[1] == .reply(Reply(parsing: "354 go␍␊".wire)))
    }

    @Test("CP03: a code alone is a reply without text", arguments: ["250␍␊", "250 ␍␊", "250␊"])
    func bareCode(text: String) {
        let bytes = text.wire
        #expect(ReplyParser.outputs(of: [bytes]) == [.reply(Reply(parsing: bytes))])
        let reply = Reply(parsing: bytes)
        #expect(reply.code == 250)
        #expect(reply.text(ofLine: 0).isEmpty)
        #expect(reply.has(.missingText))
        #expect(reply.isComplete)
    }

    @Test(
        "CP03: a code and the end of the stream is a reply, cut", arguments: ["250", "250␍", "250 ", "250-", "250 x"])
    func bareCodeAtTheEnd(text: String) {
        let bytes = text.wire
        #expect(ReplyParser.outputs(of: [bytes]) == [.reply(Reply(parsing: bytes))])
        let reply = Reply(parsing: bytes)
        #expect(reply.code == 250)
        #expect(!reply.isComplete)
        #expect(reply.has(.truncated))
        #expect(!reply.has(.bareCR))
        #expect(reply.lines[0].ending == .endOfStream)
    }

    @Test(
        "CP03 CP04: a line that does not begin with three digits and a separator answers nothing",
        arguments: [
            "25␍␊", "␍␊", "␊", "hello␍␊", "99999 x␍␊", "+25 x␍␊", "٢٥٠ x␍␊", "250x␍␊", "250␉x␍␊", " 250 x␍␊", "2␀0 x␍␊",
            "250␍x␍␊",
            "250␍␍␊", "２５０ x␍␊", "250\u{00A0}x␍␊", "2 50␍␊",
        ])
    func stray(text: String) {
        let bytes = text.wire
        let outputs = ReplyParser.outputs(of: [bytes])
        #expect(outputs == [.stray(Reply(parsing: bytes))])
        let reply = Reply(parsing: bytes)
        #expect(reply.bytes == bytes)
        #expect(reply.code == nil)
        #expect(reply.severity == nil)
        #expect(reply.isComplete)
        #expect(reply.anomalies.first == ReplyAnomaly(kind: .notAReplyLine, line: 0, offset: 0))
    }

    @Test(
        "CP04: a code that SMTP does not have is read and flagged",
        arguments: [
            ("000 x", [ReplyAnomaly.Kind.codeOutOfRange]), ("199 x", [.codeOutOfRange, .secondDigitOutOfRange]),
            ("650 x", [.codeOutOfRange]), ("999 x", [.codeOutOfRange, .secondDigitOutOfRange]),
            ("260 x", [.secondDigitOutOfRange]), ("599 x", [.secondDigitOutOfRange]), ("250 x", []), ("555 x", []),
        ])
    func codeRange(text: String, kinds: [ReplyAnomaly.Kind]) {
        let reply = Reply(parsing: (text + "␍␊").wire)
        #expect(reply.code == ReplyCode(ascii: text.utf8.prefix(3)))
        #expect(reply.anomalies.map(\.kind) == kinds)
        #expect(reply.code?.isValid == kinds.isEmpty)
    }

    @Test("CP07: LF alone ends a line and is marked")
    func bareLF() {
        let reply = Reply(parsing: "250-a␊250 b␍␊".wire)
        #expect(reply.lines.map(\.ending) == [.lf, .crlf])
        #expect(Array(reply.text(ofLine: 0)) == "a".wire)
        #expect(reply.anomalies == [ReplyAnomaly(kind: .bareLF, line: 0, offset: 5)])
    }

    @Test(
        "CP07: a CR that is not before LF is text and is marked",
        arguments: [
            ("250 a␍b␍␊", "a␍b", 5), ("250 a␍␍␊", "a␍", 5), ("250 ␍␍␍␊", "␍␍", 4),
            ("250 abcdefgh␍ijk␍␊", "abcdefgh␍ijk", 12),
        ])
    func bareCR(text: String, visible: String, offset: Int) {
        let reply = Reply(parsing: text.wire)
        #expect(Array(reply.text(ofLine: 0)) == visible.wire)
        #expect(reply.lines[0].ending == .crlf)
        #expect(reply.anomalies == [ReplyAnomaly(kind: .bareCR, line: 0, offset: offset)])
    }

    @Test(
        "CP08: NUL is kept, marked, and cuts nothing",
        arguments: [("250 a␀b␍␊", 5), ("250 abcdefgh␀␍␊", 12), ("250 ␀␍␊", 4)])
    func nul(text: String, offset: Int) {
        let reply = Reply(parsing: text.wire)
        #expect(reply.bytes == text.wire)
        #expect(reply.text(ofLine: 0).count == text.wire.count - 6)
        #expect(reply.anomalies == [ReplyAnomaly(kind: .nul, line: 0, offset: offset)])
    }

    @Test(
        "CP09: bytes that are not UTF-8 are kept and marked",
        arguments: [
            ([0x61, 0xFF, 0x62], 5), ([0xC3], 4), ([0xED, 0xA0, 0x80], 4), ([0xC0, 0x80], 4), ([0xC3, 0xA4, 0x80], 6),
        ] as [([UInt8], Int)])
    func notUTF8(text: [UInt8], offset: Int) {
        let reply = Reply(parsing: "250 ".wire + text + "␍␊".wire)
        #expect(Array(reply.text(ofLine: 0)) == text)
        #expect(reply.anomalies == [ReplyAnomaly(kind: .notUTF8, line: 0, offset: offset)])
    }

    @Test("CP09: UTF-8 is not odd, whole or cut by the end of the stream inside a character")
    func validUTF8() {
        #expect(Reply(parsing: "250 größe 例え 🏳️‍🌈␍␊".wire).anomalies.isEmpty)
        #expect(Reply(parsing: "250 gr".wire + [0xF0, 0x9F]).anomalies.map(\.kind) == [.truncated])
    }

    @Test("a line of more than 512 bytes is kept and marked", arguments: [(512, false), (513, true), (4_000, true)])
    func lineTooLong(count: Int, isTooLong: Bool) {
        let reply = Reply(parsing: "250 ".wire + Array(repeating: 0x61, count: count - 6) + "␍␊".wire)
        #expect(reply.bytes.count == count)
        #expect(reply.anomalies == (isTooLong ? [ReplyAnomaly(kind: .lineTooLong, line: 0, offset: 512)] : []))
    }

    @Test(
        "CP15: the class of an enhanced code that is not the reply's is flagged on its line",
        arguments: [
            ("250 5.1.1 x␍␊", "5.1.1", true), ("550 2.0.0␍␊", "2.0.0", true), ("354 2.0.0 go␍␊", "2.0.0", true),
            ("550 5.1.1␍␊", "5.1.1", false), ("451 4.7.1 x␍␊", "4.7.1", false),
        ])
    func enhancedClass(text: String, code: String, isMismatch: Bool) {
        let reply = Reply(parsing: text.wire)
        #expect(reply.enhanced?.description == code)
        let anomaly = ReplyAnomaly(kind: .enhancedClassMismatch, line: 0, offset: 4)
        #expect(reply.anomalies == (isMismatch ? [anomaly] : []))
    }

    @Test(
        "CP15: an enhanced code that is not whole is text",
        arguments: ["550 5.7␍␊", "550 5.1.␍␊", "550 5.1.1x␍␊", "550 5.7"])
    func noEnhancedCode(text: String) {
        #expect(Reply(parsing: text.wire).enhanced == nil)
    }

    @Test(
        "CP21: a reply cut between its lines or inside one is shown as partial",
        arguments: [
            ("220-a␍␊220-b␍␊", 2, 14), ("220-a␍␊22", 2, 9), ("220-a␍␊220 b␍", 2, 13), ("220-a␍␊220 b", 2, 12),
        ])
    func cut(text: String, lines: Int, length: Int) {
        let outputs = ReplyParser.outputs(of: [text.wire])
        #expect(outputs == [.reply(Reply(parsing: text.wire))])
        let reply = Reply(parsing: text.wire)
        #expect(reply.bytes == text.wire)
        #expect(!reply.isComplete)
        #expect(reply.lines.count == lines)
        #expect(reply.anomalies.last == ReplyAnomaly(kind: .truncated, line: lines - 1, offset: length))
    }

    @Test("no bytes are a reply without lines")
    func empty() {
        let reply = Reply(parsing: [])
        #expect(reply.lines.isEmpty)
        #expect(reply.code == nil)
        #expect(!reply.isComplete)
    }

    @Test("every anomaly has a sentence of its own")
    func summaries() {
        let kinds = ReplyAnomaly.Kind.allCases
        #expect(Set(kinds.map(\.summary)).count == kinds.count)
        #expect(kinds.allSatisfy { $0.summary.hasSuffix(".") })
    }
}
