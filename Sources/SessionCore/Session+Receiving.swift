import SMTPProtocol
import SMTPReference
import SafeText

/// What becomes of the bytes of a server.
extension Session {
    mutating func received(_ bytes: [UInt8]) {
        parser.append(bytes)
        while link != nil, let output = parser.next() {
            // A deadline for a reply that had begun is over with that reply; the next one gets its own.
            disarm(.wholeReply)
            received(output)
        }
        if machine.state == .awaitingGreeting, link != nil { lookAtFirstBytes(bytes) }
    }

    /// Pairs a reply with what it answers, keeps it, and does what it demands.
    mutating func received(_ output: ReplyParser.Output) {
        if case .reply(let reply) = output, reply.isComplete { link?.replyCount += 1 }
        let stateBefore = machine.state
        let verdict = machine.received(output)
        let sent = verdict.answered.flatMap { sentLine(for: $0) }
        var reply = output.reply
        var remarks = Self.remarks(on: verdict) + Self.remarks(onBytesOf: reply)
        if let recipient = verdict.answered?.recipient {
            let path = Sanitizer.escape(recipient.bytes, style: settings.escapeStyle)
            remarks.insert(Remark(.information, .recipient, "for \(path)"), at: 0)
        }
        if let clean = Redaction.removingEchoes(of: link?.secrets ?? [], from: reply.bytes) {
            reply = Reply(parsing: clean)
            remarks.append(Remark(.warning, .hidden, "The server repeated a secret; it is hidden here."))
        }
        let peer = stateBefore == .awaitingGreeting ? peerProtocol(of: output) : nil
        if let peer { remarks.append(Remark(.error, .foreignProtocol, peer.message)) }
        remarks += capabilityRemarks(verdict)
        let id = transcript.append(
            ReceivedReply(
                reply: reply, standing: ReplyStanding(verdict), stage: Self.stage(verdict),
                answers: sent?.entry, state: sent?.state, latency: sent.map { now.nanoseconds(since: $0.at) }),
            remarks: remarks, at: now.wall)
        actions.append(.appended(id))
        if let answered = sent?.entry { actions.append(.updated(answered)) }
        noteServer(reply, verdict, entry: id)
        noteMessage(verdict, entry: id)
        note(reply, verdict, latency: sent.map { now.nanoseconds(since: $0.at) })
        judge(reply, verdict, isAutomatic: sent?.isAutomatic ?? false)
        judgeMessage(verdict)
        loginReceived(output.reply, verdict, entry: id, isAutomatic: sent?.isAutomatic ?? false)
        act(on: verdict, peer: peer)
        advanceUpgrade(verdict, code: reply.code)
        contentReceived(verdict, reply)
    }

    /// What was sent, when, for a pending command; forgotten once its last reply is in.
    private mutating func sentLine(for pending: PendingCommand) -> Link.Sent? {
        if let sent = link?.sent.removeValue(forKey: pending.id) { return sent }
        // Several replies may answer one end of content: one for each recipient, and with PRDR one for all.
        switch pending.kind {
        case .endOfData, .chunk: return link?.lastContentEnd
        case .greeting, .command, .saslResponse: return nil
        }
    }

    static func stage(_ verdict: ReplyVerdict) -> ReplyStage {
        verdict.answered.map { ReplyStage(answering: $0) } ?? .unsolicited
    }

    // MARK: Remarks

    private static func remarks(on verdict: ReplyVerdict) -> [Remark] {
        var remarks: [Remark] = []
        switch verdict.attribution {
        case .answer, .startTLS: break
        case .closing:
            remarks.append(
                Remark(.warning, .closing, "The server ends the session by this. What you are typing is kept."))
        case .unsolicited:
            remarks.append(
                Remark(
                    .warning, .unsolicited,
                    "Nobody asked for this reply. It answers nothing, also not the next command."))
        case .stray:
            remarks.append(
                Remark(.error, .stray, "This is no reply of SMTP. It answers nothing, also not the next command."))
        case .limitExceeded(let limit, _):
            remarks.append(Remark(.error, .limit, "\(limit.summary) The connection is closed."))
        case .tooLate:
            remarks.append(
                Remark(.warning, .unsolicited, "It came when the session was over, so it answers nothing."))
        }
        for flag in verdict.flags { remarks.append(Remark(flag.level, flag.kind, flag.summary)) }
        for forgotten in verdict.forgotten {
            switch forgotten {
            case .transaction(let transaction):
                guard verdict.answered?.kind == .command else { continue }
                let count = transaction.accepted.count
                let recipients = count == 1 ? "1 recipient" : "\(count) recipients"
                remarks.append(
                    Remark(.information, .state, "The message begun before is forgotten: its sender and \(recipients).")
                )
            case .capabilities, .hello, .authentication: continue
            }
        }
        return remarks
    }

    /// One remark for each kind of anomaly. A cut reply has its own.
    private static func remarks(onBytesOf reply: Reply) -> [Remark] {
        var seen: Set<ReplyAnomaly.Kind> = [.truncated, .notAReplyLine]
        var remarks: [Remark] = []
        for anomaly in reply.anomalies where seen.insert(anomaly.kind).inserted {
            let place = reply.lines.count > 1 ? "Line \(anomaly.line + 1): " : ""
            remarks.append(Remark(.warning, .anomaly, place + anomaly.summary))
        }
        return remarks
    }

    /// What a new list of capabilities says, and how it differs from the one before.
    private mutating func capabilityRemarks(_ verdict: ReplyVerdict) -> [Remark] {
        guard verdict.answered?.verb?.isHello == true, verdict.outcome == .success,
            let capabilities = machine.capabilities
        else { return [] }
        var text = capabilities.all.count == 1 ? "1 capability" : "\(capabilities.all.count) capabilities"
        if capabilities.isTruncated { text = "More than \(text); the rest is left out" }
        for keyword in ["STARTTLS", "AUTH", "PIPELINING"] where capabilities[keyword] != nil {
            text += ", \(keyword) offered"
        }
        var remarks = [Remark(.information, .state, "\(text).")]
        remarks += offerRemarks(capabilities)
        link?.capabilities = capabilities
        link?.isComparingOverTLS = false
        return remarks
    }

    /// How an offer differs from the one before, and from what the same server offered on an earlier connection.
    private mutating func offerRemarks(_ capabilities: CapabilitySet) -> [Remark] {
        guard let link else { return [] }
        var remarks: [Remark] = []
        if link.isComparingOverTLS, let before = link.capabilities {
            let wording = tlsWording(link.request)
            remarks += OfferComparison(wording: wording).remarks(from: before, to: capabilities)
        } else if let old = link.capabilities {
            let changes = old.changes(to: capabilities)
            let shown = changes.prefix(8).map { "\($0.word) \(Sanitizer.escape($0.keyword))" }.joined(separator: ", ")
            if !changes.isEmpty {
                remarks.append(Remark(.warning, .state, "The offer has changed since the last hello: \(shown)."))
            }
        }
        guard !machine.isEncrypted else { return remarks }
        if capabilities["STARTTLS"] != nil {
            knownOffers.add(link.request.target)
        } else if link.capabilities?["STARTTLS"] == nil, knownOffers.contains(link.request.target) {
            remarks.append(
                Remark(
                    .warning, .state,
                    "STARTTLS is missing, and this server has offered it before: somebody on the way may have taken it out, "
                        + "to read along."))
        }
        return remarks
    }

    // MARK: Consequences

    /// What a reply means for the end of an unattended run: the last one counts.
    private mutating func judge(_ reply: Reply, _ verdict: ReplyVerdict, isAutomatic: Bool) {
        switch verdict.attribution {
        case .answer, .startTLS:
            guard !isAutomatic, !isHarmless(verdict) else { return }
            outcome =
                switch reply.severity {
                case .ok, .continue: .success
                case .temporary: .temporaryFailure
                case .permanent: .failure
                case nil: .protocolViolation
                }
        case .closing: if !isHarmless(verdict) { fail(.temporaryFailure) }
        case .stray, .limitExceeded: fail(.protocolViolation)
        case .unsolicited, .tooLate: break
        }
    }

    private mutating func act(on verdict: ReplyVerdict, peer: PeerProtocol?) {
        guard link != nil else { return }
        if let peer, peer != .ftp {
            fail(.protocolViolation)
            let advice = link.map { peer.advice(for: tlsWording($0.request)) } ?? ""
            closeLink(.broken, "\(peer.message) The connection was closed. \(advice)")
            if leaving != .no { quit() }
            return
        }
        switch verdict.attribution {
        case .startTLS: beginTLS()
        case .closing: link?.isAnnouncedEnd = true
        case .limitExceeded(let limit, _):
            closeLink(.broken, "\(limit.summary) The connection was closed, for nothing after that can be trusted.")
            if leaving != .no { quit() }
        case .answer(let pending):
            if pending.verb == .quit, verdict.outcome == .success {
                closeLink(.closedByUs, "The session ended with QUIT, and the connection was closed.")
                if leaving != .no { quit() }
            } else if pending.verb == .data, machine.pendingCount == 0, transfer == nil {
                expecting.isBehindData = true
                if verdict.outcome != .goAhead, attendance == .unattended { isDroppingContent = true }
            }
        case .unsolicited, .stray, .tooLate: break
        }
    }

    /// The server agreed to STARTTLS. The transport begins the handshake in the same read, if it counted as we did.
    private mutating func beginTLS() {
        guard let link, link.expectedUpgrade == link.replyCount else {
            fail(.protocolViolation)
            closeLink(
                .broken,
                "The server agreed to STARTTLS, but its replies do not match what was sent, so TLS cannot begin. "
                    + "The connection was closed.")
            if leaving != .no { quit() }
            return
        }
        self.link?.tls = .starting
    }

    // MARK: Other protocols

    private func peerProtocol(of output: ReplyParser.Output) -> PeerProtocol? {
        switch output {
        case .stray(let reply), .limitExceeded(_, let reply): PeerProtocol(line: reply.bytes)
        case .reply(let reply):
            PeerProtocol(line: reply.bytes)
                ?? (reply.lines.isEmpty ? nil : PeerProtocol(greetingText: Array(reply.bytes.prefix(Limits.replyLine))))
        }
    }

    /// A TLS record has no line ending to wait for, so it is told from its first bytes.
    private mutating func lookAtFirstBytes(_ bytes: [UInt8]) {
        guard let known = link?.firstBytes, known.count < PeerProtocol.openingLength else { return }
        let first = known + bytes.prefix(PeerProtocol.openingLength - known.count)
        link?.firstBytes = first
        guard let record = PeerProtocol.wholeTLSRecord(in: first) else { return }
        parser = ReplyParser()
        parser.append(record)
        flushPartialReply()
    }
}

extension ReplyStanding {
    /// The standing that a verdict gives.
    fileprivate init(_ verdict: ReplyVerdict) {
        switch verdict.attribution {
        case .answer(let pending) where pending.kind == .greeting: self = .greeting
        case .answer, .startTLS: self = verdict.isFinal ? .answer : .partOfAnswer
        case .closing: self = .closing
        case .unsolicited, .tooLate: self = .unsolicited
        case .stray, .limitExceeded: self = .stray
        }
    }
}

extension ReplyVerdict.Flag {
    fileprivate var kind: Remark.Kind {
        switch self {
        case .unexpectedCode, .noLeaveForContent, .noRecipients, .malformedChallenge: .unexpected
        case .linesBecameContent, .lineBecameResponse: .content
        case .loginEnded, .offersTLSAgain: .unexpected
        case .tooManyChallenges: .limit
        case .incomplete: .partial
        }
    }

    fileprivate var level: Level {
        switch self {
        case .tooManyChallenges, .linesBecameContent, .lineBecameResponse: .error
        case .unexpectedCode, .noLeaveForContent, .noRecipients, .malformedChallenge, .incomplete, .loginEnded,
            .offersTLSAgain:
            .warning
        }
    }
}

extension CapabilityChange {
    fileprivate var word: String {
        switch self {
        case .added: "new"
        case .removed: "gone"
        case .changed: "changed"
        }
    }
}
