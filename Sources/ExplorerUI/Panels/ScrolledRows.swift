/// Rows of text in a pane that is lower than they are, and which of them are seen.
struct ScrolledRows: Hashable, Sendable {
    /// All rows.
    private(set) var rows: [ScreenText] = []
    /// The first visible row.
    private(set) var offset = 0
    /// True once somebody has scrolled: then news does not move the page.
    private(set) var isHeld = false

    /// Other rows in the place of these; the place stays.
    mutating func replace(_ rows: [ScreenText]) { self.rows = rows }

    /// Begins to read at the start.
    mutating func rewind() {
        offset = 0
        isHeld = false
    }

    /// Shows the end, unless somebody reads elsewhere.
    mutating func followEnd(height: Int) {
        guard !isHeld else { return }
        offset = max(0, rows.count - height)
    }

    /// Scrolls by rows, and stops at both ends.
    mutating func scroll(by delta: Int, height: Int) {
        let last = max(0, rows.count - height)
        offset = min(max(0, offset + delta), last)
        if delta != 0 { isHeld = offset < last || delta < 0 }
    }

    /// Whether there are rows below those that are seen.
    func isMore(height: Int) -> Bool { rows.count - offset > height }
}
