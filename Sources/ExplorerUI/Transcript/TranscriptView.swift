import SafeText
import SessionCore
import TerminalKit

/// Draws the part of the transcript that is in view.
struct TranscriptView {
    let pane: TranscriptPane
    let hasFocus: Bool
    let theme: Theme
    /// The text that was looked for, as it is shown; empty when nothing was found.
    var needle = ""
    /// Whether an entry holds the text that was looked for.
    var holdsNeedle: (EntryID) -> Bool = { _ in false }

    /// The columns of text in a pane: narrow panes have no margin.
    static func textColumns(of columns: Int) -> Int { columns > 20 ? columns - 2 : columns }

    /// - Parameter rows: makes the rows of one entry.
    func draw(on surface: inout Surface, in rect: Rect, ids: ShownEntries, rows: @escaping (EntryID) -> [ScreenText]) {
        guard rect.rows > 0, rect.columns > 0, !ids.isEmpty else { return }
        let margin = (rect.columns - Self.textColumns(of: rect.columns)) / 2
        let inside = rect.inset(left: margin, right: margin)
        let made = RowCache(make: rows)
        let top = pane.visibleTop(height: rect.rows, ids: ids) { made.rows(of: $0).count }
        var row = rect.row
        var id = top.entry
        var skipped = top.row
        while row < rect.endRow, id < ids.end {
            let first = row
            for text in made.rows(of: id).dropFirst(skipped) {
                guard row < rect.endRow else { break }
                surface.draw(text, row: row, in: inside, theme: theme)
                row += 1
            }
            let drawn = Rect(row: first, column: rect.column, rows: row - first, columns: rect.columns)
            if hasFocus, id == pane.selection { select(drawn, on: &surface) }
            if id == pane.match || (!needle.isEmpty && holdsNeedle(id)) {
                mark(
                    drawn, text: drawn.inset(left: margin, right: margin), isCurrent: id == pane.match, on: &surface)
            }
            skipped = 0
            id = ids.entry(after: id)
        }
    }

    /// The whole entry, and a sign at the margin for terminals that show no attributes.
    private func select(_ rows: Rect, on surface: inout Surface) {
        let attributes = theme.style(for: .selection).attributes
        surface.restyle(rows) { $0 = $0.adding(attributes) }
    }

    /// The places of the text that was looked for. Those of the current match are reversed, and a sign at the margin finds it
    /// again; where none is to be seen in one row, the whole entry is marked. Those of other matches are underlined.
    private func mark(_ rows: Rect, text: Rect, isCurrent: Bool, on surface: inout Surface) {
        var places: [Rect] = []
        for row in rows.row..<rows.endRow { places += self.places(row: row, in: text, on: surface) }
        let style = theme.style(for: .match)
        for place in places.isEmpty && isCurrent ? [rows] : places {
            surface.restyle(place) { cell in
                cell.foreground = style.foreground
                guard isCurrent else {
                    cell.attributes.formUnion([.underline, .bold])
                    return
                }
                // On a row that is reversed already, the match stands out by not being so.
                let isReversed = cell.attributes.contains(.reverse)
                cell.attributes.formUnion(style.attributes)
                if isReversed { cell.attributes.remove(.reverse) }
            }
        }
        guard isCurrent, rows.columns > text.columns, rows.rows > 0 else { return }
        surface.write(">", row: rows.row, column: rows.column, style: theme.style(for: .marked))
    }

    private func places(row: Int, in text: Rect, on surface: Surface) -> [Rect] {
        let wanted = DisplayWidth.clusters(needle).flatMap {
            [$0.text.lowercased()] + Array(repeating: "", count: $0.width - 1)
        }
        guard !wanted.isEmpty, wanted.count <= text.columns else { return [] }
        let cells = (text.column..<text.endColumn).map { surface[row, $0].text.lowercased() }
        var places: [Rect] = []
        var start = 0
        while start + wanted.count <= cells.count {
            if cells[start..<(start + wanted.count)].elementsEqual(wanted) {
                places.append(Rect(row: row, column: text.column + start, rows: 1, columns: wanted.count))
                start += wanted.count
            } else {
                start += 1
            }
        }
        return places
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
