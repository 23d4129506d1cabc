import SessionCore
import TerminalKit

/// Which key asks for which action, in which pane. What no row names is typed text or an editing key.
struct KeyMap: Sendable {
    /// One key in one place.
    struct Binding: Hashable, Sendable {
        let key: Key
        let modifiers: Modifiers
        /// The panes where it counts; nil for all.
        let panes: Set<Pane>?
        let action: ScreenAction
        /// The key's name as people write it.
        let name: String
    }

    /// The keys of the design.
    static let standard = KeyMap(bindings: everywhere + input + lists)

    var bindings: [Binding]

    /// The action of a key in a pane; nil when the key is for the editor.
    func action(for key: Key, _ modifiers: Modifiers, in pane: Pane) -> ScreenAction? {
        bindings.first { binding in
            binding.key == key && binding.modifiers == modifiers && binding.panes?.contains(pane) != false
        }?.action
    }

    /// The name of the first key that asks for an action in a pane.
    func name(of action: ScreenAction, in pane: Pane) -> String? {
        bindings.first { $0.action == action && $0.panes?.contains(pane) != false }?.name
    }

    private static let everywhere: [Binding] = [
        bind(.help, "F1", .function(1)),
        bind(.codes, "F2", .function(2)),
        bind(.find, "F3", .function(3)),
        bind(.tls, "F4", .function(4)),
        bind(.server, "F5", .function(5)),
        bind(.message, "F7", .function(7)),
        bind(.panelHelp, "F8", .function(8)),
        bind(.practiceView, "F9", .function(9)),
        bind(.lesson, "F10", .function(10)),
        bind(.present, "Alt-E", .character("e"), [.alt]),
        bind(.showKeys, "F12", .function(12)),
        bind(.nextPane, "F6", .function(6)),
        bind(.previousPane, "Shift-Tab", .tab, [.shift]),
        bind(.zoom, "Alt-Z", .character("z"), [.alt]),
        bind(.bytes, "Alt-V", .character("v"), [.alt]),
        bind(.wrap, "Alt-W", .character("w"), [.alt]),
        bind(.timestamps, "Alt-S", .character("s"), [.alt]),
        bind(.timing, "Alt-I", .character("i"), [.alt]),
        bind(.foldAll, "Alt-O", .character("o"), [.alt]),
        bind(.groupCodes, "Alt-G", .character("g"), [.alt]),
        bind(.growPanel, "Alt-+", .character("+"), [.alt]),
        bind(.shrinkPanel, "Alt--", .character("-"), [.alt]),
        bind(.mouse, "Alt-M", .character("m"), [.alt]),
        bind(.palette, "Alt-X", .character("x"), [.alt]),
        bind(.newTab, "Alt-A", .character("a"), [.alt]),
        bind(.closeTab, "Alt-Q", .character("q"), [.alt]),
        bind(.split, "Alt-\\", .character("\\"), [.alt]),
        bind(.nextTab, "^PgDn", .pageDown, [.control]),
        bind(.previousTab, "^PgUp", .pageUp, [.control]),
        bind(.pageUp, "PgUp", .pageUp),
        bind(.pageDown, "PgDn", .pageDown),
        bind(.transcriptStart, "Alt-Home", .home, [.alt]),
        bind(.transcriptEnd, "Alt-End", .end, [.alt]),
        bind(.cancel, "^C", .character("c"), [.control]),
        bind(.redraw, "^L", .character("l"), [.control]),
        bind(.suspend, "^Z", .character("z"), [.control]),
        bind(.back, "Esc", .escape),
        bind(.tab1, "Alt-1", .character("1"), [.alt]),
        bind(.tab2, "Alt-2", .character("2"), [.alt]),
        bind(.tab3, "Alt-3", .character("3"), [.alt]),
        bind(.tab4, "Alt-4", .character("4"), [.alt]),
        bind(.tab5, "Alt-5", .character("5"), [.alt]),
        bind(.tab6, "Alt-6", .character("6"), [.alt]),
        bind(.tab7, "Alt-7", .character("7"), [.alt]),
        bind(.tab8, "Alt-8", .character("8"), [.alt]),
        bind(.tab9, "Alt-9", .character("9"), [.alt]),
    ]

    private static let input: [Binding] = [
        bind(.send, "Enter", .enter, in: [.input]),
        bind(.sendAll, "Alt-Enter", .enter, [.alt], in: [.input]),
        bind(.complete, "Tab", .tab, in: [.input]),
        bind(.historyPrevious, "Up", .up, in: [.input]),
        bind(.historyNext, "Down", .down, in: [.input]),
        bind(.acceptSuggestion, "Right", .right, in: [.input]),
        bind(.acceptSuggestion, "^F", .character("f"), [.control], in: [.input]),
        bind(.acceptWord, "Alt-Right", .right, [.alt], in: [.input]),
        bind(.acceptWord, "Alt-F", .character("f"), [.alt], in: [.input]),
        bind(.searchHistory, "^R", .character("r"), [.control], in: [.input]),
        bind(.historyPrevious, "^P", .character("p"), [.control], in: [.input]),
        bind(.historyNext, "^N", .character("n"), [.control], in: [.input]),
        bind(.findNext, "Alt-N", .character("n"), [.alt]),
        bind(.findPrevious, "Alt-P", .character("p"), [.alt]),
    ]

    private static let lists: [Binding] = [
        bind(.open, "Enter", .enter, in: [.transcript, .panel]),
        bind(.up, "Up", .up, in: [.transcript, .panel]),
        bind(.down, "Down", .down, in: [.transcript, .panel]),
        bind(.first, "Home", .home, in: [.transcript, .panel]),
        bind(.last, "End", .end, in: [.transcript, .panel]),
        bind(.nextPanel, "Right", .right, in: [.panel]),
        bind(.previousPanel, "Left", .left, in: [.panel]),
        bind(.nextProblem, "n", .character("n"), in: [.transcript]),
        bind(.previousProblem, "N", .character("N"), in: [.transcript]),
        bind(.find, "/", .character("/"), in: [.transcript]),
        bind(.filter, "f", .character("f"), in: [.transcript]),
        bind(.copy, "y", .character("y"), in: [.transcript, .panel]),
    ]

    private static func bind(
        _ action: ScreenAction, _ name: String, _ key: Key, _ modifiers: Modifiers = [], in panes: Set<Pane>? = nil
    ) -> Binding {
        Binding(key: key, modifiers: modifiers, panes: panes, action: action, name: name)
    }
}
