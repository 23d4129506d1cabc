/// AUTH and the exchange behind it. The owner judges; this keeps the order, reads base64 and says the replies.
///
///     C: AUTH LOGIN
///     S: 334 VXNlcm5hbWU6
///     C: c3R1ZGVudA==
///     S: 334 UGFzc3dvcmQ6
///     C: c2VjcmV0
///     S: 235 2.7.0 Logged in
///
/// - SeeAlso: RFC 4954 §4
extension ServerMachine {
    /// AUTH stands in the reply to EHLO.
    var offersLogin: Bool {
        !configuration.mechanisms.isEmpty && (configuration.isEncrypted || !configuration.requiresTLSForLogin)
    }

    mutating func authenticate(_ command: Command, bytesBehind: Int, _ actions: inout [ServerAction]) {
        if let refusal = refusalOfLogin {
            count(.bad, answering: refusal, &actions)
            return
        }
        guard !configuration.mechanisms.isEmpty else {
            refuseUnoffered(command, &actions)
            return
        }
        guard case .auth(let mechanism, let text) = command.arguments else {
            count(.bad, answering: .mechanismMissing, &actions)
            return
        }
        guard configuration.mechanisms.contains(mechanism) else {
            count(.bad, answering: .unknownMechanism(mechanism), &actions)
            return
        }
        guard !command.problems.contains(where: { $0.kind == .unexpectedArgument }) else {
            count(.bad, answering: .notBase64, &actions)
            return
        }
        guard let text else {
            ask(.authenticate(mechanism: mechanism, initialResponse: nil), bytesBehind: bytesBehind, &actions)
            return
        }
        // A lone = is an initial response of no bytes, for nothing at all would be none.
        guard let response = text == [ASCII.equals] ? [] : Base64.decode(text) else {
            count(.bad, answering: .notBase64, &actions)
            return
        }
        let action = ServerAction.authenticate(mechanism: mechanism, initialResponse: HiddenBytes(response))
        ask(action, bytesBehind: bytesBehind, &actions)
    }

    private var refusalOfLogin: ReplySituation? {
        if configuration.requiresTLSForLogin, !configuration.isEncrypted { return .loginNeedsTLS }
        if configuration.mechanisms.isEmpty { return nil }
        if !isExtended { return .helloFirst }
        if authenticatedUser != nil { return .alreadyLoggedIn }
        return envelope == nil ? nil : .noLoginInTransaction
    }

    /// A line of the client's came while a challenge was open.
    mutating func receive(response line: [UInt8], bytesBehind: Int, _ actions: inout [ServerAction]) {
        let isCancel = line == [UInt8(ascii: "*")]
        actions.append(.received(line: isCancel ? line : Array(HiddenBytes.mark.utf8)))
        guard !isCancel else {
            cancelLogin(&actions)
            count(.bad, answering: .loginCancelled, &actions)
            return
        }
        guard let response = Base64.decode(line) else {
            cancelLogin(&actions)
            count(.bad, answering: .notBase64, &actions)
            return
        }
        ask(.authenticationResponse(HiddenBytes(response)), bytesBehind: bytesBehind, &actions)
    }

    /// Leaves the judgement to the owner.
    private mutating func ask(_ question: ServerAction, bytesBehind: Int, _ actions: inout [ServerAction]) {
        // What came behind could be a secret that does not wait for its challenge: it must not be taken for commands.
        guard bytesBehind == 0 || configuration.earlyTalk == .allow else {
            close(with: .outOfStep, &actions)
            return
        }
        state = .authenticating
        isLoginJudged = true
        actions.append(question)
    }

    mutating func cancelLogin(_ actions: inout [ServerAction]) {
        state = .ready
        actions.append(.authenticationCancelled)
    }

    // MARK: Judgements

    /// The login goes on with this challenge: says it with 334, in base64.
    public mutating func challenge(_ challenge: [UInt8]) -> [ServerAction] {
        judge { machine, actions in
            let text = Base64.encode(challenge)
            guard text.count <= ServerReply.longestChallenge else {
                // It repeats what the client said, so the client was too wordy.
                machine.cancelLogin(&actions)
                machine.count(.bad, answering: .responseTooLong, &actions)
                return
            }
            actions.append(.reply(ServerReply(334, lines: [String(decoding: text, as: UTF8.self)])))
        }
    }

    /// The login succeeded: says 235.
    public mutating func authenticated(user: String) -> [ServerAction] {
        judge { machine, actions in
            machine.state = .ready
            machine.authenticatedUser = user
            machine.count(.progress, answering: .loggedIn, &actions)
        }
    }

    /// The login failed: says so, and counts it as a wrong command, so that guessing comes to an end.
    public mutating func rejected(_ reason: LoginRefusal) -> [ServerAction] {
        judge { machine, actions in
            machine.state = .ready
            machine.count(.bad, answering: reason.situation, &actions)
        }
    }

    private mutating func judge(_ outcome: (inout Self, inout [ServerAction]) -> Void) -> [ServerAction] {
        guard isLoginJudged, state == .authenticating else { return [] }
        isLoginJudged = false
        var actions: [ServerAction] = []
        outcome(&self, &actions)
        consumeBacklog(&actions)
        return actions
    }

    // MARK: Hiding

    /// Notes whether lines that are no commands could be answers of a login that is over, or never began.
    mutating func noteLogin(_ command: Command) {
        if command.verb == .auth {
            mayFollowAUTH = true
        } else if command.verb.isKnown {
            mayFollowAUTH = false
        }
    }

    /// The line as it may be logged.
    func shown(_ command: Command) -> [UInt8] {
        mayFollowAUTH && !command.verb.isKnown ? Array(HiddenBytes.mark.utf8) : command.shownLine
    }
}
