/// Draws the visible rows of a list, with the selected one marked and a scroll bar when there are more.
public struct ListView {
    private let state: ListState
    private let theme: Theme
    private let glyphs: Glyphs
    private let isFocused: Bool

    /// A view of a list. The state should have been made visible with ``ListState/ensureVisible(height:)``.
    public init(state: ListState, theme: Theme, glyphs: Glyphs = .unicode, isFocused: Bool) {
        self.state = state
        self.theme = theme
        self.glyphs = glyphs
        self.isFocused = isFocused
    }

    /// Draws into a rectangle; `row` gives the text of a row and is called for visible rows only.
    ///
    /// The selected row has the style of ``Role/selection`` over its whole width, so it shows in mono too.
    public func draw(into surface: inout Surface, in rect: Rect, row: (Int) -> StyledText) {
        guard !rect.isEmpty else { return }
        let needsBar = state.count > rect.rows && rect.columns > 1
        let area = needsBar ? rect.inset(right: 1) : rect
        surface.fill(rect)
        for (offset, index) in state.visibleRows(height: rect.rows).enumerated() {
            let line = rect.row + offset
            let text = row(index).truncated(
                to: area.columns, ellipsis: glyphs.ellipsis, escapeStyle: surface.escapeStyle)
            surface.write(text, row: line, column: area.column, limit: area.columns)
            guard index == state.selection else { continue }
            let selected = theme.style(for: isFocused ? .selection : .selectionUnfocused)
            surface.restyle(Rect(row: line, column: area.column, rows: 1, columns: area.columns)) { style in
                style = style.overlaid(by: selected)
            }
        }
        if needsBar {
            let bar = Rect(row: rect.row, column: area.endColumn, rows: rect.rows, columns: 1)
            ScrollBar(total: state.count, first: state.top, visible: rect.rows)
                .draw(into: &surface, in: bar, theme: theme, glyphs: glyphs)
        }
    }
}

extension Style {
    /// This style under another one: the other's colours where it has any, and the attributes of both.
    public func overlaid(by other: Style) -> Style {
        Style(
            foreground: other.foreground == .terminalDefault ? foreground : other.foreground,
            background: other.background == .terminalDefault ? background : other.background,
            attributes: attributes.union(other.attributes))
    }
}
