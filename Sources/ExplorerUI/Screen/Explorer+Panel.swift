import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore
import TerminalKit

/// The side panel: its title with the tabs, and what the open tab shows.
extension Explorer {
    mutating func drawPanel(_ session: Session, _ glyphs: Glyphs, on surface: inout Surface, in rect: Rect) {
        let inside = rect.inset(left: 1, right: 1)
        switch tab {
        case .codes: drawCodes(session, glyphs, on: &surface, in: inside)
        case .server, .message, .help: break
        case .tls:
            let rows = tlsRows(glyphs)
            tls.scroll(by: 0, rows: rows.count, height: inside.rows)
            draw(rows, from: tls.offset, on: &surface, in: inside)
            guard rows.count > inside.rows, inside.endColumn < rect.endColumn else { return }
            let bar = Rect(row: rect.row, column: inside.endColumn, rows: rect.rows, columns: 1)
            ScrollBar(total: rows.count, first: tls.offset, visible: inside.rows).draw(
                into: &surface, in: bar, theme: theme, glyphs: glyphs)
        }
    }

    /// The rows of the page about TLS. A blank stays free before the scroll bar.
    func tlsRows(_ glyphs: Glyphs) -> [ScreenText] {
        TLSText(width: layout.panel.columns - 3, glyphs: glyphs).rows(of: tls.page)
    }

    private mutating func drawCodes(_ session: Session, _ glyphs: Glyphs, on surface: inout Surface, in inside: Rect) {
        if codes.isReading {
            let rows = readingRows(width: inside.columns, session)
            codes.scrollReading(by: 0, rows: rows.count, height: inside.rows)
            draw(rows, from: codes.readingOffset, on: &surface, in: inside)
            return
        }
        let explanation = readingRows(width: inside.columns, session, isWhole: false)
        CodesView(glyphs: glyphs, theme: theme, hasFocus: focus == .panel).draw(
            &codes, explanation: explanation, on: &surface, in: inside)
    }

    private func draw(_ rows: [ScreenText], from offset: Int, on surface: inout Surface, in rect: Rect) {
        for (row, text) in rows.dropFirst(offset).prefix(rect.rows).enumerated() {
            surface.draw(text, row: rect.row + row, in: rect, theme: theme)
        }
    }

    /// The rows that explain the code on which the panel's cursor stands: as the last reply, when it is that one's.
    func readingRows(width: Int, _ session: Session, isWhole: Bool = true) -> [ScreenText] {
        let text = ExplanationText(width: width, glyphs: shownGlyphs(session))
        switch codes.selected {
        case .code(let code):
            if let shown = subject, session.transcript[shown]?.reply?.code == code,
                let here = session.explanation(for: shown)
            {
                return text.rows(of: here, isWhole: isWhole)
            }
            return text.rows(of: Explanation(of: code), isWhole: isWhole)
        case .enhanced(let entry): return text.rows(of: entry)
        case .heading, nil: return []
        }
    }

    /// The tabs, the open one in brackets, and what is to be known about that one.
    func panelTitle(_ glyphs: Glyphs) -> ScreenText {
        let hasFocus = focus == .panel && page == nil
        var title = ScreenText([Span(" ", .title)])
        for tab in PanelTab.allCases {
            title.spans.append(
                tab == self.tab
                    ? Span("[\(tab.title)]", hasFocus ? .titleFocused : .title) : Span(" \(tab.title) ", .muted))
        }
        title.spans.append(Span(" ", .title))
        // One column more stays free for the corner of the frame.
        let room = layout.panel.columns - 1 - title.width
        switch tab {
        case .codes: title.trailing = codesNote(glyphs, room: room)
        case .tls: title.trailing = tlsNote(glyphs)
        case .server, .message, .help: break
        }
        return title
    }

    private func codesNote(_ glyphs: Glyphs, room: Int) -> Span {
        if codes.isReading { return Span(" Esc: the list ", .muted) }
        let found = " \(codes.found) found "
        if codes.query.isEmpty { return Span(found, .muted) }
        let query = Sanitizer.escape(codes.query, style: glyphs.escapeStyle)
        let left = min(16, room - DisplayWidth.of(" Find:  " + found))
        // The end of a long search is what is being typed.
        let shown = DisplayWidth.of(query) > left ? glyphs.ellipsis + query.suffix(max(0, min(12, left - 1))) : query
        return Span(left > 4 ? " Find: \(shown) " + found : found, .match)
    }

    /// Nothing while the whole page can be seen.
    private func tlsNote(_ glyphs: Glyphs) -> Span? {
        let height = layout.panel.rows
        guard tlsRows(glyphs).count - tls.offset > height else { return nil }
        return Span(focus == .panel || isPanelCovering ? " PgDn: more " : " F4, PgDn: more ", .muted)
    }
}
