import SMTPProtocol
import Testing

@Suite("Reply codes")
struct ReplyCodeTests {
    @Test("a code is read from exactly three ASCII digits", arguments: [("250", 250), ("000", 0), ("999", 999)])
    func reading(text: String, value: Int) {
        #expect(ReplyCode(ascii: text.utf8)?.value == value)
    }

    @Test(
        "CP04: nothing but three ASCII digits is a code",
        arguments: ["", "2", "25", "2500", "99999", "+25", "-25", " 25", "25 ", "2x0", "٢٥٠", "２５０", "2\u{0}0"])
    func refusing(text: String) {
        #expect(ReplyCode(ascii: text.utf8) == nil)
    }

    @Test("a code outside 0 to 999 cannot be made", arguments: [-1, 1_000, Int.max, Int.min])
    func outside(value: Int) {
        #expect(ReplyCode(value) == nil)
    }

    @Test("each digit has its meaning")
    func digits() {
        let code: ReplyCode = 451
        #expect(code.digits == (severity: 4, category: 5, detail: 1))
        #expect(code.severity == .temporary)
        #expect(code.category == .mailSystem)
    }

    @Test(
        "the first digit gives the severity, and 0, 1, 6 to 9 give none",
        arguments: zip(0...9, [nil, nil, .ok, .continue, .temporary, .permanent, nil, nil, nil, nil] as [Severity?]))
    func severity(digit: Int, severity: Severity?) throws {
        #expect(try #require(ReplyCode(digit * 100)).severity == severity)
    }

    @Test("the grammar allows 2yz to 5yz with a second digit up to 5, and no other of the thousand codes")
    func validity() throws {
        for value in 0...999 {
            let code = try #require(ReplyCode(value))
            #expect(code.isValid == ((2...5).contains(value / 100) && (0...5).contains(value / 10 % 10)), "\(value)")
            #expect(code.isValid == (code.severity != nil && code.category != nil), "\(value)")
        }
    }

    @Test("a code is written with three digits", arguments: [(7, "007"), (45, "045"), (250, "250"), (0, "000")])
    func description(value: Int, text: String) throws {
        #expect(try #require(ReplyCode(value)).description == text)
    }

    @Test("codes and severities have an order")
    func order() {
        #expect([550, 250, 421].sorted() == [250, 421, 550] as [ReplyCode])
        #expect(Severity.allCases.sorted() == [.ok, .continue, .temporary, .permanent])
        #expect(Severity.allCases.map(\.firstDigit) == [2, 3, 4, 5])
    }
}
