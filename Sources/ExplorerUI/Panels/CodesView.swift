import SMTPProtocol
import SMTPReference
import SafeText
import TerminalKit

/// Draws the table of codes and, below it, what the code means on which the cursor stands.
struct CodesView {
    let glyphs: Glyphs
    let theme: Theme
    let hasFocus: Bool

    /// - Parameter explanation: the rows that explain the code under the cursor.
    func draw(_ pane: inout CodesPane, explanation: [ScreenText], on surface: inout Surface, in rect: Rect) {
        guard rect.rows > 0 else { return }
        var rect = rect
        // In a few rows the list is worth more than a search that nobody has begun.
        if rect.rows > 4, rect.rows >= 8 || !pane.query.isEmpty {
            surface.draw(searchLine(pane, columns: rect.columns), row: rect.row, in: rect, theme: theme)
            rect = rect.inset(top: 1)
        }
        // The list keeps at least a third; a short explanation leaves it more.
        let wanted = explanation.isEmpty ? 0 : explanation.count + 1
        let below = rect.rows < 8 ? 0 : min(wanted, rect.rows * 2 / 3)
        let list = rect.inset(bottom: below)
        pane.scroll(toFit: list.rows)
        pane.shownRows = list.row..<list.endRow
        if pane.rows.isEmpty {
            surface.draw(
                ScreenText([Span("Nothing found. Backspace widens the search.", .muted)]), row: list.row, in: list,
                theme: theme)
        }
        for (row, index) in (pane.offset..<min(pane.offset + list.rows, pane.rows.count)).enumerated() {
            draw(
                pane.rows[index], isSelected: index == pane.selection, pane: pane, row: list.row + row, in: list,
                on: &surface)
        }
        guard below > 1 else { return }
        drawDivider(isCut: explanation.count > below - 1, on: &surface, row: list.endRow, in: rect)
        for (row, text) in explanation.prefix(below - 1).enumerated() {
            surface.draw(text, row: list.endRow + 1 + row, in: rect, theme: theme)
        }
    }

    /// What is looked for, and how much was found. The end of a long search is what is being typed.
    private func searchLine(_ pane: CodesPane, columns: Int) -> ScreenText {
        let found = Span(" \(pane.found) found", pane.query.isEmpty ? .muted : .match)
        let grouped = Span(" by \(pane.grouping.words), \(pane.found) found", .muted)
        let label = "Find: "
        guard !pane.query.isEmpty else {
            let line = ScreenText([Span(label, .muted), Span(hasFocus ? "number, 5.7.x, word" : "", .muted)])
            let isRoomy = line.width + DisplayWidth.of(grouped.text) <= columns
            return ScreenText(line.spans, trailing: isRoomy ? grouped : found)
        }
        let room = columns - DisplayWidth.of(label + found.text)
        // Each character of a search is one column or more once it is escaped.
        var query = Sanitizer.escape(String(pane.query.suffix(max(0, room))), style: glyphs.escapeStyle)
        if DisplayWidth.of(query) > room || pane.query.count > room {
            while !query.isEmpty, DisplayWidth.of(query) > room - DisplayWidth.of(glyphs.ellipsis) {
                query.removeFirst()
            }
            query = glyphs.ellipsis + query
        }
        return ScreenText([Span(label, .match), Span(query, .match)], trailing: found)
    }

    /// The line between list and explanation; where the explanation is cut, it tells how to see the rest.
    private func drawDivider(isCut: Bool, on surface: inout Surface, row: Int, in rect: Rect) {
        let line = String(repeating: glyphs.box.horizontal, count: rect.columns)
        surface.write(line, row: row, column: rect.column, style: theme.style(for: .border))
        guard isCut else { return }
        let hint = hasFocus ? " Enter: all of it " : " F2, Enter: all of it "
        let column = rect.endColumn - DisplayWidth.of(hint) - 1
        guard column > rect.column else { return }
        surface.write(hint, row: row, column: column, style: theme.style(for: .muted))
    }

    private func draw(
        _ item: CodesPane.Row, isSelected: Bool, pane: CodesPane, row: Int, in list: Rect, on surface: inout Surface
    ) {
        let line = Rect(row: row, column: list.column, rows: 1, columns: list.columns)
        switch item {
        case .heading(let heading):
            var text = heading.text
            if case .severity(let severity) = heading {
                text = "\(SeverityMark(severity).word) \(glyphs.separator) \(text)"
            }
            surface.draw(
                ScreenText([Span(glyphs.shown(text), .heading)]).fitted(line.columns, glyphs), row: row, in: line,
                theme: theme)
        case .code(let code):
            guard let entry = ReferenceTables.shared.entry(for: code) else { return }
            let mark = SeverityMark(entry.severity)
            let isMarked = pane.marked == code
            let sign = isMarked ? glyphs.selected : " "
            var text = ScreenText([
                Span(sign, .marked), Span("\(mark.glyph(glyphs)) \(code) ", mark.role),
                Span(glyphs.shown(entry.headline), isMarked ? .marked : .text),
            ])
            // Where the cursor is, a sign tells that there is more below.
            let count = isSelected ? CodeList.children(of: code, in: .shared).count : 0
            if count > 0, !pane.open.contains(code) { text.trailing = Span(" +\(count)", .muted) }
            surface.draw(text.fitted(line.columns, glyphs), row: row, in: line, theme: theme)
        case .enhanced(let entry):
            surface.draw(
                ScreenText([Span("   \(entry.label) ", .heading), Span(glyphs.shown(entry.headline), .text)])
                    .fitted(line.columns, glyphs), row: row, in: line, theme: theme)
        case .child(let entry, of: let code):
            let label = "\(code.value / 100)" + entry.label.dropFirst()
            surface.draw(
                ScreenText([Span("     \(label) ", .heading), Span(glyphs.shown(entry.headline), .text)])
                    .fitted(line.columns, glyphs), row: row, in: line, theme: theme)
        }
        if isSelected {
            let style = theme.style(for: hasFocus ? .selection : .selectionUnfocused)
            surface.restyle(line) { $0 = $0.adding(style.attributes) }
        }
    }
}
