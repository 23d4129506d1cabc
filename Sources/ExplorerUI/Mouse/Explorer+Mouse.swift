import SafeText
import SessionCore
import TerminalKit

/// What the mouse does: a click does what keys would do there, the wheel moves what is under the pointer.
extension Explorer {
    /// How many rows one step of the wheel moves.
    private static let wheelRows = 3

    /// Something that the mouse did.
    mutating func handle(_ mouse: MouseEvent, in session: Session) -> [Effect] {
        if let effects = handleMenu(mouse, in: session) { return effects }
        switch mouse.kind {
        case .press where mouse.button == .left:
            message = nil
            return press(at: mouse, in: session)
        case .move where isDividerHeld: dragDivider(to: mouse.column)
        case .release: isDividerHeld = false
        case .scrollUp: turnWheel(by: -Self.wheelRows, at: mouse, in: session)
        case .scrollDown: turnWheel(by: Self.wheelRows, at: mouse, in: session)
        case .press, .move, .scrollLeft, .scrollRight: break
        }
        return []
    }

    private func target(of mouse: MouseEvent) -> ScreenTarget? {
        layout.target(row: mouse.row, column: mouse.column, panelCovers: isPanelCovering && page == nil)
    }

    private mutating func press(at mouse: MouseEvent, in session: Session) -> [Effect] {
        isDividerHeld = false
        switch target(of: mouse) {
        case .divider: isDividerHeld = true
        case .keyBar(let column): return pressKey(at: column, in: session)
        case .input(let row, let column):
            page = nil
            focusInput(session)
            if row == 0 { moveInputCursor(to: column, session) }
        case .bodyTitle where page == nil: focusTranscript(session)
        case .transcript(let row) where page == nil: return clickTranscript(row, in: session)
        case .panelTitle(let column): clickTab(at: column, in: session)
        case .panel(let row): return clickPanel(row, in: session)
        case .tabs(let column): return clickSession(at: column, in: session)
        case .status, .bodyTitle, .transcript, nil: break
        }
        return []
    }

    private mutating func turnWheel(by rows: Int, at mouse: MouseEvent, in session: Session) {
        switch target(of: mouse) {
        case .panel, .panelTitle: scrollPanel(by: rows, in: session)
        case .transcript, .bodyTitle, .divider, .input, .status, .keyBar, .tabs, nil:
            if page != nil { scrollPage(by: rows) } else { scrollTranscript(by: rows, in: session) }
        }
    }

    /// Goes to the tab that stands there.
    mutating func clickSession(at column: Int, in session: Session) -> [Effect] {
        let strip = TabStrip(workspace: workspace, glyphs: shownGlyphs(session), theme: theme)
        let index = strip.places(columns: layout.tabs.columns).firstIndex { $0.contains(column) }
        return index.map { [.tab(.number($0 + 1))] } ?? []
    }

    // MARK: The transcript

    /// The first click selects, one more opens.
    private mutating func clickTranscript(_ row: Int, in session: Session) -> [Effect] {
        let clicked = entry(atRow: row, in: session)
        let isAgain = focus == .transcript && clicked != nil && clicked == transcript.selection
        focusTranscript(session)
        guard let clicked else { return [] }
        guard isAgain else {
            select(clicked, in: session)
            return []
        }
        let effects = perform(.open, in: session)
        // What opened may be longer than the room below it.
        select(clicked, in: session)
        return effects
    }

    private mutating func focusTranscript(_ session: Session) {
        guard focus != .transcript else { return }
        focus = .transcript
        isPanelOpen = false
        if transcript.selection == nil { transcript.selection = session.transcript.lastReply }
    }

    /// The entry whose rows stand there.
    private func entry(atRow row: Int, in session: Session) -> EntryID? {
        let ids = shown(session)
        let rect = layout.transcript
        let rowsOf = rowCounter(session, width: rect.columns)
        let top = transcript.visibleTop(height: rect.rows, ids: ids, rowsOf: rowsOf)
        var (id, left) = (top.entry, row + top.row)
        while id < ids.end {
            let rows = rowsOf(id)
            if left < rows { return id }
            left -= rows
            id = ids.entry(after: id)
        }
        return nil
    }

    // MARK: The panel

    /// The row of the list, or the page; a second click on the selected row opens it.
    private mutating func clickPanel(_ row: Int, in session: Session) -> [Effect] {
        page = nil
        let hadFocus = focus == .panel
        if focus == .transcript { followLastReply(session) }
        focus = .panel
        guard tab == .codes else { return [] }
        let before = codes.selection
        guard codes.select(shownRow: layout.panel.row + row) else { return [] }
        return hadFocus && before == codes.selection ? perform(.open, in: session) : []
    }

    /// The tabs stand in the title as they are drawn.
    private mutating func clickTab(at column: Int, in session: Session) {
        var start = 0
        for span in panelTitle(shownGlyphs(session)).spans {
            let end = start + DisplayWidth.of(span.text)
            let name = span.text.filter { $0 != "[" && $0 != "]" && $0 != " " }
            let named = PanelTab.allCases.first { $0.title == name || $0.shortTitle == name }
            if column >= start, column < end, let tab = named {
                if tab != self.tab || focus != .panel { toggle(tab, session) }
                return
            }
            start = end
        }
        focus = .panel
    }

    // MARK: The divider, the input and the key bar

    private mutating func dragDivider(to column: Int) {
        guard let divider = layout.dividerColumn, column != divider else { return }
        setPanel(columns: layout.panel.columns + divider - column)
    }

    /// The place in the line that stands at a column of the input.
    private mutating func moveInputCursor(to column: Int, _ session: Session) {
        let margin = layout.isFramed ? 1 : 0
        let columns = layout.input.columns - 2 * margin
        let text = PromptText(session.prompt, columns: columns)
        // A question stands above the line, which is not where the click was.
        guard text.question == nil, !session.prompt.isSecret else { return }
        let start = margin + DisplayWidth.of(shownGlyphs(session).shown(text.prompt))
        let width = layout.input.columns - margin - start
        editor.moveCursor(toColumn: column - start, width: width, glyphs: shownGlyphs(session))
    }

    /// A click on a key of the bar is that key. Of `Up/Down` it is the one that was hit.
    private mutating func pressKey(at column: Int, in session: Session) -> [Effect] {
        let bar = ownKeyBar ?? KeyBar(keyBarView.items)
        guard let place = bar.places(width: layout.keyBar.columns).first(where: { $0.contains(column) }),
            let item = bar.item(at: column, width: layout.keyBar.columns)
        else { return [] }
        var start = place.lowerBound
        var name: Substring?
        for part in item.key.split(separator: "/", omittingEmptySubsequences: item.key.count > 1) {
            name = name ?? part
            if column >= start { name = part }
            start += DisplayWidth.of(String(part)) + 1
        }
        // The label counts as the first key.
        if column >= place.lowerBound + DisplayWidth.of(item.key) { name = item.key.split(separator: "/").first }
        guard let name, let press = try? KeyPress(named: String(name)) else { return [] }
        guard press.isText, case .character(let letter) = press.key else {
            return handle(.key(press.key, press.modifiers), in: session)
        }
        return handle(.text(String(letter)), in: session)
    }
}
