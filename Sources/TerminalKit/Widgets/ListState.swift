/// What a list shows: how many rows there are, which is selected and which stands at the top.
public struct ListState: Hashable, Sendable {
    /// The number of rows.
    public private(set) var count: Int
    /// The selected row; nil only when there are no rows.
    public private(set) var selection: Int?
    /// The row at the top of the view.
    public private(set) var top = 0

    /// A list with its first row selected.
    public init(count: Int = 0) {
        self.count = max(0, count)
        selection = count > 0 ? 0 : nil
    }

    /// Says that the list has so many rows now; the selection stays where it is, or moves to the last row.
    public mutating func setCount(_ count: Int) {
        self.count = max(0, count)
        selection = self.count == 0 ? nil : min(selection ?? 0, self.count - 1)
        top = max(0, min(top, self.count - 1))
    }

    /// Selects a row, or the nearest one there is.
    public mutating func select(_ row: Int) {
        guard count > 0 else { return }
        selection = max(0, min(row, count - 1))
    }

    /// Moves the selection, stopping at the ends.
    /// - Returns: Whether it moved.
    @discardableResult
    public mutating func move(by rows: Int) -> Bool {
        guard let old = selection else { return false }
        select(rows > 0 && old > Int.max - rows ? Int.max : old + rows)
        return selection != old
    }

    /// Scrolls the view without moving the selection out of it.
    public mutating func scroll(by rows: Int, height: Int) {
        guard height > 0, let selected = selection else { return }
        top = max(0, min(top + rows, count - height))
        select(max(top, min(selected, top + height - 1)))
    }

    /// Scrolls as little as needed to show the selected row, and never past the last row.
    public mutating func ensureVisible(height: Int) {
        guard height > 0, let selected = selection else { return }
        if selected < top { top = selected }
        if selected >= top + height { top = selected - height + 1 }
        top = max(0, min(top, count - height))
    }

    /// The rows that a view of this height shows.
    public func visibleRows(height: Int) -> Range<Int> {
        let start = max(0, min(top, count))
        return start..<max(start, min(count, start + max(0, height)))
    }

    /// Takes the keys of a list: arrows, page keys, Home and End.
    /// - Returns: Whether the key is one of them.
    public mutating func handle(_ key: Key, height: Int) -> Bool {
        switch key {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -max(1, height - 1))
        case .pageDown: move(by: max(1, height - 1))
        case .home: select(0)
        case .end: select(count - 1)
        default: return false
        }
        ensureVisible(height: height)
        return true
    }
}
