import SMTPProtocol

/// What the panel about the message shows.
extension Session {
    /// The message that is being handed over, or the last one, and the one before it.
    public var messagePage: FactPage {
        guard replay == nil else {
            return FactPage(sections: [
                FactPage.Section(
                    title: "Message",
                    rows: [FactPage.Row("none", "A recording is shown. Its messages stand in the transcript.")])
            ])
        }
        return MessagePageBuilder(record: messageRecord, transcript: transcript, style: settings.escapeStyle).page()
    }

    /// Remembers what went out of a message.
    mutating func noteMessage(_ outgoing: Outgoing, entry: EntryID) {
        switch outgoing.kind {
        case .content:
            // The bytes of the message have neither the stuffed dot nor more than one line ending.
            guard let entry = transcript[entry], case .content(let bytes) = entry.kind else { return }
            messageRecord.addLine(
                entry.id, byteCount: bytes.count + 2, isStuffed: entry.remarks.contains(.stuffed))
        case .endOfData:
            if case .sentContent? = transcript[entry]?.kind { messageRecord.add(file: entry) }
            messageRecord.ended()
        case .command, .chunk, .saslResponse, .saslCancel, .raw, .nothing: break
        }
    }

    /// Remembers what a reply says about a message.
    mutating func noteMessage(_ verdict: ReplyVerdict, entry: EntryID) {
        guard case .answer(let answered) = verdict.attribution else { return }
        let isForgotten = verdict.forgotten.contains { if case .transaction = $0 { true } else { false } }
        switch answered.kind {
        case .endOfData: messageRecord.judged(entry, isAccepted: verdict.outcome == .success)
        case .chunk:
            // Only the last chunk ends a message, and a refusal may come for any.
            if isForgotten || verdict.outcome != .success {
                messageRecord.judged(entry, isAccepted: verdict.outcome == .success)
            }
        case .command:
            noteCommand(answered, verdict, entry: entry)
            if isForgotten { messageRecord.forget(by: answered.name) }
        case .greeting, .saslResponse: break
        }
    }

    private mutating func noteCommand(_ answered: PendingCommand, _ verdict: ReplyVerdict, entry: EntryID) {
        switch answered.verb {
        case .mail?, .send?, .soml?, .saml?:
            guard verdict.outcome == .success, let transaction = machine.transaction else { return }
            messageRecord.begin(transaction, line: answered.line, reply: entry)
        case .rcpt?:
            messageRecord.add(answered.command?.path?.bytes ?? answered.line, reply: entry)
        default: break
        }
    }
}
