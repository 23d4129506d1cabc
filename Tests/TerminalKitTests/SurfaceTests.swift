import SafeText
import TerminalKit
import TestSupport
import Testing

@Suite struct SurfaceTests {
    private let bold = Style(attributes: .bold)

    @Test("text is written where it should be, and its columns are counted")
    func write() {
        var surface = Surface(columns: 8, rows: 2)
        #expect(surface.write("250 Ok", row: 0, column: 1) == 6)
        #expect(surface.write("日本", row: 1, column: 2, style: bold) == 4)
        #expect(surface.lines() == [" 250 Ok", "  日本"])
        #expect(surface[1, 2].text == "日" && surface[1, 2].width == 2)
        #expect(surface[1, 3].isContinuation && surface[1, 3].style == bold)
    }

    @Test("text is cut at the edges and at the limit")
    func clip() {
        var surface = Surface(columns: 4, rows: 1)
        #expect(surface.write("abcdef", row: 0, column: 2) == 2)
        #expect(surface.write("xyz", row: 0, column: -1) == 2 + 1)
        #expect(surface.lines() == ["yzab"])
        #expect(surface.write("123456", row: 0, column: 0, limit: 2) == 2)
        #expect(surface.lines() == ["12ab"])
        for (row, column) in [(-1, 0), (1, 0), (0, 4), (0, -9)] {
            surface.write("ab", row: row, column: column)
        }
        #expect(surface.write("ab", row: 0, column: 0, limit: 0) == 0)
        #expect(surface.lines() == ["12ab"])
    }

    @Test("TO11: a wide cluster that is cut leaves a blank, not a half")
    func wideAtEdges() {
        var surface = Surface(columns: 3, rows: 1)
        surface.write("xxx", row: 0, column: 0)
        #expect(surface.write("日本", row: 0, column: 0) == 3)
        #expect(surface.lines() == ["日"])
        #expect(surface[0, 2] == .blank())
        surface.write("xxx", row: 0, column: 0)
        surface.write("日", row: 0, column: -1)
        #expect(surface.lines() == [" xx"])
    }

    @Test("TO11: writing over one half of a wide cluster blanks the other")
    func overwriteHalf() {
        var surface = Surface(columns: 6, rows: 1)
        surface.write("日本語", row: 0, column: 0)
        surface.write("x", row: 0, column: 1)
        #expect(surface.lines() == [" x本語"])
        surface.write("y", row: 0, column: 4)
        #expect(surface.lines() == [" x本y"])
        surface.write("日", row: 0, column: 1)
        #expect(surface.lines() == [" 日 y"])
    }

    @Test("a combining mark stays with its base, also after plain ASCII")
    func marks() {
        var surface = Surface(columns: 3, rows: 1)
        #expect(surface.write("abe\u{301}", row: 0, column: 0) == 3)
        #expect(surface[0, 2].text.unicodeScalars.elementsEqual("e\u{301}".unicodeScalars))
    }

    @Test("TO01: hostile text in a surface is escaped, whoever forgot it")
    func hostile() {
        var surface = Surface(columns: 20, rows: 1)
        surface.write("\u{1B}[2J\u{202E}", row: 0, column: 0)
        #expect(surface.lines() == [#"\x1B[2J<U+202E>"#])
        #expect(Cell("\u{1B}").text == "\\")
        #expect(Cell("").text == "?")
    }

    @Test("TO15: an ASCII surface holds nothing but US-ASCII")
    func ascii() {
        var surface = Surface(columns: 12, rows: 1, escapeStyle: .ascii)
        surface.write("é日", row: 0, column: 0)
        #expect(surface.lines() == ["<U+00E9><U+6"])
        var unicode = Surface(columns: 3, rows: 1)
        unicode.write("aé日", row: 0, column: 0)
        surface.draw(unicode, row: 0, column: 0)
        #expect(surface.lines() == ["a  00E9><U+6"])
    }

    @Test("fill, restyle and draw stay inside")
    func areas() {
        var surface = Surface(columns: 5, rows: 3)
        surface.write("日本x", row: 1, column: 0)
        surface.fill(Rect(row: 1, column: 1, rows: 9, columns: 2))
        #expect(surface.lines() == ["", "    x", ""])
        surface.restyle(Rect(row: 0, column: 4, rows: 9, columns: 9)) { $0 = bold }
        #expect(surface.styleGrid() == ["....a", "....a", "....a", "", "a = bold, default on default"])
        var other = Surface(columns: 4, rows: 2)
        other.write("日本", row: 0, column: 0)
        other.write("abcd", row: 1, column: 0)
        surface.draw(other, row: 2, column: 2)
        #expect(surface.lines()[2] == "  日")
        surface.draw(other, row: -1, column: -1)
        #expect(surface.lines()[0] == "bcd")
    }

    @Test("SG03: a surface of no size takes everything without harm", arguments: [(0, 0), (1, 1), (-3, 5), (0, 3)])
    func degenerate(columns: Int, rows: Int) {
        var surface = Surface(columns: columns, rows: rows)
        surface.write("日本 abc\u{1B}", row: 0, column: 0)
        surface.write("日", row: 0, column: -1)
        surface.fill(Rect(row: -2, column: -2, rows: 9, columns: 9))
        surface.draw(Surface(columns: 3, rows: 3), row: -1, column: -1)
        Frame(titles: ["Transcript", "B"]).draw(
            into: &surface, in: surface.bounds, theme: .default(depth: .mono))
        #expect(surface.lines().count == max(0, rows))
        #expect(surface[5, 5] == .blank())
    }

    @Test("whatever is drawn, wide clusters stay whole", arguments: 0..<40)
    func halves(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var surface = Surface(columns: 7, rows: 2)
        for _ in 0..<200 {
            let column = Int.random(in: -4...8, using: &generator)
            let row = Int.random(in: -1...2, using: &generator)
            switch Int.random(in: 0...3, using: &generator) {
            case 0:
                surface.fill(Rect(row: row, column: column, rows: 1, columns: Int.random(in: 0...4, using: &generator)))
            case 1:
                var other = Surface(columns: 4, rows: 1)
                other.write("a日b", row: 0, column: Int.random(in: -1...2, using: &generator))
                surface.draw(other, row: row, column: column)
            default:
                let text = ["ab", "日", "x本y語", "e\u{301}日", "日日日日日"].randomElement(using: &generator) ?? ""
                let limit = Int.random(in: 0...9, using: &generator)
                let used = surface.write(text, row: row, column: column, limit: limit)
                #expect(used <= limit)
            }
            for row in 0..<surface.rows {
                for column in 0..<surface.columns {
                    let cell = surface[row, column]
                    if cell.width == 2 { #expect(column + 1 < 7 && surface[row, column + 1].isContinuation) }
                    if cell.isContinuation { #expect(column > 0 && surface[row, column - 1].width == 2) }
                }
            }
        }
    }

    @Test("the style grid names styles with letters and a legend")
    func styleGrid() {
        var surface = Surface(columns: 4, rows: 1)
        surface.write("ab", row: 0, column: 0, style: Style(foreground: .palette(9), attributes: [.bold, .reverse]))
        surface.write("c", row: 0, column: 3, style: bold)
        #expect(
            surface.styleGrid(names: [bold: "heading"]) == [
                "aa.b", "", "a = bold reverse, 9 on default", "b = bold, default on default  (heading)",
            ])
    }
}
