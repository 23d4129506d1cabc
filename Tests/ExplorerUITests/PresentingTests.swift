import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Showing a session to a room")
struct PresentingTests {
    static let sizes = [
        Size(columns: 120, rows: 36), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
        Size(columns: 20, rows: 5),
    ]

    private static func presented(_ size: Size, _ play: (inout Stage) -> Void = { $0.playPicture() }) -> Stage {
        var stage = Stage(columns: size.columns, rows: size.rows)
        play(&stage)
        stage.alt("e")
        return stage
    }

    @Test("each size as it is drawn", arguments: sizes)
    func golden(size: Size) {
        var stage = Self.presented(size) { stage in
            stage.playPicture()
            stage.enter(":note First: who are you?")
        }
        let surface = stage.draw()
        let name = "present-\(size.columns)x\(size.rows)"
        #expect(Golden.difference(of: surface, from: name, names: GoldenScreenTests.names(stage.explorer.theme)) == nil)
    }

    @Test("frames, keys, status and tabs are gone, and the same key brings them back")
    func toggles() {
        let size = Size(columns: 120, rows: 36)
        var stage = Stage(columns: size.columns, rows: size.rows)
        stage.playPicture()
        let usual = stage.picture()
        #expect(usual.contains("F1 Help"))
        stage.alt("e")
        let presented = stage.picture()
        for gone in ["F1 Help", "[Input]", "Transcript", "Codes"] { #expect(!presented.contains(gone), "\(gone)") }
        #expect(presented.contains("Retry:"))
        #expect(presented.contains("Alt-E shows everything again."))
        stage.alt("e")
        #expect(stage.picture() == usual)
    }

    @Test("the command does the same as the key")
    func command() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":present")
        #expect(!stage.picture().contains("F1 Help"))
        stage.enter(":present")
        #expect(stage.picture().contains("F1 Help"))
    }

    @Test("a tab of the panel brings everything back", arguments: [":panel tls", ":codes 550"])
    func panelEnds(line: String) {
        var stage = Self.presented(Size(columns: 120, rows: 36))
        stage.enter(line)
        #expect(stage.picture().contains("[Input]") || stage.picture().contains("Input"))
        #expect(stage.explorer.isPresenting == false)
    }

    @Test("typing goes on below the transcript, and the focus never goes to what is not there")
    func typing() {
        var stage = Self.presented(Size(columns: 80, rows: 24))
        stage.type("NOO")
        #expect(stage.draw().cursor?.row == 22)
        stage.press(.function(6))
        #expect(stage.explorer.focus == .transcript)
        stage.press(.function(6))
        #expect(stage.explorer.focus == .input)
        #expect(stage.input == "NOO")
    }

    @Test("a note is framed over the whole width, and what it holds stays escaped", arguments: [20, 41, 80])
    func largeNote(columns: Int) {
        let rows = LargeNote(width: columns, box: Glyphs.unicode.box).rows(
            of: "The third step: who may send what to whom?")
        #expect(rows.count >= 5)
        for row in rows { #expect(row.width == columns) }
        var stage = Self.presented(Size(columns: 80, rows: 24)) { stage in
            stage.line(":note red \u{1B}[31m alert")
        }
        let picture = stage.picture()
        #expect(!picture.contains("\u{1B}"))
        #expect(picture.contains("red"))
    }

    @Test("plain text only has plain frames", arguments: sizes)
    func ascii(size: Size) {
        var stage = Stage(columns: size.columns, rows: size.rows, glyphs: .ascii)
        stage.playPicture()
        stage.enter(":note Look here")
        stage.alt("e")
        let picture = stage.picture()
        #expect(picture.unicodeScalars.allSatisfy { $0.value <= 0x7E }, "\(picture)")
    }
}
