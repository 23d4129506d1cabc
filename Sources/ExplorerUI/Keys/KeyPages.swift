import SafeText
import SessionCore
import TerminalKit

/// The pages about keys and colours: what `:bind`, `:keys` and `:color` show.
struct KeyPages {
    let keyMap: KeyMap
    let theme: Theme
    let glyphs: Glyphs
    let width: Int

    /// Every action with its keys, those without a key last.
    var bindings: [ScreenText] {
        var rows = heading(":bind KEY ACTION puts an action on a key; :bind KEY none takes the key off.")
        let actions = ScreenAction.allCases
        for action in actions where keyMap.hasKey(action) { rows += row(keys(of: action), action) }
        let free = actions.filter { !keyMap.hasKey($0) }
        if !free.isEmpty { rows += [.empty, ScreenText([Span("Without a key", .heading)])] }
        for action in free { rows += row("", action) }
        return rows
    }

    /// The keys of an action, with the panes of those that do not count everywhere.
    private func keys(of action: ScreenAction) -> String {
        var names: [String] = []
        for binding in keyMap.bindings where binding.action == action && !names.contains(binding.name) {
            names.append(binding.name)
        }
        return names.joined(separator: ", ")
    }

    private func row(_ keys: String, _ action: ScreenAction) -> [ScreenText] {
        let places = keyMap.bindings.filter { $0.action == action }.map(\.panes)
        var note = ""
        if !places.isEmpty, places.allSatisfy({ $0 != nil }) {
            let panes = places.reduce(into: Set<Pane>()) { $0.formUnion($1 ?? []) }
            note = " (\(Pane.allCases.filter(panes.contains).map { $0.title.lowercased() }.joined(separator: ", ")))"
        }
        return ScreenText.entry(
            glyphs.shown(keys), glyphs.shown("\(action.rawValue): \(action.summary)\(note)"), column: 20, width: width)
    }

    /// The roles, each in its own style, with the words that make it.
    var colors: [ScreenText] {
        var rows = heading(":color ROLE STYLE changes one, :color ROLE default undoes it, :set theme NAME changes all.")
        for role in Role.allCases {
            let name = role.name + String(repeating: " ", count: max(1, 22 - role.name.count))
            rows.append(
                ScreenText([
                    Span(name, .text), Span("250 Sample", role),
                    Span("  " + StyleWords.text(of: theme.style(for: role)), .muted),
                ]).fitted(width, glyphs))
        }
        rows += [.empty]
        rows += ScreenText.wrapped(
            [
                Span("STYLE is words: bold, dim, italic, underline, reverse, a colour, and on with a colour. ", .text),
                Span("Colours: black, red, green, yellow, blue, magenta, cyan, white, each also with bright- ", .text),
                Span("before it; a number from 0 to 255; default.", .text),
            ], width: width)
        return rows
    }

    /// The key presses so far, the last one first.
    func presses(_ lines: [KeyPressLine]) -> [ScreenText] {
        var rows = heading("Press keys: each shows how it arrives and what it is for, and does nothing. Esc closes.")
        for line in lines {
            let name = DisplayWidth.truncate(line.name, to: 18, ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
            let space = String(repeating: " ", count: max(1, 20 - DisplayWidth.of(name)))
            rows.append(
                ScreenText([
                    Span(name, .heading), Span(space + line.meaning, .text), Span("   " + line.bytes, .muted),
                ]).fitted(width, glyphs))
        }
        return rows
    }

    private func heading(_ text: String) -> [ScreenText] {
        ScreenText.wrapped([Span(text, .text)], width: width) + [.empty]
    }
}
