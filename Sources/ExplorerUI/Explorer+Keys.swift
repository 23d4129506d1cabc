import SafeText
public import SessionCore
public import TerminalKit

extension Explorer {
    /// A key, a paste, or something else that came from the terminal.
    public mutating func handle(_ event: KeyEvent, in session: Session) -> [Effect] {
        dropSecret(session)
        if showsKeys { return handle(TracedKey(event, bytes: []), in: session) }
        if let effects = handleBeginning(event, in: session) { return effects }
        let hadMenu = menu != nil
        if !isTyping(event) { isBodyStale = true }
        defer {
            settleMenu(session)
            // The menu stands over the body.
            if hadMenu || menu != nil { isBodyStale = true }
        }
        switch event {
        case .key(let key, let modifiers):
            message = nil
            return handle(key, modifiers, in: session)
        case .text(let text):
            message = nil
            if let action = letterAction(text) { return perform(action, in: session) }
            return type(text, session)
        case .paste(let bytes): return paste(bytes, session)
        case .pasteTruncated(let discarded):
            message = Span("The paste was too long: its last \(discarded) bytes were dropped.", .warning)
            return []
        case .mouse(let mouse): return handle(mouse, in: session)
        case .focus, .report, .unknown: return []
        }
    }

    /// The action of a letter in a list, where nothing is typed.
    private func letterAction(_ text: String) -> ScreenAction? {
        // In the codes letters are a search, except while an explanation is read.
        let isList = focus == .transcript || focus == .panel && (tab != .codes || codes.isReading)
        guard isList, page == nil, text.count == 1, let letter = text.first else { return nil }
        return keyMap.action(for: .character(letter), [], in: focus)
    }

    /// Whether an event changes the line that is being typed and nothing else on the screen.
    func isTyping(_ event: KeyEvent) -> Bool {
        guard focus == .input, page == nil else { return false }
        switch event {
        case .text: return true
        case .key(let key, let modifiers):
            switch keyMap.action(for: key, modifiers, in: .input) {
            case nil, .acceptSuggestion, .acceptWord, .historyPrevious, .historyNext: return true
            case _?: return false
            }
        case .paste, .pasteTruncated, .mouse, .focus, .report, .unknown: return false
        }
    }

    private mutating func handle(_ key: Key, _ modifiers: Modifiers, in session: Session) -> [Effect] {
        if let effects = handleMenu(key, modifiers, in: session) { return effects }
        if key == .character("d"), modifiers == [.control], focus == .input, editor.isEmpty, pastedLines.isEmpty {
            return perform(.quit, in: session)
        }
        // A page that covers the transcript is moved like a list; Enter closes it, as Esc does.
        let pane = page == nil ? focus : .transcript
        if let action = keyMap.action(for: key, modifiers, in: pane) {
            return perform(page != nil && action == .open ? .back : action, in: session)
        }
        if focus == .panel, page == nil, tab == .codes, !isSplit, key == .backspace {
            codes.setReading(false)
            codes.search(String(codes.query.dropLast()))
            return []
        }
        if acceptAtEnd(key, modifiers, session) { return [] }
        switch editor.handle(.key(key, modifiers)) {
        case .changed:
            recalled = nil
            isPlayingPaste = false
        case .refused(let count): sayFull(dropped: count)
        case .moved, .edge: break
        // A key that means nothing here leaves everything as it is.
        case .ignored: return []
        }
        page = nil
        focusInput(session)
        noteAnswer(session)
        return refreshMenu(session)
    }

    /// Remembers which question the input answers now.
    mutating func noteAnswer(_ session: Session) {
        answering = session.prompt.isQuestion && !editor.isEmpty ? session.prompt : nil
    }

    /// Text goes to the search of the panel when that has the focus, and to the input otherwise.
    private mutating func type(_ text: String, _ session: Session) -> [Effect] {
        if case .paste? = menu?.kind { return answerPaste(letter: text, session) }
        page = nil
        if focus == .panel, tab == .codes, !isSplit {
            codes.setReading(false)
            codes.search(codes.query + text)
            return []
        }
        focusInput(session)
        recalled = nil
        isPlayingPaste = false
        let begins = editor.isEmpty && text.utf8.first == UInt8(ascii: ":")
        if case .refused(let count) = editor.handle(.text(text)) { sayFull(dropped: count) }
        noteAnswer(session)
        if menu == nil, begins { showPalette(session) }
        return refreshMenu(session)
    }

    mutating func insert(_ bytes: [UInt8]) {
        let dropped = editor.insert(bytes)
        if dropped > 0 { sayFull(dropped: dropped) }
    }

    private mutating func sayFull(dropped: Int) {
        message = Span("The line is full: \(dropped) bytes did not fit and were left out.", .warning)
    }

    mutating func focusInput() {
        if focus == .panel { isPanelOpen = false }
        focus = .input
    }

    /// Leaves the transcript for the input: the panel follows the last reply again.
    mutating func focusInput(_ session: Session) {
        let wasBrowsing = focus == .transcript
        focusInput()
        if wasBrowsing { followLastReply(session) }
    }

    /// The panel goes to the last reply, unless somebody reads in it.
    mutating func followLastReply(_ session: Session) {
        guard !codes.isReading, let last = session.transcript.lastReply else { return }
        subject = last
        let reply = session.transcript[last]?.reply
        codes.follow(reply?.code, after: reply?.stage)
    }
}
