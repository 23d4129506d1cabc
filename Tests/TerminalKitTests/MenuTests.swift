import TerminalKit
import Testing

@Suite("A menu over the input")
struct MenuTests {
    private static func draw(
        _ state: MenuState, columns: Int, rows: Int, glyphs: Glyphs = .unicode
    ) -> Surface {
        var surface = Surface(columns: columns, rows: rows, escapeStyle: glyphs.escapeStyle)
        MenuView(state: state, title: "3", theme: .default(depth: .mono), glyphs: glyphs).draw(
            into: &surface, in: surface.bounds
        ) { MenuView.Row(text: StyledText("row \($0)"), meaning: "meaning of \($0)") }
        return surface
    }

    @Test("nothing is chosen at first; down chooses the first row, up the last, and both go around the ends")
    func moving() {
        var state = MenuState(count: 3)
        #expect(state.selection == nil)
        state.move(by: 1)
        #expect(state.selection == 0)
        state.move(by: -1)
        #expect(state.selection == 2)
        state.move(by: 1)
        #expect(state.selection == 0)
        state = MenuState(count: 3)
        state.move(by: -1)
        #expect(state.selection == 2)
        state = MenuState(count: 0, selection: 0)
        state.move(by: 1)
        state.page(by: 1)
        #expect(state.selection == nil)
    }

    @Test("it stands in the last rows, with its title on a line, and the meanings in a column")
    func picture() {
        var state = MenuState(count: 3)
        state.move(by: 2)
        let surface = Self.draw(state, columns: 30, rows: 6)
        #expect(
            surface.lines() == [
                "", "", "── 3 ─────────────────────────", "  row 0  meaning of 0", "> row 1  meaning of 1",
                "  row 2  meaning of 2",
            ])
        let view = MenuView(state: state, title: "3", theme: .default(depth: .mono), glyphs: .unicode)
        #expect((0...6).map { view.item(atRow: $0, in: surface.bounds) } == [nil, nil, nil, 0, 1, 2, nil])
        #expect(surface[4, 0].style.attributes.contains(.reverse))
        #expect(!surface[3, 0].style.attributes.contains(.reverse))
    }

    @Test("a long menu shows eight rows, scrolls with the choice and has a bar")
    func scrolling() {
        var state = MenuState(count: 20)
        for _ in 0..<12 { state.move(by: 1) }
        let surface = Self.draw(state, columns: 40, rows: 30)
        let view = MenuView(state: state, title: "3", theme: .default(depth: .mono), glyphs: .unicode)
        #expect(view.height(in: surface.bounds) == 9)
        #expect(view.item(atRow: 22, in: surface.bounds) == 4)
        #expect(surface.lines()[22].hasPrefix("  row 4"))
        #expect(surface.lines()[29].hasPrefix("> row 11"))
        #expect(surface.lines()[22].hasSuffix("░") || surface.lines()[22].hasSuffix("█"))
    }

    @Test("it fits every size, and has only US-ASCII where that is asked for")
    func sizes() {
        for rows in 0...10 {
            for columns in 0...30 {
                let surface = Self.draw(
                    MenuState(count: 9, selection: 8), columns: columns, rows: rows, glyphs: .ascii)
                #expect(surface.lines().joined().utf8.allSatisfy { $0 < 0x7F })
                if rows == 1, columns > 8 { #expect(surface.lines()[0].hasPrefix("> row 8")) }
            }
        }
    }
}

@Suite("How a typed line looks")
struct LineLookTests {
    private static let theme = Theme.default(depth: .palette256)

    private static func draw(_ line: [UInt8], width: Int, looks: [LineLook], suggestion: String = "") -> Surface {
        var surface = Surface(columns: 40, rows: 1)
        var editor = LineEditor()
        editor.insert(line)
        editor.draw(
            into: &surface, row: 0, column: 2, width: width, theme: theme, looks: looks,
            suggestion: Array(suggestion.utf8))
        return surface
    }

    @Test("a part has the colours of its role, also behind wide characters, and an escape keeps its own")
    func colours() {
        let line = Array("日\u{1}AB".utf8)
        let surface = Self.draw(
            line, width: 30, looks: [LineLook(range: 0..<3, role: .lineVerb), LineLook(range: 3..<5, role: .linePath)])
        #expect(surface.lines() == [#"  日\x01AB"#])
        #expect(surface[0, 2].style == Self.theme.style(for: .lineVerb))
        #expect(surface[0, 4].style == Self.theme.style(for: .escape))
        #expect(surface[0, 8].style == Self.theme.style(for: .linePath))
        #expect(surface[0, 9].style == Self.theme.style(for: .input))
    }

    @Test("what is wrong is underlined over its colours")
    func wrong() {
        let surface = Self.draw(
            Array("ABCD".utf8), width: 30,
            looks: [LineLook(range: 1..<3, isUnderlined: true), LineLook(range: 0..<2, role: .lineVerb)])
        #expect(surface[0, 2].style == Self.theme.style(for: .lineVerb))
        #expect(surface[0, 3].style == Self.theme.style(for: .lineVerb).adding(.underline))
        #expect(surface[0, 4].style == Self.theme.style(for: .input).adding(.underline))
        #expect(surface[0, 5].style == Self.theme.style(for: .input))
    }

    @Test("in a long line the looks scroll with it, and the marks at the edges keep their own")
    func scrolled() {
        let line = Array(repeating: UInt8(ascii: "x"), count: 50)
        let surface = Self.draw(line, width: 10, looks: [LineLook(range: 0..<50, role: .lineVerb)])
        #expect(surface[0, 2].style == Self.theme.style(for: .muted))
        #expect(surface[0, 3].style == Self.theme.style(for: .lineVerb))
    }

    @Test("a suggestion stands behind the line, cut where the row ends, and leaves the cursor where it is")
    func suggestion() {
        let surface = Self.draw(Array("AB".utf8), width: 8, looks: [], suggestion: "CD\u{1B}[2J and more")
        #expect(surface.lines() == [#"  ABCD\x1…"#])
        #expect(surface[0, 4].style == Self.theme.style(for: .suggestion))
        #expect(surface.cursor == Position(row: 0, column: 4))
    }

    @Test("a suggestion never looks like typed text", arguments: ColorDepth.allCases)
    func greyEverywhere(depth: ColorDepth) {
        let theme = Theme.default(depth: depth)
        #expect(theme.style(for: .suggestion) != theme.style(for: .input))
    }
}
