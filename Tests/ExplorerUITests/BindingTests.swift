import SessionCore
import TerminalKit
import Testing

@testable import ExplorerUI

@Suite("Keys and colours of one's own") struct BindingTests {
    @Test("the names in the table of keys are those that :bind takes, and no key stands twice in a pane")
    func table() throws {
        var seen: Set<String> = []
        for binding in KeyMap.standard.bindings {
            let press = try KeyPress(named: binding.name)
            #expect(press == KeyPress(binding.key, binding.modifiers), "\(binding.name)")
            #expect(press.name == binding.name)
            for pane in binding.panes ?? Set(Pane.allCases) {
                #expect(seen.insert("\(binding.name) \(pane)").inserted, "\(binding.name) in \(pane)")
            }
        }
    }

    @Test("every action has a key, and :do takes it and does not crash at any size")
    func everyAction() {
        for action in ScreenAction.allCases {
            for (columns, rows) in [(120, 36), (40, 12), (20, 5)] {
                var stage = Stage(columns: columns, rows: rows)
                stage.playPicture()
                stage.enter(":do \(action.rawValue)")
                _ = stage.draw()
            }
        }
        for action in ScreenAction.allCases where action != .quit {
            #expect(KeyMap.standard.hasKey(action), "\(action)")
        }
    }

    @Test("a key does what it was bound to; what it did before is told, and that no other key does it")
    func bind() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":bind F6 zoom")
        #expect(stage.explorer.message?.text == "F6 did next-pane; now zoom. next-pane has no other key.")
        stage.press(.function(6))
        #expect(stage.explorer.zoomed != nil)
        stage.enter(":bind f11 next-pane")
        #expect(stage.explorer.message?.text == "F11 is next-pane now.")
        stage.enter(":bind F6 none")
        #expect(stage.explorer.message?.text == "F6 did zoom; now nothing.")
        stage.press(.function(6))
        #expect(stage.explorer.focus == .input)
        stage.enter(":bind F6 none")
        #expect(stage.explorer.message?.role == .warning)
    }

    @Test("a key counts where its action makes sense, and keeps what it does elsewhere")
    func panes() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":bind Up history-next")
        #expect(
            stage.explorer.message?.text == "Up did history-previous; now history-next, in the input.")
        #expect(stage.explorer.keyMap.action(for: .up, [], in: .transcript) == .up)
        #expect(stage.explorer.keyMap.action(for: .up, [], in: .input) == .historyNext)
        stage.enter(":bind ^K page-up")
        #expect(stage.explorer.keyMap.action(for: .character("k"), .control, in: .panel) == .pageUp)
    }

    @Test("a letter is for the transcript, where nothing is typed, and never for the input")
    func letters() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":bind z zoom")
        #expect(stage.explorer.message?.text == "z is zoom now, in the transcript.")
        stage.type("z")
        #expect(stage.input == "z" && stage.explorer.zoomed == nil)
        stage.press(.function(6))
        stage.type("z")
        #expect(stage.explorer.zoomed == .transcript)
        stage.press(.escape)
        stage.control("c")
        stage.enter(":bind x send")
        #expect(stage.explorer.message?.text.hasPrefix("x is typed in the input") == true)
    }

    @Test(
        "what is no key, or no key of its own, is refused with the reason",
        arguments: [
            ("^M", "Terminals send the same for ^M and Enter. Bind Enter, or another key."),
            ("^H", "Terminals send the same for ^H and Backspace. Bind Backspace, or another key."),
            ("Shift-Enter", "Most terminals cannot tell Shift-Enter from Enter. Choose another key."),
        ])
    func refused(key: String, words: String) {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":bind \(key) zoom")
        #expect(stage.explorer.message?.text == words)
        #expect(stage.explorer.message?.role == .warning)
        stage.enter(":bind Pgup! zoom")
        #expect(stage.explorer.message?.text.contains("The nearest name is PgUp") == true)
    }

    @Test("the key bar and the help name the key that was chosen")
    func named() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":bind F11 codes")
        #expect(stage.picture().contains("F11 Codes"))
        stage.enter(":bind F1 none")
        stage.enter(":bind F2 none")
        #expect(!stage.picture().contains("F2 Codes"))
    }

    @Test("a colour of one's own is over the theme's, stays when the theme changes, and goes with default")
    func color() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":color ok underline #17 on white")
        let own = Style(foreground: .palette(17), background: .palette(7), attributes: [.underline])
        #expect(stage.explorer.theme.style(for: .ok) == own)
        #expect(stage.explorer.message?.role == .ok)
        stage.enter(":set theme projector")
        #expect(stage.explorer.theme.style(for: .ok) == own)
        // What nothing is said of is the theme's ground.
        stage.enter(":color sent green")
        #expect(stage.explorer.theme.style(for: .sent).background == .palette(231))
        stage.enter(":color ok default")
        #expect(stage.explorer.theme.style(for: .ok) == Theme.named(.projector, depth: .palette256).style(for: .ok))
    }

    @Test(
        "a mistake in a colour is told with the nearest name",
        arguments: [
            ("okk bold", "There is no role okk. The nearest name is ok."),
            ("ok blod", "blod is no attribute and no colour. The nearest word is bold."),
            ("ok 300", "There is no colour 300."), ("ok bold on", "\"on\" needs a colour behind it."),
            ("title-focussed red", "The nearest name is title-focused."),
        ])
    func badColor(line: String, words: String) {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":color \(line)")
        #expect(stage.explorer.message?.text.contains(words) == true, "\(stage.explorer.message?.text ?? "")")
        #expect(stage.explorer.message?.role == .warning)
    }

    @Test("the themes of the settings are those of the house")
    func themeNames() {
        #expect(Settings.ThemeName.allCases.map(\.rawValue) == Theme.Name.allCases.map(\.rawValue))
    }

    @Test("every role has a name that :color takes")
    func roleNames() {
        for role in Role.allCases {
            #expect(Role(named: role.name) == role)
            #expect(role.name.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) })
        }
    }

    @Test("on the page of key presses keys do nothing, Esc closes it, and then they work again")
    func keyPresses() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.enter(":keys")
        stage.trace("a\u{1B}[17~\u{03}\r")
        #expect(stage.explorer.showsKeys && stage.input.isEmpty && stage.explorer.focus == .input)
        #expect(stage.picture().contains("1B 5B 31 37 7E"))
        #expect(stage.picture().contains("next-pane"))
        stage.press(.escape)
        #expect(!stage.explorer.showsKeys)
        stage.press(.function(6))
        #expect(stage.explorer.focus == .transcript)
    }

    @Test("TO05: what arrives is shown escaped")
    func hostile() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(12))
        stage.trace("\u{202E}\u{1B}]52;c;QUJD\u{07}\u{1B}[200~\u{1B}[2J\u{1B}[201~")
        let picture = stage.picture()
        #expect(!picture.contains("\u{1B}") && !picture.contains("\u{202E}") && picture.contains("<U+202E>"))
    }

    @Test("many key presses are kept no longer than they can be read")
    func bounded() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(12))
        for _ in 0..<1_000 { stage.trace("a") }
        guard case .keyPresses(let lines) = stage.explorer.page?.content else {
            Issue.record("the page is gone")
            return
        }
        #expect(lines.count == 100)
    }
}
