import SafeText
import TerminalKit

/// The lines around transcript, panel and input, with their titles.
struct FrameView {
    let layout: ScreenLayout
    let box: BoxStyle
    let theme: Theme

    /// Draws the frame.
    /// - Parameters:
    ///   - body: the title over the transcript, or over what covers it.
    ///   - panel: the title over the panel beside it.
    func draw(on surface: inout Surface, body: ScreenText, panel: ScreenText?, input: ScreenText) {
        let frame = layout.frame
        guard frame.rows > 1, frame.columns > 1 else { return }
        let border = theme.style(for: .border)
        let top = frame.row
        let middle = layout.input.row - 1
        let bottom = frame.endRow - 1
        let left = frame.column
        let right = frame.endColumn - 1
        for row in [top, middle, bottom] {
            let line = String(repeating: box.horizontal, count: frame.columns - 2)
            surface.write(line, row: row, column: left + 1, style: border)
        }
        for row in (top + 1)..<bottom {
            for column in [left, right] { surface.write(box.vertical, row: row, column: column, style: border) }
        }
        let corners: [(Int, Int, BoxStyle.Arms)] = [
            (top, left, [.down, .right]), (top, right, [.down, .left]), (middle, left, [.up, .down, .right]),
            (middle, right, [.up, .down, .left]), (bottom, left, [.up, .right]), (bottom, right, [.up, .left]),
        ]
        for (row, column, arms) in corners { surface.write(box.piece(arms), row: row, column: column, style: border) }
        if let divider = layout.dividerColumn {
            for row in (top + 1)..<middle { surface.write(box.vertical, row: row, column: divider, style: border) }
            surface.write(box.piece([.left, .right, .down]), row: top, column: divider, style: border)
            surface.write(box.piece([.left, .right, .up]), row: middle, column: divider, style: border)
        }
        title(body, row: top, over: layout.transcript, on: &surface)
        if let panel, layout.dividerColumn != nil { title(panel, row: top, over: layout.panel, on: &surface) }
        title(input, row: middle, over: layout.input, on: &surface)
    }

    private func title(_ text: ScreenText, row: Int, over rect: Rect, on surface: inout Surface) {
        let room = Rect(row: row, column: rect.column, rows: 1, columns: max(0, rect.columns - 1))
        surface.draw(text, row: row, in: room, theme: theme)
    }
}
