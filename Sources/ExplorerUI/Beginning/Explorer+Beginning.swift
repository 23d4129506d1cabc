public import SessionCore
import TerminalKit

/// The start screen, the first run, and the form for a new connection.
extension Explorer {
    /// Opens the form for a new connection.
    mutating func openConnectForm(_ session: Session) {
        page = nil
        form = ConnectForm(ehloName: session.settings.ehlo)
        focusInput(session)
        zoomed = nil
        isPanelOpen = false
        isBodyStale = true
    }

    /// Offers these servers as long as nothing has happened.
    public mutating func offer(_ recent: RecentServers) {
        start = StartScreen(recent)
        isBodyStale = true
    }

    /// Explains the program in one screen, until the next key.
    public mutating func explainFirstRun() {
        page = Page(title: "Welcome", content: .lines(Self.firstRun))
        isFirstRun = true
        isBodyStale = true
    }

    /// A key while the form, the start screen or the first page is there.
    /// - Returns: what the program has to do; nil when the key is for the rest of the screen.
    mutating func handleBeginning(_ event: KeyEvent, in session: Session) -> [Effect]? {
        if case .mouse(let mouse) = event, let step = tabStep(of: mouse) { return [.tab(step)] }
        if isFirstRun { return closeFirstRun(event) }
        if form != nil { return handleForm(event, in: session) }
        guard isStartShown(session), editor.isEmpty, pastedLines.isEmpty, menu == nil, focus == .input else {
            return nil
        }
        return handleStart(event, in: session)
    }

    // MARK: The first run

    /// Any key goes on. What is typed is not lost.
    private mutating func closeFirstRun(_ event: KeyEvent) -> [Effect]? {
        switch event {
        case .key(let key, let modifiers):
            // In a small window the page is scrolled first.
            let moves: Set<Key> = [.up, .down, .pageUp, .pageDown, .home, .end]
            if modifiers.isEmpty, moves.contains(key), isFirstRunCut { return nil }
            leaveFirstRun()
            return modifiers.isEmpty && moves.union([.enter, .escape, .backspace]).contains(key) ? [] : nil
        case .text(let text):
            leaveFirstRun()
            return text == " " ? [] : nil
        case .paste, .pasteTruncated:
            leaveFirstRun()
            return nil
        case .mouse, .focus, .report, .unknown: return nil
        }
    }

    private var isFirstRunCut: Bool {
        let body = layout.transcript
        return page.map { pageView($0, glyphs).rowCount(width: body.columns) > body.rows } ?? false
    }

    private mutating func leaveFirstRun() {
        isFirstRun = false
        page = nil
        isBodyStale = true
    }

    private static let firstRun = [
        "You type SMTP as it goes over the wire, and read what each reply means: EHLO, MAIL FROM:<a@example.org>, "
            + "RCPT TO:<b@example.net>, DATA, QUIT. Nothing is sent before Enter.",
        "A line that begins with a colon is for the explorer: :connect HOST, :practice, :help.",
        "The practice server is built in and needs no network: begin with it.",
        "",
        "F1   help, wherever you are        F2   what every code means",
        "Tab  completes what you type       Up   calls earlier lines back",
        "F6   goes to the next pane         Esc  goes back to the input",
        "^C   stops what is waited for      ^D   says QUIT and leaves",
        "",
        "Typed lines and names of servers are kept for you alone, passwords never.",
        "Any key goes on. This page does not come again.",
    ]

    // MARK: The form

    private mutating func handleForm(_ event: KeyEvent, in session: Session) -> [Effect]? {
        message = nil
        isBodyStale = true
        guard var shown = form else { return nil }
        let outcome = shown.handle(event)
        form = shown
        switch outcome {
        case .taken: return []
        case .incomplete(let what):
            say(what, isWarning: true)
            return []
        case .left:
            form = nil
            return []
        case .done(let lines):
            form = nil
            let line = lines.last ?? ""
            say("That was \(line)")
            return lines.map { .submit(Array($0.utf8)) }
        case .ignored:
            guard case .key(let key, let modifiers) = event,
                let action = keyMap.action(for: key, modifiers, in: .input), Self.passedByForm.contains(action)
            else { return [] }
            return perform(action, in: session)
        }
    }

    /// What means the same while the form is open.
    private static let passedByForm: Set<ScreenAction> = [
        .redraw, .suspend, .nextTab, .previousTab, .tab1, .tab2, .tab3, .tab4, .tab5, .tab6, .tab7, .tab8, .tab9,
        .newTab,
        .closeTab, .practiceView, .mouse,
    ]

    // MARK: The start screen

    /// Whether the start screen can be seen.
    func isStartShown(_ session: Session) -> Bool {
        session.transcript.ids.isEmpty && page == nil && form == nil && !isPanelCovering && zoomed != .panel
    }

    private mutating func handleStart(_ event: KeyEvent, in session: Session) -> [Effect]? {
        switch event {
        case .key(.down, []): return moveStart { $0.moveDown() }
        // Above the list is the input, where Up calls lines back.
        case .key(.up, []): return start.selected == nil ? nil : moveStart { $0.moveUp() }
        case .key(.enter, []): return start.selected.map { choose(start.choices[$0], session) }
        case .text(let text): return start.choice(of: text).map { choose($0, session) }
        case .key, .paste, .pasteTruncated, .mouse, .focus, .report, .unknown: return nil
        }
    }

    private mutating func moveStart(_ move: (inout StartScreen) -> Void) -> [Effect] {
        message = nil
        move(&start)
        isBodyStale = true
        return []
    }

    private mutating func choose(_ choice: StartScreen.Choice, _ session: Session) -> [Effect] {
        isBodyStale = true
        switch choice {
        case .line(let line, _, _):
            say("That was \(line)")
            return [.submit(Array(line.utf8))]
        case .form: openConnectForm(session)
        case .help: return perform(.help, in: session)
        }
        return []
    }
}
