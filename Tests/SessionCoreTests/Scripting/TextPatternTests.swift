import TestSupport
import Testing

@testable import SessionCore

@Suite("Expressions over the text of a reply")
struct TextPatternTests {
    @Test(
        "an expression finds what it should, and nothing else",
        arguments: [
            ("a", "xay", true), ("a", "xy", false), ("", "", true), ("a.c", "abc", true), ("a.c", "ac", false),
            ("^ab", "abc", true), ("^b", "abc", false), ("c$", "abc", true), ("b$", "abc", false), ("^$", "", true),
            ("ab*c", "ac", true), ("ab*c", "abbbc", true), ("ab+c", "ac", false), ("ab?c", "abbc", false),
            ("a{2}", "a", false), ("^a{2}$", "aa", true), ("^a{2,}$", "aaaa", true), ("^a{1,2}$", "aaa", false),
            ("a|b", "xb", true), ("^(a|bc)+$", "abcbca", true), ("^(a|bc)+$", "abb", false),
            ("(?:ab)+c", "ababc", true),
            ("[abc]x", "cx", true), ("[^abc]x", "cx", false), ("[a-f0-9]+", "zz9", true), ("[]x]", "]", true),
            ("[a\\]]", "]", true), ("\\d{3}", "a550", true), ("\\D", "123", false), ("\\w+@\\w+", "<a@b>", true),
            ("\\s", "a b", true), ("\\.", "a", false), ("a\\.b", "a.b", true), ("(a*)*b", "aaab", true),
            ("()*", "x", true), ("x*", "", true), ("ä", "Käse", true), (".*?x", "aax", true),
        ])
    func matching(source: String, text: String, isFound: Bool) throws {
        let pattern = try TextPattern(Array(source.utf8), ignoresCase: false)
        #expect(pattern.matches(Array(text.utf8)) == isFound)
    }

    @Test("letters of either case are the same where that was said", arguments: ["ABC", "[a-c]+C", "a(B|x)c", "^abc$"])
    func ignoringCase(source: String) throws {
        #expect(try TextPattern(Array(source.utf8), ignoresCase: true).matches(Array("aBc".utf8)))
        #expect(try !TextPattern(Array(source.utf8), ignoresCase: false).matches(Array("ABx".utf8)))
    }

    @Test(
        "a pattern that makes others look for ever is done at once",
        arguments: ["(a+)+$", "(a|aa)+$", "(.*)*x", "(a*)*(a*)*(a*)*b", "(a?){30}a{30}b", "(.*a){12}$"])
    func hostileText(source: String) throws {
        let pattern = try TextPattern(Array(source.utf8), ignoresCase: false)
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20) + [UInt8(ascii: "!")]
        // With a matcher that goes back this would not end in the lifetime of anybody.
        #expect(!pattern.matches(text) || source == "(a+)+$" || source == "(a|aa)+$" || source == "(.*a){12}$")
    }

    @Test(
        "an expression that would be too big is refused, and at once",
        arguments: ["a{999}b{999}", "(a{99}){99}", "(((a{99}){99}){99}){99}", String(repeating: "a", count: 2_000)])
    func tooBig(source: String) {
        #expect(throws: TextPattern.Mistake.self) { try TextPattern(Array(source.utf8), ignoresCase: false) }
    }

    @Test("nothing, however often it is repeated, costs nothing")
    func nothingRepeated() throws {
        #expect(try TextPattern(Array("((((){999}){999}){999}){999}".utf8), ignoresCase: false).matches([]))
    }

    @Test("brackets are not nested without end")
    func nesting() {
        let deep = String(repeating: "(", count: 100_000)
        #expect(throws: TextPattern.Mistake.self) { try TextPattern(Array(deep.utf8), ignoresCase: false) }
    }

    @Test("any bytes are an expression or a mistake, never a trap", arguments: 0..<200 as Range<UInt64>)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let signs = Array("ab()[]{}|*+?.^$\\-,019dws".utf8)
        for _ in 0..<50 {
            let source = (0..<Int.random(in: 0..<24, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? signs[Int.random(in: 0..<signs.count, using: &generator)]
                    : UInt8.random(in: .min ... .max, using: &generator)
            }
            guard let pattern = try? TextPattern(source, ignoresCase: Bool.random(using: &generator)) else { continue }
            let text = (0..<64).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] }
            _ = pattern.matches(text)
            #expect(pattern.steps.count <= TextPattern.maximumSteps + 4)
        }
    }
}
