import SessionCore
import TerminalKit

/// A panel with what is known of a subject: the page as it was when something last happened, and where it is scrolled to.
///
/// The page is asked for when the panel opens and when something happens to the connection, never for a picture; its rows are made
/// when it changes or gets another width.
struct FactPane: Hashable, Sendable {
    /// What the rows were made for.
    private struct Look: Hashable {
        let width: Int
        let glyphs: Glyphs
    }

    /// What there is to read.
    private(set) var page = FactPage(sections: [])
    /// The rows of the page.
    private(set) var text = ScrolledRows()
    private var look: Look?

    /// The first visible row.
    var offset: Int { text.offset }

    /// Shows a page; another one than before is read from its start, or where the reader is.
    mutating func show(_ page: FactPage, keepsPlace: Bool = false) {
        guard page != self.page else { return }
        self.page = page
        look = nil
        if !keepsPlace { text.rewind() }
    }

    /// Begins to read at the start.
    mutating func rewind() { text.rewind() }

    /// Makes the rows for a width, if they are not made.
    mutating func layOut(width: Int, glyphs: Glyphs) {
        let wanted = Look(width: width, glyphs: glyphs)
        guard look != wanted else { return }
        look = wanted
        text.replace(FactText(width: width, glyphs: glyphs).rows(of: page))
    }

    /// Scrolls by rows, and stops at both ends.
    mutating func scroll(by delta: Int, height: Int) { text.scroll(by: delta, height: height) }

    /// Shows the end, unless somebody reads elsewhere.
    mutating func followEnd(height: Int) { text.followEnd(height: height) }
}
