import SafeText
import SessionCore
import TerminalKit

/// Draws what covers the body: the page of keys and commands, help on one topic, or one explanation.
struct PageView {
    let page: Page
    let glyphs: Glyphs
    let theme: Theme
    let keyMap: KeyMap

    func draw(on surface: inout Surface, in rect: Rect) {
        let margin = (rect.columns - TranscriptView.textColumns(of: rect.columns)) / 2
        let inside = rect.inset(left: margin, right: margin)
        let rows = rows(width: inside.columns)
        let offset = min(page.offset, max(0, rows.count - inside.rows))
        for (row, text) in rows.dropFirst(offset).prefix(inside.rows).enumerated() {
            surface.draw(text, row: inside.row + row, in: inside, theme: theme)
        }
    }

    /// How many rows the page has in a pane of this width.
    func rowCount(width: Int) -> Int { rows(width: TranscriptView.textColumns(of: width)).count }

    private func rows(width: Int) -> [ScreenText] {
        switch page.content {
        case .explanation(let explanation):
            return ExplanationText(width: width, glyphs: glyphs).rows(of: explanation, isWhole: true)
        case .lines(let lines):
            return lines.flatMap { ScreenText.wrapped([Span($0, .text)], width: width, indent: 4) }
        case .keys: return keyRows(width: width)
        }
    }

    private func keyRows(width: Int) -> [ScreenText] {
        var rows = ScreenText.wrapped(
            [
                Span("Type SMTP and press Enter: it is sent as you typed it. ", .text),
                Span("A line that begins with : is for the explorer.", .text),
            ], width: width)
        rows += [.empty, ScreenText([Span("Keys", .heading)])]
        for action in Action.allCases {
            var names: [String] = []
            for binding in keyMap.bindings where binding.action == action && !names.contains(binding.name) {
                names.append(binding.name)
            }
            if action == .quit { names.append("^D") }
            guard !names.isEmpty else { continue }
            rows += row(names.joined(separator: ", "), action.summary, width: width)
        }
        rows += row("^A ^E ^B ^F", "move in the line; Alt-B, Alt-F by words", width: width)
        rows += row("^K ^U ^W Alt-D", "cut; ^Y puts back what was cut; ^T swaps two letters; ^_ undoes", width: width)
        rows += [.empty, ScreenText([Span("Commands of the explorer", .heading)])]
        for topic in HelpTopic.commands { rows += row(topic.syntax, topic.summary, width: width) }
        return rows
    }

    private func row(_ name: String, _ text: String, width: Int) -> [ScreenText] {
        let column = min(24, width / 2)
        let shown = DisplayWidth.of(name) < column ? DisplayWidth.pad(name, to: column) : name + " "
        return ScreenText.wrapped([Span(shown, .hintGood), Span(text, .text)], width: width, indent: column)
    }
}
