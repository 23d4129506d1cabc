import SafeText
import TestSupport
import Testing

@Suite struct QuotingTests {
    @Test("TO16: JSON keeps every character and is inert")
    func json() {
        #expect(
            Quoting.json("a\"b\\c\n\r\t\u{1B}\u{202E}\u{7F}\u{9B}é") == #""a\"b\\c\n\r\t\u001B\u202E\u007F\u009Bé""#)
        #expect(Quoting.json("\u{E0041}") == #""\uDB40\uDC41""#)
        #expect(Quoting.json([0x41, 0xFF] as [UInt8]) == "\"A\u{FFFD}\"")
        #expect(Quoting.json("") == "\"\"")
        #expect(Quoting.isUTF8([0x41]) && !Quoting.isUTF8([0x41, 0xFF]))
    }

    @Test(
        "base64 is padded",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("\u{FF}\u{FE}", "w7/Dvg=="),
        ])
    func base64(text: String, expected: String) {
        #expect(Quoting.base64(Array(text.utf8)) == expected)
    }

    @Test(
        "TO17: text that looks like markup stays text",
        arguments: [
            ("html", "<script>&\"'", "&lt;script&gt;&amp;&quot;&#39;"),
            ("html", "\u{1B}<b>", #"\x1B&lt;b&gt;"#),
            (
                "markdown", "**bold** _it_ `c` [a](http://x) ![i](j)",
                #"\*\*bold\*\* \_it\_ \`c\` \[a\]\(http\://x\) \!\[i\]\(j\)"#
            ),
            ("markdown", "# head", "\\# head"),
            ("markdown", "1. list | cell", #"1\. list \| cell"#),
            ("markdown", "<b>&amp;", "&lt;b&gt;&amp;amp;"),
            ("markdown", "    code", "&#32;&#32;&#32;&#32;code"),
            ("markdown", "break  ", "break&#32;&#32;"),
            ("markdown", "@user a@b.c www.x.y $x$ ~~s~~", #"\@user a\@b\.c www\.x\.y \$x\$ \~\~s\~\~"#),
            ("markdown", "line\nline", #"line\\nline"#),
            ("code", "a`b", "``a`b``"),
            ("code", "`", "`` ` ``"),
            ("code", "250 <x>", "`250 <x>`"),
            ("code", " x", "`  x `"),
            ("csv", "=1+1", "\"'=1+1\""),
            ("csv", "+cmd", "\"'+cmd\""),
            ("csv", "-2", "\"'-2\""),
            ("csv", "@SUM(A1)", "\"'@SUM(A1)\""),
            ("csv", "  =1", "\"'  =1\""),
            ("csv", "\u{FF1D}1", "\"'\u{FF1D}1\""),
            ("csv", "\t=1", #""\t=1""#),
            ("csv", "a,\"b\"", "\"a,\"\"b\"\"\""),
            ("csv", "a\r\nb", #""a\r\nb""#),
            ("tsv", "a\tb\nc", #"a\tb\nc"#),
        ])
    func quotes(format: String, input: String, expected: String) {
        let quote: (String) -> String =
            switch format {
            case "html": Quoting.html
            case "markdown": Quoting.markdown
            case "code": Quoting.markdownCode
            case "csv": Quoting.csv
            default: Quoting.tsv
            }
        #expect(quote(input) == expected)
    }

    @Test(
        "TO17: a shell reads one word, with nothing run",
        arguments: [
            ("plain-1.2", "plain-1.2"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$(x)`y`", "'$(x)`y`'"),
            ("<a@b>", "'<a@b>'"), ("é", "'é'"), ("a\u{1B}1'", #"$'a\0331\''"#), ("a\\\n", #"$'a\\\012'"#),
            ("\u{202E}", #"$'\342\200\256'"#), ("~root", "'~root'"), ("a;b", "'a;b'"),
        ])
    func shell(input: String, expected: String) {
        #expect(Quoting.shell(input) == expected)
    }

    @Test("TO16, TO17: every format is inert whatever the text", arguments: 0..<20)
    func inert(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = Hostile.bytes(using: &generator)
            let text = String(decoding: bytes, as: UTF8.self)
            for quoted in [
                Quoting.html(bytes), Quoting.markdown(bytes), Quoting.csv(bytes), Quoting.tsv(bytes),
                Quoting.shell(bytes),
                Quoting.markdownCode(text),
            ] {
                #expect(harm(in: quoted) == nil)
            }
            // In JSON combining marks stay as they are; no control does.
            #expect(
                Quoting.json(bytes).unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }
}
