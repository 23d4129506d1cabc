import SessionCore
import TerminalKit

/// Help while a line is typed: suggestions, the search in the history, the list of commands.
extension Explorer {
    // MARK: The grey suggestion

    /// What stands in grey behind the cursor: what is chosen in the menu, or how the line would most likely go on.
    func suggestion(_ session: Session) -> [UInt8] {
        guard focus == .input, page == nil, editor.isAtEnd, !editor.isEmpty, !session.prompt.isQuestion else {
            return []
        }
        if let menu {
            guard let chosen = menu.chosen, let start = menu.completion?.start, start <= editor.bytes.count else {
                return []
            }
            let word = editor.bytes[start...]
            let text = Array(chosen.text.utf8)
            return text.starts(with: word) ? Array(text[word.count...]) : []
        }
        return session.suggestion(for: editor.bytes) ?? []
    }

    /// Takes the grey suggestion; without one, moves right.
    mutating func acceptSuggestion(_ session: Session) {
        if !take(suggestion(session), session) { _ = editor.handle(.key(.right, [])) }
    }

    /// Takes one word of the grey suggestion; without one, moves a word right.
    mutating func acceptWord(_ session: Session) {
        let rest = suggestion(session)
        if !take(Self.firstWord(of: rest), session) { _ = editor.handle(.key(.character("f"), [.alt])) }
    }

    /// End and ^E take the suggestion when the cursor is at the end already.
    mutating func acceptAtEnd(_ key: Key, _ modifiers: Modifiers, _ session: Session) -> Bool {
        switch (key, modifiers) {
        case (.end, []), (.character("e"), .control): take(suggestion(session), session)
        default: false
        }
    }

    private mutating func take(_ bytes: [UInt8], _ session: Session) -> Bool {
        guard !bytes.isEmpty else { return false }
        _ = editor.insert(bytes)
        recalled = nil
        return true
    }

    /// Up to the end of its first word: what stands between words goes with the word behind it.
    private static func firstWord(of bytes: [UInt8]) -> [UInt8] {
        var isInside = false
        let end = bytes.firstIndex { byte in
            let isWord =
                byte >= 0x80 || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
                || (0x61...0x7A).contains(byte | 0x20)
            defer { isInside = isInside || isWord }
            return isInside && !isWord
        }
        return Array(bytes[..<(end ?? bytes.count)])
    }

    // MARK: History and palette

    /// Opens the search in the history: what is typed is looked for first.
    mutating func searchHistory(_ session: Session) {
        page = nil
        focusInput(session)
        guard !session.prompt.isQuestion else {
            message = Span("A line of the history is no answer. Answer the question, or give it up with ^C.", .notice)
            return
        }
        guard !session.history.lines.isEmpty else {
            message = Span("The history is empty.", .notice)
            return
        }
        closeMenu()
        isBodyStale = true
        menu = InputMenu(typed: editor, matches: session.history.matches(editor.bytes))
        let wanted = editor.bytes
        editor = LineEditor()
        _ = editor.insert(wanted)
    }

    /// Opens the list of commands from any pane.
    mutating func openPalette(_ session: Session) {
        page = nil
        focusInput(session)
        guard session.prompt.kind == .command || session.prompt.kind == .notConnected else {
            message = Span("Commands have no meaning here: what you type is content, or an answer.", .notice)
            return
        }
        guard editor.isEmpty || editor.bytes.first == UInt8(ascii: ":") else {
            message = Span("Finish or cancel the line first: Alt-X types : for you.", .notice)
            return
        }
        if editor.isEmpty { editor.setBytes([UInt8(ascii: ":")]) }
        showPalette(session)
    }

    /// A colon on an empty line opens the list of commands under way.
    mutating func showPalette(_ session: Session) {
        let completion = session.palette(for: Array(editor.bytes[..<editor.cursor]))
        guard !completion.candidates.isEmpty else { return }
        isBodyStale = true
        menu = InputMenu(.palette, completion)
    }

    // MARK: The rows below the line

    /// What is said about the line. What the menu lists is not listed once more.
    func shownHint(_ session: Session) -> Hint {
        guard !isSearching else { return Hint() }
        var hint = session.hint(for: editor.bytes)
        if menu?.kind == .palette { hint.now = [] }
        return hint
    }

    // MARK: Colours of the line

    /// How the parts of the typed line look, and what is wrong in it.
    func looks(_ session: Session, _ hint: Hint) -> [LineLook] {
        guard !isSearching, let parts = session.parts(of: editor.bytes) else { return [] }
        let colours = parts.parts.map { LineLook(range: $0.range, role: $0.kind.role) }
        let wrong = hint.problems.filter { $0.level > .information && !$0.range.isEmpty }
        return colours + wrong.map { LineLook(range: $0.range, isUnderlined: true) }
    }

    /// Whether the input holds what is looked for in the history.
    var isSearching: Bool {
        if case .history? = menu?.kind { true } else { false }
    }
}

extension LinePart {
    /// What it looks like.
    var role: Role {
        switch self {
        case .verb: .lineVerb
        case .keyword: .lineKeyword
        case .path: .linePath
        case .parameter: .lineParameter
        case .value: .lineValue
        case .command: .lineCommand
        case .string: .lineString
        case .variable: .lineVariable
        }
    }
}
