import SMTPProtocol
import SafeText
import TerminalKit

/// The row of tabs: number, title, and what is new in each. The one that is shown stands in brackets.
struct TabStrip {
    let workspace: Workspace
    let glyphs: Glyphs
    let theme: Theme

    /// How much of the titles is shown, from all of them to none: of the tab that is shown, and of the others.
    private static let titleColumns = [(32, 32), (32, 20), (20, 12), (20, 8), (20, 0), (8, 0), (0, 0)]

    /// `[2/3]`, and a sign when there is news elsewhere: for screens without a row to spare.
    static func short(_ workspace: Workspace) -> String {
        let isNew = workspace.tabs.contains { !$0.news.isEmpty }
        return "[\(workspace.activeIndex + 1)/\(workspace.tabs.count)\(isNew ? "*" : "")]"
    }

    func draw(on surface: inout Surface, in rect: Rect) {
        guard rect.rows > 0 else { return }
        surface.fill(rect, style: theme.style(for: .text))
        var column = rect.column
        for spans in fitting(rect.columns) {
            for span in spans where column < rect.endColumn {
                column += surface.write(
                    span.text, row: rect.row, column: column, style: theme.style(for: span.role),
                    limit: rect.endColumn - column)
            }
        }
    }

    /// The columns of each tab, from the left edge of the row: for a click.
    func places(columns: Int) -> [Range<Int>] {
        var start = 0
        return fitting(columns).map { spans in
            let width = ScreenText(spans).width
            defer { start += width }
            return start..<(start + width)
        }
    }

    /// The tabs with titles that are as long as there is room for.
    private func fitting(_ columns: Int) -> [[Span]] {
        for (active, others) in Self.titleColumns {
            let tabs = tabs(active: active, others: others)
            if tabs.reduce(0, { $0 + ScreenText($1).width }) <= columns { return tabs }
        }
        return [[Span(" \(Self.short(workspace)) ", .titleFocused)]]
    }

    private func tabs(active: Int, others: Int) -> [[Span]] {
        workspace.tabs.enumerated().map { index, tab in
            let isActive = index == workspace.activeIndex
            let title = DisplayWidth.truncate(
                glyphs.shown(tab.title), to: isActive ? active : others, ellipsis: glyphs.ellipsis,
                style: glyphs.escapeStyle)
            let label = title.isEmpty ? "\(index + 1)" : "\(index + 1) \(title)"
            guard !isActive else { return [Span(" [\(label)]", .titleFocused)] }
            return [Span("  \(label)", .title)] + marks(tab.news, isShort: others < 12) + [Span(" ", .title)]
        }
    }

    /// `✗ PERM 3 new`: the last reply there, by sign, word and colour, and how much came.
    private func marks(_ news: Workspace.News, isShort: Bool) -> [Span] {
        guard !news.isEmpty else { return [] }
        var marks: [Span] = []
        if let mark = news.severity.map(SeverityMark.init) {
            marks.append(Span(" " + (isShort ? mark.glyph(glyphs) : mark.label(glyphs, padded: false)), mark.role))
        }
        if news.count > 0 { marks.append(Span(isShort ? " +\(news.count)" : " \(news.count) new", .warning)) }
        if news.isOver { marks.append(Span(isShort ? " x" : " closed", .error)) }
        return marks
    }
}
