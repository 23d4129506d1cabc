import SessionCore
import TerminalKit

/// Draws the part of the transcript that is in view.
struct TranscriptView {
    let pane: TranscriptPane
    let hasFocus: Bool
    let theme: Theme

    /// The columns of text in a pane: narrow panes have no margin.
    static func textColumns(of columns: Int) -> Int { columns > 20 ? columns - 2 : columns }

    /// - Parameter rows: makes the rows of one entry.
    func draw(on surface: inout Surface, in rect: Rect, ids: Range<EntryID>, rows: @escaping (EntryID) -> [ScreenText])
    {
        guard rect.rows > 0, rect.columns > 0, !ids.isEmpty else { return }
        let margin = (rect.columns - Self.textColumns(of: rect.columns)) / 2
        let inside = rect.inset(left: margin, right: margin)
        let made = RowCache(make: rows)
        let top = pane.visibleTop(height: rect.rows, ids: ids) { made.rows(of: $0).count }
        var row = rect.row
        var id = top.entry
        var skipped = top.row
        while row < rect.endRow, id < ids.upperBound {
            for text in made.rows(of: id).dropFirst(skipped) {
                guard row < rect.endRow else { break }
                surface.draw(text, row: row, in: inside, theme: theme)
                mark(id, row: row, in: rect, on: &surface)
                row += 1
            }
            skipped = 0
            id = id.advanced(by: 1)
        }
    }

    private func mark(_ id: EntryID, row: Int, in rect: Rect, on surface: inout Surface) {
        let line = Rect(row: row, column: rect.column, rows: 1, columns: rect.columns)
        if id == pane.match {
            surface.restyle(line) { $0 = $0.adding(theme.style(for: .match).attributes) }
        }
        guard id == pane.selection else { return }
        if hasFocus {
            surface.restyle(line) { $0 = $0.adding(theme.style(for: .selection).attributes) }
        } else if rect.columns > 20, pane.match == id {
            surface.write(">", row: row, column: rect.column, style: theme.style(for: .marked))
        }
    }
}

/// The rows that were made for one picture: finding the top and drawing ask for the same entries.
private final class RowCache {
    private let make: (EntryID) -> [ScreenText]
    private var made: [EntryID: [ScreenText]] = [:]

    init(make: @escaping (EntryID) -> [ScreenText]) { self.make = make }

    func rows(of id: EntryID) -> [ScreenText] {
        if let rows = made[id] { return rows }
        let rows = make(id)
        made[id] = rows
        return rows
    }
}
