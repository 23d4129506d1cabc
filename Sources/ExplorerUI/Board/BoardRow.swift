import SMTPProtocol
import SafeText
import TerminalKit

/// One student as a row of the board: what each column says of them.
struct BoardRow {
    let entry: Roster.Entry
    let columns: BoardColumns
    let glyphs: Glyphs
    /// Now, on the clock of the roster.
    let now: UInt64

    /// What one column says.
    func cell(_ name: BoardColumns.Name) -> Span {
        let plain: Role = entry.isHere ? .text : .muted
        switch name {
        case .name:
            guard let name = entry.name else { return Span("not yet known", .muted) }
            return Span(escaped(Array(name.utf8)), entry.isHere ? .heading : .muted)
        case .state: return Span(stateName, plain)
        case .protection: return Span(protection, plain)
        case .done: return Span(escaped(entry.lastDone), plain)
        case .reply: return reply
        case .mails: return Span(entry.mailCount > 0 ? "\(entry.mailCount)" : "", plain)
        case .step: return step
        case .idle: return Span(Self.duration(now > entry.activeAt ? now - entry.activeAt : 0), .muted)
        case .address: return Span(escaped(Array(entry.peer.utf8)), .muted)
        }
    }

    /// The state in a word; `left` for somebody who is gone.
    var stateName: String {
        guard entry.isHere else { return "left" }
        return switch entry.state {
        case .awaitingGreeting: "GREETING"
        case .greeted: "HELLO"
        case .ready: "READY"
        case .mailOpen: "MAIL"
        case .recipients(let count): "RCPT \(count)"
        case .authenticating: "AUTH"
        case .securing: "TLS"
        case .content: "DATA"
        case .chunk: "BDAT"
        case .closed: "CLOSING"
        }
    }

    private var protection: String {
        [entry.encryption == nil ? nil : "TLS", entry.login == nil ? nil : "login"].compactMap(\.self).joined(
            separator: " ")
    }

    /// Sign, code and word: the colour says nothing that they do not.
    private var reply: Span {
        guard let code = entry.lastReply?.code else { return Span("", .muted) }
        guard let severity = code.severity else { return Span("? \(code)", entry.isHere ? .error : .muted) }
        let mark = SeverityMark(severity)
        let short = "\(mark.glyph(glyphs)) \(code)"
        return Span(columns.hasReplyWord ? "\(short) \(mark.word)" : short, entry.isHere ? mark.role : .muted)
    }

    private var step: Span {
        guard let progress = entry.progress else { return Span("", .muted) }
        let count = "\(progress.done)/\(progress.total)"
        let role: Role = !entry.isHere ? .muted : progress.done >= progress.total ? .ok : .text
        guard columns.barWidth > 0 else { return Span(count, role) }
        let gap = String(repeating: " ", count: max(1, 6 - count.utf8.count))
        return Span(count + gap + Self.bar(progress, width: columns.barWidth, glyphs), role)
    }

    /// How much is done, as so many cells.
    static func bar(_ progress: Roster.Progress, width: Int, _ glyphs: Glyphs) -> String {
        let isASCII = glyphs.escapeStyle == .ascii
        let filled = progress.total > 0 ? min(width, progress.done * width / progress.total) : 0
        return String(repeating: isASCII ? "#" : "▰", count: filled)
            + String(repeating: isASCII ? "." : "▱", count: width - filled)
    }

    /// A time in one unit, of at most six columns: `12 s`, `3 min`, `2 h`.
    static func duration(_ nanoseconds: UInt64) -> String {
        let seconds = nanoseconds / 1_000_000_000
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min" }
        return seconds < 360_000 ? "\(seconds / 3_600) h" : "\(seconds / 86_400) d"
    }

    private func escaped(_ bytes: [UInt8]) -> String { Sanitizer.escape(bytes, style: glyphs.escapeStyle) }
}
