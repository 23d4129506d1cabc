/// A frame of lines around a pane, with titles in its top edge.
///
/// Frames that share an edge join: the character of a corner follows from all the lines that meet there. So a frame
/// that lies over other content needs its rectangle blanked first, and the frame with the focus is best drawn last.
public struct Frame: Hashable, Sendable {
    /// The titles from left to right; several make tabs.
    public let titles: [String]
    /// The index of the title whose content is shown.
    public let openTitle: Int
    /// Whether the pane has the focus.
    public let isFocused: Bool

    /// A frame with titles.
    public init(titles: [String] = [], openTitle: Int = 0, isFocused: Bool = false) {
        self.titles = titles
        self.openTitle = openTitle
        self.isFocused = isFocused
    }

    /// Draws the frame along the edge of a rectangle of at least 2 by 2 cells, and returns the room inside.
    ///
    /// The open one of several titles stands in brackets, so that it shows without colour.
    @discardableResult
    public func draw(into surface: inout Surface, in rect: Rect, theme: Theme, glyphs: Glyphs = .unicode) -> Rect {
        guard rect.rows >= 2, rect.columns >= 2 else { return rect.interior }
        let style = theme.style(for: isFocused ? .borderFocused : .border)
        let bottom = rect.endRow - 1
        let right = rect.endColumn - 1
        for column in rect.column...right {
            var arms: BoxStyle.Arms = []
            if column > rect.column { arms.insert(.left) }
            if column < right { arms.insert(.right) }
            let isCorner = arms != [.left, .right]
            let top = isCorner ? arms.union(.down) : arms
            let low = isCorner ? arms.union(.up) : arms
            surface.join(top, row: rect.row, column: column, style: style, box: glyphs.box)
            surface.join(low, row: bottom, column: column, style: style, box: glyphs.box)
        }
        for row in rect.row + 1..<max(rect.row + 1, bottom) {
            surface.join([.up, .down], row: row, column: rect.column, style: style, box: glyphs.box)
            surface.join([.up, .down], row: row, column: right, style: style, box: glyphs.box)
        }
        drawTitles(into: &surface, in: rect, theme: theme, glyphs: glyphs)
        return rect.interior
    }

    private func drawTitles(into surface: inout Surface, in rect: Rect, theme: Theme, glyphs: Glyphs) {
        var column = rect.column + 1
        for (index, title) in titles.enumerated() {
            let isOpen = index == openTitle
            let text = titles.count > 1 && isOpen ? "[\(title)]" : titles.count > 1 ? title : " \(title) "
            let role: Role = isOpen && isFocused ? .titleFocused : .title
            // The right corner and one line before it stay.
            let room = rect.endColumn - 2 - column
            guard room >= 3 else { break }
            if titles.count > 1 {
                column += surface.write(" ", row: rect.row, column: column, style: theme.style(for: .title))
            }
            let cut = StyledText(text, style: theme.style(for: role)).truncated(
                to: titles.count > 1 ? room - 2 : room, ellipsis: glyphs.ellipsis, escapeStyle: surface.escapeStyle)
            column += surface.write(cut, row: rect.row, column: column)
        }
        if titles.count > 1, column > rect.column + 1, column < rect.endColumn - 1 {
            surface.write(" ", row: rect.row, column: column, style: theme.style(for: .title))
        }
    }
}

extension Surface {
    /// Adds the arms of a line to a cell: where there is a line already, the two are joined.
    public mutating func join(_ arms: BoxStyle.Arms, row: Int, column: Int, style: Style, box: BoxStyle) {
        let present = box.arms(of: self[row, column].text) ?? []
        write(box.piece(present.union(arms)), row: row, column: column, style: style)
    }

    /// Draws a horizontal line that joins the lines at its ends, such as a rule inside a frame.
    public mutating func drawRule(row: Int, columns: Range<Int>, style: Style, box: BoxStyle) {
        for column in columns {
            var arms: BoxStyle.Arms = []
            if column > columns.lowerBound { arms.insert(.left) }
            if column < columns.upperBound - 1 { arms.insert(.right) }
            join(arms, row: row, column: column, style: style, box: box)
        }
    }
}
