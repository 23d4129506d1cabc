import SMTPProtocol
public import SMTPReference
import SafeText

/// What front ends show beside the transcript.
extension Session {
    /// What stands before the input.
    public var prompt: Prompt {
        if let asking { return asking.prompt }
        if let prompt = loginPrompt { return prompt }
        if let replay { return replay.prompt }
        guard let link else { return Prompt(text: "(not connected)> ", kind: .notConnected) }
        if transfer != nil { return Prompt(text: "sending> ", kind: .command) }
        guard link.opening == nil else { return Prompt(text: "(connecting)> ", kind: .notConnected) }
        switch machine.state {
        case .content: return Prompt(text: ". to end> ", kind: .content)
        case .chunk: return Prompt(text: "BDAT> ", kind: .content)
        case .sasl: return Prompt(text: "AUTH (hidden)> ", kind: .secret)
        case .disconnected, .awaitingGreeting, .greeted, .ready, .mailOpen, .recipients, .awaitingContentGoAhead,
            .awaitingAcceptance, .startingTLS, .quitting, .closed:
            if let held { return Prompt(text: "hold \(held.lines.count)> ", kind: .command) }
            let name = machine.state.promptName
            return Prompt(text: name.isEmpty ? "> " : "\(name)> ", kind: .command)
        }
    }

    /// What a status line says.
    public var status: SessionStatus {
        let last = transcript.lastReply.flatMap { transcript[$0]?.reply }
        if let replay { return replay.status(last) }
        return SessionStatus(
            target: target, phase: phase, tls: tlsSummary, tlsLevel: tlsLevel, authentication: authenticationSummary,
            authenticationLevel: authenticationLevel,
            transaction: transactionSummary, severity: last?.severity, code: last?.code, latency: last?.latency,
            awaited: awaited, transfer: transfer.flatMap { $0.stage == .streaming ? $0.progress : nil })
    }

    /// What the reply means, where it stands; nil when the entry is no reply or is not kept any more.
    public func explanation(for id: EntryID) -> Explanation? {
        transcript[id].flatMap(explanation(for:))
    }

    /// What the reply means, where it stands; nil when the entry is no reply.
    public func explanation(for entry: Entry) -> Explanation? {
        guard let received = entry.reply else { return nil }
        return Explanation(of: received.reply, answering: received.stage, in: received.state, tables: tables)
    }

    /// What the reply means in a few words; nil when the entry is no reply.
    public func headline(for entry: Entry) -> String? { explanation(for: entry)?.headline }

    private var target: String {
        guard let request = link?.request ?? lastRequest else { return "" }
        return request.label
    }

    private var phase: SessionStatus.Phase {
        guard let link else { return closedReason.map { .closed($0) } ?? .idle }
        if let opening = link.opening { return opening }
        if link.securingSince != nil, link.tls.isStarting { return .securing }
        switch machine.state {
        case .awaitingGreeting: return .awaitingGreeting
        case .quitting, .closed: return .closing
        case .disconnected, .greeted, .ready, .mailOpen, .recipients, .awaitingContentGoAhead, .content, .chunk,
            .awaitingAcceptance, .sasl, .startingTLS:
            return link.isAnnouncedEnd || leaving == .awaitingGoodbye ? .closing : .open
        }
    }

    private var transactionSummary: String {
        guard let transaction = machine.transaction else { return "" }
        var parts = ["MAIL open", "\(transaction.accepted.count) rcpt"]
        if !transaction.refused.isEmpty { parts.append("\(transaction.refused.count) refused") }
        if transaction.contentByteCount > 0 { parts.append("\(transaction.contentByteCount) bytes") }
        return parts.joined(separator: ", ")
    }

    private var awaited: SessionStatus.Awaited? {
        guard let link else { return nil }
        if link.opening != nil {
            let seconds = link.request.timeout ?? settings.connectTimeout
            return SessionStatus.Awaited(name: "connection", since: link.since, seconds: seconds)
        }
        if let since = link.securingSince, link.tls.isStarting {
            return SessionStatus.Awaited(
                name: "TLS handshake", since: since, seconds: Limits.tlsHandshakeTimeout)
        }
        guard let oldest = machine.pending.first(where: { $0.id > abandonedWait }),
            let sent = link.sent[oldest.id]
        else { return nil }
        let seconds = settings.seconds(for: oldest.timeout)
        // A limit that the user has set is not the standard's.
        let section = seconds == oldest.timeout.seconds ? oldest.timeout.section : nil
        return SessionStatus.Awaited(
            name: Sanitizer.escape(oldest.name), since: sent.at, seconds: seconds, section: section)
    }
}
