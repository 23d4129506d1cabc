import Glibc
import SafeText
import TestSupport
import Testing

@Suite struct DisplayWidthTests {
    @Test(
        "TO11: text has the width that its cells have",
        arguments: [
            ("", 0), ("250 Ok", 6), ("日本語", 6), ("e\u{301}", 1), ("é", 1), ("\u{1B}[2J", 7), ("\u{202E}", 8),
            ("😀", 2), ("한", 2), ("ＡＢ", 4), ("ｱ", 1), ("✓✗→▶◀…·‹›█│", 11), ("\r\n", 4), ("ไทย", 3),
            // A family: three people, each followed by an escaped joiner.
            ("👩\u{200D}👩\u{200D}👧", 22),
        ])
    func width(text: String, expected: Int) {
        #expect(DisplayWidth.of(text) == expected)
        #expect(DisplayWidth.of(bytes: text.utf8) == expected)
        #expect(DisplayWidth.clusters(text).reduce(0) { $0 + $1.width } == expected)
    }

    @Test("a character has the width of its text")
    func character() {
        #expect(DisplayWidth.of("a" as Character) == 1)
        #expect(DisplayWidth.of("日" as Character) == 2)
        #expect(DisplayWidth.of("\r\n" as Character) == 4)
    }

    @Test("clusters are one character with at most two marks, one or two columns wide", arguments: 0..<20)
    func clusters(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = String(decoding: Hostile.bytes(using: &generator), as: UTF8.self)
            let clusters = DisplayWidth.clusters(text)
            #expect(clusters.map(\.text).joined() == Sanitizer.escape(text))
            #expect(clusters.allSatisfy { (1...2).contains($0.width) })
            #expect(clusters.allSatisfy { (1...3).contains($0.text.unicodeScalars.count) })
        }
    }

    @Test("no character that may stand as itself is wider or narrower than the C library thinks")
    func agreesWithC() throws {
        // Swift does not import `wcwidth`. Its C type is `int wcwidth(wchar_t)`, so the cast is right.
        typealias Measure = @convention(c) (wchar_t) -> CInt
        let symbol = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: Measure.self)
        // Without a UTF-8 locale the C library knows no width; this one is built into glibc.
        let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        var wrong: [UInt32] = []
        for value in Hostile.assignedCodePoints where value >= 0x20 {
            guard let scalar = UnicodeScalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            let isMark = Sanitizer.isPrintable(Array("a".utf8) + bytes) && !Sanitizer.isPrintable(bytes)
            guard isMark || Sanitizer.isPrintable(bytes) else { continue }
            let width = isMark ? 0 : DisplayWidth.of(bytes: bytes)
            if wcwidth(wchar_t(value)) != width { wrong.append(value) }
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        "cutting keeps whole clusters",
        arguments: [
            ("abcdef", 6, "…", "abcdef"), ("abcdef", 5, "…", "abcd…"), ("日本語", 5, "…", "日本…"), ("日本語", 4, "…", "日…"),
            ("日本語", 3, "", "日"), ("abc", 0, "…", ""), ("abc", 1, "…", "…"), ("abc", 1, "...", "a"), ("abc", -1, "", ""),
            ("e\u{301}x", 1, "", "e\u{301}"), ("", 3, "…", ""),
        ])
    func truncate(text: String, columns: Int, ellipsis: String, expected: String) {
        #expect(DisplayWidth.truncate(text, to: columns, ellipsis: ellipsis) == expected)
    }

    @Test("padding gives exactly the columns asked for", arguments: [0, 1, 2, 3, 5, 9], ["", "ab", "日本", "a\u{1B}b"])
    func pad(columns: Int, text: String) {
        let padded = DisplayWidth.pad(text, to: columns)
        #expect(DisplayWidth.of(padded) == columns)
    }
}
