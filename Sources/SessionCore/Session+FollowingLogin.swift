import SASL
import SMTPProtocol
import SMTPReference
import SafeText

/// The login under way, followed from outside: every message decoded, whoever wrote it, and what comes of it in the end.
extension Session {
    /// A reply came: what it means for the login under way.
    /// - Parameter entry: the reply's own entry.
    mutating func loginReceived(_ reply: Reply, _ verdict: ReplyVerdict, entry: EntryID, isAutomatic: Bool) {
        switch verdict.attribution {
        case .answer(let pending) where pending.kind == .saslResponse || pending.verb?.isLogin == true:
            switch verdict.outcome {
            case .goAhead: challenged(reply, verdict, entry)
            case .success: loggedIn(entry)
            case .failure, .none: loginFailed(reply)
            }
        case .unsolicited where verdict.flags.contains(.loginEnded):
            let wasDue = isSecretDue
            loginFailed(reply)
            withdrawQuestion(whileAnswerWasDue: wasDue)
        case .closing, .limitExceeded:
            // The link is given up in a moment, and the attempt with it; no answer is sent any more.
            login.attempt = nil
        case .answer, .startTLS, .unsolicited, .stray, .tooLate: break
        }
    }

    private mutating func challenged(_ reply: Reply, _ verdict: ReplyVerdict, _ entry: EntryID) {
        let text = reply.lines.indices.last.map { Array(reply.text(ofLine: $0).trimmingBlanks()) } ?? []
        let challenge = Base64.decode(text)
        if login.dialogue == nil { login.dialogue = LoginDialogue(mechanism: "") }
        if let challenge {
            let fields = login.dialogue?.received(challenge) ?? []
            if !challenge.isEmpty { add(decoded(fields), to: entry) }
        } else {
            login.dialogue?.isAnswerDue = true
        }
        continueLogin(challenge)
    }

    private mutating func loggedIn(_ entry: EntryID) {
        let dialogue = login.dialogue
        let attempt = login.attempt
        login.dialogue = nil
        login.attempt = nil
        var identity = LoginIdentity(
            user: attempt?.plan.request.user.map { Array($0.utf8) } ?? dialogue?.user,
            mechanism: attempt?.plan.mechanism.name ?? dialogue?.mechanism ?? "", isServerUnproved: false)
        if let attempt {
            // An exchange that was dropped with * can prove nothing either.
            var exchange = attempt.exchange
            let proof = exchange?.succeeded() ?? (attempt.plan.mechanism.provesServer ? .missing : .notPartOfMechanism)
            switch proof {
            case .notPartOfMechanism: break
            case .proved:
                add(Remark(.information, .state, "The server proved that it knows your password."), to: entry)
            case .missing:
                identity.isServerUnproved = true
                add(
                    Remark(
                        .error, .state,
                        "Server not authenticated: it said yes without proving that it knows your password, as "
                            + "\(attempt.plan.mechanism.name) demands (RFC 5802 3). It may be an impostor: send it nothing."
                    ),
                    to: entry)
                fail(.notPermitted)
            }
        } else if Mechanism(name: identity.mechanism)?.provesServer == true {
            add(
                Remark(
                    .information, .state,
                    "Whether the server knows your password was not checked, for the explorer does not know it. "
                        + ":auth checks it."), to: entry)
        }
        login.identity = identity
    }

    /// The login is over without success. What was said when the explorer ended it itself is not said again.
    private mutating func loginFailed(_ reply: Reply) {
        let attempt = login.attempt
        login.attempt = nil
        login.dialogue = nil
        guard let attempt, !attempt.isCancelled else { return }
        let mechanism = attempt.plan.mechanism
        let isTemporary = reply.severity == .temporary
        let what = "The login with \(mechanism.name) failed\(isTemporary ? " for now" : "")."
        tell(.error, [what, weakerWords(than: mechanism)].compactMap(\.self).joined(separator: " "))
        fail(isTemporary ? .temporaryFailure : .notPermitted)
    }

    // MARK: What is sent

    /// Sends an AUTH line of the explorer's.
    /// - Parameter message: the initial response in it; nil when there is none.
    mutating func sendAuth(_ line: [UInt8], mechanism: String, message: [UInt8]?, remarks: [Remark]) {
        let before = StateName(machine.state)
        let outgoing = machine.willSend(line)
        let view = follow(AuthLine(mechanism: mechanism, message: message, line: line))
        send(outgoing, from: before) { transcript, time in
            transcript.append(
                sent: view.shown, .command, verb: .auth, isSecret: view.isSecret, isAutomatic: true,
                remarks: remarks + view.remarks, at: time)
        }
    }

    /// Sends the answer to a 334, typed or not.
    /// - Parameter line: the answer as it goes over the wire, in base64; or `*`.
    mutating func sendResponse(_ line: [UInt8]) {
        guard machine.state == .sasl else { return }
        let before = StateName(machine.state)
        let isAnswerDue = login.dialogue?.isAnswerDue == true
        let outgoing = machine.willSend(line)
        guard outgoing.kind != .nothing else { return }
        var remarks: [Remark] = []
        var isSecret = false
        if outgoing.kind == .saslCancel {
            login.dialogue?.isAnswerDue = false
            if line != [UInt8(ascii: "*")] {
                remarks.append(
                    Remark(
                        .warning, .limit,
                        "The server asked too often: * was sent instead of the answer, to end the login."))
            }
        } else {
            let message = Base64.decode(line)
            // What comes before it is asked for, and what is no base64, may be anything: also a password.
            isSecret = message.map { !isAnswerDue || login.dialogue?.hides($0) != false } ?? !line.isEmpty
            remarks.append(decodedRemark(onResponse: message, line: line, isSecret: isSecret))
        }
        let shown = outgoing.kind == .saslCancel ? outgoing.shownLine : isSecret ? Redaction.mark : line
        let isAutomatic = login.attempt != nil
        send(outgoing, from: before) { transcript, time in
            transcript.append(
                sent: shown, .saslResponse, verb: nil, isSecret: isSecret, isAutomatic: isAutomatic, remarks: remarks,
                at: time)
        }
    }

    private mutating func decodedRemark(onResponse message: [UInt8]?, line: [UInt8], isSecret: Bool) -> Remark {
        if isSecret { remember(message, line, mechanism: login.dialogue?.mechanism ?? "") }
        guard let message else {
            login.dialogue?.isAnswerDue = false
            return Remark(.warning, .decoded, "The answer is no base64, so the server cannot understand it.")
        }
        return decoded(login.dialogue?.sent(message) ?? [MessageField("response", message, isSecret: true)])
    }

    /// Follows an AUTH line that is about to be sent: what of it may be shown, and what it says.
    mutating func follow(_ line: AuthLine) -> AuthLine.View {
        login.identity = machine.isAuthenticated ? login.identity : nil
        var dialogue = LoginDialogue(mechanism: line.mechanism)
        defer { login.dialogue = dialogue }
        guard let message = line.message else { return AuthLine.View(shown: line.line, isSecret: false, remarks: []) }
        let isSecret = dialogue.hides(message)
        if isSecret { remember(message, line.response, mechanism: line.mechanism) }
        return AuthLine.View(
            shown: isSecret ? line.redacted : line.line, isSecret: isSecret, remarks: [decoded(dialogue.sent(message))])
    }

    private mutating func remember(_ message: [UInt8]?, _ line: [UInt8], mechanism: String) {
        for secret in LoginSecrets.parts(of: message, line: line, mechanism: mechanism) {
            link?.remember(secret: secret)
        }
    }

    private func decoded(_ fields: [MessageField]) -> Remark {
        Remark(
            .information, .decoded,
            MessageField.text(fields, hiding: link?.secrets ?? [], style: settings.escapeStyle))
    }

    // MARK: The state of it

    /// Who is logged in: `no`, `student (PLAIN)`.
    var authenticationSummary: String {
        guard link != nil, machine.isAuthenticated else { return "no" }
        guard let identity = login.identity else { return "yes" }
        let user = identity.user.map { Sanitizer.escape($0, style: settings.escapeStyle) } ?? "yes"
        let mechanism = Sanitizer.escape(identity.mechanism, style: settings.escapeStyle)
        return identity.isServerUnproved ? "\(user) (\(mechanism), server NOT authenticated)" : "\(user) (\(mechanism))"
    }

    /// How much attention the login wants: an error when the server did not prove itself as it should have.
    var authenticationLevel: Level {
        link != nil && machine.isAuthenticated && login.identity?.isServerUnproved == true ? .error : .information
    }

    /// Whether the user may be typing a secret for the server at this moment.
    private var isSecretDue: Bool {
        guard !isLoggingIn, let dialogue = login.dialogue else { return false }
        return dialogue.isAnswerDue && dialogue.isNextMessageSecret
    }

    /// The connection is about to be forgotten, and the login with it.
    mutating func loginEnded() {
        let wasDue = isSecretDue
        login.connectionEnded()
        withdrawQuestion(whileAnswerWasDue: wasDue)
    }

    /// TLS began: an AUTH in the clear does not count any more.
    /// - SeeAlso: RFC 3207 §4.2
    mutating func loginForgotten() {
        login.dialogue = nil
        login.identity = nil
    }
}
