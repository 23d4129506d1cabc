import SafeText
import SessionCore
import TerminalKit

/// A page of facts as rows of a panel: a title over each section, labels at the left, and a sign before each row that
/// wants attention, so that it does not rest on colour.
struct FactText {
    /// Longer labels push their text to the right.
    private static let widestLabel = 16
    /// The same in a pane that is narrower than this.
    private static let widestLabelInNarrowPane = (label: 13, columns: 60)
    /// The columns of the sign and the blank behind it.
    private static let signColumns = 2

    let width: Int
    let glyphs: Glyphs

    /// The rows of the whole page.
    func rows(of page: FactPage) -> [ScreenText] {
        guard !page.sections.isEmpty else {
            return ScreenText.wrapped(
                [Span("Nothing is known of TLS yet. :connect a server; :starttls encrypts.", .muted)], width: width)
        }
        let labels = page.sections.flatMap(\.rows).map { DisplayWidth.of($0.label) }
        let isNarrow = width < Self.widestLabelInNarrowPane.columns
        let widest = isNarrow ? Self.widestLabelInNarrowPane.label : Self.widestLabel
        let column = Self.signColumns + min(labels.max() ?? 0, widest) + 1
        var rows: [ScreenText] = []
        for section in page.sections {
            if !rows.isEmpty { rows.append(.empty) }
            rows += ScreenText.wrapped([Span(glyphs.shown(section.title), .heading)], width: width)
            for row in section.rows { rows += self.rows(of: row, column: column) }
        }
        return rows
    }

    /// The text stands in its column; where that leaves it less than half the width, it follows its label.
    private func rows(of row: FactPage.Row, column: Int) -> [ScreenText] {
        let isColumn = column * 2 <= width
        let label = glyphs.shown(row.label)
        let gap = isColumn ? column - Self.signColumns - DisplayWidth.of(label) : 1
        let role = role(row.level)
        return ScreenText.wrapped(
            [
                Span(sign(row.level) + " ", role),
                Span(label + String(repeating: " ", count: label.isEmpty && !isColumn ? 0 : max(1, gap)), .muted),
                Span(glyphs.shown(row.text), role),
            ], width: width, indent: isColumn ? column : Self.signColumns * 2)
    }

    private func sign(_ level: Level) -> String {
        switch level {
        case .information: " "
        case .warning: "!"
        case .error: glyphs.permanent
        }
    }

    private func role(_ level: Level) -> Role {
        switch level {
        case .information: .text
        case .warning: .warning
        case .error: .error
        }
    }
}
