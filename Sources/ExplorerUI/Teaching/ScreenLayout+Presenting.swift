import TerminalKit

extension ScreenLayout {
    /// From this height on the explanation stands below the transcript, where it cannot stand beside it.
    private static let rowsForExplanation = 16

    /// The parts of a screen that presents: no frames, no status, no keys; the explanation in the place of the panel.
    init(presenting size: Size) {
        let inputRows = size.rows >= 10 ? 2 : min(1, size.rows)
        let bodyRows = size.rows - inputRows
        let nothing = Rect(row: 0, column: 0, rows: 0, columns: 0)
        let transcript: Rect
        let panel: Rect
        if size.columns >= Self.wideColumns {
            let columns = size.columns * 3 / 8
            transcript = Rect(row: 0, column: 0, rows: bodyRows, columns: size.columns - columns - 1)
            panel = Rect(row: 0, column: size.columns - columns, rows: bodyRows, columns: columns)
        } else if size.rows >= Self.rowsForExplanation {
            let rows = bodyRows * 2 / 5
            transcript = Rect(row: 0, column: 0, rows: bodyRows - rows - 1, columns: size.columns)
            panel = Rect(row: bodyRows - rows, column: 0, rows: rows, columns: size.columns)
        } else {
            transcript = Rect(row: 0, column: 0, rows: bodyRows, columns: size.columns)
            panel = nothing
        }
        self.init(
            unframed: transcript, panel: panel,
            input: Rect(row: bodyRows, column: 0, rows: inputRows, columns: size.columns), size: size)
    }
}
