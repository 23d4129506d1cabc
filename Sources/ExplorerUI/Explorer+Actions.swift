import SessionCore
import TerminalKit

extension Explorer {
    /// Does what a key, or anything else, asks for.
    mutating func perform(_ action: ScreenAction, in session: Session) -> [Effect] {
        if isSplit, focus == .panel, page == nil, actInSplit(action) { return [] }
        switch action {
        case .help: page = page == nil ? helpPage(session) : nil
        case .codes: toggle(.codes, session)
        case .tls: toggle(.tls, session)
        case .find: beginFind(session)
        case .nextPane: moveFocus(by: 1, in: session)
        case .previousPane: moveFocus(by: -1, in: session)
        case .zoom: zoom()
        case .pageUp: scroll(pages: -1, in: session)
        case .pageDown: scroll(pages: 1, in: session)
        case .transcriptStart: transcript.showStart(shown(session))
        case .transcriptEnd: transcript.follow()
        case .up: moveCursor(by: -1, in: session)
        case .down: moveCursor(by: 1, in: session)
        case .first: moveCursor(by: -Self.farthest, in: session)
        case .last: moveCursor(by: Self.farthest, in: session)
        case .open: open(in: session)
        case .back: back(in: session)
        case .historyPrevious: recall(older: true, session)
        case .historyNext: recall(older: false, session)
        case .send:
            isPlayingPaste = false
            return send(session)
        case .sendAll: return sendAll(session)
        case .complete: return completeLine(session)
        case .bytes: return [.toggleByteView]
        case .cancel: return cancel(session)
        case .quit: return [.quit]
        case .redraw: return [.repaint]
        case .suspend: return [.suspend]
        case .findNext: return goToMatch(by: 1, in: session)
        case .findPrevious: return goToMatch(by: -1, in: session)
        case .acceptSuggestion: acceptSuggestion(session)
        case .acceptWord: acceptWord(session)
        case .searchHistory: searchHistory(session)
        case .palette: openPalette(session)
        case .nextProblem: return goToProblem(by: 1, in: session)
        case .previousProblem: return goToProblem(by: -1, in: session)
        case .filter: beginFilter(session)
        case .copy: return copy(.entry, session)
        case .foldAll: foldAll(session)
        case .wrap: return [.set(.wrap, session.settings.wrap ? "off" : "on")]
        case .timestamps: return [.set(.timestamps, session.settings.timestamps ? "off" : "on")]
        case .timing: return [.set(.timing, session.settings.timing ? "off" : "on")]
        case .server: toggle(.server, session)
        case .message: toggle(.message, session)
        case .panelHelp: toggle(.help, session)
        case .lesson: toggle(.lesson, session)
        case .present: togglePresenting(session)
        case .nextPanel: turnPanel(by: 1, session)
        case .previousPanel: turnPanel(by: -1, session)
        case .growPanel: resizePanel(by: 4)
        case .shrinkPanel: resizePanel(by: -4)
        case .groupCodes: return [.set(.codesBy, nextGrouping(session).rawValue)]
        case .nextTab: return [.tab(.next)]
        case .previousTab: return [.tab(.previous)]
        case .tab1: return [.tab(.number(1))]
        case .tab2: return [.tab(.number(2))]
        case .tab3: return [.tab(.number(3))]
        case .tab4: return [.tab(.number(4))]
        case .tab5: return [.tab(.number(5))]
        case .tab6: return [.tab(.number(6))]
        case .tab7: return [.tab(.number(7))]
        case .tab8: return [.tab(.number(8))]
        case .tab9: return [.tab(.number(9))]
        case .newTab: return [.tab(.new)]
        case .closeTab: return [.tab(.close)]
        case .practiceView: return [.tab(.practice)]
        case .split: return [.tab(.split)]
        case .mouse: return [.set(.mouse, session.settings.mouse ? "off" : "on")]
        case .showKeys: showKeys()
        }
        return []
    }

    /// More rows than any list has: moving by so many ends at its end.
    private static let farthest = 1 << 30

    /// Goes to a tab of the panel. On the tab that is being read it goes back to the input, and to the codes.
    mutating func toggle(_ tab: PanelTab, _ session: Session) {
        if focus == .panel, page == nil, self.tab == tab, !isSplit {
            focusInput(session)
            if zoomed == .panel { zoomed = nil }
            self.tab = .codes
        } else {
            openPanel(tab, session)
            focus = .panel
        }
    }

    private mutating func moveFocus(by step: Int, in session: Session) {
        page = nil
        let panes = reachablePanes
        let index = panes.firstIndex(of: focus) ?? 0
        // A panel that covers the transcript stays where it is: it may be read while a line is typed.
        if focus == .panel { isPanelOpen = !hasRoomForPanel }
        focus = panes[(index + step + panes.count) % panes.count]
        if zoomed != nil, focus != .input { zoomed = focus }
        if focus == .input { followLastReply(session) }
        guard focus == .transcript else { return }
        let ids = shown(session)
        if let selection = transcript.selection, ids.contains(selection) { return }
        let last = session.transcript.lastReply.flatMap { ids.contains($0) ? $0 : nil }
        transcript.selection = last ?? ids.last
    }

    private mutating func zoom() {
        page = nil
        isPresenting = false
        zoomed = zoomed == nil ? (focus == .input ? .transcript : focus) : nil
    }

    mutating func scroll(pages: Int, in session: Session) {
        let layout = layout
        let delta = pages * max(1, layout.transcript.rows - 1)
        if page != nil {
            scrollPage(by: delta)
        } else if focus == .panel || isPanelCovering {
            scrollPanel(by: pages * max(1, layout.panel.rows / 2), in: session)
        } else {
            scrollTranscript(by: delta, in: session)
        }
    }

    mutating func scrollTranscript(by delta: Int, in session: Session) {
        let layout = layout
        let rowsOf = rowCounter(session, width: layout.transcript.columns)
        transcript.scroll(by: delta, height: layout.transcript.rows, ids: shown(session), rowsOf: rowsOf)
    }

    mutating func scrollPage(by delta: Int) {
        guard var shown = page else { return }
        let layout = layout
        let rows = pageView(shown, glyphs).rowCount(width: layout.transcript.columns)
        shown.offset = min(max(0, shown.offset + delta), max(0, rows - layout.transcript.rows))
        page = shown
    }

    mutating func scrollPanel(by delta: Int, in session: Session) {
        let (width, height) = (layout.panel.columns - 2, layout.panel.rows)
        switch tab {
        case .codes where codes.isReading:
            codes.scrollReading(by: delta, rows: readingRows(width: width, session).count, height: height)
        case .codes: codes.move(by: delta)
        case .server, .tls, .message, .lesson, .help: scrollPanelPage(by: delta, session)
        }
    }

    private mutating func moveCursor(by delta: Int, in session: Session) {
        if page != nil {
            scrollPage(by: delta)
            return
        }
        guard focus == .transcript else { return scrollPanel(by: delta, in: session) }
        let ids = shown(session)
        guard let last = ids.last, let id = ids.entry(delta, from: transcript.selection ?? last) else { return }
        select(id, in: session)
    }

    private mutating func open(in session: Session) {
        switch focus {
        case .transcript:
            // A line that was sent opens together with its reply.
            if let selection = transcript.selection { transcript.toggle(selection, with: chosenReply(session)) }
        case .panel:
            if tab == .codes, codes.selected != nil { codes.setReading(!codes.isReading) }
        case .input: break
        }
    }

    private mutating func back(in session: Session) {
        if page != nil {
            page = nil
        } else if focus == .panel, tab == .codes, codes.isReading {
            codes.setReading(false)
        } else if focus == .panel, tab == .codes, !codes.query.isEmpty {
            codes.search("")
        } else if focus == .transcript, transcript.match != nil {
            // A search is left before the pane is.
            endSearch()
        } else {
            focusInput(session)
            zoomed = nil
            isPanelOpen = false
            endSearch()
            transcript.selection = nil
            transcript.follow()
        }
    }

    private mutating func recall(older: Bool, _ session: Session) {
        // A line of the history is no answer.
        if session.prompt.isQuestion { return }
        let history = session.history
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

    mutating func send(_ session: Session) -> [Effect] {
        let line = editor.bytes
        if session.prompt.isSecret { editor = LineEditor() } else { editor.clear() }
        answering = nil
        recalled = nil
        transcript.follow()
        returnsToTranscript = returnsToTranscript && line.starts(with: Array(":fi".utf8))
        holdsPastedLine = !pastedLines.isEmpty
        if !pastedLines.isEmpty {
            editor.setBytes(pastedLines.removeFirst())
            if !pastedLines.isEmpty { sayPastedLines() }
        }
        return [.submit(line)]
    }

    /// Alt-Enter: the line and the pasted lines that wait go out together. An answer is never sent with other lines.
    private mutating func sendAll(_ session: Session) -> [Effect] {
        guard !pastedLines.isEmpty, !session.prompt.isQuestion else { return send(session) }
        let lines = [editor.bytes] + pastedLines
        editor.clear()
        pastedLines = []
        isPlayingPaste = false
        holdsPastedLine = false
        answering = nil
        recalled = nil
        transcript.follow()
        return [.submitTogether(lines)]
    }

    /// ^C empties the line; on an empty line it stops the wait. It never ends the program.
    private mutating func cancel(_ session: Session) -> [Effect] {
        page = nil
        returnsToTranscript = false
        guard editor.isEmpty, pastedLines.isEmpty else {
            if session.prompt.isSecret { editor = LineEditor() } else { editor.setBytes([]) }
            answering = nil
            pastedLines = []
            isPlayingPaste = false
            recalled = nil
            return []
        }
        focusInput(session)
        return [.interrupt]
    }
}
