/// A cell's place: row and column, both from 0 at the top left.
public struct Position: Hashable, Sendable {
    /// The row, from 0 at the top.
    public var row: Int
    /// The column, from 0 at the left.
    public var column: Int

    /// A place on a surface.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
