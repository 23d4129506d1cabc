extension ClientMachine {
    /// Takes something that the server sent, and says what it answers and what changes with it.
    public mutating func received(_ output: ReplyParser.Output) -> ReplyVerdict {
        switch phase {
        case .disconnected, .closed, .startingTLS:
            return ReplyVerdict(attribution: .tooLate, outcome: .none, isFinal: false)
        case .awaitingGreeting, .open, .content, .sasl, .ending:
            break
        }
        switch output {
        case .reply(let reply):
            return receivedReply(reply)
        case .stray(let reply):
            return ReplyVerdict(
                attribution: .stray, outcome: .none, flags: reply.isComplete ? [] : [.incomplete], isFinal: false)
        case .limitExceeded(let limit, _):
            let first = queue.first
            _ = close(.limitExceeded)
            return ReplyVerdict(
                attribution: .limitExceeded(limit, first), outcome: .none, flags: [.incomplete], isFinal: true)
        }
    }

    private mutating func receivedReply(_ reply: Reply) -> ReplyVerdict {
        guard let code = reply.code else {
            return ReplyVerdict(attribution: .stray, outcome: .none, isFinal: false)
        }
        if code == 421 || (code == 221 && queue.first?.verb != .quit) { return receivedEnd(code, reply) }
        guard let first = queue.first else { return receivedUnasked(code, reply) }
        guard reply.isComplete else {
            return ReplyVerdict(attribution: .answer(first), outcome: .none, flags: [.incomplete], isFinal: true)
        }
        expectSeveralVerdicts(code)
        guard let answered = queue.removeFirst() else {
            return ReplyVerdict(attribution: .unsolicited, outcome: .none, isFinal: false)
        }
        let stage = ReplyStage.of(answered)
        var (outcome, flag) = stage.judge(code)
        if answered.isFollowed, answered.recipient == nil, code == Self.verdictsFollow {
            (outcome, flag) = (.goAhead, nil)
        }
        if stage == .startTLS, outcome == .success, isEncrypted {
            (outcome, flag) = (.none, .unexpectedCode("The connection is encrypted already: TLS does not begin again."))
        }
        let startsTLS = stage == .startTLS && outcome == .success
        var verdict = ReplyVerdict(
            attribution: startsTLS ? .startTLS(answered) : .answer(answered), outcome: outcome,
            flags: flag.map { [$0] } ?? [], isFinal: outcome != .goAhead)
        apply(outcome, of: reply, code, to: answered, in: stage, &verdict)
        return verdict
    }

    /// A reply that nobody asked for answers nothing. But a server that does not wait for our answer to its 334, and says
    /// 535 for example, has ended the login: the next line is a command for it, and must not be a password for us.
    private mutating func receivedUnasked(_ code: ReplyCode, _ reply: Reply) -> ReplyVerdict {
        var verdict = ReplyVerdict(attribution: .unsolicited, outcome: .none, isFinal: false)
        if !reply.isComplete { verdict.flags.append(.incomplete) }
        if phase == .sasl, reply.isComplete, code.severity != .continue {
            endLogin()
            verdict.flags.append(.loginEnded)
        }
        return verdict
    }

    /// 421 may answer anything at any time, and 221 to something else than QUIT says the same: the server closes.
    /// - SeeAlso: RFC 5321 §3.8, §4.2.2
    private mutating func receivedEnd(_ code: ReplyCode, _ reply: Reply) -> ReplyVerdict {
        var verdict = ReplyVerdict(attribution: .closing(queue.removeFirst()), outcome: .failure, isFinal: true)
        if code == 221 { verdict.flags.append(.unexpectedCode("221 answers QUIT only; the server ends the session.")) }
        if !reply.isComplete { verdict.flags.append(.incomplete) }
        forgetTransaction(&verdict)
        awaitedOctets = 0
        partialLine = []
        phase = .ending
        end = end ?? .announcedByServer
        return verdict
    }

    /// The verdict on a message may come in several replies: in LMTP one for each accepted recipient, and with PRDR, when the
    /// server says 353, one for each of them and then one for all.
    /// - SeeAlso: RFC 2033 §4.2, §4.3; draft-hall-prdr
    private mutating func expectSeveralVerdicts(_ code: ReplyCode) {
        guard let first = queue.first, first.isVerdict, first.recipient == nil, !first.isFollowed else { return }
        switch `protocol` {
        case .lmtp: expectOnePerRecipient(first, code)
        case .smtp: if code == Self.verdictsFollow, first.isPartOfPRDR(transaction) { expectAfter(first) }
        }
    }

    /// The code that announces a reply for each recipient.
    private static let verdictsFollow: ReplyCode = 353

    private mutating func expectOnePerRecipient(_ first: PendingCommand, _ code: ReplyCode) {
        // A BDAT that the server does not take as a command at all is answered once.
        if first.kind == .chunk && [500, 501, 502, 503, 504].contains(code) { return }
        var group = verdicts(on: first)
        guard !group.isEmpty else { return }
        group[group.count - 1].isFollowed = false
        var own = first
        own.recipient = group[0].recipient
        own.isFollowed = group[0].isFollowed
        group[0] = own
        queue.replaceFirst(by: group)
    }

    private mutating func expectAfter(_ first: PendingCommand) {
        var announcement = first
        announcement.isFollowed = true
        let final = makePending(first.kind, command: first.command, line: first.line, isSecret: first.isSecret)
        queue.replaceFirst(by: [announcement] + verdicts(on: first) + [final])
    }

    /// What is awaited for each accepted recipient, in the order of RCPT.
    private mutating func verdicts(on content: PendingCommand) -> [PendingCommand] {
        let accepted = transaction?.accepted ?? []
        var group: [PendingCommand] = []
        group.reserveCapacity(accepted.count)
        for recipient in accepted {
            var pending = makePending(
                content.kind, command: content.command, line: content.line, isSecret: content.isSecret)
            pending.recipient = recipient.path ?? .null
            pending.isFollowed = true
            group.append(pending)
        }
        return group
    }
}

extension PendingCommand {
    /// Whether a message was announced with PRDR, so that 353 may answer its end.
    fileprivate func isPartOfPRDR(_ transaction: Transaction?) -> Bool {
        transaction?.parameters.contains { $0.keyword == "PRDR" } == true
    }
}
