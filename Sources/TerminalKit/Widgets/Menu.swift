import SafeText

/// What a menu over the input shows: how many rows there are, which is chosen, if any, and which stands at the top.
public struct MenuState: Hashable, Sendable {
    /// The most rows that are seen at once.
    public static let maximumRows = 8

    /// The number of rows.
    public let count: Int
    /// The chosen row; nil as long as none was chosen.
    public private(set) var selection: Int?
    /// The first row that is seen.
    public private(set) var top = 0

    /// A menu.
    public init(count: Int, selection: Int? = nil) {
        self.count = max(0, count)
        self.selection = count > 0 ? selection.map { min(max(0, $0), count - 1) } : nil
        if let chosen = self.selection { top = max(0, chosen - Self.maximumRows + 1) }
    }

    /// Moves the choice by rows, around the ends. Without a choice, down chooses the first row and up the last.
    public mutating func move(by rows: Int) {
        guard count > 0, rows != 0 else { return }
        let next = selection.map { $0 + rows } ?? (rows > 0 ? rows - 1 : rows)
        selection = ((next % count) + count) % count
    }

    /// Moves the choice by pages, and stops at the ends.
    public mutating func page(by pages: Int) {
        guard count > 0 else { return }
        selection = min(max(0, (selection ?? 0) + pages * (Self.maximumRows - 1)), count - 1)
    }

    /// Chooses a row, or the nearest one there is.
    public mutating func choose(_ row: Int) {
        if count > 0 { selection = max(0, min(row, count - 1)) }
    }

    /// Scrolls as little as needed to show the chosen row.
    public mutating func ensureVisible(height: Int) {
        guard height > 0 else { return }
        if let chosen = selection {
            if chosen < top { top = chosen }
            if chosen >= top + height { top = chosen - height + 1 }
        }
        top = max(0, min(top, count - height))
    }
}

/// Draws a menu at the bottom of a rectangle: a title on a line, and below it rows of a text and its meaning.
public struct MenuView {
    /// One row.
    public struct Row: Hashable, Sendable {
        /// What would be taken.
        public let text: StyledText
        /// What it means.
        public let meaning: String

        /// A row.
        public init(text: StyledText, meaning: String = "") {
            self.text = text
            self.meaning = meaning
        }
    }

    private let state: MenuState
    private let title: String
    private let theme: Theme
    private let glyphs: Glyphs

    /// A view of a menu.
    public init(state: MenuState, title: String, theme: Theme, glyphs: Glyphs) {
        self.state = state
        self.title = title
        self.theme = theme
        self.glyphs = glyphs
    }

    /// The columns of the mark before a row, and of the blanks between text and meaning.
    private static let (markColumns, gap) = (2, 2)

    /// The rows that the menu takes in a rectangle: its title, where there is room for it, and what is listed.
    public func height(in rect: Rect) -> Int {
        let rows = min(state.count, MenuState.maximumRows, rect.rows)
        return rows < rect.rows ? rows + 1 : rows
    }

    /// The item of the menu that stands in a row of the screen, when it is drawn into this rectangle.
    public func item(atRow row: Int, in rect: Rect) -> Int? {
        let listed = min(state.count, MenuState.maximumRows, rect.rows)
        guard row >= rect.endRow - listed, row < rect.endRow else { return nil }
        var state = state
        state.ensureVisible(height: listed)
        return state.top + row - (rect.endRow - listed)
    }

    /// Draws into the last rows of a rectangle; `row` is called for the rows that are seen only.
    public func draw(into surface: inout Surface, in rect: Rect, row: (Int) -> Row) {
        let height = height(in: rect)
        let listed = min(state.count, MenuState.maximumRows, rect.rows)
        guard listed > 0, rect.columns > 0 else { return }
        let area = Rect(row: rect.endRow - height, column: rect.column, rows: height, columns: rect.columns)
        surface.fill(area, style: theme.style(for: .text))
        if height > listed { drawTitle(into: &surface, in: area) }
        var state = state
        state.ensureVisible(height: listed)
        let shown = state.top..<min(state.count, state.top + listed)
        let rows = shown.map(row)
        let hasBar = state.count > listed && area.columns > 20
        let width = area.columns - (hasBar ? 1 : 0)
        let widest = rows.map { $0.text.width(escapeStyle: surface.escapeStyle) }.max() ?? 0
        // The meanings stand in one column, and leave at least half of the row to the texts.
        let hasMeanings = rows.contains { !$0.meaning.isEmpty }
        let room = hasMeanings ? max(width - Self.markColumns - 40, width * 3 / 5) : width - Self.markColumns
        let textColumns = min(widest, room)
        let first = area.endRow - listed
        for (offset, item) in rows.enumerated() {
            let line = Rect(row: first + offset, column: area.column, rows: 1, columns: width)
            draw(item, isChosen: shown.lowerBound + offset == state.selection, textColumns, into: &surface, in: line)
        }
        if hasBar {
            ScrollBar(total: state.count, first: state.top, visible: listed).draw(
                into: &surface, in: Rect(row: first, column: area.endColumn - 1, rows: listed, columns: 1),
                theme: theme, glyphs: glyphs)
        }
    }

    private func drawTitle(into surface: inout Surface, in area: Rect) {
        let line = glyphs.box.piece([.left, .right])
        let style = theme.style(for: .borderFocused)
        surface.write(
            String(repeating: line, count: area.columns), row: area.row, column: area.column, style: style,
            limit: area.columns)
        let text = DisplayWidth.truncate(
            " \(title) ", to: max(0, area.columns - 4), ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
        surface.write(
            text, row: area.row, column: area.column + 2, style: theme.style(for: .titleFocused),
            limit: area.columns - 4)
    }

    private func draw(
        _ item: Row, isChosen: Bool, _ textColumns: Int, into surface: inout Surface, in line: Rect
    ) {
        // Without colour the mark tells which row is chosen.
        surface.write(
            isChosen ? glyphs.selected : " ", row: line.row, column: line.column, style: theme.style(for: .text),
            limit: line.columns)
        let column = line.column + Self.markColumns
        let text = item.text.truncated(
            to: min(max(0, textColumns), max(0, line.columns - Self.markColumns)), ellipsis: glyphs.ellipsis,
            escapeStyle: surface.escapeStyle)
        surface.write(text, row: line.row, column: column, limit: line.endColumn - column)
        let beside = column + textColumns + Self.gap
        if beside + 6 < line.endColumn {
            let meaning = DisplayWidth.truncate(
                item.meaning, to: line.endColumn - beside, ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
            surface.write(
                meaning, row: line.row, column: beside, style: theme.style(for: .muted),
                limit: line.endColumn - beside)
        }
        guard isChosen else { return }
        let chosen = theme.style(for: .selection)
        surface.restyle(line) { $0 = $0.overlaid(by: chosen) }
    }
}
