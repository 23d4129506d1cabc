import SMTPProtocol
import Testing

@Suite("Enhanced status codes")
struct EnhancedStatusCodeTests {
    @Test(
        "a code at the start of a text is found, and its length",
        arguments: [
            ("2.1.0 Ok", "2.1.0", 5), ("5.1.1", "5.1.1", 5), ("4.7.999 x", "4.7.999", 7),
            ("5.999.999 x", "5.999.999", 9),
            ("2.0.0  two spaces", "2.0.0", 5), ("5.7.26 x", "5.7.26", 6),
        ])
    func leading(text: String, code: String, length: Int) throws {
        let found = try #require(EnhancedStatusCode.leading(in: Array(text.utf8)))
        #expect(found.code.description == code)
        #expect(found.length == length)
    }

    @Test(
        "CP15: what only looks like a code is none, and nothing is read past the end",
        arguments: [
            "", "5", "5.", "5.7", "5.7.", "5.7 x", "5.1.1x", "5.1.1.1 x", "5.1.1: x", "5.1.1\t", "3.0.0 x", "1.0.0",
            "6.1.1 x",
            "0.0.0", " 5.1.1 x", "5.01.1 x", "5.1.01 x", "5.00.1", "5.1000.1 x", "5.1.1000 x", "5..1 x", "5.1. x",
            "5.-1.1",
            "٥.١.١ x", "x", "5,1,1 x", "5.99999999999999999999.1 x",
        ])
    func notLeading(text: String) {
        #expect(EnhancedStatusCode.leading(in: Array(text.utf8)) == nil)
        #expect(EnhancedStatusCode(ascii: Array(text.utf8)) == nil)
        // The same through a collection without contiguous storage.
        #expect(EnhancedStatusCode.leading(in: AnyCollection(Array(text.utf8))) == nil)
    }

    @Test("CP15: a code cut at any byte is none", arguments: ["5.7.26", "2.10.100"])
    func cut(text: String) {
        let bytes = Array(text.utf8)
        for end in 0...bytes.count where end < 5 {
            #expect(EnhancedStatusCode.leading(in: bytes[..<end]) == nil, "\(end)")
        }
    }

    @Test("a whole text is read as a code only when nothing follows")
    func whole() {
        #expect(EnhancedStatusCode(ascii: "5.1.1".utf8) == EnhancedStatusCode(statusClass: 5, subject: 1, detail: 1))
        #expect(EnhancedStatusCode(ascii: "5.1.1 x".utf8) == nil)
        #expect(EnhancedStatusCode(ascii: AnyCollection(Array("5.999.999".utf8)))?.detail == 999)
    }

    @Test("a code is made of class 2, 4 or 5 and numbers up to 999")
    func making() {
        #expect(EnhancedStatusCode(statusClass: 3, subject: 0, detail: 0) == nil)
        #expect(EnhancedStatusCode(statusClass: 5, subject: 1_000, detail: 0) == nil)
        #expect(EnhancedStatusCode(statusClass: 5, subject: 0, detail: -1) == nil)
        #expect(EnhancedStatusCode(statusClass: 4, subject: 999, detail: 999)?.description == "4.999.999")
    }

    @Test("the class gives the severity", arguments: zip([2, 4, 5], [Severity.ok, .temporary, .permanent]))
    func severity(statusClass: Int, severity: Severity) throws {
        #expect(try #require(EnhancedStatusCode(statusClass: statusClass, subject: 0, detail: 0)).severity == severity)
    }

    @Test("codes have the order of their numbers")
    func order() throws {
        let codes = try ["5.1.10", "2.0.0", "5.1.2", "4.7.1"].map { try #require(EnhancedStatusCode(ascii: $0.utf8)) }
        #expect(codes.sorted().map(\.description) == ["2.0.0", "4.7.1", "5.1.2", "5.1.10"])
    }
}
