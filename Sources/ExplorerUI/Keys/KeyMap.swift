import TerminalKit

/// Which key asks for which action, in which pane. What no row names is typed text or an editing key.
struct KeyMap: Sendable {
    /// One key in one place.
    struct Binding: Hashable, Sendable {
        let key: Key
        let modifiers: Modifiers
        /// The panes where it counts; nil for all.
        let panes: Set<Pane>?
        let action: Action
        /// The key's name as people write it.
        let name: String
    }

    /// The keys of the design.
    static let standard = KeyMap(bindings: everywhere + input + lists)

    let bindings: [Binding]

    /// The action of a key in a pane; nil when the key is for the editor.
    func action(for key: Key, _ modifiers: Modifiers, in pane: Pane) -> Action? {
        bindings.first { binding in
            binding.key == key && binding.modifiers == modifiers && binding.panes?.contains(pane) != false
        }?.action
    }

    /// The name of the first key that asks for an action in a pane.
    func name(of action: Action, in pane: Pane) -> String? {
        bindings.first { $0.action == action && $0.panes?.contains(pane) != false }?.name
    }

    private static let everywhere: [Binding] = [
        bind(.help, "F1", .function(1)),
        bind(.codes, "F2", .function(2)),
        bind(.find, "F3", .function(3)),
        bind(.tls, "F4", .function(4)),
        bind(.nextPane, "F6", .function(6)),
        bind(.previousPane, "Shift-Tab", .tab, [.shift]),
        bind(.zoom, "Alt-Z", .character("z"), [.alt]),
        bind(.bytes, "Alt-V", .character("v"), [.alt]),
        bind(.pageUp, "PgUp", .pageUp),
        bind(.pageDown, "PgDn", .pageDown),
        bind(.transcriptStart, "Alt-Home", .home, [.alt]),
        bind(.transcriptEnd, "Alt-End", .end, [.alt]),
        bind(.cancel, "^C", .character("c"), [.control]),
        bind(.redraw, "^L", .character("l"), [.control]),
        bind(.suspend, "^Z", .character("z"), [.control]),
        bind(.back, "Esc", .escape),
    ]

    private static let input: [Binding] = [
        bind(.send, "Enter", .enter, in: [.input]),
        bind(.sendAll, "Alt-Enter", .enter, [.alt], in: [.input]),
        bind(.complete, "Tab", .tab, in: [.input]),
        bind(.historyPrevious, "Up", .up, in: [.input]),
        bind(.historyNext, "Down", .down, in: [.input]),
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
    ]

    private static func bind(
        _ action: Action, _ name: String, _ key: Key, _ modifiers: Modifiers = [], in panes: Set<Pane>? = nil
    ) -> Binding {
        Binding(key: key, modifiers: modifiers, panes: panes, action: action, name: name)
    }
}
