/// STARTTLS: the command, and what a handshake makes of the session.
///
///     C: STARTTLS
///     S: 220 2.0.0 Ready to start TLS
///     C, S: the handshake
///     C: EHLO lab.example
///
/// - SeeAlso: RFC 3207 §4
extension ServerMachine {
    /// STARTTLS stands in the reply to EHLO.
    var offersStartTLS: Bool { configuration.offersStartTLS && !configuration.isEncrypted }

    mutating func startTLS(_ command: Command, bytesBehind: Int, _ actions: inout [ServerAction]) {
        guard configuration.offersStartTLS || configuration.isEncrypted else {
            refuseUnoffered(command, &actions)
            return
        }
        guard takesNoArgument(command, &actions) else { return }
        guard !configuration.isEncrypted else {
            count(.bad, answering: .alreadyEncrypted, &actions)
            return
        }
        guard isExtended else {
            count(.bad, answering: .helloFirst, &actions)
            return
        }
        guard envelope == nil else {
            count(.bad, answering: .noTLSInTransaction, &actions)
            return
        }
        if bytesBehind > 0 {
            switch configuration.pipelinedStartTLS {
            case .close:
                close(with: .bytesBehindStartTLS, &actions)
                return
            case .carryOut:
                break
            }
        }
        state = .securing
        actions.append(.startTLS)
    }

    /// The owner is ready for the handshake: says 220. Nothing is looked at until ``secured(mechanisms:)``.
    public mutating func startingTLS() -> [ServerAction] {
        state == .securing ? [.reply(reply(in: .startTLS))] : []
    }

    /// The owner cannot have TLS now: says 454, and the session goes on in the clear.
    public mutating func cannotStartTLS() -> [ServerAction] {
        guard state == .securing else { return [] }
        state = .ready
        var actions: [ServerAction] = []
        count(.neutral, answering: .noTLSNow, &actions)
        consumeBacklog(&actions)
        return actions
    }

    /// The handshake is over, also one that came before the greeting. What the client said in the clear is forgotten: it has
    /// to say EHLO again.
    ///
    /// - Parameter mechanisms: what AUTH offers from now on.
    /// - SeeAlso: RFC 3207 §4.2
    public mutating func secured(mechanisms: [String]) -> [ServerAction] {
        guard state == .securing || state == .awaitingGreeting else { return [] }
        configuration.isEncrypted = true
        configuration.mechanisms = mechanisms
        authenticatedUser = nil
        clientName = []
        isExtended = false
        mayFollowAUTH = false
        envelope = nil
        hasRefusedRecipients = false
        earlyBytes = 0
        guard state == .securing else { return [] }
        state = .greeted
        var actions: [ServerAction] = []
        switch configuration.pipelinedStartTLS {
        case .close: backlog = []
        case .carryOut: consumeBacklog(&actions)
        }
        return actions
    }
}
