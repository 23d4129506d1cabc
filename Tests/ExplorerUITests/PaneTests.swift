import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Panes, focus and pages")
struct PaneTests {
    private func stage(wide: Bool) -> Stage {
        var stage = Stage(columns: wide ? 120 : 80, rows: wide ? 36 : 24)
        stage.playPicture()
        return stage
    }

    @Test("F6 goes through the panes, Shift-Tab goes back, Esc returns to the input")
    func focus() {
        var stage = stage(wide: true)
        for pane in [Pane.transcript, .panel, .input] {
            stage.press(.function(6))
            #expect(stage.explorer.focus == pane)
        }
        stage.press(.tab, [.shift])
        #expect(stage.explorer.focus == .panel)
        stage.press(.escape)
        #expect(stage.explorer.focus == .input)
    }

    @Test("in a narrow window F6 never leads to a pane that cannot be seen")
    func focusNarrow() {
        var stage = stage(wide: false)
        stage.press(.function(6))
        #expect(stage.explorer.focus == .transcript)
        stage.press(.function(6))
        #expect(stage.explorer.focus == .input)
        stage.press(.function(2))
        stage.press(.function(6))
        #expect(stage.explorer.focus == .input)
        #expect(stage.picture().contains("Codes"))
        stage.press(.function(6))
        #expect(stage.explorer.focus == .panel)
    }

    @Test("F2 goes to the codes, a second F2 back to the input", arguments: [true, false])
    func codes(wide: Bool) {
        var stage = stage(wide: wide)
        stage.press(.function(2))
        #expect(stage.explorer.focus == .panel)
        #expect(stage.picture().contains("[Codes]"))
        stage.press(.function(2))
        #expect(stage.explorer.focus == .input)
        #expect(stage.explorer.isPanelVisible == wide)
    }

    @Test("a panel that was used in a wide window does not cover a narrow one later")
    func shrinking() {
        var stage = stage(wide: true)
        stage.press(.function(2))
        stage.press(.escape)
        stage.resize(columns: 80, rows: 24)
        #expect(!stage.explorer.isPanelVisible)
        #expect(stage.picture().contains("Transcript"))
    }

    @Test("a focused panel stays in view when the window shrinks")
    func shrinkingWithFocus() {
        var stage = stage(wide: true)
        stage.press(.tab, [.shift])
        stage.resize(columns: 80, rows: 24)
        #expect(stage.picture().contains("[Codes]"))
    }

    @Test("Alt-Z gives the pane in focus the whole body, and takes it back", arguments: Pane.allCases)
    func zoom(pane: Pane) {
        var stage = stage(wide: true)
        stage.press(.function(2))
        while stage.explorer.focus != pane { stage.press(.function(6)) }
        stage.alt("z")
        let picture = stage.picture()
        #expect(picture.contains(pane == .panel ? "Codes" : "Transcript"))
        #expect(!picture.contains(pane == .panel ? "Transcript" : " found "))
        stage.alt("z")
        #expect(stage.picture().contains("Transcript") && stage.picture().contains(" found "))
    }

    @Test("F1 shows the help and closes it; Esc, Enter and typing close it, too")
    func help() {
        var stage = stage(wide: false)
        stage.press(.function(1))
        #expect(stage.picture().contains("While you type"))
        stage.press(.function(1))
        #expect(stage.explorer.page == nil)
        for close in [KeyEvent.key(.escape, []), .key(.enter, []), .text("x"), .paste("y".wire)] {
            stage.press(.function(1))
            stage.handle(close)
            #expect(stage.explorer.page == nil)
        }
    }

    @Test("the help names every action and every key of the key map")
    func helpIsWhole() {
        let rows = HelpText(lead: nil, place: .input, keyMap: .standard, glyphs: .unicode, width: 200).rows
        let text = rows.map { $0.spans.map(\.text).joined() + ($0.trailing?.text ?? "") }.joined(separator: "\n")
        for action in ScreenAction.allCases where !ScreenAction.numberedTabs.contains(action) {
            #expect(text.contains(action.summary), "\(action)")
            #expect(text.contains(" \(action.rawValue)"), "\(action)")
        }
        for binding in KeyMap.standard.bindings where !ScreenAction.numberedTabs.contains(binding.action) {
            #expect(text.contains(binding.name), "\(binding.name)")
        }
        #expect(text.contains("Alt-1 … Alt-9"))
    }

    @Test("an action that has lost its key is done by its name")
    func helpWithoutKey() {
        let keys = KeyMap(bindings: KeyMap.standard.bindings.filter { $0.action != .zoom })
        let rows = HelpText(lead: nil, place: .input, keyMap: keys, glyphs: .unicode, width: 100).rows
        #expect(rows.contains { $0.spans.first?.text.hasPrefix(":do zoom ") == true })
    }

    @Test("the help fits any width", arguments: [8, 20, 38, 59, 60, 120])
    func helpWidth(width: Int) {
        for row in HelpText(lead: nil, place: .transcript, keyMap: .standard, glyphs: .ascii, width: width).rows {
            #expect(row.width <= width)
        }
    }

    @Test("the title of the panel gets shorter with the room, and always names the open tab", arguments: 1...60)
    func panelTitle(columns: Int) {
        for tab in PanelTab.allCases {
            let title = PanelTitle(
                tab: tab, hasFocus: true, notes: [Span(" PgDn: more ", .muted), Span(" more ", .muted)]
            )
            .text(columns: columns)
            #expect(title.width <= max(columns, 10))
            #expect(title.spans.contains { $0.text == "[\(tab.title)]" || $0.text == "[\(tab.shortTitle)]" })
            #expect(title.trailing.map { title.width + $0.text.count <= columns } ?? true)
        }
    }

    @Test("every action but quitting has a key, and quitting is ^D on an empty line")
    func everyActionHasAKey() {
        let bound = Set(KeyMap.standard.bindings.map(\.action))
        #expect(Set(ScreenAction.allCases).subtracting(bound) == [.quit])
    }

    @Test("the keys that the design leaves to the terminal are not taken", arguments: Array("hijmab"))
    func reservedKeys(letter: Character) {
        for pane in Pane.allCases {
            #expect(KeyMap.standard.action(for: .character(letter), [.control], in: pane) == nil)
        }
    }

    @Test("a page scrolls by rows and by pages, and stops at both ends")
    func pageScrolls() {
        var stage = stage(wide: false)
        stage.press(.function(1))
        let first = stage.picture()
        stage.press(.up)
        #expect(stage.picture() == first)
        stage.press(.down)
        #expect(stage.explorer.page?.offset == 1)
        stage.press(.pageDown, times: 50)
        let last = stage.picture()
        #expect(last.contains(":quit"))
        stage.press(.end)
        #expect(stage.picture() == last)
        stage.press(.home)
        #expect(stage.picture() == first)
        stage.press(.pageDown)
        stage.press(.pageUp)
        #expect(stage.picture() == first)
    }

    @Test(":help and :explain open a page, :codes the panel")
    func commands() {
        var stage = stage(wide: false)
        stage.enter(":help connect")
        #expect(stage.explorer.page?.title == "Help")
        stage.enter(":explain 550 5.7.1")
        #expect(stage.explorer.page?.title == "Explanation")
        stage.enter(":codes 55_")
        #expect(stage.explorer.page == nil)
        #expect(stage.explorer.codes.query == "55_")
        #expect(stage.picture().contains("8 found"))
        #expect(stage.explorer.focus == .input)
        stage.press(.escape)
        #expect(!stage.explorer.isPanelVisible)
    }

    @Test("the first words tell what is wrong, or how to begin", arguments: [true, false])
    func welcome(isConnecting: Bool) {
        var stage = Stage()
        stage.explorer.welcome(isConnecting: isConnecting, notices: [])
        #expect(stage.picture().contains("Type :connect HOST") != isConnecting)
        stage.explorer.welcome(isConnecting: isConnecting, notices: ["The history could not be read."])
        #expect(stage.picture().contains("The history could not be read."))
    }
}
