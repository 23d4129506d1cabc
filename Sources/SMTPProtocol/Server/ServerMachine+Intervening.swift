/// A moment of a session at which a policy may step in.
public struct ServerMoment: Sendable {
    /// The sorts of moment.
    public enum Kind: Hashable, Sendable {
        /// The greeting would go out.
        case connected
        /// This command, well formed and in order, would be carried out.
        case command(Verb)
        /// The message is complete and would be accepted.
        case endOfData
    }

    /// Which moment it is.
    public let kind: Kind
    /// The path of MAIL or RCPT without its brackets, or what else stands behind the verb.
    public let argument: [UInt8]
    /// The open transaction; nil outside of one.
    public let envelope: Envelope?
    /// The session is protected by TLS.
    public let isEncrypted: Bool
    /// Somebody has logged in.
    public let isLoggedIn: Bool
}

/// What a policy does at a `ServerMoment`: it waits, it answers in place of the machine, or both.
public struct ServerIntervention: Hashable, Sendable {
    /// How long to wait first, in seconds.
    public let delay: Int
    /// What is said in place of the machine's answer; nil lets the session go on as usual.
    public let decision: ServerDecision?

    /// An intervention.
    public init(delay: Int = 0, decision: ServerDecision? = nil) {
        self.delay = delay
        self.decision = decision
    }
}

extension ServerPolicy {
    /// Steps in at a moment of the session; nil lets it go on. A policy that says nothing never steps in.
    public func intervene(at moment: ServerMoment) -> ServerIntervention? { nil }
}

extension ServerMachine {
    /// A command that waits to be carried out.
    struct HeldCommand: Sendable {
        let command: Command
        let bytesBehind: Int
    }

    func moment(_ kind: ServerMoment.Kind, _ argument: [UInt8] = [], _ envelope: Envelope? = nil) -> ServerMoment {
        ServerMoment(
            kind: kind, argument: argument, envelope: envelope ?? self.envelope,
            isEncrypted: configuration.isEncrypted, isLoggedIn: authenticatedUser != nil)
    }

    /// Lets the policy step in before a command; true when it did.
    mutating func intervenes(before command: Command, bytesBehind: Int, _ actions: inout [ServerAction]) -> Bool {
        guard isInOrder(command) else { return false }
        let moment = moment(.command(command.verb), command.path?.bytes ?? argument(of: command))
        guard let intervention = policy.intervene(at: moment) else { return false }
        guard let decision = intervention.decision else {
            guard intervention.delay > 0 else { return false }
            heldCommand = HeldCommand(command: command, bytesBehind: bytesBehind)
            actions.append(.wait(seconds: min(intervention.delay, configuration.limits.delay)))
            return true
        }
        if command.verb == .rcpt { hasRefusedRecipients = true }
        answer(
            ServerDecision(decision.situation, delay: intervention.delay, closes: decision.closes), &actions)
        return true
    }

    /// Says the reply to a complete message, or what the policy says in its place.
    mutating func finish(_ envelope: Envelope, _ actions: inout [ServerAction]) {
        let intervention = policy.intervene(at: moment(.endOfData, [], envelope))
        if let decision = intervention?.decision {
            actions.append(.discardContent)
            answer(
                ServerDecision(decision.situation, delay: intervention?.delay ?? 0, closes: decision.closes),
                &actions)
            return
        }
        actions.append(.accept(envelope))
        if let delay = intervention?.delay, delay > 0 {
            badCommands = 0
            idleCommands = 0
            answer(ServerDecision(.accepted(envelope), delay: delay), &actions)
        } else {
            count(.progress, answering: .accepted(envelope), &actions)
        }
    }

    /// Mistakes of the client are answered as such, whatever the policy says.
    private func isInOrder(_ command: Command) -> Bool {
        switch command.verb {
        case .mail: state == .ready && command.path != nil && !command.problems.contains { $0.isError }
        case .rcpt: envelope != nil && command.path != nil && !command.problems.contains { $0.isError }
        case .data: isReadyForContent
        // Its octets follow at once: whoever answers in its place would have them read as commands.
        case .bdat: false
        default: command.verb.isKnown
        }
    }
}
