import SMTPProtocol
public import SMTPReference
import SafeText

/// Puts an entry into lines of plain text, for line mode, for a pipe and for a screen reader.
///
/// What went over the wire stands verbatim after `S: ` or `C: `; what the explorer says about it follows in words. There
/// are no boxes and no colours, and everything foreign goes through the sanitizer.
///
///     S: 250 2.1.0 Ok
///     server 250 OK: Completed. 2.1.0 Other address status. (12 ms)
public enum Announcement {
    /// The lines of an entry.
    ///
    /// - Parameters:
    ///   - explanation: what the reply means, when the entry is one.
    ///   - secondsFromUTC: how far the user's clock is ahead of UTC, for the time of day.
    public static func lines(
        for entry: Entry, explanation: Explanation?, settings: Settings, secondsFromUTC: Int = 0
    ) -> [String] {
        let style = settings.escapeStyle
        var lines: [String]
        switch entry.kind {
        case .sentContent(let content, _): lines = [Self.contentLine(content, settings)]
        case .sent(let sent): lines = [(sent.purpose == .raw ? "C raw: " : "C: ") + wire(sent.bytes, entry, settings)]
        case .content(let bytes): lines = ["C: " + wire(bytes, entry, settings)]
        case .reply(let received): lines = replyLines(received, explanation, entry, settings)
        case .notice(let level, let text): lines = ["\(level.word): " + Sanitizer.escape(text, style: style)]
        case .note(let bytes): lines = ["your note: " + Sanitizer.escape(bytes, style: style)]
        case .connection(let note): lines = ["connection: " + Sanitizer.escape(note.text, style: style)]
        }
        lines += entry.remarks.filter { $0.kind != .recipient }.map {
            "\($0.level.word): " + Sanitizer.escape($0.text, style: style)
        }
        guard settings.timestamps else { return lines }
        let time = entry.time.timeOfDay(secondsFromUTC: secondsFromUTC)
        return lines.map { "\(time) \($0)" }
    }

    /// An explanation in full, a thought each line.
    public static func lines(for explanation: Explanation, settings: Settings) -> [String] {
        let code = explanation.code.map(\.description) ?? "no code"
        var lines = ["\(code) \(SeverityWords.short(explanation.severity)): \(explanation.headline)"]
        if let title = explanation.title, title != explanation.headline { lines.append("registered name: \(title)") }
        lines += explanation.digits.map { "digit \($0.position), \($0.digit): \($0.word)" }
        if let enhanced = explanation.enhancedCode {
            lines += explanation.enhanced.map {
                "enhanced code \(enhanced), \($0.part.rawValue) \($0.number): \($0.word)"
            }
        }
        lines.append("what happened: \(explanation.what)")
        lines.append("who can act: \(explanation.fault.words)")
        lines.append("try again: \(explanation.retry.words)")
        lines += explanation.tryNext.map { "try: \($0)" }
        lines += explanation.notes.map { "note: \($0.text)" }
        if !explanation.sources.isEmpty {
            lines.append("sources: " + explanation.sources.map(\.text).joined(separator: ", "))
        }
        return lines.map { OwnText.shown($0, ascii: settings.ascii) }
    }

    /// A row of the table of codes: `550 PERM Mailbox unavailable (standard; RFC 5321 §4.2.3)`.
    public static func line(for entry: ReplyCodeEntry, settings: Settings) -> String {
        let text =
            "\(entry.code) \(SeverityWords.short(entry.severity)) \(entry.title) (\(entry.status.rawValue); \(entry.source))"
        return OwnText.shown(text, ascii: settings.ascii)
    }

    // MARK: The parts of an entry

    private static func contentLine(_ content: SentContent, _ settings: Settings) -> String {
        "C: [\(Sanitizer.escape(content.name, style: settings.escapeStyle)): \(content.summary)]"
    }

    private static func replyLines(
        _ received: ReceivedReply, _ explanation: Explanation?, _ entry: Entry, _ settings: Settings
    ) -> [String] {
        let reply = received.reply
        var lines = reply.lines.indices.map { index in
            settings.bytes
                ? "S: " + ByteView.show(reply.bytes[reply.lines[index].range], style: settings.escapeStyle)
                : "S: " + Sanitizer.escape(reply.verbatim(line: index), style: settings.escapeStyle)
        }
        let recipient = entry.remarks.first { $0.kind == .recipient }.map { "\($0.text): " } ?? ""
        lines.append(OwnText.shown(recipient + summary(received, explanation, settings), ascii: settings.ascii))
        return lines
    }

    /// The line in words: `server 550 PERM: No such mailbox. 5.1.1 Bad destination mailbox address. (12 ms)`.
    private static func summary(
        _ received: ReceivedReply, _ explanation: Explanation?, _ settings: Settings
    ) -> String {
        var text = "server"
        if let code = received.code {
            text += " \(code) \(SeverityWords.short(received.severity)):"
            if let headline = explanation?.headline { text += " \(headline)." }
        } else {
            text += ": not a reply."
        }
        if let enhanced = explanation?.enhancedCode, let detail = explanation?.enhanced.last {
            text += " \(enhanced)"
            if detail.word != explanation?.headline { text += " \(detail.word)" }
            text += "."
        }
        if settings.latency, let latency = received.latency { text += " (\(Latency.text(latency)))" }
        return text
    }

    private static func wire(_ bytes: [UInt8], _ entry: Entry, _ settings: Settings) -> String {
        settings.bytes
            ? entry.byteView(style: settings.escapeStyle) ?? ByteView.show(bytes, style: settings.escapeStyle)
            : Sanitizer.escape(bytes, style: settings.escapeStyle)
    }
}

extension Announcement {
    /// A page of facts: the title of each section, then a row each line.
    /// - Parameter subject: what stands before each title.
    public static func lines(for page: FactPage, subject: String = "", settings: Settings) -> [String] {
        var lines: [String] = []
        for section in page.sections {
            lines.append("\(subject)\(section.title):")
            for row in section.rows {
                let mark = row.level == .information ? "" : "\(row.level.word): "
                lines.append(row.label.isEmpty ? "  \(mark)\(row.text)" : "\(row.label): \(mark)\(row.text)")
            }
        }
        return lines.map { OwnText.shown($0, ascii: settings.ascii) }
    }
}
