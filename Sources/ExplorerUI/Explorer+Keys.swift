import SafeText
public import SessionCore
public import TerminalKit

extension Explorer {
    /// A key, a paste, or something else that came from the terminal.
    public mutating func handle(_ event: KeyEvent, in session: Session) -> [Effect] {
        dropSecret(session)
        if !isTyping(event) { isBodyStale = true }
        switch event {
        case .key(let key, let modifiers):
            message = nil
            return handle(key, modifiers, in: session)
        case .text(let text):
            message = nil
            if let action = letterAction(text) { return perform(action, in: session) }
            type(text, session)
            return []
        case .paste(let bytes):
            paste(bytes, session)
            return []
        case .pasteTruncated(let discarded):
            message = Span("The paste was too long: its last \(discarded) bytes were dropped.", .warning)
            return []
        case .mouse(let mouse): return handle(mouse, in: session)
        case .focus, .report, .unknown: return []
        }
    }

    /// The action of a letter in a list, where nothing is typed.
    private func letterAction(_ text: String) -> ScreenAction? {
        guard focus == .transcript, page == nil, text.count == 1, let letter = text.first else { return nil }
        return keyMap.action(for: .character(letter), [], in: .transcript)
    }

    /// Whether an event changes the line that is being typed and nothing else on the screen.
    private func isTyping(_ event: KeyEvent) -> Bool {
        guard focus == .input, page == nil else { return false }
        switch event {
        case .text: return true
        case .key(let key, let modifiers): return keyMap.action(for: key, modifiers, in: .input) == nil
        case .paste, .pasteTruncated, .mouse, .focus, .report, .unknown: return false
        }
    }

    private mutating func handle(_ key: Key, _ modifiers: Modifiers, in session: Session) -> [Effect] {
        if key == .character("d"), modifiers == [.control], focus == .input, editor.isEmpty, pastedLines.isEmpty {
            return perform(.quit, in: session)
        }
        // A page that covers the transcript is moved like a list; Enter closes it, as Esc does.
        let pane = page == nil ? focus : .transcript
        if let action = keyMap.action(for: key, modifiers, in: pane) {
            return perform(page != nil && action == .open ? .back : action, in: session)
        }
        if focus == .panel, page == nil, tab == .codes, key == .backspace {
            codes.setReading(false)
            codes.search(String(codes.query.dropLast()))
            return []
        }
        switch editor.handle(.key(key, modifiers)) {
        case .changed: recalled = nil
        case .refused(let count): sayFull(dropped: count)
        case .moved, .edge: break
        // A key that means nothing here leaves everything as it is.
        case .ignored: return []
        }
        page = nil
        focusInput(session)
        noteAnswer(session)
        return []
    }

    /// Remembers which question the input answers now.
    mutating func noteAnswer(_ session: Session) {
        answering = session.prompt.isQuestion && !editor.isEmpty ? session.prompt : nil
    }

    /// Text goes to the search of the panel when that has the focus, and to the input otherwise.
    private mutating func type(_ text: String, _ session: Session) {
        page = nil
        if focus == .panel, tab == .codes {
            codes.setReading(false)
            codes.search(codes.query + text)
            return
        }
        focusInput(session)
        recalled = nil
        if case .refused(let count) = editor.handle(.text(text)) { sayFull(dropped: count) }
        noteAnswer(session)
    }

    private mutating func insert(_ bytes: [UInt8]) {
        let dropped = editor.insert(bytes)
        if dropped > 0 { sayFull(dropped: dropped) }
    }

    private mutating func sayFull(dropped: Int) {
        message = Span("The line is full: \(dropped) bytes did not fit and were left out.", .warning)
    }

    /// The first line of a paste goes into the input, the others wait: nothing is sent before Enter.
    private mutating func paste(_ bytes: [UInt8], _ session: Session) {
        page = nil
        focusInput(session)
        recalled = nil
        var lines = Self.lines(of: bytes)
        insert(lines.removeFirst())
        noteAnswer(session)
        // A line end at the end of the paste is no further line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard !lines.isEmpty else { return }
        let room = max(0, Self.maximumPastedLines - pastedLines.count)
        pastedLines += lines.prefix(room)
        let dropped = lines.count - min(room, lines.count)
        sayPastedLines(dropped: dropped)
    }

    mutating func sayPastedLines(dropped: Int = 0) {
        guard dropped == 0 else {
            let kept = "The paste was too long: its last \(dropped) lines were left out."
            message = Span("\(kept) \(pastedLines.count) wait; ^C drops all.", .warning)
            return
        }
        let lines = pastedLines.count == 1 ? "1 more pasted line waits" : "\(pastedLines.count) more pasted lines wait"
        message = Span("\(lines). Enter sends this one, Alt-Enter all in one write, ^C drops all.", .notice)
    }

    /// Terminals paste line ends as CR; LF and CRLF are taken too.
    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0D: lines.append([])
            default: lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        return lines
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
        codes.follow(session.transcript[last]?.reply?.code)
    }
}
