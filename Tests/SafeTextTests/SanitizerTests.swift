import SafeText
import TestSupport
import Testing

@Suite struct SanitizerTests {
    @Test(
        "foreign bytes are shown, never performed",
        arguments: [
            ("TO01 clear screen", "\u{1B}[2J", #"\x1B[2J"#),
            ("TO01 cursor home", "\u{1B}[H", #"\x1B[H"#),
            ("TO01 reset", "\u{1B}c", #"\x1Bc"#),
            ("TO02 title", "\u{1B}]0;pwned\u{07}", #"\x1B]0;pwned\x07"#),
            ("TO02 title report", "\u{1B}[21t", #"\x1B[21t"#),
            ("TO03 clipboard", "\u{1B}]52;c;cm0=\u{07}", #"\x1B]52;c;cm0=\x07"#),
            ("TO04 link", "\u{1B}]8;;http://x\u{1B}\\y\u{1B}]8;;\u{1B}\\", #"\x1B]8;;http://x\x1B\y\x1B]8;;\x1B\"#),
            ("TO05 setting query", "\u{1B}P$qm\u{1B}\\", #"\x1BP$qm\x1B\"#),
            ("TO05 cursor query", "\u{1B}[6n", #"\x1B[6n"#),
            ("TO05 attributes query", "\u{1B}[c", #"\x1B[c"#),
            ("TO06 sixel", "\u{1B}Pq#0\u{1B}\\", #"\x1BPq#0\x1B\"#),
            ("TO06 kitty graphics", "\u{1B}_Ga=T\u{1B}\\", #"\x1B_Ga=T\x1B\"#),
            ("TO06 inline image", "\u{1B}]1337;File=:\u{07}", #"\x1B]1337;File=:\x07"#),
            ("TO07 UTF-8 encoded C1", "\u{9B}2J\u{9D}0;x\u{9C}", "<U+009B>2J<U+009D>0;x<U+009C>"),
            ("TO08 carriage return", "250 ok\r550 no", #"250 ok\r550 no"#),
            ("TO08 backspace", "a\u{08}b", #"a\x08b"#),
            ("TO08 vertical tab, form feed", "\u{0B}\u{0C}", #"\x0B\x0C"#),
            ("TO08 DEL", "\u{7F}", #"\x7F"#),
            ("TO08 line feed, tab", "a\n\tb", #"a\n\tb"#),
            ("TO09 right-to-left override", "a\u{202E}b", "a<U+202E>b"),
            ("TO09 embedding", "\u{202A}\u{202C}", "<U+202A><U+202C>"),
            ("TO09 isolates", "\u{2066}\u{2069}", "<U+2066><U+2069>"),
            ("TO09 marks", "\u{200E}\u{200F}\u{061C}", "<U+200E><U+200F><U+061C>"),
            ("TO10 zero width", "pay\u{200B}pal\u{200D}\u{2060}", "pay<U+200B>pal<U+200D><U+2060>"),
            ("TO10 byte order mark", "\u{FEFF}220", "<U+FEFF>220"),
            ("TO10 tag characters", "\u{E0041}", "<U+E0041>"),
            ("TO10 soft hyphen, separators", "\u{AD}\u{2028}\u{2029}", "<U+00AD><U+2028><U+2029>"),
            (
                "TO10 blanks that look like a space", "\u{A0}\u{3000}\u{2800}\u{3164}",
                "<U+00A0><U+3000><U+2800><U+3164>"
            ),
            ("TO10 variation selectors", "\u{2764}\u{FE0F}", "\u{2764}<U+FE0F>"),
            ("TO10 private use, unassigned", "\u{E000}\u{10FFFF}\u{378}", "<U+E000><U+10FFFF><U+0378>"),
            ("TO18 a format string", "%n%s%1$*d", "%n%s%1$*d"),
            ("CP08 NUL", "a\u{0}b", #"a\x00b"#),
            ("plain text", "250 2.1.0 Ok", "250 2.1.0 Ok"),
            ("letters of the world", "Grüße, żółć, Ελλάδα, мир, 日本語, 한국", "Grüße, żółć, Ελλάδα, мир, 日本語, 한국"),
            ("a backslash stands as itself", #"DOM\user"#, #"DOM\user"#),
        ])
    func escapes(name: String, input: String, expected: String) {
        #expect(Sanitizer.escape(Array(input.utf8)) == expected, "\(name)")
        #expect(Sanitizer.escape(input) == expected, "\(name)")
        #expect(harm(in: Sanitizer.escape(input)) == nil)
    }

    @Test(
        "CP09, TO07: bytes that are not UTF-8 are shown one by one",
        arguments: [
            ([0x9B, 0x32, 0x4A], #"\x9B2J"#),
            ([0x9D, 0x30, 0x3B], #"\x9D0;"#),
            ([0xC3], #"\xC3"#),
            ([0xC3, 0x28], #"\xC3("#),
            ([0xE2, 0x82], #"\xE2\x82"#),
            ([0xC0, 0x9B], #"\xC0\x9B"#),
            ([0xE0, 0x80, 0x9B], #"\xE0\x80\x9B"#),
            ([0xED, 0xA0, 0x80], #"\xED\xA0\x80"#),
            ([0xF4, 0x90, 0x80, 0x80], #"\xF4\x90\x80\x80"#),
            ([0xF0, 0x80, 0x80, 0x9B], #"\xF0\x80\x80\x9B"#),
            ([0xFF, 0xFE], #"\xFF\xFE"#),
            ([0xE9, 0xC3, 0xA9], "\\xE9\u{E9}"),
        ] as [([UInt8], String)])
    func invalid(bytes: [UInt8], expected: String) {
        #expect(Sanitizer.escape(bytes) == expected)
    }

    @Test("TO15: the ASCII style leaves nothing outside US-ASCII")
    func ascii() {
        #expect(Sanitizer.escape("Grüße 日 e\u{301}", style: .ascii) == "Gr<U+00FC><U+00DF>e <U+65E5> e<U+0301>")
        #expect(Sanitizer.escape([0xE9, 0x20, 0xF0, 0x9F, 0x98, 0x80] as [UInt8], style: .ascii) == #"\xE9 <U+1F600>"#)
    }

    @Test("TO11: 10,000 combining marks become two and a count")
    func marks() {
        let pile = "a" + String(repeating: "\u{301}", count: 10_000) + "b"
        #expect(Array(Sanitizer.escape(pile).unicodeScalars) == Array("a\u{301}\u{301}<+9998 marks>b".unicodeScalars))
        let stray = String(repeating: "\u{301}", count: 10_000)
        #expect(Sanitizer.escape(stray) == "<U+0301><U+0301><+9998 marks>")
        #expect(
            Sanitizer.escape("a\u{301}\u{302}\u{303}").unicodeScalars.elementsEqual(
                "a\u{301}\u{302}<+1 mark>".unicodeScalars))
    }

    @Test(
        "TO11: a mark without a visible base is shown as an escape",
        arguments: [
            ("\u{301}a", "<U+0301>a"), ("a \u{301}", "a <U+0301>"), ("\u{1B}\u{301}", "\\x1B<U+0301>"),
            ("\u{202E}\u{301}", "<U+202E><U+0301>"),
        ])
    func strayMark(input: String, expected: String) {
        #expect(Sanitizer.escape(input).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test("TO12: hostile text that was decoded from base64 is escaped like any other")
    func decoded() {
        let decoded: [UInt8] = [0x1B, 0x5B, 0x33, 0x31, 0x6D, 0x55, 0x73, 0x65, 0x72]
        #expect(Sanitizer.escape(decoded) == #"\x1B[31mUser"#)
    }

    @Test("runs tell escapes from text that looks like one")
    func runs() {
        let runs = Sanitizer.runs(of: Array(#"\x1B"#.utf8) + [0x1B, 0x00] + Array("é".utf8))
        #expect(runs.map(\.text) == [#"\x1B"#, #"\x1B\x00"#, "é"])
        #expect(runs.map(\.isEscape) == [false, true, false])
        #expect(Sanitizer.runs(of: []) == [])
    }

    @Test("printable is what escaping leaves alone")
    func printable() {
        #expect(Sanitizer.isPrintable(Array("250 Größe 日".utf8)))
        #expect(!Sanitizer.isPrintable(Array("250 Größe".utf8), style: .ascii))
        #expect(!Sanitizer.isPrintable([0x1B]))
        #expect(Sanitizer.isPrintable([]))
    }

    @Test(
        "TO01, TO07, TO09: whatever the bytes, the result is inert, stable, and the sum of its runs", arguments: 0..<40)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = Hostile.bytes(using: &generator)
            for style in [EscapeStyle.unicode, .ascii] {
                let text = Sanitizer.escape(bytes, style: style)
                #expect(harm(in: text) == nil)
                #expect(Sanitizer.escape(text, style: style) == text)
                #expect(Sanitizer.runs(of: bytes, style: style).map(\.text).joined() == text)
                #expect(Sanitizer.isPrintable(bytes, style: style) == text.utf8.elementsEqual(bytes))
                #expect(Sanitizer.escape(AnyCollection(bytes), style: style) == text)
                if style == .ascii { #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }) }
            }
        }
    }

    @Test("every single scalar is inert, alone and after a letter")
    func everyScalar() {
        var failures: [UInt32] = []
        for value in Hostile.assignedCodePoints {
            guard let scalar = UnicodeScalar(value) else { continue }
            if harm(in: Sanitizer.escape("a" + String(scalar))) != nil { failures.append(value) }
        }
        #expect(failures.isEmpty)
    }
}
