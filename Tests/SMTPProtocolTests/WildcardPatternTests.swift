import SMTPProtocol
import Testing

@Suite("Patterns with stars")
struct WildcardPatternTests {
    @Test(
        "a star stands for any text, also for none, and capital and small letters are the same",
        arguments: [
            ("quota*@*", "quota1@practice.test", true), ("quota*@*", "QUOTA@x", true), ("quota*@*", "quota", false),
            ("*@spf.test", "a@spf.test", true), ("*@spf.test", "a@spf.test.x", false), ("*", "", true),
            ("a*", "", false), ("*a*b", "xxaxxab", true), ("a*b", "abc", false), ("", "", true), ("", "x", false),
            ("mail from:<>*", "MAIL FROM:<> SIZE=1", true),
        ])
    func matching(pattern: String, text: String, matches: Bool) {
        #expect(WildcardPattern(pattern).matches(text.utf8) == matches)
    }

    @Test("many stars on a long text that does not fit take no more than the product of both lengths")
    func hostile() {
        let pattern = WildcardPattern(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches([UInt8](repeating: UInt8(ascii: "a"), count: 20_000)))
    }
}
