extension ClientMachine {
    /// Changes what a reply changes.
    mutating func apply(
        _ outcome: ReplyVerdict.Outcome, of reply: Reply, _ code: ReplyCode, to answered: PendingCommand,
        in stage: ReplyStage, _ verdict: inout ReplyVerdict
    ) {
        switch stage {
        case .greeting:
            if phase == .awaitingGreeting { phase = .open }
            isRefused = outcome == .failure
        case .hello:
            if outcome == .success { acceptHello(answered, reply, &verdict) }
        case .mail:
            if outcome == .success { beginTransaction(answered, &verdict) }
        case .rcpt:
            noteRecipient(outcome, code, answered)
        case .data:
            if outcome == .goAhead { beginContent(&verdict) }
        case .endOfData:
            if !answered.isFollowed { forgetTransaction(&verdict) }
        case .chunk:
            settleChunk(outcome, code, answered, &verdict)
        case .rset:
            if outcome == .success { forgetTransaction(&verdict) }
        case .startTLS:
            if outcome == .success { startTLS(&verdict) }
        case .auth, .response:
            settleLogin(outcome, reply, stage, &verdict)
        case .xclient:
            if outcome == .success { forgetEverything(&verdict) }
        case .quit:
            if outcome == .success {
                phase = .ending
                end = .quit
            }
        case .noop, .vrfy, .expn, .help, .etrn, .other:
            break
        }
    }

    // MARK: Forgetting

    mutating func forgetTransaction(_ verdict: inout ReplyVerdict) {
        guard let open = transaction else { return }
        verdict.forgotten.append(.transaction(open))
        transaction = nil
    }

    /// After STARTTLS and XCLIENT the session begins anew.
    /// - SeeAlso: RFC 3207 §4.2
    private mutating func forgetEverything(_ verdict: inout ReplyVerdict) {
        forgetTransaction(&verdict)
        if capabilities != nil { verdict.forgotten.append(.capabilities) }
        if hello != nil { verdict.forgotten.append(.hello) }
        if isAuthenticated { verdict.forgotten.append(.authentication) }
        capabilities = nil
        hello = nil
        isAuthenticated = false
        messageCount = 0
    }

    private mutating func startTLS(_ verdict: inout ReplyVerdict) {
        forgetEverything(&verdict)
        // Whatever was sent in clear behind STARTTLS is to be thrown away by the server, so nothing answers it.
        _ = queue.removeAll()
        partialLine = []
        awaitedOctets = 0
        phase = .startingTLS
    }

    // MARK: Hello and the envelope

    /// - SeeAlso: RFC 5321 §4.1.4
    private mutating func acceptHello(_ answered: PendingCommand, _ reply: Reply, _ verdict: inout ReplyVerdict) {
        forgetTransaction(&verdict)
        if capabilities != nil { verdict.forgotten.append(.capabilities) }
        capabilities = answered.verb == .helo ? nil : CapabilitySet(reply: reply)
        hello = answered.verb
        if isEncrypted, capabilities?["STARTTLS"] != nil { verdict.flags.append(.offersTLSAgain) }
    }

    private mutating func beginTransaction(_ answered: PendingCommand, _ verdict: inout ReplyVerdict) {
        forgetTransaction(&verdict)
        messageCount += 1
        transaction = Transaction(
            reversePath: answered.command?.path, parameters: answered.command?.parameters ?? [])
    }

    private mutating func noteRecipient(
        _ outcome: ReplyVerdict.Outcome, _ code: ReplyCode, _ answered: PendingCommand
    ) {
        let recipient = Transaction.Recipient(path: answered.command?.path, code: code)
        switch outcome {
        case .success: transaction?.accepted.append(recipient)
        case .failure: transaction?.refused.append(recipient)
        case .goAhead, .none: break
        }
    }

    // MARK: Content

    private mutating func beginContent(_ verdict: inout ReplyVerdict) {
        if transaction?.accepted.isEmpty != false { verdict.flags.append(.noRecipients) }
        let early = queue.removeAll()
        phase = .content
        contentPosition = .lineStart
        // The server took what was sent behind DATA as content, up to a dot alone.
        var lines = 0
        for pending in early {
            if phase == .content {
                lines += 1
                _ = follow((pending.command?.line ?? pending.line) + Self.lineEnding)
            } else {
                queue.append(pending)
            }
        }
        if phase == .content && !partialLine.isEmpty {
            let rest = partialLine
            partialLine = []
            _ = follow(rest)
        }
        if lines > 0 { verdict.flags.append(.linesBecameContent(lines)) }
    }

    private mutating func settleChunk(
        _ outcome: ReplyVerdict.Outcome, _ code: ReplyCode, _ answered: PendingCommand, _ verdict: inout ReplyVerdict
    ) {
        // A server that does not know BDAT will not wait for its octets.
        if code == 500 || code == 502 { awaitedOctets = 0 }
        if answered.isLastChunk || answered.command?.isLastBurl == true {
            if !answered.isFollowed { forgetTransaction(&verdict) }
            return
        }
        switch outcome {
        case .success: transaction?.isChunked = true
        case .failure: transaction?.needsReset = true
        case .goAhead, .none: break
        }
    }

    // MARK: Login

    private mutating func settleLogin(
        _ outcome: ReplyVerdict.Outcome, _ reply: Reply, _ stage: ReplyStage, _ verdict: inout ReplyVerdict
    ) {
        switch outcome {
        case .goAhead:
            challenge(reply, stage, &verdict)
        case .success:
            isAuthenticated = true
            endLogin()
        case .failure, .none:
            endLogin()
        }
    }

    mutating func endLogin() {
        challengeCount = 0
        if phase == .sasl { phase = .open }
    }

    private mutating func challenge(_ reply: Reply, _ stage: ReplyStage, _ verdict: inout ReplyVerdict) {
        challengeCount = stage == .auth ? 1 : challengeCount + 1
        if challengeCount > Self.challengeLimit { verdict.flags.append(.tooManyChallenges) }
        if let last = reply.lines.indices.last, !Base64Syntax.isValid(reply.text(ofLine: last)) {
            verdict.flags.append(.malformedChallenge)
        }
        phase = .sasl
        // The server takes the next line as the answer to its 334, also one that was sent before.
        if var early = queue.first, early.kind == .command {
            early.kind = .saslResponse
            early.command = nil
            early.line = Self.hidden
            early.isSecret = true
            queue.replaceFirst(by: [early])
            verdict.flags.append(.lineBecameResponse)
        }
    }
}

extension Command {
    /// Whether this is `BURL … LAST`.
    /// - SeeAlso: RFC 4468 §3.1
    var isLastBurl: Bool {
        guard verb == .burl, case .text(let text) = arguments else { return false }
        let words = text.split(separator: ASCII.space)
        return words.count == 2 && ASCII.equal(words[1], "LAST")
    }
}
