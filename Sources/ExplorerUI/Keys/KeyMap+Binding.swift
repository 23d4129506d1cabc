import SessionCore
import TerminalKit

/// Changing the table of keys.
extension KeyMap {
    /// What a change of the table took away.
    struct Change: Hashable {
        /// What the key did before, where it does something else now.
        var replaced: [ScreenAction] = []
        /// Of those, what no key does any more.
        var orphaned: [ScreenAction] = []
        /// Where the key counts now; nil for everywhere.
        var panes: Set<Pane>?
    }

    /// Puts an action on a key, or takes the key off.
    ///
    /// The key counts where the action makes sense: `send` in the input, `copy` in the transcript, most everywhere. Text
    /// keys count in the transcript only, where nothing is typed.
    mutating func bind(_ press: KeyPress, to action: ScreenAction?) throws(ScreenMistake) -> Change {
        guard let action else {
            let replaced = actions(of: press, in: nil)
            guard !replaced.isEmpty else { throw .free(press) }
            remove(press, from: nil)
            return Change(replaced: replaced, orphaned: replaced.filter { !hasKey($0) })
        }
        var panes = Self.panes(of: action)
        if press.isText {
            guard panes?.contains(.transcript) != false else { throw .letter(press, action) }
            panes = [.transcript]
        }
        let replaced = actions(of: press, in: panes).filter { $0 != action }
        remove(press, from: panes)
        // In front: the key bar names the key that was chosen last.
        bindings.insert(
            Binding(key: press.key, modifiers: press.modifiers, panes: panes, action: action, name: press.name), at: 0)
        return Change(replaced: replaced, orphaned: replaced.filter { !hasKey($0) }, panes: panes)
    }

    /// Whether any key asks for an action.
    func hasKey(_ action: ScreenAction) -> Bool { bindings.contains { $0.action == action } }

    /// The panes where the standard table has an action; nil for all.
    private static func panes(of action: ScreenAction) -> Set<Pane>? {
        let rows = standard.bindings.filter { $0.action == action }
        guard !rows.isEmpty, rows.allSatisfy({ $0.panes != nil }) else { return nil }
        return rows.reduce(into: []) { $0.formUnion($1.panes ?? []) }
    }

    /// What a key does in some panes, each action once.
    private func actions(of press: KeyPress, in panes: Set<Pane>?) -> [ScreenAction] {
        var seen: Set<ScreenAction> = []
        return bindings.filter {
            $0.key == press.key && $0.modifiers == press.modifiers && Self.overlap($0.panes, panes)
        }.map(\.action).filter { seen.insert($0).inserted }
    }

    private static func overlap(_ one: Set<Pane>?, _ other: Set<Pane>?) -> Bool {
        guard let one, let other else { return true }
        return !one.isDisjoint(with: other)
    }

    /// Takes a key off in some panes; elsewhere it keeps what it does.
    private mutating func remove(_ press: KeyPress, from panes: Set<Pane>?) {
        bindings = bindings.compactMap { binding in
            guard binding.key == press.key, binding.modifiers == press.modifiers, Self.overlap(binding.panes, panes)
            else { return binding }
            guard let panes else { return nil }
            let left = (binding.panes ?? Set(Pane.allCases)).subtracting(panes)
            guard !left.isEmpty else { return nil }
            return Binding(
                key: binding.key, modifiers: binding.modifiers, panes: left, action: binding.action, name: binding.name)
        }
    }
}
