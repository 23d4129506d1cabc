import SessionCore
import TerminalKit

extension Explorer {
    /// Does what a key, or anything else, asks for.
    mutating func perform(_ action: Action, in session: Session) -> [Effect] {
        switch action {
        case .help: page = page == nil ? Page(title: "Help", content: .keys) : nil
        case .codes: toggleCodes()
        case .find: beginFind()
        case .nextPane: moveFocus(by: 1, in: session)
        case .previousPane: moveFocus(by: -1, in: session)
        case .zoom: zoom()
        case .pageUp: scroll(pages: -1, in: session)
        case .pageDown: scroll(pages: 1, in: session)
        case .transcriptStart: transcript.showStart(session.transcript.ids)
        case .transcriptEnd: transcript.follow()
        case .up: moveCursor(by: -1, in: session)
        case .down: moveCursor(by: 1, in: session)
        case .first: moveCursor(by: -session.transcript.ids.count - codes.rows.count, in: session)
        case .last: moveCursor(by: session.transcript.ids.count + codes.rows.count, in: session)
        case .open: open()
        case .back: back()
        case .historyPrevious: recall(older: true, session.history)
        case .historyNext: recall(older: false, session.history)
        case .send: return send()
        case .cancel: return cancel()
        case .quit: return [.quit]
        case .redraw: return [.repaint]
        case .suspend: return [.suspend]
        case .findNext: return [.findNext]
        case .findPrevious: return [.findPrevious]
        }
        return []
    }

    private mutating func toggleCodes() {
        if focus == .panel && page == nil {
            isPanelOpen = false
            focusInput()
            if zoomed == .panel { zoomed = nil }
        } else {
            openPanel()
            focus = .panel
        }
    }

    /// F3 writes the command, so that a person learns it.
    private mutating func beginFind() {
        focusInput()
        if editor.isEmpty {
            editor.setBytes(Array(":find ".utf8))
        } else {
            message = Span("Finish or cancel the line first: F3 types :find for you.", .notice)
        }
    }

    private mutating func moveFocus(by step: Int, in session: Session) {
        page = nil
        let panes: [Pane] = isPanelVisible ? [.input, .transcript, .panel] : [.input, .transcript]
        let index = panes.firstIndex(of: focus) ?? 0
        focus = panes[(index + step + panes.count) % panes.count]
        if zoomed != nil, focus != .input { zoomed = focus }
        if focus == .transcript, transcript.selection == nil {
            transcript.selection = session.transcript.lastReply ?? session.transcript.ids.last
        }
    }

    private mutating func zoom() {
        zoomed = zoomed == nil ? (focus == .input ? .transcript : focus) : nil
        if zoomed == .panel { isPanelOpen = true }
    }

    private mutating func scroll(pages: Int, in session: Session) {
        let layout = layout
        let delta = pages * max(1, layout.transcript.rows - 1)
        if page != nil {
            scrollPage(by: delta)
        } else if focus == .panel {
            scrollPanel(by: pages * max(1, layout.panel.rows / 2), in: session)
        } else {
            let rowsOf = rowCounter(session, width: layout.transcript.columns)
            transcript.scroll(
                by: delta, height: layout.transcript.rows, ids: session.transcript.ids, rowsOf: rowsOf)
        }
    }

    private mutating func scrollPage(by delta: Int) {
        guard var shown = page else { return }
        let layout = layout
        let rows = PageView(page: shown, glyphs: glyphs, theme: theme, keyMap: keyMap)
            .rowCount(width: layout.transcript.columns)
        shown.offset = min(max(0, shown.offset + delta), max(0, rows - layout.transcript.rows))
        page = shown
    }

    private mutating func scrollPanel(by delta: Int, in session: Session) {
        if codes.isReading {
            let layout = layout
            codes.scrollReading(
                by: delta, rows: readingRows(width: layout.panel.columns - 2, session).count, height: layout.panel.rows)
        } else {
            codes.move(by: delta)
        }
    }

    private mutating func moveCursor(by delta: Int, in session: Session) {
        if page != nil {
            scrollPage(by: delta)
            return
        }
        guard focus == .transcript else { return scrollPanel(by: delta, in: session) }
        let ids = session.transcript.ids
        guard let last = ids.last else { return }
        let current = transcript.selection ?? last
        let number = min(max(current.number + delta, ids.lowerBound.number), last.number)
        transcript.selection = EntryID(number)
        let layout = layout
        let rowsOf = rowCounter(session, width: layout.transcript.columns)
        transcript.reveal(EntryID(number), height: layout.transcript.rows, ids: ids, rowsOf: rowsOf)
        if let reply = session.transcript[EntryID(number)]?.reply { codes.follow(reply.code) }
    }

    private mutating func open() {
        switch focus {
        case .transcript: if let selection = transcript.selection { transcript.toggle(selection) }
        case .panel: codes.setReading(!codes.isReading)
        case .input: break
        }
    }

    private mutating func back() {
        if page != nil {
            page = nil
        } else if focus == .panel, codes.isReading {
            codes.setReading(false)
        } else if focus == .panel, !codes.query.isEmpty {
            codes.search("")
        } else {
            focusInput()
            zoomed = nil
            isPanelOpen = false
            transcript.follow()
        }
    }

    private mutating func recall(older: Bool, _ history: History) {
        let typed = recalled?.typed ?? editor.bytes
        let from = recalled?.index ?? history.lines.count
        let found =
            older
            ? history.older(than: from, prefix: typed, differingFrom: editor.bytes)
            : history.newer(than: from, prefix: typed, differingFrom: editor.bytes)
        if let found {
            recalled = (found, typed)
            editor.setBytes(history.lines[found])
        } else if !older, recalled != nil {
            recalled = nil
            editor.setBytes(typed)
        }
    }

    private mutating func send() -> [Effect] {
        let line = editor.bytes
        editor.clear()
        recalled = nil
        transcript.follow()
        if !pastedLines.isEmpty {
            editor.setBytes(pastedLines.removeFirst())
            if !pastedLines.isEmpty { sayPastedLines() }
        }
        return [.submit(line)]
    }

    /// ^C empties the line; on an empty line it stops the wait. It never ends the program.
    private mutating func cancel() -> [Effect] {
        page = nil
        guard editor.isEmpty, pastedLines.isEmpty else {
            editor.setBytes([])
            pastedLines = []
            recalled = nil
            return []
        }
        focusInput()
        return [.interrupt]
    }
}
