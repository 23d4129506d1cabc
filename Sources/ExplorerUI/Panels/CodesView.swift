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
        // The list keeps at least a third; a short explanation leaves it more.
        let wanted = explanation.isEmpty ? 0 : explanation.count + 1
        let below = rect.rows < 8 ? 0 : min(wanted, rect.rows * 2 / 3)
        let list = rect.inset(bottom: below)
        pane.scroll(toFit: list.rows)
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
        case .heading(let severity):
            let mark = SeverityMark(severity)
            let text = "\(mark.word) \(glyphs.separator) \(SeverityWords.heading(severity))"
            surface.draw(ScreenText([Span(text, .heading)]), row: row, in: line, theme: theme)
        case .code(let code):
            guard let entry = ReferenceTables.shared.entry(for: code) else { return }
            let mark = SeverityMark(entry.severity)
            let isMarked = pane.marked == code
            let sign = isMarked ? glyphs.selected : " "
            let text = ScreenText([
                Span(sign, .marked), Span("\(mark.glyph(glyphs)) \(code) ", mark.role),
                Span(glyphs.shown(entry.headline), isMarked ? .marked : .text),
            ])
            surface.draw(text.fitted(line.columns, glyphs), row: row, in: line, theme: theme)
        case .enhanced(let entry):
            surface.draw(
                ScreenText([Span("   \(entry.label) ", .heading), Span(glyphs.shown(entry.headline), .text)])
                    .fitted(line.columns, glyphs), row: row, in: line, theme: theme)
        }
        if isSelected {
            let style = theme.style(for: hasFocus ? .selection : .selectionUnfocused)
            surface.restyle(line) { $0 = $0.adding(style.attributes) }
        }
    }
}
