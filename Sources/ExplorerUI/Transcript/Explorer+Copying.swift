import SMTPProtocol
import SafeText
import SessionCore
import TerminalKit

/// What goes to the clipboard: text as it is shown, with everything foreign escaped and secrets hidden.
extension Explorer {
    /// What goes to the clipboard. What is too long for a terminal to take is cut, and that is said.
    mutating func copy(_ range: ScreenRequest.CopyRange, _ session: Session) -> [Effect] {
        guard let copied = copied(range, session), !copied.text.isEmpty else {
            message = Span("There is nothing to copy yet.", .notice)
            return []
        }
        self.copied = copied
        return [.copy(copied.text)]
    }

    /// Says what was copied.
    /// - Parameter takers: who has taken the text, such as `the terminal` and `wl-copy`.
    public mutating func sayCopied(by takers: [String]) {
        guard let copied else { return }
        self.copied = nil
        guard !takers.isEmpty else {
            message = Span("Nothing here takes a copy: not this terminal, and no tool of a desktop.", .warning)
            return
        }
        let lines = copied.lineCount == 1 ? "1 line" : "\(copied.lineCount) lines"
        let start = copied.text.prefix { $0 != "\n" }
        let shown = DisplayWidth.truncate(String(start), to: 24, ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
        let cut = copied.isCut ? " The rest is too long for a clipboard; :export writes a file." : ""
        message = Span(
            "Copied \(lines), \(copied.text.utf8.count) bytes, by \(takers.joined(separator: " and ")): \(shown)\(cut)",
            copied.isCut ? .warning : .notice)
    }

    private func copied(_ range: ScreenRequest.CopyRange, _ session: Session) -> CopiedText? {
        let transcript = session.transcript
        let chosen = [self.transcript.selection, transcript.lastReply, transcript.ids.last]
            .compactMap(\.self).first { transcript.ids.contains($0) }
        switch range {
        case .entry where focus == .panel && page == nil: return CopiedText(panelLines(session))
        case .entry: return chosen.flatMap { transcript[$0] }.map { CopiedText(wireLines(of: $0, session)) }
        case .reply:
            return transcript.lastReply.flatMap { transcript[$0] }.map { CopiedText(wireLines(of: $0, session)) }
        case .exchange:
            guard let chosen else { return nil }
            let both = [chosen, transcript.link(of: chosen)].compactMap(\.self).sorted()
            return CopiedText(both.flatMap { announced($0, session) })
        case .all: return CopiedText(endingWith: shown(session), linesOf: { announced($0, session) })
        }
    }

    /// An entry as it went over the wire, a line each.
    private func wireLines(of entry: Entry, _ session: Session) -> [String] {
        let style = session.settings.escapeStyle
        switch entry.kind {
        case .reply(let received):
            return received.reply.lines.indices.map { index in
                Sanitizer.escape(received.reply.verbatim(line: index), style: style)
            }
        case .sent(let line): return [Sanitizer.escape(line.bytes, style: style)]
        case .content(let bytes), .note(let bytes): return [Sanitizer.escape(bytes, style: style)]
        case .sentContent(let content, _):
            return [Sanitizer.escape("\(content.name): \(content.summary)", style: style)]
        case .notice(_, let text): return [Sanitizer.escape(text, style: style)]
        case .connection(let note): return [Sanitizer.escape(note.text, style: style)]
        }
    }

    /// An entry with what it means, as line mode prints it.
    private func announced(_ id: EntryID, _ session: Session) -> [String] {
        session.announcement(for: id, secondsFromUTC: secondsFromUTC)
    }

    /// The explanation in the panel; of the other tabs, what is in view.
    private func panelLines(_ session: Session) -> [String] {
        if tab == .codes {
            return readingRows(width: 76, session).map { row in row.spans.map(\.text).joined().trimmedAtEnd }
        }
        guard let picture else { return [] }
        let rect = layout.panel
        var lines = (rect.row..<min(rect.endRow, picture.rows)).map { row in
            (rect.column..<min(rect.endColumn, picture.columns)).map { picture[row, $0].text }.joined().trimmedAtEnd
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { $0.first == " " ? String($0.dropFirst()) : $0 }
    }
}

/// Text for the clipboard: printable lines, each ended by LF but the last.
struct CopiedText: Hashable, Sendable {
    let text: String
    let lineCount: Int
    /// Whether there was more than a clipboard takes.
    let isCut: Bool

    /// The first of these lines, as many as fit.
    init(_ lines: [String]) {
        var kept: [String] = []
        var left = ClipboardSequence.maximumBytes
        for line in lines {
            guard line.utf8.count < left else { break }
            kept.append(line)
            left -= line.utf8.count + 1
        }
        // Of one line that is too long for itself, its beginning.
        if kept.isEmpty, let first = lines.first {
            kept = [DisplayWidth.truncate(first, to: ClipboardSequence.maximumBytes / 4)]
        }
        text = kept.joined(separator: "\n")
        lineCount = kept.count
        isCut = kept.count < lines.count || kept.first != lines.first
    }

    /// The last lines of a transcript, as many as fit. Older entries are not looked at.
    init(endingWith entries: ShownEntries, linesOf: (EntryID) -> [String]) {
        var kept: [[String]] = []
        var left = ClipboardSequence.maximumBytes
        var place: EntryID? = entries.entry(before: entries.end)
        while let id = place {
            let lines = linesOf(id)
            let bytes = lines.reduce(0) { $0 + $1.utf8.count + 1 }
            guard bytes < left else { break }
            kept.append(lines)
            left -= bytes
            place = entries.entry(before: id)
        }
        let lines = kept.reversed().flatMap(\.self)
        text = lines.joined(separator: "\n")
        lineCount = lines.count
        isCut = place != nil
    }
}

extension String {
    /// Without the blanks at its end.
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.utf8.last == 0x20 { text.removeLast() }
        return text
    }
}
