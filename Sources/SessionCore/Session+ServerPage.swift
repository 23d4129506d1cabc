import SMTPProtocol

/// What the panel about the server shows.
extension Session {
    /// What is known of the server of the connection, or of the last one.
    public var serverPage: FactPage {
        guard replay == nil, let record = serverRecord else {
            let text =
                replay == nil
                ? "There was no connection yet. :connect HOST, or :practice for the built-in server."
                : "A recording is shown. What the server said stands in the transcript."
            return FactPage(sections: [FactPage.Section(title: "Server", rows: [FactPage.Row("none", text)])])
        }
        return ServerPageBuilder(
            record: record, transcript: transcript, tables: tables, style: settings.escapeStyle,
            ending: link == nil ? closedReason ?? "closed" : nil
        ).page()
    }

    /// Remembers what a reply tells of the server.
    mutating func noteServer(_ reply: Reply, _ verdict: ReplyVerdict, entry: EntryID) {
        serverRecord?.received(reply, at: Self.stage(verdict), entry: entry)
        guard let verb = verdict.answered?.verb, verb.isHello, verdict.outcome == .success else { return }
        serverRecord?.add(
            ServerRecord.Offer(
                verb: verb, capabilities: machine.capabilities, isEncrypted: machine.isEncrypted,
                isAuthenticated: machine.isAuthenticated))
    }
}
