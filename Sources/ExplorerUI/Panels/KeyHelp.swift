import SessionCore
import TerminalKit

/// The page of keys and commands, made from the table of actions, the keys they stand on now, and the session language.
struct KeyHelp {
    /// From this width on there is room for the names of actions, as `:bind` and `:do` take them.
    private static let widthForNames = 90
    /// From this width on the keys have a column of 24.
    private static let widthForLongKeys = 60

    let keyMap: KeyMap
    let glyphs: Glyphs
    let width: Int

    /// How the input works, in two sentences.
    var introduction: [ScreenText] {
        ScreenText.wrapped(
            [
                Span("Type SMTP and press Enter: it is sent as you typed it. ", .text),
                Span("A line that begins with : is for the explorer.", .text),
            ], width: width)
    }

    /// The explorer's commands.
    var commands: [ScreenText] {
        var rows = heading("Commands of the explorer")
        for topic in HelpTopic.commands { rows += row(topic.syntax, topic.summary) }
        return rows
    }

    /// The keys of one group under its heading.
    func rows(of group: ActionGroup) -> [ScreenText] {
        var rows = heading(group.title)
        for action in group.actions(in: keyMap) where !ScreenAction.numberedTabs.contains(action) {
            rows += self.rows(of: action)
        }
        switch group {
        case .typing: for key in Self.editingKeys { rows += row(key.name, key.what) }
        case .lists: rows += row("a-z 0-9", "in the codes: looks for a number, 55_, 5.7.x, a word, or an RFC")
        case .sessions: rows += numberedTabs
        case .reading, .panel, .panes, .program: break
        }
        return rows
    }

    /// The keys of the line editor, which are no actions and stay where they are.
    private static let editingKeys: [(name: String, what: String)] = [
        ("^A ^E ^B", "move in the line; Alt-B by words"),
        ("^K ^U ^W Alt-D", "cut; ^Y puts back what was cut, ^T swaps two letters, ^_ undoes"),
    ]

    private func heading(_ text: String) -> [ScreenText] {
        [.empty] + ScreenText.wrapped([Span(text, .heading)], width: width)
    }

    /// What an action does, behind its keys. One without a key is done by its name.
    private func rows(of action: ScreenAction) -> [ScreenText] {
        let keys = keyMap.names(of: action)
        let name = keys.isEmpty ? (action == .quit ? "^D" : ":do \(action.rawValue)") : keys.joined(separator: ", ")
        return row(name, action.summary, action: action.rawValue)
    }

    /// The nine sessions in one row.
    private var numberedTabs: [ScreenText] {
        let names = ScreenAction.numberedTabs.flatMap { keyMap.names(of: $0) }
        guard let first = names.first, let last = names.last else { return [] }
        return row("\(first) \(glyphs.ellipsis) \(last)", "go to session 1 to 9", action: "tab1 to tab9")
    }

    private func row(_ name: String, _ text: String, action: String? = nil) -> [ScreenText] {
        let column = width < Self.widthForLongKeys ? 12 : 24
        var rows = ScreenText.entry(glyphs.shown(name), glyphs.shown(text), column: column, width: width)
        if let action, width >= Self.widthForNames {
            let name = Span(" \(action)", .muted)
            if let last = rows.last, last.width + ScreenText([name]).width <= width {
                rows[rows.count - 1].trailing = name
            }
        }
        return rows
    }
}

extension KeyMap {
    /// The names of all keys that ask for an action, in the order of the table.
    func names(of action: ScreenAction) -> [String] {
        var names: [String] = []
        for binding in bindings where binding.action == action && !names.contains(binding.name) {
            names.append(binding.name)
        }
        return names
    }
}
