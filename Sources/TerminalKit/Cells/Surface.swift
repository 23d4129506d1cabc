public import SafeText

/// A grid of cells: what a view draws into and a terminal shows.
///
/// A surface is safe by construction: whatever text is written, its cells hold printable clusters of a known width, and
/// a wide cluster is never left with one half. Places outside the surface may be written to; nothing happens there.
public struct Surface: Hashable, Sendable {
    /// The width in cells.
    public let columns: Int
    /// The height in cells.
    public let rows: Int
    /// Which characters may stand in a cell; all others are written as escapes.
    public let escapeStyle: EscapeStyle
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?

    /// The cells, row by row. A method of this type that writes them keeps the halves of wide clusters together.
    private(set) var cells: [Cell]

    /// A surface of blank cells; negative sizes count as 0.
    public init(columns: Int, rows: Int, fill: Style = .plain, escapeStyle: EscapeStyle = .unicode) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        self.escapeStyle = escapeStyle
        cells = Array(repeating: .blank(fill), count: self.columns * self.rows)
    }

    /// A surface of blank cells.
    public init(size: Size, fill: Style = .plain, escapeStyle: EscapeStyle = .unicode) {
        self.init(columns: size.columns, rows: size.rows, fill: fill, escapeStyle: escapeStyle)
    }

    /// The whole surface.
    public var bounds: Rect { Rect(row: 0, column: 0, rows: rows, columns: columns) }
    /// The surface's size.
    public var size: Size { Size(columns: columns, rows: rows) }

    /// The cell at a place; blank outside the surface.
    public subscript(row: Int, column: Int) -> Cell {
        guard row >= 0, row < rows, column >= 0, column < columns else { return .blank() }
        return cells[row * columns + column]
    }

    /// Calls `body` with the cells of one row, for a painter that must not copy; does nothing outside the surface.
    public func withRow(_ row: Int, _ body: (ArraySlice<Cell>) -> Void) {
        guard row >= 0, row < rows else { return }
        body(cells[row * columns..<(row + 1) * columns])
    }

    /// Writes text into one row and returns the columns that it took there.
    ///
    /// The text is cut at `limit` columns, at the right edge of the surface and, if `column` is negative, at the left.
    /// A wide cluster that fits with one half only becomes a blank.
    /// - Parameters:
    ///   - row: The row, from 0.
    ///   - column: The column of the first cluster.
    ///   - style: How the text looks.
    ///   - limit: The most columns to use, counted from `column`.
    /// - Returns: The columns from `column` to the end of what was written, never more than `limit`.
    @discardableResult
    public mutating func write(
        _ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max
    ) -> Int {
        guard row >= 0, row < rows, column < columns, limit > 0 else { return 0 }
        // Below `limit`, so the sum cannot overflow for a limit of `Int.max`.
        let end = limit < columns - column ? column + limit : columns
        guard end > 0 else { return 0 }
        var text = text
        if let used = text.withUTF8({ writeASCII($0, row: row, column: column, end: end, style: style) }) {
            return used
        }
        var at = column
        DisplayWidth.forEachCluster(text, style: escapeStyle) { cluster in
            if at + cluster.width > end {
                // One half of a wide cluster would fit: a blank takes its place.
                while at < end {
                    put(.blank(style), row: row, column: at)
                    at += 1
                }
                return false
            }
            place(cluster, row: row, column: at, style: style)
            at += cluster.width
            return at < end
        }
        return at - column
    }

    /// The fast path: nil unless all that fits is printable US-ASCII.
    private mutating func writeASCII(
        _ bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, end: Int, style: Style
    ) -> Int? {
        guard column >= 0 else { return nil }
        let count = min(bytes.count, end - column)
        for byte in bytes.prefix(count) where byte < 0x20 || byte > 0x7E { return nil }
        // A combining mark may follow the last character that fits.
        if count < bytes.count, bytes[count] > 0x7E { return nil }
        guard count > 0 else { return 0 }
        let start = row * columns + column
        breakWide(at: start, row: row)
        breakWide(at: start + count - 1, row: row)
        let look = PackedStyle(style)
        for offset in 0..<count { cells[start + offset] = Cell(ascii: bytes[offset], look: look) }
        return count
    }

    private mutating func place(_ cluster: Cluster, row: Int, column: Int, style: Style) {
        guard column >= 0 else {
            // The right half of a wide cluster that the left edge cut.
            if column + cluster.width > 0 { put(.blank(style), row: row, column: 0) }
            return
        }
        let look = PackedStyle(style)
        put(Cell(text: cluster.text, columns: UInt8(cluster.width), look: look), row: row, column: column)
        if cluster.width == 2 { put(.continuation(look), row: row, column: column + 1, keepingLeft: true) }
    }

    /// Sets one cell inside the surface, and blanks the other half of a wide cluster that it breaks.
    private mutating func put(_ cell: Cell, row: Int, column: Int, keepingLeft: Bool = false) {
        let index = row * columns + column
        if keepingLeft {
            // The left neighbour is the cell's own left half; only a cluster that began here can break.
            if cells[index].columns == 2 { cells[index + 1] = .blank(cells[index + 1].style) }
        } else {
            breakWide(at: index, row: row)
        }
        cells[index] = cell
    }

    /// Blanks the other half of the wide cluster that has a half at an index.
    private mutating func breakWide(at index: Int, row: Int) {
        switch cells[index].columns {
        case 0 where index > row * columns: cells[index - 1] = .blank(cells[index - 1].style)
        case 2 where index + 1 < (row + 1) * columns: cells[index + 1] = .blank(cells[index + 1].style)
        default: break
        }
    }

    /// Blanks a rectangle.
    public mutating func fill(_ rect: Rect, style: Style = .plain) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        let blank = Cell.blank(style)
        for row in area.row..<area.endRow {
            let start = row * columns
            breakWide(at: start + area.column, row: row)
            breakWide(at: start + area.endColumn - 1, row: row)
            for column in area.column..<area.endColumn { cells[start + column] = blank }
        }
    }

    /// Changes the style of the cells in a rectangle and leaves their text: for selections and alerts.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        for row in area.row..<area.endRow {
            for column in area.column..<area.endColumn { change(&cells[row * columns + column].style) }
        }
    }

    /// Draws another surface into this one, with its top left corner at a place. What lies outside is cut.
    public mutating func draw(_ other: Surface, row: Int, column: Int) {
        let area = Rect(row: row, column: column, rows: other.rows, columns: other.columns).intersection(bounds)
        guard !area.isEmpty else { return }
        for target in area.row..<area.endRow {
            let source = (target - row) * other.columns
            var at = area.column
            while at < area.endColumn {
                let cell = other.cells[source + at - column]
                let isCut = cell.columns == 0 ? at == area.column : at + cell.width > area.endColumn
                if isCut || (escapeStyle == .ascii && cell.text.utf8.first.map { $0 > 0x7E } ?? false) {
                    put(.blank(cell.style), row: target, column: at)
                } else {
                    put(cell, row: target, column: at, keepingLeft: cell.columns == 0)
                }
                at += 1
            }
        }
    }
}
