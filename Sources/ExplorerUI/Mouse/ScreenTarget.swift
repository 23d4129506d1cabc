import TerminalKit

/// What stands at a place of the screen, for the mouse. Rows and columns count from 0 inside the part that is named.
enum ScreenTarget: Hashable {
    /// The status line.
    case status
    /// The row of tabs.
    case tabs(column: Int)
    /// The title over the transcript, or over what covers it.
    case bodyTitle(column: Int)
    /// The transcript, or the page over it.
    case transcript(row: Int)
    /// The line between transcript and panel.
    case divider
    /// The title over the panel, with its tabs.
    case panelTitle(column: Int)
    /// The panel, beside the transcript or over it.
    case panel(row: Int)
    /// The input and the rows of hints below it.
    case input(row: Int, column: Int)
    /// The key bar.
    case keyBar(column: Int)
}

extension ScreenLayout {
    /// What stands at a place; nil for frames, and for what is outside.
    /// - Parameter panelCovers: whether the panel stands over the transcript.
    func target(row: Int, column: Int, panelCovers: Bool) -> ScreenTarget? {
        if keyBar.contains(row: row, column: column) { return .keyBar(column: column - keyBar.column) }
        if tabs.contains(row: row, column: column) { return .tabs(column: column - tabs.column) }
        if status.contains(row: row, column: column) { return .status }
        if input.contains(row: row, column: column) {
            return .input(row: row - input.row, column: column - input.column)
        }
        if column == dividerColumn, row >= transcript.row - 1, row < transcript.endRow { return .divider }
        let isBeside = dividerColumn != nil && column >= panel.column
        let body = isBeside ? panel : transcript
        guard column >= body.column, column < body.endColumn else { return nil }
        if isFramed, row == body.row - 1 {
            let place = column - body.column
            return isBeside || panelCovers ? .panelTitle(column: place) : .bodyTitle(column: place)
        }
        guard row >= body.row, row < body.endRow else { return nil }
        return isBeside || panelCovers ? .panel(row: row - body.row) : .transcript(row: row - body.row)
    }
}
