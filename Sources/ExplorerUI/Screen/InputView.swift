import SafeText
import SessionCore
import TerminalKit

/// The input: prompt and line, what is known about the line, and what makes sense now. A long question stands above
/// the line.
struct InputView {
    let prompt: Prompt
    let hint: Hint
    let glyphs: Glyphs
    let theme: Theme
    /// True when the input has the focus and shows the cursor.
    let hasFocus: Bool
    /// Something that the screen itself has to say; it takes the place of the syntax hint.
    let message: Span?
    /// How the parts of the line look.
    var looks: [LineLook] = []
    /// What stands in grey behind the line.
    var suggestion: [UInt8] = []

    /// Draws the input, and puts the cursor into it when it has the focus.
    /// - Parameter above: what a question may cover that has not enough room in the input itself.
    func draw(_ editor: LineEditor, on surface: inout Surface, in rect: Rect, above: Rect?) {
        guard rect.rows > 0 else { return }
        // Inside a frame there is a margin of one column.
        var inside = rect.rows > 2 ? rect.inset(left: 1, right: 1) : rect
        let text = PromptText(prompt, columns: inside.columns)
        if let question = text.question { inside = draw(question, on: &surface, in: inside, above: above) }
        let columns = surface.write(
            glyphs.shown(text.prompt), row: inside.row, column: inside.column, style: theme.style(for: .prompt),
            limit: inside.columns)
        drawLine(editor, on: &surface, in: inside.inset(left: columns))
        if !hasFocus { surface.cursor = nil }
        for (index, row) in rows(width: inside.columns).prefix(max(0, inside.rows - 1)).enumerated() {
            surface.draw(row, row: inside.row + 1 + index, in: inside, theme: theme)
        }
    }

    /// Draws prompt and line alone; false when a question needs more rows.
    func drawTypedLine(_ editor: LineEditor, on surface: inout Surface, in rect: Rect) -> Bool {
        let inside = rect.rows > 2 ? rect.inset(left: 1, right: 1) : rect
        let text = PromptText(prompt, columns: inside.columns)
        guard text.question == nil else { return false }
        let columns = surface.write(
            glyphs.shown(text.prompt), row: inside.row, column: inside.column, style: theme.style(for: .prompt),
            limit: inside.columns)
        drawLine(editor, on: &surface, in: inside.inset(left: columns))
        return true
    }

    /// Draws a question, and returns what is left below it for the line. What the screen has to say keeps its row.
    private func draw(_ question: String, on surface: inout Surface, in inside: Rect, above: Rect?) -> Rect {
        let rows = ScreenText.wrapped([Span(glyphs.shown(question), .prompt)], width: inside.columns)
        let own = max(0, inside.rows - (message == nil || inside.rows < 2 ? 1 : 2))
        let borrowed = min(max(0, rows.count - own), (above?.rows ?? 0) / 2)
        let shown = min(rows.count, own + borrowed)
        let first = inside.row - borrowed
        surface.fill(
            Rect(row: first, column: inside.column, rows: borrowed, columns: inside.columns),
            style: theme.style(for: .text))
        for (index, row) in rows.prefix(shown).enumerated() {
            let isCut = index == shown - 1 && shown < rows.count
            let text = isCut ? ScreenText(row.spans + [Span(" " + glyphs.ellipsis, .prompt)]) : row
            surface.draw(text.fitted(inside.columns, glyphs), row: first + index, in: inside, theme: theme)
        }
        return inside.inset(top: shown - borrowed)
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
            into: &surface, row: line.row, column: line.column, width: line.columns, theme: theme, glyphs: glyphs,
            looks: prompt.isSecret ? [] : looks, suggestion: prompt.isSecret ? [] : suggestion)
    }

    /// The rows below the line. What speaks against the line is never cut for the sake of what could come next.
    private func rows(width: Int) -> [ScreenText] {
        if let message {
            return [ScreenText([Span(glyphs.shown(message.text), message.role)]).fitted(width, glyphs), moves(width)]
        }
        guard let objection else { return [syntax(width), moves(width)] }
        guard let form = hint.syntax else { return [ScreenText([objection]).fitted(width, glyphs), moves(width)] }
        let beside = ScreenText([Span(glyphs.shown(form) + "   ", .hint), objection])
        if width >= Self.wideColumns, beside.width <= width { return [beside, moves(width)] }
        return [syntax(width), ScreenText([objection]).fitted(width, glyphs)]
    }

    /// From this width on what speaks against the line stands beside its syntax. Below it has the second row, whatever
    /// its length: a row that moved with every letter would be hard to read, and much to send over a slow line.
    private static let wideColumns = 100

    /// The syntax of the command; what it does gives way where there is no room for all of it.
    private func syntax(_ width: Int) -> ScreenText {
        let source = hint.source.map { Span(" " + glyphs.shown($0), .source) }
        guard let syntax = hint.syntax else {
            return ScreenText([hint.summary].compactMap(\.self).map { Span(glyphs.shown($0), .muted) }).fitted(
                width, glyphs)
        }
        let short = ScreenText([Span(glyphs.shown(syntax), .hint)], trailing: source)
        guard let summary = hint.summary else { return short.fitted(width, glyphs) }
        let long = ScreenText(short.spans + [Span("   " + glyphs.shown(summary), .muted)], trailing: source)
        return long.width <= width ? long : short.fitted(width, glyphs)
    }

    /// What speaks against the line so far: the worst of it.
    private var objection: Span? {
        if let advice = hint.advice.max(by: { $0.level < $1.level }), advice.level > .information {
            return Span("! \(glyphs.shown(advice.text))", .warning)
        }
        guard let problem = hint.problems.max(by: { $0.level < $1.level }) else { return nil }
        return Span("! \(glyphs.shown(problem.message))", problem.level == .error ? .hintBad : .warning)
    }

    /// The commands by when they make sense; only whole words, as many as there is room for.
    private func moves(_ width: Int) -> ScreenText {
        var spans: [Span] = []
        var left = width
        for (label, names, role) in [
            ("now:", hint.now, Role.hintGood), ("later:", hint.later, .hintLater),
            ("not offered:", hint.notOffered, .hintLater),
        ] where !names.isEmpty {
            let label = spans.isEmpty ? label : "   " + label
            for (index, name) in names.enumerated() {
                let words = (index == 0 ? [Span(label, .muted)] : []) + [Span(" " + name, role)]
                let columns = ScreenText(words).width
                // Two columns are kept to say that there is more.
                guard columns + 2 <= left else {
                    return ScreenText(spans + [Span(" " + glyphs.ellipsis, .muted)])
                }
                spans += words
                left -= columns
            }
        }
        return ScreenText(spans)
    }
}
