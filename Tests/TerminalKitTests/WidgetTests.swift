import SafeText
import TerminalKit
import TestSupport
import Testing

@Suite struct WidgetTests {
    private let theme = Theme.default(depth: .ansi16)
    private let bold = Style(attributes: .bold)

    @Test(
        "text is broken at blanks, and long words anywhere",
        arguments: [
            ("the quick brown fox", 10, 0, ["the quick", "brown fox"]),
            ("the quick brown fox", 10, 2, ["the quick", "  brown", "  fox"]),
            ("abcdefghijkl", 5, 0, ["abcde", "fghij", "kl"]), ("ab abcdefgh", 5, 0, ["ab", "abcde", "fgh"]),
            ("", 5, 0, [""]),
            ("  lead", 10, 0, ["  lead"]), ("日本語 日本", 6, 0, ["日本語", "日本"]), ("日本", 1, 0, [" ", " "]),
            ("a\u{1B}b", 20, 0, [#"a\x1Bb"#]), ("one  two", 5, 0, ["one", "two"]), ("abc ", 3, 0, ["abc"]),
        ])
    func wraps(text: String, width: Int, indent: Int, expected: [String]) {
        #expect(StyledText(text).wrapped(width: width, indent: indent).map(\.text) == expected)
    }

    @Test("verbatim text is broken anywhere and loses nothing")
    func wrapsVerbatim() {
        let lines = StyledText("ab  cd  ef").wrapped(width: 3, mode: .clusters)
        #expect(lines.map(\.text) == ["ab ", " cd", "  e", "f"])
    }

    @Test("styles survive the break")
    func wrapsStyles() {
        let text = StyledText([.init("one t"), .init("wo three", style: bold)])
        let lines = text.wrapped(width: 7)
        #expect(lines == [StyledText([.init("one t"), .init("wo", style: bold)]), StyledText("three", style: bold)])
        #expect(StyledText("x").wrapped(width: 0) == [])
    }

    @Test("no line is wider than asked, and no word is lost", arguments: 0..<30)
    func wrapsAnything(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let words = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                ["a", "word", "日本", "extraordinarily", "e\u{301}", "\u{1B}", ""].randomElement(using: &generator) ?? ""
            }
            let text = words.joined(separator: " ")
            let width = Int.random(in: 1...20, using: &generator)
            for mode in [StyledText.WrapMode.words, .clusters] {
                let lines = StyledText(text).wrapped(
                    width: width, indent: Int.random(in: 0...4, using: &generator), mode: mode)
                #expect(!lines.isEmpty)
                #expect(lines.allSatisfy { $0.width() <= width })
                if width > 1 {
                    let kept = lines.map(\.text).joined().unicodeScalars.filter { $0 != " " }
                    #expect(kept.elementsEqual(Sanitizer.escape(text).unicodeScalars.filter { $0 != " " }))
                }
            }
        }
    }

    @Test("styled text is cut with an ellipsis in the style of the cut")
    func truncates() {
        let text = StyledText([.init("abc"), .init("def", style: bold)])
        #expect(text.truncated(to: 5, ellipsis: "…") == StyledText([.init("abc"), .init("d…", style: bold)]))
        #expect(text.truncated(to: 6, ellipsis: "…") == text)
        #expect(text.truncated(to: 0, ellipsis: "…").isEmpty)
        #expect(
            StyledText(sanitizing: [0x61, 0x1B], style: .plain, escaped: bold)
                == StyledText([.init("a"), .init("\\x1B", style: bold)]))
    }

    @Test("a list keeps its selection in sight")
    func list() {
        var list = ListState(count: 10)
        #expect(list.selection == 0)
        #expect(list.handle(.end, height: 4) == true)
        #expect(list.selection == 9 && list.top == 6)
        #expect(list.visibleRows(height: 4) == 6..<10)
        #expect(list.handle(.pageUp, height: 4) == true)
        #expect(list.selection == 6 && list.top == 6)
        #expect(list.handle(.up, height: 4) == true)
        #expect(list.selection == 5 && list.top == 5)
        #expect(list.handle(.left, height: 4) == false)
        list.scroll(by: -3, height: 4)
        #expect(list.top == 2 && list.selection == 5)
        list.setCount(3)
        #expect(list.selection == 2)
        list.ensureVisible(height: 4)
        #expect(list.top == 0)
        list.setCount(0)
        #expect(list.selection == nil)
        #expect(list.move(by: 1) == false)
        list.setCount(2)
        #expect(list.selection == 0)
        #expect(list.move(by: .max) == true)
    }

    @Test("the selection is always visible", arguments: 0..<20)
    func anyList(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var list = ListState(count: 5)
        for _ in 0..<200 {
            let height = Int.random(in: 1...8, using: &generator)
            switch Int.random(in: 0...3, using: &generator) {
            case 0: list.setCount(Int.random(in: 0...30, using: &generator))
            case 1: list.scroll(by: Int.random(in: -9...9, using: &generator), height: height)
            case 2: list.select(Int.random(in: -3...40, using: &generator))
            default:
                _ = list.handle(
                    [.up, .down, .pageUp, .pageDown, .end].randomElement(using: &generator) ?? .up, height: height)
            }
            list.ensureVisible(height: height)
            #expect((list.selection == nil) == (list.count == 0))
            if let selection = list.selection { #expect(list.visibleRows(height: height).contains(selection)) }
            #expect(list.visibleRows(height: height).count == min(height, list.count))
        }
    }

    @Test("a scroll bar's thumb touches an end only when the view does")
    func scrollBar() {
        #expect(ScrollBar(total: 5, first: 0, visible: 5).thumb(height: 5).isEmpty)
        #expect(ScrollBar(total: 100, first: 0, visible: 10).thumb(height: 10) == 0..<1)
        #expect(ScrollBar(total: 100, first: 1, visible: 10).thumb(height: 10) == 1..<2)
        #expect(ScrollBar(total: 100, first: 90, visible: 10).thumb(height: 10) == 9..<10)
        #expect(ScrollBar(total: 100, first: 89, visible: 10).thumb(height: 10) == 8..<9)
        #expect(ScrollBar(total: .max, first: .max / 2, visible: 10).thumb(height: 3) == 1..<2)
        #expect(ScrollBar(total: 9, first: 4, visible: 3).thumb(height: 1) == 0..<1)
    }

    @Test("the key bar shows whole items only, and knows them by column")
    func keyBar() {
        let bar = KeyBar([
            .init(key: "F1", label: "Help"), .init(key: "F2", label: "Codes"), .init(key: "^D", label: "Quit"),
        ])
        var surface = Surface(columns: 20, rows: 1)
        bar.draw(into: &surface, in: surface.bounds, theme: theme)
        #expect(surface.lines() == [" F1 Help  F2 Codes"])
        #expect(bar.item(at: 11, width: 20)?.key == "F2")
        #expect(bar.item(at: 8, width: 20) == nil)
        #expect(bar.item(at: 19, width: 20) == nil)
    }

    @Test(
        "a screen of joined frames, tabs, a list and an input line looks as recorded",
        arguments: [Glyphs.unicode, .ascii])
    func screen(glyphs: Glyphs) {
        let surface = screen(depth: .ansi16, glyphs: glyphs)
        #expect(Golden.difference(of: surface, from: glyphs == .ascii ? "frames-ascii" : "frames") == nil)
    }

    @Test("the same screen without colour")
    func monoScreen() {
        #expect(Golden.difference(of: screen(depth: .mono, glyphs: .unicode), from: "frames-mono") == nil)
    }

    private func screen(depth: ColorDepth, glyphs: Glyphs) -> Surface {
        let theme = Theme.default(depth: depth)
        var surface = Surface(columns: 48, rows: 12, escapeStyle: glyphs.escapeStyle)
        let parts = surface.bounds.rows(.flexible(1), .fixed(4))
        // The frames share their edges.
        let upper = Rect(row: 0, column: 0, rows: parts[0].rows + 1, columns: 48)
        let left = Rect(row: 0, column: 0, rows: upper.rows, columns: 26)
        let right = Rect(row: 0, column: 25, rows: upper.rows, columns: 23)
        let input = parts[1].inset(bottom: 1)
        let transcript = Frame(titles: ["Transcript"]).draw(into: &surface, in: left, theme: theme, glyphs: glyphs)
        let codes = Frame(titles: ["Codes", "Server"], isFocused: true)
            .draw(into: &surface, in: right, theme: theme, glyphs: glyphs)
        let typed = Frame(titles: ["Input"]).draw(into: &surface, in: input, theme: theme, glyphs: glyphs)
        surface.drawRule(row: 3, columns: 25..<48, style: theme.style(for: .border), box: glyphs.box)
        for (row, mark) in SeverityMark.allCases.enumerated() {
            surface.write(
                mark.label(glyphs), row: transcript.row + row, column: transcript.column,
                style: theme.style(for: mark.role))
        }
        surface.write(
            "日本 e\u{301} \u{1B}[2J", row: transcript.row + 5, column: transcript.column, limit: transcript.columns)
        var list = ListState(count: 9)
        list.select(6)
        let rows = codes.inset(top: 3)
        list.ensureVisible(height: rows.rows)
        ListView(state: list, theme: theme, glyphs: glyphs, isFocused: true).draw(into: &surface, in: rows) { row in
            StyledText([.init("55\(row) ", style: theme.style(for: .permanent)), .init("Mailbox not available here")])
        }
        var editor = LineEditor()
        editor.insert("MAIL FROM:<a@example.org>")
        editor.draw(
            into: &surface, row: typed.row, column: typed.column, width: typed.columns, theme: theme, glyphs: glyphs)
        let bottom = Rect(row: 11, column: 0, rows: 1, columns: 48)
        KeyBar([.init(key: "F1", label: "Help"), .init(key: "F2", label: "Codes")])
            .draw(into: &surface, in: bottom, theme: theme)
        return surface
    }
}
