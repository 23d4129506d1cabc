import SessionCore
import TerminalKit

/// Showing a session to a room that looks on: the transcript, what the last reply means, and the line being typed, without
/// anything else.
extension Explorer {
    /// Shows the transcript and the explanation only, or everything again.
    mutating func togglePresenting(_ session: Session) {
        isPresenting.toggle()
        page = nil
        zoomed = nil
        isSplit = false
        isPanelOpen = false
        isBodyStale = true
        if focus == .panel { focusInput(session) }
        let key = keyMap.name(of: .present, in: .input) ?? ":present"
        if isPresenting { message = Span("\(key) shows everything again.", .notice) }
    }

    /// Draws what the last reply means beside the transcript or below it, where there is room.
    func drawPresented(_ session: Session, _ glyphs: Glyphs, on surface: inout Surface, in layout: ScreenLayout) {
        let rect = layout.panel
        guard rect.rows > 1 else { return }
        let border = theme.style(for: .border)
        if rect.column > 0 {
            for row in rect.row..<rect.endRow {
                surface.write(glyphs.box.vertical, row: row, column: rect.column - 1, style: border)
            }
        } else {
            let line = String(repeating: glyphs.box.horizontal, count: rect.columns)
            surface.write(line, row: rect.row - 1, column: rect.column, style: border)
        }
        let inside = rect.inset(left: 1, right: 1)
        var rows = presentedRows(session, glyphs, width: inside.columns)
        if rows.count > inside.rows {
            rows = rows.prefix(inside.rows - 1) + [ScreenText([Span(glyphs.ellipsis, .muted)])]
        }
        for (row, text) in rows.enumerated() {
            surface.draw(text, row: inside.row + row, in: inside, theme: theme)
        }
    }

    private func presentedRows(_ session: Session, _ glyphs: Glyphs, width: Int) -> [ScreenText] {
        guard let subject, let explanation = session.explanation(for: subject) else {
            return ScreenText.wrapped(
                [Span("What a reply means will stand here.", .muted)], width: width, indent: 0)
        }
        return ExplanationText(width: width, glyphs: glyphs).rows(of: explanation, isWhole: false)
    }
}
