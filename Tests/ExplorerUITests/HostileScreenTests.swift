import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Hostile bytes on the screen")
struct HostileScreenTests {
    /// Reply texts that try to leave their place, each with what must be seen of it.
    private static let attacks: [(name: String, text: [UInt8], seen: String)] = [
        ("TO01: clear screen", Array("\u{1B}[2J\u{1B}[H\u{1B}c gone".utf8), "\\x1B[2J"),
        ("TO03: clipboard", Array("\u{1B}]52;c;AAAA\u{07}".utf8), "\\x1B]52;c;AAAA\\x07"),
        ("TO07: 8-bit C1", [0x9B, 0x32, 0x4A, 0x9D, 0x30] + Array("\u{9B}2J".utf8), "\\x9B2J"),
        ("TO08: CR, BS, VT, FF", [0x61, 0x0D, 0x62, 0x08, 0x0B, 0x0C, 0x63], "a\\rb\\x08\\x0B\\x0Cc"),
        ("TO09: bidi controls", Array("a\u{202E}b\u{2066}c\u{200F}".utf8), "a<U+202E>b<U+2066>c<U+200F>"),
        ("TO10: zero width", Array("a\u{200B}b\u{FEFF}c".utf8), "a<U+200B>b<U+FEFF>c"),
        (
            "TO11: 10,000 combining marks", Array(("e" + String(repeating: "\u{0301}", count: 10_000)).utf8),
            "<+9998 marks>"
        ),
        ("TO11: wide characters", Array("日本語のメール".utf8), "日本語のメール"),
        ("TO18: format string", Array("%n%s%x".utf8), "%n%s%x"),
    ]

    @Test(
        "TO01 TO03 TO07 TO08 TO09 TO10 TO11 TO18: a reply's text stays in its pane, escaped", arguments: attacks.indices
    )
    func replyText(index: Int) {
        let attack = Self.attacks[index]
        var stage = Stage(columns: 120, rows: 36)
        stage.connect()
        stage.server("220 mx.example.net␍␊")
        stage.line("NOOP")
        stage.server(Array("250 2.0.0 ".utf8) + attack.text + [0x0D, 0x0A])
        let surface = stage.draw()
        expectSound(surface)
        #expect(surface.lines().contains { $0.contains(attack.seen) }, "\(attack.name)")
        // The frame around the transcript is whole.
        let divider = stage.explorer.layout.dividerColumn ?? 0
        for row in 2..<(stage.explorer.layout.input.row - 1) {
            #expect(surface[row, 0].text == "│" && surface[row, divider].text == "│" && surface[row, 119].text == "│")
        }
    }

    @Test("TO01 TO07 TO08 TO09 TO11: hostile replies, as they are drawn")
    func golden() {
        var stage = Stage()
        stage.connect()
        stage.server("220 mx.example.net␍␊")
        for attack in Self.attacks where attack.name != "TO03: clipboard" {
            stage.line("NOOP", after: 1_000)
            stage.server(Array("250 ".utf8) + attack.text + [0x0D, 0x0A], after: 5)
        }
        stage.resize(columns: 80, rows: 36)
        #expect(Golden.difference(of: stage.draw(), from: "hostile") == nil)
    }

    @Test("TO09 TO15: with ASCII only, nothing else reaches a cell")
    func ascii() {
        var stage = Stage(columns: 120, rows: 36, glyphs: .ascii)
        stage.playPicture()
        stage.line("NOOP ü")
        stage.server("250 日本語 \u{202E}é␍␊")
        stage.press(.function(1))
        for _ in 0..<2 {
            let surface = stage.draw()
            for row in 0..<36 {
                for column in 0..<120 {
                    #expect(surface[row, column].text.utf8.allSatisfy { (0x20...0x7E).contains($0) })
                }
            }
            stage.press(.escape)
        }
    }

    @Test("CP05: a line of 60,000 bytes is shown in a few rows, and as a whole on demand")
    func longLine() {
        var stage = Stage()
        stage.connect()
        stage.server("220 mx.example.net␍␊")
        stage.line("NOOP")
        stage.server(Array("250 ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 60_000) + [0x0D, 0x0A])
        #expect(stage.picture().contains("[a long line, Enter opens it]"))
        stage.press(.function(6))
        stage.press(.enter)
        #expect(!stage.picture().contains("[a long line, Enter opens it]"))
        expectSound(stage.draw())
    }

    @Test("CP06: of a reply of 10,000 lines a bounded part is shown")
    func manyLines() {
        var stage = Stage()
        stage.connect()
        stage.server("220 mx.example.net␍␊")
        stage.line("HELP")
        stage.server(String(repeating: "214-x␍␊", count: 9_999) + "214 x␍␊")
        #expect(stage.picture().contains("[+9999 lines]"))
        stage.press(.function(6))
        stage.press(.enter)
        #expect(stage.picture().contains("[the rest is not shown]"))
        expectSound(stage.draw())
    }

    @Test("what is typed and what a search looks for is escaped, too")
    func typed() {
        var stage = Stage(columns: 120, rows: 36)
        stage.paste("␛[2J")
        #expect(stage.picture().contains("\\x1B[2J"))
        stage.press(.function(2))
        stage.type("\u{202E}")
        #expect(stage.picture().contains("Find: <U+202E>"))
        expectSound(stage.draw())
    }
}

/// Checks what must be true of every picture.
func expectSound(
    _ surface: Surface, _ context: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
    if let cursor = surface.cursor {
        #expect(
            surface.bounds.contains(row: cursor.row, column: cursor.column), "cursor \(cursor) \(context())",
            sourceLocation: sourceLocation)
    }
    var control: UInt8?
    for row in 0..<surface.rows {
        surface.withRow(row) { cells in
            for cell in cells {
                if let byte = cell.text.utf8.first(where: { $0 < 0x20 || $0 == 0x7F }) { control = byte }
                // C1 in UTF-8 is C2 80 to C2 9F.
                if cell.text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) { control = 0x80 }
            }
        }
    }
    #expect(control == nil, "control byte in a cell; \(context())", sourceLocation: sourceLocation)
}
