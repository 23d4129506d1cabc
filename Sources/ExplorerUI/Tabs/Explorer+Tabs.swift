public import SessionCore
import TerminalKit

/// What a screen has to do with the tabs beside it.
extension Explorer {
    /// Shows these tabs from now on. The transcript and the panel are not painted again for them.
    public mutating func show(_ workspace: Workspace) {
        guard workspace != self.workspace else { return }
        let hadRow = hasTabRow
        self.workspace = workspace
        if hadRow != hasTabRow { isBodyStale = true }
    }

    /// Says something below the input until the next key.
    /// - Parameter text: safe to show.
    public mutating func say(_ text: String, isWarning: Bool = false) {
        message = Span(text, isWarning ? .warning : .notice)
    }

    /// Looks like the screen of another tab.
    public mutating func adopt(lookOf other: Explorer) {
        preferences = other.preferences
        (themeName, depth, theme) = (other.themeName, other.depth, other.theme)
        panelColumns = other.panelColumns
        size = other.size
        isBodyStale = true
        isSplit = other.isSplit
    }

    /// Whether something has been typed and not sent.
    public var holdsTypedText: Bool { !editor.isEmpty || !pastedLines.isEmpty }

    /// The keys of what stands over the usual screen; nil where that has its own.
    var ownKeyBar: KeyBar? {
        if form != nil {
            let keys = [("Tab", "Next field"), ("Up/Down", "Choose"), ("Enter", "Connect"), ("Esc", "Leave")]
            return KeyBar(keys.map { KeyBar.Item(key: $0, label: $1) })
        }
        return isSplit && focus == .panel && page == nil ? KeyBar(serverKeys) : nil
    }

    /// Whether there are tabs to choose from, and a row to show them in.
    var hasTabRow: Bool { workspace.tabs.count > 1 }

    /// The tab that a click in their row chooses; nil for what the mouse does elsewhere.
    func tabStep(of mouse: MouseEvent) -> ScreenRequest.TabStep? {
        let row = layout.tabs
        guard mouse.kind == .press, mouse.button == .left, row.contains(row: mouse.row, column: mouse.column) else {
            return nil
        }
        let places = TabStrip(workspace: workspace, glyphs: glyphs, theme: theme).places(columns: row.columns)
        // Where there is one place for all of them, it goes on to the next.
        guard places.count == workspace.tabs.count else { return .next }
        return places.firstIndex { $0.contains(mouse.column) }.map { .number($0 + 1) }
    }

    /// Draws the row of tabs, where there is one and something of it has changed.
    mutating func drawTabs(_ layout: ScreenLayout, _ glyphs: Glyphs, on surface: inout Surface) {
        guard isBodyStale || shownWorkspace != workspace else { return }
        shownWorkspace = workspace
        TabStrip(workspace: workspace, glyphs: glyphs, theme: theme).draw(on: &surface, in: layout.tabs)
    }
}

extension Setting {
    /// Whether it is about how the screen looks and behaves, and not about a session: such a setting is the same in all tabs.
    public var isAboutScreen: Bool {
        switch self {
        case .timestamps, .latency, .ascii, .color, .theme, .mouse, .wrap, .timing, .suggestions, .highlight, .codesBy:
            true
        case .timeoutConnect, .timeoutGreeting, .timeoutHello, .timeoutMail, .timeoutRcpt, .timeoutData, .timeoutAccept,
            .timeoutOther, .timeoutReply, .timeoutQuit, .view, .bytes, .ehlo, .lineEndings, .allowPlaintextAuth, .mode:
            false
        }
    }
}
