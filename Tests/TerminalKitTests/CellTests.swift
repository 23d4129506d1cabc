import TestSupport
import Testing

@testable import TerminalKit

@Suite("Cells")
struct CellTests {
    @Test("a cell gives back the cluster that it was made of", arguments: ["a", "é", "e\u{301}", "漢", "€", "✓", " "])
    func text(_ cluster: String) {
        #expect(Cell(cluster).text == cluster)
    }

    @Test("a style survives the packing, whatever its colours and attributes")
    func style() {
        let colors = [Color.terminalDefault] + [0, 1, 7, 8, 127, 255].map { Color.palette($0) }
        for foreground in colors {
            for background in colors {
                for attributes in 0..<UInt8(32) {
                    let style = Style(
                        foreground: foreground, background: background, attributes: .init(rawValue: attributes))
                    #expect(PackedStyle(style).style == style)
                }
            }
        }
    }

    @Test("cells differ when text, style or width differ")
    func equality() {
        #expect(Cell("a") == Cell("a"))
        #expect(Cell("a") != Cell("b"))
        #expect(Cell("a") != Cell("a\u{301}"))
        #expect(Cell("a") != Cell("a", style: Style(attributes: .bold)))
        #expect(Cell("abcdefgh") == Cell("a"))
    }
}
