import SMTPProtocol
import SafeText
import SessionCore
import TerminalKit
import Testing

@testable import ExplorerUI

@Suite("The mouse") struct MouseTests {
    /// Where a text stands on the screen.
    private func place(of text: String, in stage: inout Stage) throws -> (row: Int, column: Int) {
        for (row, line) in stage.draw().lines().enumerated() {
            if let range = line.firstRange(of: text) {
                return (row, DisplayWidth.of(String(line[..<range.lowerBound])))
            }
        }
        throw Missing(text: text)
    }

    private struct Missing: Error { let text: String }

    private func click(_ text: String, in stage: inout Stage) throws {
        let place = try place(of: text, in: &stage)
        stage.click(row: place.row, column: place.column)
    }

    @Test("a click selects an entry and gives the transcript the focus; one more opens it")
    func entry() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        try click("250-mx.example.net", in: &stage)
        #expect(stage.explorer.focus == .transcript)
        let selected = try #require(stage.explorer.transcript.selection)
        #expect(stage.session.transcript[selected]?.reply?.code == 250)
        #expect(try place(of: "[+4 lines]", in: &stage).row > 0)
        try click("250-mx.example.net", in: &stage)
        #expect(stage.explorer.transcript.isOpen(selected))
        #expect(try place(of: "250 ENHANCEDSTATUSCODES", in: &stage).row > 0)
        #expect(stage.explorer.transcript.selection == selected)
    }

    @Test("a click on a code selects its row in the panel; one more reads all of it")
    func code() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        try click("551 User not local", in: &stage)
        #expect(stage.explorer.focus == .panel)
        #expect(stage.explorer.codes.selected == .code(551))
        try click("551 User not local", in: &stage)
        #expect(stage.explorer.codes.isReading)
    }

    @Test(
        "a click on a tab of the panel opens it, beside the transcript and over it", arguments: [(120, 36), (80, 24)])
    func tab(columns: Int, rows: Int) throws {
        var stage = Stage(columns: columns, rows: rows)
        stage.playPicture()
        stage.press(.function(2))
        try click(columns == 120 ? "Msg" : "Message", in: &stage)
        #expect(stage.explorer.tab == .message && stage.explorer.focus == .panel)
        try click("Codes", in: &stage)
        #expect(stage.explorer.tab == .codes)
        // The open tab is not closed by a click on it.
        try click("Codes", in: &stage)
        #expect(stage.explorer.tab == .codes && stage.explorer.focus == .panel)
    }

    @Test("a click in the input moves the cursor, over wide characters and escapes, and no further than the end")
    func cursor() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.type("NOOP 日本 x")
        let start = try place(of: "NOOP 日本 x", in: &stage)
        for (column, index) in [(0, 0), (4, 4), (5, 5), (6, 5), (7, 8), (9, 11), (11, 13), (60, 13)] {
            stage.press(.function(6))
            stage.click(row: start.row, column: start.column + column)
            #expect(stage.explorer.focus == .input)
            #expect(stage.explorer.editor.cursor == index, "column \(column)")
        }
        stage.click(row: start.row, column: start.column - 3)
        #expect(stage.explorer.editor.cursor == 0)
    }

    @Test("in a long line the click is on the character that is seen there")
    func longLine() {
        var editor = LineEditor()
        editor.setBytes(Array(String(repeating: "0123456789", count: 20).utf8))
        let window = editor.window(width: 40)
        let shown = Array(window.text)
        editor.moveCursor(toColumn: 10, width: 40)
        let character = Character(UnicodeScalar(editor.bytes[editor.cursor]))
        #expect(character == shown[10])
    }

    @Test("the wheel scrolls what is under the pointer, and moves no focus")
    func wheel() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.playNoops(30)
        stage.type("NO")
        stage.mouse(.scrollUp, .none, row: 10, column: 10)
        #expect(!stage.explorer.transcript.isFollowing)
        #expect(stage.explorer.focus == .input && stage.input == "NO")
        let panel = stage.explorer.codes.selected
        stage.mouse(.scrollDown, .none, row: 10, column: 100)
        #expect(stage.explorer.codes.selected != panel)
        #expect(stage.explorer.focus == .input)
        for _ in 0..<40 { stage.mouse(.scrollDown, .none, row: 10, column: 10) }
        #expect(stage.explorer.transcript.isFollowing)
        stage.press(.function(1))
        stage.mouse(.scrollDown, .none, row: 10, column: 10)
        #expect(stage.explorer.page?.offset == 3)
    }

    @Test("the divider is dragged, and both sides keep room")
    func divider() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        let before = try #require(stage.explorer.layout.dividerColumn)
        stage.mouse(.press, row: 10, column: before)
        stage.mouse(.move, row: 11, column: before - 10)
        #expect(stage.explorer.layout.dividerColumn == before - 10)
        stage.mouse(.move, row: 11, column: 0)
        #expect(stage.explorer.layout.transcript.columns == ScreenLayout.narrowest.transcript)
        stage.mouse(.move, row: 11, column: 119)
        #expect(stage.explorer.layout.panel.columns == ScreenLayout.narrowest.panel)
        stage.mouse(.release, row: 11, column: 119)
        stage.mouse(.move, row: 11, column: 60)
        #expect(stage.explorer.layout.panel.columns == ScreenLayout.narrowest.panel)
        _ = stage.draw()
    }

    @Test("a click on a key of the key bar is that key")
    func keyBar() throws {
        var stage = Stage(columns: 140, rows: 36)
        stage.playPicture()
        try click("F4 TLS", in: &stage)
        #expect(stage.explorer.tab == .tls && stage.explorer.focus == .panel)
        try click("Esc Back", in: &stage)
        #expect(stage.explorer.focus == .input)
        stage.type("x")
        let label = try place(of: "F2 Codes", in: &stage)
        stage.click(row: label.row, column: label.column + 5)
        #expect(stage.explorer.focus == .panel && stage.input == "x")
        stage.press(.escape)
        stage.control("c")
        try click(": Command", in: &stage)
        #expect(stage.input == ":")
        stage.control("c")
        stage.press(.function(6))
        let row = try place(of: "Up/Down", in: &stage)
        let last = stage.explorer.transcript.selection
        stage.click(row: row.row, column: row.column)
        #expect(stage.explorer.transcript.selection != last)
        stage.click(row: row.row, column: row.column + 4)
        #expect(stage.explorer.transcript.selection == last)
    }

    @Test("Alt-M gives the mouse back, and says so; the program is told")
    func giveBack() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.alt("m")
        #expect(!stage.session.settings.mouse)
        #expect(stage.effects.contains(.useMouse(false)))
        #expect(stage.explorer.message?.text.contains("Alt-M takes it back") == true)
        stage.enter(":set mouse on")
        #expect(stage.effects.last == .useMouse(true))
        #expect(stage.explorer.message?.text.contains("Shift") == true)
    }

    @Test("every place of every size is something or nothing, and a click there crashes nothing")
    func everywhere() {
        for (columns, rows) in [(120, 36), (80, 24), (61, 16), (40, 12), (20, 5), (10, 3), (1, 1)] {
            for isPanelOpen in [false, true] {
                var stage = Stage(columns: columns, rows: rows)
                stage.playPicture()
                if isPanelOpen { stage.press(.function(2)) }
                for row in -1...rows {
                    for column in stride(from: -1, through: columns, by: 3) {
                        stage.click(row: row, column: column)
                        stage.mouse(.scrollUp, .none, row: row, column: column)
                        if column % 9 == 0 { _ = stage.draw() }
                    }
                }
            }
        }
    }

    @Test("the other buttons do nothing")
    func otherButtons() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        let focus = stage.explorer.focus
        stage.mouse(.press, .right, row: 10, column: 10)
        stage.mouse(.press, .middle, row: 10, column: 100)
        #expect(stage.explorer.focus == focus)
    }

    @Test("parts of the screen do not overlap: each cell is one target")
    func targets() {
        let layout = ScreenLayout(Size(columns: 120, rows: 36))
        #expect(layout.target(row: 0, column: 5, panelCovers: false) == .status)
        #expect(layout.target(row: 35, column: 5, panelCovers: false) == .keyBar(column: 5))
        #expect(layout.target(row: 1, column: 1, panelCovers: false) == .bodyTitle(column: 0))
        #expect(layout.target(row: 2, column: 1, panelCovers: false) == .transcript(row: 0))
        #expect(layout.target(row: 2, column: layout.panel.column, panelCovers: false) == .panel(row: 0))
        #expect(layout.target(row: 1, column: layout.panel.column, panelCovers: false) == .panelTitle(column: 0))
        #expect(layout.target(row: 2, column: 0, panelCovers: false) == nil)
        let narrow = ScreenLayout(Size(columns: 80, rows: 24))
        #expect(narrow.target(row: 1, column: 3, panelCovers: true) == .panelTitle(column: 2))
        #expect(narrow.target(row: 2, column: 3, panelCovers: true) == .panel(row: 0))
    }
}
