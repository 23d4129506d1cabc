/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
    /// The first row.
    public let row: Int
    /// The first column.
    public let column: Int
    /// The height; 0 when empty.
    public let rows: Int
    /// The width; 0 when empty.
    public let columns: Int

    /// A rectangle; a negative height or width counts as 0.
    public init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    /// The whole of a size.
    public init(_ size: Size) { self.init(row: 0, column: 0, rows: size.rows, columns: size.columns) }

    /// The row just below the rectangle.
    public var endRow: Int { row + rows }
    /// The column just right of the rectangle.
    public var endColumn: Int { column + columns }
    /// Whether there is no cell in it.
    public var isEmpty: Bool { rows == 0 || columns == 0 }
    /// The rectangle's size.
    public var size: Size { Size(columns: columns, rows: rows) }

    /// Whether a cell lies in the rectangle.
    public func contains(row: Int, column: Int) -> Bool {
        row >= self.row && row < endRow && column >= self.column && column < endColumn
    }

    /// The rectangle without a margin at each side; empty when nothing is left.
    public func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
        Rect(
            row: row + min(top, rows), column: column + min(left, columns), rows: rows - top - bottom,
            columns: columns - left - right)
    }

    /// The rectangle without its frame of one cell.
    public var interior: Rect { inset(top: 1, left: 1, bottom: 1, right: 1) }

    /// The part that lies in another rectangle too; empty when they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let top = max(row, other.row)
        let left = max(column, other.column)
        return Rect(
            row: top, column: left, rows: min(endRow, other.endRow) - top,
            columns: min(endColumn, other.endColumn) - left)
    }
}
