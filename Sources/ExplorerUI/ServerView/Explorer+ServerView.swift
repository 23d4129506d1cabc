import SafeText
public import SessionCore
public import TerminalKit

/// The practice server's view: on the whole screen, or in the place of the panel.
extension Explorer {
    /// Shows the server as it is now.
    public mutating func show(_ view: ServerView) {
        guard view.revision != server.view.revision else { return }
        server.show(view)
        if isSplit { isBodyStale = true }
    }

    /// Whether the server's view is beside the session, so that it wants to know what is new.
    public var showsServerBeside: Bool { isSplit }

    /// Puts the server's view into the place of the panel, or takes it away.
    public mutating func toggleSplit(_ session: Session) {
        isBodyStale = true
        page = nil
        isSplit.toggle()
        isPresenting = false
        zoomed = nil
        if isSplit {
            isPanelOpen = !hasRoomForPanel
        } else {
            isPanelOpen = false
            if focus == .panel { focusInput(session) }
        }
    }

    // MARK: On the whole screen

    /// A picture of the server's view as it has a tab for itself.
    public mutating func drawServer(_ session: Session) -> Surface {
        let glyphs = shownGlyphs(session)
        var surface = Surface(size: size, fill: theme.style(for: .text), escapeStyle: glyphs.escapeStyle)
        let layout = ScreenLayout(size, hasTabs: hasTabRow)
        TabStrip(workspace: workspace, glyphs: glyphs, theme: theme).draw(on: &surface, in: layout.tabs)
        drawServerStatus(on: &surface, in: layout.status, glyphs)
        let bottom = layout.isFramed ? layout.keyBar.row : size.rows
        let body = Rect(
            row: layout.status.endRow, column: 0, rows: bottom - layout.status.endRow, columns: size.columns)
        var inside = body
        if layout.isFramed {
            inside = Frame(titles: [page?.title ?? "Server"], isFocused: true).draw(
                into: &surface, in: body, theme: theme, glyphs: glyphs
            ).inset(left: 1, right: 1)
            KeyBar(serverKeys).draw(into: &surface, in: layout.keyBar, theme: theme)
        }
        if let page {
            pageView(page, glyphs).draw(on: &surface, in: inside)
        } else {
            let last = message == nil ? inside : inside.inset(bottom: 1)
            drawServer(on: &surface, in: last, glyphs, hasFocus: true)
            if let message {
                surface.draw(
                    ScreenText([message]).fitted(inside.columns, glyphs), row: last.endRow, in: inside, theme: theme)
            }
        }
        // The session's own screen is painted as a whole when it comes back.
        isBodyStale = true
        return surface
    }

    var serverKeys: [KeyBar.Item] {
        let named: [(ScreenAction, String)] = [
            (.open, "Read"), (.back, server.reading == nil ? "Session" : "Back"), (.help, "Help"),
            (.split, "Side by side"),
            (.nextTab, "Next tab"), (.practiceView, "Close"),
        ]
        return [KeyBar.Item(key: "Up/Down", label: server.reading == nil ? "Choose" : "Scroll")]
            + named.compactMap { action, label in
                keyMap.name(of: action, in: .transcript).map { KeyBar.Item(key: $0, label: label) }
            }
    }

    private func drawServerStatus(on surface: inout Surface, in rect: Rect, _ glyphs: Glyphs) {
        guard !rect.isEmpty else { return }
        surface.fill(rect, style: theme.style(for: .status))
        let open = server.view.clients.count(where: \.isOpen)
        let count = server.view.mailCount
        let tabs = hasTabRow && rect.row == 0 ? TabStrip.short(workspace) + "  " : ""
        let text =
            " \(tabs)what the practice server sees  \(open) connected  "
            + (count == 1 ? "1 message" : "\(count) messages")
        surface.write(
            DisplayWidth.truncate(text, to: rect.columns, ellipsis: glyphs.ellipsis), row: rect.row,
            column: rect.column,
            style: theme.style(for: .status))
    }

    // MARK: In the place of the panel

    /// Draws the server's view into a part of the screen.
    mutating func drawServer(on surface: inout Surface, in rect: Rect, _ glyphs: Glyphs, hasFocus: Bool) {
        guard rect.rows > 0, rect.columns > 2 else { return }
        let rows = ServerText(width: rect.columns - 1, height: rect.rows, glyphs: glyphs).rows(of: server)
        server.settle(rows, height: rect.rows)
        let text = Rect(row: rect.row, column: rect.column, rows: rect.rows, columns: rect.columns - 1)
        for (index, row) in rows.dropFirst(server.offset).prefix(rect.rows).enumerated() {
            surface.draw(row.text, row: rect.row + index, in: text, theme: theme)
            guard hasFocus, row.item != nil, row.item == server.current else { continue }
            let attributes = theme.style(for: .selection).attributes
            surface.restyle(Rect(row: rect.row + index, column: rect.column, rows: 1, columns: text.columns)) {
                $0 = $0.adding(attributes)
            }
        }
        guard rows.count > rect.rows else { return }
        ScrollBar(total: rows.count, first: server.offset, visible: rect.rows).draw(
            into: &surface, in: Rect(row: rect.row, column: text.endColumn, rows: rect.rows, columns: 1), theme: theme,
            glyphs: glyphs)
    }

    /// The title over the server's view in the place of the panel.
    var splitTitle: ScreenText {
        let hasFocus = focus == .panel && page == nil
        return ScreenText(
            [Span(hasFocus ? " [Server's view] " : "  Server's view  ", hasFocus ? .titleFocused : .title)],
            trailing: Span(server.reading == nil ? " Alt-\\ closes " : " Esc: back ", .muted))
    }

    // MARK: Keys

    /// A key while the server's view has the screen.
    public mutating func handleInServer(_ event: KeyEvent, in session: Session) -> [Effect] {
        message = nil
        switch event {
        case .key(let key, let modifiers):
            if key == .character("d"), modifiers == [.control] { return [.tab(.practice)] }
            guard let action = keyMap.action(for: key, modifiers, in: .transcript) else { return sayNothingIsTyped() }
            return performInServer(action, in: session)
        case .text("q"): return performInServer(.back, in: session)
        case .text, .paste: return sayNothingIsTyped()
        case .mouse(let mouse):
            if let step = tabStep(of: mouse) { return [.tab(step)] }
            switch mouse.kind {
            case .scrollUp: server.scroll(by: -3)
            case .scrollDown: server.scroll(by: 3)
            case .press where mouse.button == .left && layout.tabs.contains(row: mouse.row, column: mouse.column):
                return clickSession(at: mouse.column, in: session)
            case .press, .release, .move, .scrollLeft, .scrollRight: break
            }
            return []
        case .pasteTruncated, .focus, .report, .unknown: return []
        }
    }

    private mutating func sayNothingIsTyped() -> [Effect] {
        say("Nothing is typed here. Esc goes back to the session.")
        return []
    }

    private mutating func performInServer(_ action: ScreenAction, in session: Session) -> [Effect] {
        if page != nil, [.back, .open, .help, .up, .down, .first, .last, .pageUp, .pageDown].contains(action) {
            return perform(action == .open ? .back : action, in: session)
        }
        if Self.passedOn.contains(action) { return perform(action, in: session) }
        if action == .closeTab { return [.tab(.practice)] }
        if action == .split { return [.tab(.practice), .tab(.split)] }
        if action == .help {
            page = Page(title: "Server's view", content: .lines(Self.serverHelp))
        } else if action == .back {
            if !server.close() { return [.tab(.practice)] }
        } else if !moveInServer(action) {
            return sayNothingIsTyped()
        }
        return []
    }

    /// What means the same here as in a session.
    private static let passedOn: Set<ScreenAction> = [
        .redraw, .suspend, .mouse, .newTab, .practiceView, .nextTab, .previousTab, .tab1, .tab2, .tab3, .tab4, .tab5,
        .tab6,
        .tab7, .tab8, .tab9,
    ]

    /// Moves in the server's view, wherever it is shown.
    /// - Returns: whether the action is one of moving and opening.
    mutating func moveInServer(_ action: ScreenAction) -> Bool {
        let pageRows = max(1, layout.transcript.rows - 2)
        if let step = [.up: -1, .down: 1][action] {
            server.move(by: step)
        } else if let step = [.pageUp: -pageRows, .pageDown: pageRows][action] {
            server.scroll(by: step)
        } else if action == .first || action == .last {
            server.go(toEnd: action == .last)
        } else if action == .open {
            server.open()
        } else {
            return false
        }
        return true
    }

    /// A key in the server's view beside the session.
    /// - Returns: whether it was for that view.
    mutating func actInSplit(_ action: ScreenAction) -> Bool {
        action == .back ? server.close() : moveInServer(action)
    }

    private static let serverHelp = [
        "This is what the practice server sees of its clients: of you, and of every other program that connects to its port.",
        "",
        "The row with the arrows is its state machine: the present state stands in brackets and capitals.",
        "C: is what the client sent, S: what the server answered. Passwords are hidden.",
        "Up and Down choose a connection or a message. Enter shows all of it, Esc goes back.",
        "Alt-\\ or :tab split puts this view beside the session. F9 or :tab practice shows and closes it.",
    ]
}
