import SessionCore

/// The panel with what is known of TLS: the page as it was when something last happened, and where it is scrolled to.
///
/// The page is asked for when the panel opens and when something happens to the connection, never for a picture.
struct TLSPane: Hashable, Sendable {
    /// What there is to read.
    private(set) var page = TLSPage(sections: [])
    /// The first visible row.
    private(set) var offset = 0

    /// Shows a page; another one than before is read from its start.
    mutating func show(_ page: TLSPage) {
        guard page != self.page else { return }
        self.page = page
        offset = 0
    }

    /// Begins to read at the start.
    mutating func rewind() { offset = 0 }

    /// Scrolls by rows, and stops at both ends.
    mutating func scroll(by delta: Int, rows: Int, height: Int) {
        offset = min(max(0, offset + delta), max(0, rows - height))
    }
}
