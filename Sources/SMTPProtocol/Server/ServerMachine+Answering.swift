/// How replies are given: counted, delayed, or as the last word.
extension ServerMachine {
    /// How a command counts against the limits on useless ones.
    enum Weight {
        /// A message came forward: the counts start again.
        case progress
        /// Right, and of no use to a message.
        case idle
        /// Wrong.
        case bad
        /// A refusal that is no mistake of the client's program.
        case neutral
    }

    /// Says the reply, unless the client has used up its patience: then 421 and the end.
    mutating func count(_ weight: Weight, answering situation: ReplySituation, _ actions: inout [ServerAction]) {
        switch weight {
        case .progress:
            badCommands = 0
            idleCommands = 0
        case .idle:
            idleCommands += 1
        case .bad:
            badCommands += 1
        case .neutral:
            break
        }
        if badCommands > configuration.limits.badCommands {
            close(with: .tooManyBadCommands, &actions)
        } else if idleCommands > configuration.limits.idleCommands {
            close(with: .tooManyIdleCommands, &actions)
        } else {
            actions.append(.reply(reply(in: situation)))
        }
    }

    /// The words for a situation of this session.
    public func reply(in situation: ReplySituation) -> ServerReply { policy.reply(in: situation, of: self) }

    /// What is known for wording a reply.
    public var facts: SessionFacts {
        SessionFacts(
            hostName: configuration.hostName, clientName: clientName, line: commandInHand.map(shown) ?? [],
            path: commandInHand?.path?.bytes ?? [], lastRefusal: lastRefusal,
            recipientCount: envelope?.recipients.count ?? 0,
            messageSize: configuration.limits.messageSize,
            isExtended: isExtended, isEncrypted: configuration.isEncrypted)
    }

    /// Carries out what the policy decided, now or after its delay.
    mutating func answer(_ decision: ServerDecision, _ actions: inout [ServerAction]) {
        let delay = min(decision.delay, configuration.limits.delay)
        if delay > 0 {
            heldDecision = decision
            actions.append(.wait(seconds: delay))
        } else {
            say(decision, &actions)
        }
    }

    mutating func say(_ decision: ServerDecision, _ actions: inout [ServerAction]) {
        if let situation = decision.situation {
            let reply = reply(in: situation)
            if commandInHand?.verb == .rcpt, !decision.accepts { lastRefusal = reply.lines.joined(separator: " ") }
            actions.append(.reply(reply))
        }
        if decision.closes { close(with: nil, as: decision.situation == nil ? .hungUp : .refused, &actions) }
    }

    /// Ends the session. A message that was under way is forgotten.
    mutating func close(
        with situation: ReplySituation?, as ending: ServerAction.Ending = .refused, _ actions: inout [ServerAction]
    ) {
        guard state != .closed else { return }
        if state == .content || chunks.hasContent || chunks.open != nil { actions.append(.discardContent) }
        if state == .authenticating { actions.append(.authenticationCancelled) }
        state = .closed
        isLoginJudged = false
        envelope = nil
        heldDecision = nil
        heldCommand = nil
        chunks = Chunks()
        backlog = []
        if let situation { actions.append(.reply(reply(in: situation))) }
        actions.append(.close(ending))
    }
}
