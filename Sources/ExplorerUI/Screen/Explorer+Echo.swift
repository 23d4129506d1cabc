public import SessionCore
public import TerminalKit

/// What a key shows at once, before all that follows from it.
extension Explorer {
    /// Whether a key changes the typed line: then the line alone may be shown until the hands rest.
    public func echoes(_ event: KeyEvent) -> Bool { form == nil && isTyping(event) }

    /// The last picture with the typed line as it is now. Hints and menus change much with a letter: on a slow line they
    /// would hold up what is typed.
    /// - Returns: nil when more than the line has to be shown at once.
    public func drawTypedLine(_ session: Session) -> Surface? {
        guard let picture, picture.size == size, focus == .input, page == nil, form == nil,
            session.prompt == shownPrompt
        else { return nil }
        var surface = picture
        let input = layout.input
        guard input.rows > 1 else { return nil }
        surface.fill(
            Rect(row: input.row, column: input.column, rows: 1, columns: input.columns), style: theme.style(for: .text))
        guard inputView(session).drawTypedLine(editor, on: &surface, in: input) else { return nil }
        return surface
    }
}
