import SMTPProtocol
import SafeText

/// Lays out the message that is being handed over, and what became of the one before.
struct MessagePageBuilder {
    /// The most bytes of an address or a line that are shown.
    static let maximumText = 300
    /// The last lines of content that are shown.
    static let maximumLines = 40

    let record: MessageRecord
    let transcript: Transcript
    let style: EscapeStyle

    private typealias Row = FactPage.Row

    func page() -> FactPage {
        guard let current = record.current else {
            return FactPage(sections: [
                FactPage.Section(
                    title: "Message",
                    rows: [
                        Row("none", "No message was begun on this connection."),
                        Row("", "MAIL FROM:<you@example.org> begins one."),
                    ])
            ])
        }
        var sections = [
            FactPage.Section(title: "Envelope", rows: envelope(current)),
            FactPage.Section(title: "Content", rows: content(current)),
            FactPage.Section(title: "Verdict", rows: verdict(current)),
        ]
        if let previous = record.previous {
            sections.append(FactPage.Section(title: "The message before", rows: summary(previous)))
        }
        return FactPage(sections: sections)
    }

    // MARK: The envelope

    private func envelope(_ message: MessageRecord.Message) -> [Row] {
        var rows = [Row("from", sender(message))]
        for parameter in message.parameters { rows += self.rows(of: parameter) }
        for (index, recipient) in message.recipients.enumerated() {
            let reply = replyText(recipient.reply)
            rows.append(Row(index == 0 ? "to" : "", "\(shown(recipient.path)): \(reply.text)", level: reply.level))
        }
        if message.moreRecipients > 0 {
            rows.append(Row("", "and \(Counted.text(UInt64(message.moreRecipients), "more recipient"))"))
        }
        if message.recipients.isEmpty { rows.append(Row("to", "nobody yet")) }
        return rows
    }

    private func sender(_ message: MessageRecord.Message) -> String {
        message.reversePath == Array("<>".utf8) ? "<>, the empty sender of reports" : shown(message.reversePath)
    }

    /// A parameter as it was sent, and what its value says where that is encoded or a number.
    private func rows(of parameter: Parameter) -> [Row] {
        let row = Row("", shown(parameter.bytes))
        guard let value = parameter.value else { return [row] }
        switch parameter.keyword {
        case "SIZE":
            let size = UInt64(String(decoding: value, as: UTF8.self))
            return size.map { [row, Row("", "declared: \(HumanUnits.bytes($0))")] } ?? [row]
        case "ENVID", "AUTH", "ORCPT":
            guard value.contains(UInt8(ascii: "+")) else { return [row] }
            guard let decoded = XText.decode(value) else {
                return [row, Row("", "no xtext (RFC 3461 §4)", level: .warning)]
            }
            return [row, Row("", "says: \(shown(decoded))")]
        default: return [row]
        }
    }

    // MARK: The content

    private func content(_ message: MessageRecord.Message) -> [Row] {
        if let entry = message.file.flatMap({ transcript[$0] }), case .sentContent(let content, _) = entry.kind {
            var rows = [Row("from", shown(Array(content.name.utf8))), Row("sent", content.summary)]
            if let changes = content.changesText { rows.append(Row("", changes)) }
            return rows + comparison(message, byteCount: content.byteCount)
        }
        guard message.lineCount > 0 else {
            return [Row("none", message.fate == .open ? "Nothing was sent yet. DATA asks to send it." : "It is empty.")]
        }
        var rows = [
            Row(
                "so far",
                "\(Counted.text(UInt64(message.lineCount), "line")), \(HumanUnits.bytes(UInt64(message.byteCount)))")
        ]
        if message.fate != .open { rows[0] = Row("sent", rows[0].text) }
        if message.stuffedLineCount > 0 {
            rows.append(
                Row(
                    "",
                    "\(Counted.text(UInt64(message.stuffedLineCount), "line")) got a second dot, which the server removes"
                ))
        }
        rows += comparison(message, byteCount: UInt64(message.byteCount))
        let shownLines = message.lines.suffix(Self.maximumLines)
        let first = message.lineCount - shownLines.count + 1
        if first > 1 { rows.append(Row("", "the last \(shownLines.count) lines:")) }
        for (index, entry) in shownLines.enumerated() { rows.append(line(entry, number: first + index)) }
        return rows
    }

    /// A line as it went over the wire: the dot that was added stands before it.
    private func line(_ id: EntryID, number: Int) -> Row {
        guard let entry = transcript[id], case .content(let bytes) = entry.kind else {
            return Row("\(number)", "not kept any more")
        }
        let isStuffed = entry.remarks.contains(.stuffed)
        return Row("\(number)\(isStuffed ? " dot" : "")", (isStuffed ? "." : "") + shown(bytes))
    }

    private func comparison(_ message: MessageRecord.Message, byteCount: UInt64) -> [Row] {
        guard let value = message.parameters.first(where: { $0.keyword == "SIZE" })?.value,
            let declared = UInt64(String(decoding: value, as: UTF8.self))
        else { return [] }
        guard byteCount <= declared else {
            return [Row("", "more than the \(Counted.text(declared, "byte")) that MAIL declared", level: .warning)]
        }
        return [Row("", "MAIL declared \(Counted.text(declared, "byte"))")]
    }

    // MARK: The verdict

    private func verdict(_ message: MessageRecord.Message) -> [Row] {
        let verdicts = message.verdicts.map { id -> Row in
            let reply = replyText(id)
            return Row("server", reply.text, level: reply.level)
        }
        return [fate(message)] + verdicts
    }

    private func fate(_ message: MessageRecord.Message) -> Row {
        switch message.fate {
        case .open:
            Row("open", message.lineCount > 0 ? "A dot alone on a line ends the content." : "It is being handed over.")
        case .awaitingVerdict: Row("waiting", "The end was sent; the server decides now.")
        case .accepted: Row("accepted", "The server is responsible for it now.")
        case .refused: Row("refused", "The server did not take it.", level: .error)
        case .forgotten(let name):
            Row("given up", "\(name) made the server forget it. Nothing is delivered.", level: .warning)
        case .cut:
            Row(
                "cut off",
                message.verdicts.isEmpty && message.lineCount > 0
                    ? "The connection ended without a verdict. If the end was sent, it may have been delivered."
                    : "The connection ended. Nothing is delivered.", level: .warning)
        }
    }

    private func summary(_ message: MessageRecord.Message) -> [Row] {
        let count = message.recipients.count + message.moreRecipients
        return [
            Row("from", sender(message)),
            Row("to", count == 1 ? shown(message.recipients[0].path) : Counted.text(UInt64(count), "recipient")),
        ] + verdict(message)
    }

    private func replyText(_ id: EntryID) -> (text: String, level: Level) {
        guard let received = transcript[id]?.reply else { return ("the reply is not kept any more", .information) }
        let reply = received.reply
        let line = reply.lines.isEmpty ? reply.bytes[...] : reply.verbatim(line: reply.lines.count - 1)
        let text = shown(line.prefix { $0 != 0x0D && $0 != 0x0A })
        switch received.severity {
        case .ok?, .continue?: return (text, .information)
        case .temporary?: return (text, .warning)
        case .permanent?, nil: return (text, .error)
        }
    }

    private func shown(_ bytes: some Collection<UInt8>) -> String {
        let text = Sanitizer.escape(Array(bytes.prefix(Self.maximumText)), style: style)
        return bytes.count > Self.maximumText ? text + "..." : text
    }
}
