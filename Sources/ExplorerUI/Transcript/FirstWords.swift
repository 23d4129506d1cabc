import TerminalKit

/// What stands in the transcript as long as nothing has happened: how to begin.
struct FirstWords {
    let glyphs: Glyphs
    let theme: Theme

    private static let steps = [
        (":practice", "the built-in server; needs no network"),
        (":connect HOST", "a mail server, on port 25"),
        (":connect HOST:587", "the same on another port"),
        ("F1", "all keys and commands"),
        ("^D", "leaves"),
    ]

    func draw(on surface: inout Surface, in rect: Rect) {
        let inside = rect.columns > 20 ? rect.inset(left: 1, right: 1) : rect
        var rows = ScreenText.wrapped(
            [Span("Type SMTP, and read what every reply means.", .heading)], width: inside.columns)
        rows.append(.empty)
        for (name, text) in Self.steps { rows += ScreenText.entry(name, text, column: 20, width: inside.columns) }
        rows.append(.empty)
        rows += ScreenText.wrapped(
            [Span("Then say hello: EHLO, and your name.", .muted)], width: inside.columns)
        for (index, row) in rows.prefix(inside.rows).enumerated() {
            surface.draw(row, row: inside.row + index, in: inside, theme: theme)
        }
    }
}

extension ScreenText {
    /// A name and what it means, in two columns; a long name pushes its meaning to the right.
    static func entry(_ name: String, _ text: String, column: Int, width: Int) -> [ScreenText] {
        let column = min(column, width / 2)
        let gap = String(repeating: " ", count: max(1, column - ScreenText([Span(name, .text)]).width))
        return wrapped([Span(name + gap, .hintGood), Span(text, .text)], width: width, indent: column)
    }
}
