extension Quoting {
    /// Text for a line of Markdown, in which nothing is markup: no emphasis, no link, no HTML, no list, no table cell.
    ///
    /// Every punctuation character that means something in CommonMark or GitHub's tables, mentions, links and formulas
    /// has a backslash; `&`, `<` and `>` are entities, also for readers that ignore backslashes in HTML.
    /// - SeeAlso: CommonMark 0.31 §2.4
    public static func markdown(_ text: String) -> String {
        let text = Sanitizer.escape(text)
        // Leading blanks make a code block, and trailing ones a line break.
        let leading = text.utf8.prefix { $0 == 0x20 }.count
        let trailing = leading == text.utf8.count ? 0 : text.utf8.reversed().prefix { $0 == 0x20 }.count
        let body = String(text.dropFirst(leading).dropLast(trailing))
        let quoted = replacing(body) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E:
                plainPunctuation.contains(byte) ? nil : "\\" + String(UnicodeScalar(byte))
            default: nil
            }
        }
        return String(repeating: "&#32;", count: leading) + quoted + String(repeating: "&#32;", count: trailing)
    }

    /// Text for a line of Markdown, from bytes.
    public static func markdown(_ bytes: some Collection<UInt8>) -> String { markdown(Sanitizer.escape(bytes)) }

    /// A Markdown code span: for what should be shown letter by letter. Not for table cells, where `|` ends a cell
    /// even in code; use ``markdown(_:)-(String)`` there.
    /// - SeeAlso: CommonMark 0.31 §6.1
    public static func markdownCode(_ text: String) -> String {
        let text = Sanitizer.escape(text)
        guard text.utf8.contains(where: { $0 != 0x20 }) else { return text.isEmpty ? "" : "`\(text)`" }
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        // One blank at each side is taken off again; it keeps a backtick or a blank at the edge.
        let edge: [UInt8?] = [UInt8(ascii: "`"), 0x20]
        let needsBlank = edge.contains(text.utf8.first) || edge.contains(text.utf8.last)
        let blank = needsBlank ? " " : ""
        return fence + blank + text + blank + fence
    }

    private static let plainPunctuation = Set(",;'\"/?%".utf8)
}
