import SafeText
import SessionCore
import TerminalKit

/// Draws what covers the body: the page of keys and commands, help on one topic, or one explanation.
struct PageView {
    let page: Page
    let glyphs: Glyphs
    let theme: Theme
    let keyMap: KeyMap

    func draw(on surface: inout Surface, in rect: Rect) {
        let margin = (rect.columns - TranscriptView.textColumns(of: rect.columns)) / 2
        let inside = rect.inset(left: margin, right: margin)
        let rows = rows(width: inside.columns)
        let offset = min(page.offset, max(0, rows.count - inside.rows))
        for (row, text) in rows.dropFirst(offset).prefix(inside.rows).enumerated() {
            surface.draw(text, row: inside.row + row, in: inside, theme: theme)
        }
    }

    /// How many rows the page has in a pane of this width.
    func rowCount(width: Int) -> Int { rows(width: TranscriptView.textColumns(of: width)).count }

    private func pages(_ width: Int) -> KeyPages {
        KeyPages(keyMap: keyMap, theme: theme, glyphs: glyphs, width: width)
    }

    private func rows(width: Int) -> [ScreenText] {
        switch page.content {
        case .explanation(let explanation):
            return ExplanationText(width: width, glyphs: glyphs).rows(of: explanation, isWhole: true)
        case .lines(let lines):
            return lines.flatMap { ScreenText.wrapped([Span(glyphs.shown($0), .text)], width: width, indent: 4) }
        case .bindings: return pages(width).bindings
        case .colors: return pages(width).colors
        case .keyPresses(let lines): return pages(width).presses(lines)
        case .help(let lead, let place):
            return HelpText(lead: lead, place: place, keyMap: keyMap, glyphs: glyphs, width: width).rows
        }
    }
}
