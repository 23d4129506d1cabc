import TerminalKit

/// Where the parts of the screen stand, for one size of the window.
///
/// At 110 columns and more the panel stands beside the transcript; below, it covers the transcript when it is asked for.
/// At 60×15 and less there are no frames: transcript and input only.
struct ScreenLayout: Hashable, Sendable {
    /// From this width on the panel stands beside the transcript.
    static let wideColumns = 110
    /// The narrowest panel beside the transcript, and the narrowest transcript beside it.
    static let narrowest = (panel: 30, transcript: 50)
    /// Up to this width, or this height, there are no frames.
    static let compactSize = Size(columns: 60, rows: 15)
    /// The height of the input with its hints.
    private static let inputRows = 3

    /// True when there are frames, a key bar and hints.
    let isFramed: Bool
    /// True when the panel stands beside the transcript.
    let isWide: Bool
    /// The row of tabs; no rows when there is one tab only, or no room.
    let tabs: Rect
    /// The status line; no rows when there is no room.
    let status: Rect
    /// The frame around transcript, panel and input; empty when not framed.
    let frame: Rect
    /// The inside of the transcript.
    let transcript: Rect
    /// The inside of the panel: beside the transcript, or over it.
    let panel: Rect
    /// The inside of the input.
    let input: Rect
    /// The key bar; no rows when there is no room.
    let keyBar: Rect
    /// The column of the line between transcript and panel; nil when there is none.
    let dividerColumn: Int?

    /// - Parameters:
    ///   - hasTabs: whether there is a row of tabs at the top.
    ///   - isHalved: whether the panel is as wide as the transcript.
    ///   - panelColumns: the columns of the panel beside the transcript, as far as both have room; nil for the usual
    ///     ones.
    init(
        _ size: Size, panelIsShown: Bool = true, zoomed: Pane? = nil, hasTabs: Bool = false, isHalved: Bool = false,
        panelColumns: Int? = nil
    ) {
        isFramed = size.columns > Self.compactSize.columns && size.rows > Self.compactSize.rows
        isWide = isFramed && size.columns >= Self.wideColumns && zoomed == nil
        guard isFramed else {
            let statusRows = size.rows >= 4 ? 1 : 0
            tabs = Rect(row: 0, column: 0, rows: 0, columns: size.columns)
            let inputRows = size.rows >= 10 ? 2 : min(1, size.rows)
            status = Rect(row: 0, column: 0, rows: statusRows, columns: size.columns)
            input = Rect(row: size.rows - inputRows, column: 0, rows: inputRows, columns: size.columns)
            transcript = Rect(
                row: statusRows, column: 0, rows: size.rows - statusRows - inputRows, columns: size.columns)
            panel = transcript
            frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
            keyBar = Rect(row: size.rows, column: 0, rows: 0, columns: 0)
            dividerColumn = nil
            return
        }
        let tabRows = hasTabs ? 1 : 0
        tabs = Rect(row: 0, column: 0, rows: tabRows, columns: size.columns)
        status = Rect(row: tabRows, column: 0, rows: 1, columns: size.columns)
        keyBar = Rect(row: size.rows - 1, column: 0, rows: 1, columns: size.columns)
        frame = Rect(row: status.endRow, column: 0, rows: size.rows - 2 - tabRows, columns: size.columns)
        let inside = frame.interior
        input = Rect(
            row: inside.endRow - Self.inputRows, column: inside.column, rows: Self.inputRows, columns: inside.columns)
        let bodyRows = input.row - 1 - inside.row
        let body = Rect(row: inside.row, column: inside.column, rows: bodyRows, columns: inside.columns)
        if isWide && panelIsShown {
            let usual = isHalved ? (inside.columns - 1) / 2 : max(42, min(60, size.columns * 3 / 8))
            let widest = inside.columns - 1 - Self.narrowest.transcript
            let panelColumns = max(Self.narrowest.panel, min(panelColumns ?? usual, widest))
            let divider = inside.endColumn - panelColumns - 1
            dividerColumn = divider
            transcript = Rect(
                row: body.row, column: body.column, rows: bodyRows, columns: divider - body.column)
            panel = Rect(row: body.row, column: divider + 1, rows: bodyRows, columns: panelColumns)
        } else {
            dividerColumn = nil
            transcript = body
            panel = body
        }
    }

    /// Parts without frames, tabs, status and keys.
    init(unframed transcript: Rect, panel: Rect, input: Rect, size: Size) {
        isFramed = false
        isWide = false
        tabs = Rect(row: 0, column: 0, rows: 0, columns: size.columns)
        status = tabs
        frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
        self.transcript = transcript
        self.panel = panel
        self.input = input
        keyBar = Rect(row: size.rows, column: 0, rows: 0, columns: 0)
        dividerColumn = nil
    }
}
