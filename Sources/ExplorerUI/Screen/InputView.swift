import SafeText
import SessionCore
import TerminalKit

/// The input: prompt and line, what is known about the line, and what makes sense now.
struct InputView {
    let prompt: Prompt
    let hint: Hint
    let glyphs: Glyphs
    let theme: Theme
    /// True when the input has the focus and shows the cursor.
    let hasFocus: Bool
    /// Something that the screen itself has to say; it takes the place of the syntax hint.
    let message: Span?

    /// Draws the input, and puts the cursor into it when it has the focus.
    func draw(_ editor: LineEditor, on surface: inout Surface, in rect: Rect) {
        guard rect.rows > 0 else { return }
        // Inside a frame there is a margin of one column.
        let inside = rect.rows > 2 ? rect.inset(left: 1, right: 1) : rect
        let prompt = shownPrompt(in: inside.columns)
        let columns = surface.write(
            prompt, row: inside.row, column: inside.column, style: theme.style(for: .prompt), limit: inside.columns)
        drawLine(editor, on: &surface, in: inside.inset(left: columns))
        if !hasFocus { surface.cursor = nil }
        for (index, row) in rows(width: inside.columns).prefix(max(0, inside.rows - 1)).enumerated() {
            surface.draw(row, row: inside.row + 1 + index, in: inside, theme: theme)
        }
    }

    /// In a narrow window a long prompt would leave no room for the line.
    private func shownPrompt(in columns: Int) -> String {
        DisplayWidth.of(prompt.text) <= columns / 2 ? prompt.text : columns < 4 ? "" : "> "
    }

    /// A secret shows a star for each byte, and nothing else of itself.
    private func drawLine(_ editor: LineEditor, on surface: inout Surface, in line: Rect) {
        var shown = editor
        if prompt.isSecret {
            shown = LineEditor(maximumBytes: editor.maximumBytes)
            shown.setBytes(Array(repeating: UInt8(ascii: "*"), count: editor.bytes.count))
            shown.moveCursor(to: editor.cursor)
        }
        shown.draw(
            into: &surface, row: line.row, column: line.column, width: line.columns, theme: theme, glyphs: glyphs)
    }

    /// The rows below the line. What speaks against the line is never cut for the sake of what could come next.
    private func rows(width: Int) -> [ScreenText] {
        if let message { return [ScreenText([Span(glyphs.shown(message.text), message.role)]).fitted(width, glyphs), moves(width)] }
        let source = hint.source.map { Span(" " + glyphs.shown($0), .source) }
        let syntax = hint.syntax.map { Span(glyphs.shown($0), .hint) }
        guard let objection else {
            var spans = [syntax].compactMap(\.self)
            if let summary = hint.summary { spans.append(Span((spans.isEmpty ? "" : "   ") + glyphs.shown(summary), .muted)) }
            return [ScreenText(spans, trailing: source).fitted(width, glyphs), moves(width)]
        }
        guard let syntax else { return [ScreenText([objection]).fitted(width, glyphs), moves(width)] }
        let both = ScreenText([syntax, Span("   ", .text), objection])
        if both.width <= width { return [both, moves(width)] }
        return [ScreenText([objection]).fitted(width, glyphs), ScreenText([syntax], trailing: source).fitted(width, glyphs)]
    }

    /// What speaks against the line so far: the worst of it.
    private var objection: Span? {
        if let advice = hint.advice.max(by: { $0.level < $1.level }), advice.level > .information {
            return Span("! \(glyphs.shown(advice.text))", .warning)
        }
        guard let problem = hint.problems.max(by: { $0.level < $1.level }) else { return nil }
        return Span("! \(glyphs.shown(problem.message))", problem.level == .error ? .hintBad : .warning)
    }

    private func moves(_ width: Int) -> ScreenText {
        var spans: [Span] = []
        for (label, names, role) in [
            ("now: ", hint.now, Role.hintGood), ("later: ", hint.later, .hintLater),
            ("not offered: ", hint.notOffered, .hintLater),
        ] where !names.isEmpty {
            if !spans.isEmpty { spans.append(Span("   ", .text)) }
            spans += [Span(label, .muted), Span(names.joined(separator: " "), role)]
        }
        return ScreenText(spans).fitted(width, glyphs)
    }
}
