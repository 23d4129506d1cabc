import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore
import TerminalKit

/// The side panel: its title with the tabs, and what the open tab shows.
extension Explorer {
    mutating func drawPanel(_ session: Session, _ glyphs: Glyphs, on surface: inout Surface, in rect: Rect) {
        let inside = rect.inset(left: 1, right: 1)
        if isSplit { return drawServer(on: &surface, in: inside, glyphs, hasFocus: focus == .panel) }
        switch tab {
        case .codes: drawCodes(session, glyphs, on: &surface, in: inside)
        case .server, .tls, .message, .lesson, .help:
            guard let text = panelText else { return }
            draw(text.rows, from: text.offset, on: &surface, in: inside)
            guard text.rows.count > inside.rows, inside.endColumn < rect.endColumn else { return }
            let bar = Rect(row: rect.row, column: inside.endColumn, rows: rect.rows, columns: 1)
            ScrollBar(total: text.rows.count, first: text.offset, visible: inside.rows).draw(
                into: &surface, in: bar, theme: theme, glyphs: glyphs)
        }
    }

    private mutating func drawCodes(_ session: Session, _ glyphs: Glyphs, on surface: inout Surface, in inside: Rect) {
        codes.group(by: session.settings.codesBy)
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
                return text.rows(of: here, isWhole: isWhole) + (isWhole ? text.rows(goingWith: code) : [])
            }
            return text.rows(of: Explanation(of: code), isWhole: isWhole) + (isWhole ? text.rows(goingWith: code) : [])
        case .enhanced(let entry): return text.rows(of: entry)
        case .child(let entry, of: let code): return text.rows(of: entry, statusClass: code.value / 100)
        case .heading, nil: return []
        }
    }

    /// The tabs, the open one in brackets, and what is to be known about that one.
    func panelTitle(_ glyphs: Glyphs) -> ScreenText {
        if isSplit { return splitTitle }
        // One column stays free for the corner of the frame.
        return PanelTitle(tab: tab, hasFocus: focus == .panel && page == nil, notes: panelNotes(glyphs)).text(
            columns: layout.panel.columns - 1)
    }

    private func panelNotes(_ glyphs: Glyphs) -> [Span] {
        switch tab {
        case .codes:
            return codes.isReading ? [Span(" Esc: the list ", .muted), Span(" Esc ", .muted)] : []
        case .server: return moreNotes(.server)
        case .tls: return moreNotes(.tls)
        case .message: return moreNotes(.message)
        case .lesson: return moreNotes(.lesson)
        case .help: return moreNotes(.panelHelp)
        }
    }

    /// Nothing while the whole page can be seen.
    private func moreNotes(_ action: ScreenAction) -> [Span] {
        guard panelText?.isMore(height: layout.panel.rows) == true else { return [] }
        let key = keyMap.name(of: action, in: .input)
        let isReadable = focus == .panel || isPanelCovering || key == nil
        return [isReadable ? " PgDn: more " : " \(key ?? ""), PgDn: more ", " more "].map { Span($0, .muted) }
    }
}
