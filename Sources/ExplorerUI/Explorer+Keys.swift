import SafeText
public import SessionCore
public import TerminalKit

extension Explorer {
    /// A key, a paste, or something else that came from the terminal.
    public mutating func handle(_ event: KeyEvent, in session: Session) -> [Effect] {
        switch event {
        case .key(let key, let modifiers):
            message = nil
            return handle(key, modifiers, in: session)
        case .text(let text):
            message = nil
            type(text)
            return []
        case .paste(let bytes):
            paste(bytes)
            return []
        case .pasteTruncated(let discarded):
            message = Span("The paste was too long: its last \(discarded) bytes were dropped.", .warning)
            return []
        case .mouse, .focus, .report, .unknown: return []
        }
    }

    private mutating func handle(_ key: Key, _ modifiers: Modifiers, in session: Session) -> [Effect] {
        if key == .character("d"), modifiers == [.control], focus == .input, editor.isEmpty {
            return perform(.quit, in: session)
        }
        // A page that covers the transcript is moved like a list; Enter closes it, as Esc does.
        let pane = page == nil ? focus : .transcript
        if let action = keyMap.action(for: key, modifiers, in: pane) {
            return perform(page != nil && action == .open ? .back : action, in: session)
        }
        if focus == .panel, key == .backspace {
            codes.search(String(codes.query.dropLast()))
            return []
        }
        focusInput()
        switch editor.handle(.key(key, modifiers)) {
        case .changed: recalled = nil
        case .refused(let count): sayFull(dropped: count)
        case .moved, .edge, .ignored: break
        }
        return []
    }

    /// Text goes to the search of the panel when that has the focus, and to the input otherwise.
    private mutating func type(_ text: String) {
        page = nil
        switch focus {
        case .panel:
            codes.setReading(false)
            codes.search(codes.query + text)
        case .transcript, .input:
            focusInput()
            recalled = nil
            if case .refused(let count) = editor.handle(.text(text)) { sayFull(dropped: count) }
        }
    }

    private mutating func insert(_ bytes: [UInt8]) {
        let dropped = editor.insert(bytes)
        if dropped > 0 { sayFull(dropped: dropped) }
    }

    private mutating func sayFull(dropped: Int) {
        message = Span("The line is full: \(dropped) bytes did not fit and were left out.", .warning)
    }

    /// The first line of a paste goes into the input, the others wait: nothing is sent before Enter.
    private mutating func paste(_ bytes: [UInt8]) {
        focusInput()
        recalled = nil
        var lines = Self.lines(of: bytes)
        insert(lines.removeFirst())
        // A line end at the end of the paste is no further line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard !lines.isEmpty else { return }
        let room = max(0, Self.maximumPastedLines - pastedLines.count)
        pastedLines += lines.prefix(room)
        let dropped = lines.count - min(room, lines.count)
        sayPastedLines(dropped: dropped)
    }

    mutating func sayPastedLines(dropped: Int = 0) {
        var text = "Pasted: \(pastedLines.count) more lines. Enter sends this one and brings the next; ^C drops them."
        if dropped > 0 { text += " \(dropped) lines were too many and are dropped." }
        message = Span(text, dropped > 0 ? .warning : .notice)
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
        if focus == .panel, !layout.isWide { isPanelOpen = false }
        focus = .input
    }
}
