import SafeText
public import SessionCore
public import TerminalKit

extension Explorer {
    /// A picture of the screen.
    ///
    /// The work depends on the size of the window, never on the length of the transcript.
    /// - Parameters:
    ///   - now: the moment on the monotonic clock of the session, in nanoseconds.
    public mutating func draw(_ session: Session, at now: UInt64) -> Surface {
        dropSecret(session)
        let prompt = session.prompt
        // A long question stands over the last rows of a small window.
        if prompt != shownPrompt { isBodyStale = true }
        shownPrompt = prompt
        followTyping(session)
        let glyphs = shownGlyphs(session)
        let layout = layout
        var surface: Surface
        if let picture, !isBodyStale {
            surface = picture
            surface.cursor = nil
            surface.fill(layout.input, style: theme.style(for: .text))
        } else {
            surface = Surface(size: size, fill: theme.style(for: .text), escapeStyle: glyphs.escapeStyle)
            drawBody(session, layout, glyphs, on: &surface)
            if let ownKeyBar {
                ownKeyBar.draw(into: &surface, in: layout.keyBar, theme: theme)
            } else {
                keyBarView.draw(on: &surface, in: layout.keyBar)
            }
        }
        drawTabs(layout, glyphs, on: &surface)
        var line = StatusLine(status: session.status, glyphs: glyphs, theme: theme, now: now)
        if hasTabRow, layout.tabs.isEmpty { line.tabs = TabStrip.short(workspace) }
        if isBodyStale || line.content != statusContent { line.draw(on: &surface, in: layout.status) }
        statusContent = line.content
        inputView(session).draw(
            editor, on: &surface, in: layout.input, above: layout.isFramed ? nil : layout.transcript)
        if let form {
            ConnectFormView(form: form, glyphs: glyphs, theme: theme).placeCursor(on: &surface, in: layout.transcript)
        }
        picture = surface
        isBodyStale = false
        return surface
    }

    func inputView(_ session: Session) -> InputView {
        let hint = shownHint(session)
        return InputView(
            prompt: isSearching ? Prompt(text: "search the history> ", kind: .command) : session.prompt, hint: hint,
            glyphs: shownGlyphs(session), theme: theme, hasFocus: focus == .input && page == nil && form == nil,
            message: message ?? menu?.advice, looks: looks(session, hint), suggestion: suggestion(session))
    }

    var keyBarView: KeyBarView {
        KeyBarView(
            keyMap: keyMap, focus: focus, hasPage: page != nil, tab: tab, isReading: codes.isReading,
            isFinding: transcript.match != nil, theme: theme)
    }

    private mutating func drawBody(
        _ session: Session, _ layout: ScreenLayout, _ glyphs: Glyphs, on surface: inout Surface
    ) {
        if isPanelVisible { scrollPanelPage(by: 0, session) }
        if layout.isFramed {
            FrameView(layout: layout, box: glyphs.box, theme: theme).draw(
                on: &surface, body: bodyTitle(session, glyphs), panel: layout.isWide ? panelTitle(glyphs) : nil,
                input: title(.input))
        }
        let body = layout.transcript
        if layout.isWide {
            if let page {
                pageView(page, glyphs).draw(on: &surface, in: body)
            } else {
                drawTranscript(session, on: &surface, in: body)
            }
            drawPanel(session, glyphs, on: &surface, in: layout.panel)
        } else if form != nil {
            drawTranscript(session, on: &surface, in: body)
        } else if let page {
            pageView(page, glyphs).draw(on: &surface, in: body)
        } else if isPanelVisible {
            drawPanel(session, glyphs, on: &surface, in: layout.panel)
        } else {
            drawTranscript(session, on: &surface, in: body)
        }
        if isPresenting { drawPresented(session, glyphs, on: &surface, in: layout) }
        drawMenu(session, on: &surface, in: body)
    }

    private func drawTranscript(_ session: Session, on surface: inout Surface, in rect: Rect) {
        if let form {
            return ConnectFormView(form: form, glyphs: shownGlyphs(session), theme: theme).draw(on: &surface, in: rect)
        }
        guard !session.transcript.ids.isEmpty else {
            return start.draw(on: &surface, in: rect, glyphs: shownGlyphs(session), theme: theme)
        }
        guard !shown(session).isEmpty else { return drawNothingFiltered(session, on: &surface, in: rect) }
        let wanted = transcript.match == nil ? nil : session.search?.text
        TranscriptView(
            pane: transcript, hasFocus: focus == .transcript, theme: theme,
            needle: wanted.map { Sanitizer.escape($0, style: glyphs.escapeStyle) } ?? "",
            holdsNeedle: { id in wanted.map { session.transcript.holds($0, in: id) } ?? false }
        ).draw(on: &surface, in: rect, ids: shown(session), rows: rowMaker(session, width: rect.columns))
        if !layout.isFramed { drawNotes(session, on: &surface, in: rect) }
    }

    func pageView(_ page: Page, _ glyphs: Glyphs) -> PageView {
        PageView(page: page, glyphs: glyphs, theme: theme, keyMap: keyMap)
    }

    private func bodyTitle(_ session: Session, _ glyphs: Glyphs) -> ScreenText {
        if let page {
            let rows = layout.transcript.rows
            let count = pageView(page, glyphs).rowCount(width: layout.transcript.columns)
            var title = ScreenText([Span(" \(page.title) ", .titleFocused)])
            if page.offset + rows < count { title.trailing = Span(" PgDn: more ", .muted) }
            return title
        }
        if form != nil { return ScreenText([Span(" [Connect] ", .titleFocused)]) }
        if !layout.isWide && isPanelVisible { return panelTitle(glyphs) }
        return annotate(title(.transcript), session)
    }

    private func title(_ pane: Pane) -> ScreenText {
        ScreenText([
            Span(
                focus == pane && page == nil && form == nil ? " [\(pane.title)] " : "  \(pane.title)  ",
                focus == pane && page == nil && form == nil ? .titleFocused : .title)
        ])
    }
}
