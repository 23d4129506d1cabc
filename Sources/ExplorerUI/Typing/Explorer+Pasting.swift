import SMTPProtocol
public import SessionCore
import TerminalKit

/// What is pasted: it goes in as it is, and several lines are asked about.
extension Explorer {
    /// One line goes into the input; several are asked about; in message content they are content.
    mutating func paste(_ bytes: [UInt8], _ session: Session) -> [Effect] {
        page = nil
        focusInput(session)
        recalled = nil
        isPlayingPaste = false
        var lines = Self.lines(of: bytes)
        // A line end at the end of the paste is no further line.
        let endsLine = lines.count > 1 && lines.last?.isEmpty == true
        if endsLine { lines.removeLast() }
        if case .paste(let waiting, let dropped)? = menu?.kind {
            return ask(about: waiting + lines, dropped: dropped)
        }
        guard !isSearching else {
            insert(Array(lines.joined(separator: [0x20])))
            return refreshMenu(session)
        }
        closeMenu()
        guard lines.count > 1 else {
            insert(lines[0])
            noteAnswer(session)
            return []
        }
        if isTypingContent(session), pastedLines.isEmpty { return pasteContent(lines, endsLine: endsLine) }
        let isWaiting = !pastedLines.isEmpty
        guard !isWaiting, !session.prompt.isQuestion else {
            let room = max(0, Self.maximumPastedLines - pastedLines.count)
            keep(lines, dropped: max(0, lines.count - 1 - room))
            noteAnswer(session)
            return []
        }
        return ask(about: lines, dropped: 0)
    }

    private mutating func ask(about lines: [[UInt8]], dropped: Int) -> [Effect] {
        let most = Self.maximumPastedLines + 1
        let kept = Array(lines.prefix(most))
        menu = InputMenu(paste: kept, dropped: dropped + lines.count - kept.count)
        return []
    }

    /// The answer to the question about a paste.
    mutating func answerPaste(_ answer: PasteAnswer, _ session: Session) -> [Effect] {
        guard case .paste(let lines, let dropped)? = menu?.kind else { return [] }
        menu = nil
        switch answer {
        case .drop: message = Span("The pasted lines were dropped.", .notice)
        case .edit: keep(lines, dropped: dropped)
        case .allAtOnce:
            keep(lines, dropped: dropped)
            return perform(.sendAll, in: session)
        case .onePerReply:
            keep(lines, dropped: dropped)
            isPlayingPaste = true
        }
        return []
    }

    /// A letter while the question stands; any other letter is none of its answers.
    mutating func answerPaste(letter: String, _ session: Session) -> [Effect] {
        guard let answer = PasteAnswer.allCases.first(where: { $0.key == letter.lowercased() }) else { return [] }
        return answerPaste(answer, session)
    }

    /// The first line goes into the input, the others wait.
    mutating func keep(_ lines: [[UInt8]], dropped: Int) {
        insert(lines.first ?? [])
        pastedLines += lines.dropFirst().prefix(max(0, Self.maximumPastedLines - pastedLines.count))
        sayPastedLines(dropped: dropped)
    }

    mutating func sayPastedLines(dropped: Int = 0) {
        guard dropped == 0 else {
            let kept = "The paste was too long: its last \(dropped) lines were left out."
            message = Span("\(kept) \(pastedLines.count) wait; ^C drops all.", .warning)
            return
        }
        guard !pastedLines.isEmpty else { return }
        let lines = pastedLines.count == 1 ? "1 more pasted line waits" : "\(pastedLines.count) more pasted lines wait"
        message = Span("\(lines). Enter sends this one, Alt-Enter all in one write, ^C drops all.", .notice)
    }

    // MARK: One per reply

    /// The next line of a paste that is sent one per reply, when it may go: the caller submits it, and asks again.
    public mutating func nextPastedLine(in session: Session) -> [Effect] {
        guard isPlayingPaste else { return [] }
        if case .question = session.prompt.kind {
            stopPaste("A question stands: the paste waits.")
            return []
        }
        guard session.isQuiescent else { return [] }
        let effects = send(session)
        isPlayingPaste = holdsPastedLine
        if isPlayingPaste {
            let count = pastedLines.count + 1
            message = Span(
                "Sending the paste, one line per reply: \(count) to go. Any key that edits stops it.", .notice)
        } else {
            message = nil
        }
        isBodyStale = true
        return effects
    }

    /// What is not sent of a paste stays in the input and behind it.
    mutating func stopPaste(_ reason: String) {
        guard isPlayingPaste else { return }
        isPlayingPaste = false
        let count = pastedLines.count + 1
        let lines = count == 1 ? "1 line is" : "\(count) lines are"
        message = Span("\(reason) \(lines) not sent. Enter sends the next, ^C drops all.", .warning)
    }

    // MARK: Content

    /// Whether lines are content that only a dot ends. A chunk of BDAT ends by itself, and what follows would be commands.
    private func isTypingContent(_ session: Session) -> Bool {
        guard session.prompt.kind == .content, editor.isAtEnd else { return false }
        if case .chunk = session.machine.state { return false }
        return true
    }

    /// Whole lines go out as content. A dot alone, which would end the message, waits with what follows it.
    private mutating func pasteContent(_ pasted: [[UInt8]], endsLine: Bool) -> [Effect] {
        var lines = pasted
        lines[0] = editor.bytes + lines[0]
        let dot = lines.firstIndex { $0 == [UInt8(ascii: ".")] }
        let count = dot ?? (endsLine ? lines.count : lines.count - 1)
        editor.clear()
        let rest = lines[count...]
        if let first = rest.first {
            insert(first)
            pastedLines += rest.dropFirst().prefix(Self.maximumPastedLines)
            if dot != nil {
                message = Span("The dot would end the message: Enter sends it. \(rest.count - 1) lines wait.", .notice)
            }
        }
        transcript.follow()
        return count > 0 ? [.submitTogether(Array(lines[..<count]))] : []
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
}
