import SASL
import SMTPProtocol
import SafeText

/// A login that the explorer leads: the exchange behind `:auth`, message by message.
extension Session {
    /// Whether the explorer is logging in by itself, so that typed lines have to wait.
    var isLoggingIn: Bool { login.attempt != nil }

    /// Begins a login for which everything is there.
    mutating func begin(_ plan: LoginPlan, password: [UInt8]) {
        let nonce = login.nonces?.next()
        guard nonce != nil || !plan.mechanism.provesServer else {
            tell(
                .error,
                "\(plan.mechanism.name) needs random numbers, and this session was given none. Nothing was sent.")
            fail(.internalError)
            return
        }
        let credentials = Credentials(
            user: Array((plan.request.user ?? "").utf8), password: password,
            authorizationIdentity: Array((plan.request.authorizationIdentity ?? "").utf8))
        do throws(SASLFailure) {
            var exchange = try ClientExchange(
                plan.mechanism, credentials, channelBinding: plan.binding, couldBindChannel: plan.couldBindChannel,
                host: serverName, port: serverPort, nonce: nonce ?? [])
            let first = exchange.begin()
            login.attempt = LoginAttempt(plan: plan, step: .reply, exchange: exchange)
            try sayAuth(plan, first)
        } catch {
            login.attempt = nil
            tell(.error, "\(error.message) \(error.advice) Nothing was sent.")
            fail(.notPermitted)
        }
    }

    /// Sends the AUTH line, with the first response in it where that is possible and wanted.
    /// - SeeAlso: RFC 4954 §4: a line of AUTH must not be longer than any other command
    private mutating func sayAuth(_ plan: LoginPlan, _ first: ClientStep) throws(SASLFailure) {
        let name = plan.mechanism.name
        var line = Array("AUTH \(name)".utf8)
        var message: [UInt8]?
        var remarks: [Remark] = []
        switch first {
        case .respond(let response):
            let text = response.isEmpty ? [UInt8(ascii: "=")] : Base64.encode(response)
            let fits = line.count + 1 + text.count + 2 <= Limits.commandLine
            if plan.request.usesInitialResponse ?? fits {
                message = response
                line += [0x20] + text
            } else {
                login.attempt?.withheld = response
            }
            if !fits, message == nil, plan.request.usesInitialResponse == nil {
                remarks.append(
                    Remark(
                        .information, .limit,
                        "The first response is too long for this line (RFC 4954 4) and goes out after the 334."))
            }
        case .abort(let failure): throw failure
        // No mechanism asks for a key before the server has spoken.
        case .wait, .derive:
            if plan.request.usesInitialResponse == true {
                remarks.append(
                    Remark(.information, .state, "\(name) has no initial response: the server speaks first."))
            }
        }
        login.wasHeldBack = false
        link?.hasUsedAuth = true
        sendAuth(line, mechanism: name, message: message, remarks: remarks)
    }

    // MARK: What the server says

    /// A challenge came for the login that the explorer leads.
    /// - Parameter challenge: nil when its text was no base64.
    mutating func continueLogin(_ challenge: [UInt8]?) {
        guard let attempt = login.attempt else { return }
        guard !attempt.isCancelled else {
            login.attempt = nil
            fail(.protocolViolation)
            closeLink(.broken, "The server goes on with the login that was ended with *. The connection was closed.")
            if leaving != .no { quit() }
            return
        }
        guard let challenge else {
            cancelLogin(
                "The challenge is no base64, so nothing can answer it (RFC 4954 4).",
                advice: "The server's side of \(attempt.plan.mechanism.name) is broken.")
            return
        }
        if let withheld = attempt.withheld {
            login.attempt?.withheld = nil
            guard challenge.isEmpty else {
                cancelLogin(
                    "\(attempt.plan.mechanism.name) lets the client speak first, and the server sent a challenge instead of "
                        + "an empty 334.", advice: "--initial-response may get around it.")
                return
            }
            sendResponse(Base64.encode(withheld))
            return
        }
        guard let step = login.attempt?.exchange?.received(challenge: challenge) else { return }
        perform(step)
    }

    /// The key is computed.
    mutating func received(_ key: DerivedKey, number: Int) {
        guard login.attempt?.step == .key(number), machine.state == .sasl else { return }
        login.attempt?.step = .reply
        guard let step = login.attempt?.exchange?.derived(key) else { return }
        perform(step)
    }

    private mutating func perform(_ step: ClientStep) {
        switch step {
        case .respond(let message): sendResponse(Base64.encode(message))
        case .derive(let derivation):
            let number = login.nextNumber()
            login.attempt?.step = .key(number)
            actions.append(.deriveKey(derivation, number: number))
        case .abort(let failure): cancelLogin(failure.message, advice: failure.advice)
        case .wait:
            cancelLogin(
                "The server asks for an answer, and there is none to give.", advice: "Its side of the login is broken.")
        }
    }

    // MARK: Giving up

    /// Ends the login with `*`, and says why. The password goes with the exchange.
    private mutating func cancelLogin(_ message: String, advice: String) {
        guard let mechanism = login.attempt?.plan.mechanism else { return }
        let text = "\(Sanitizer.escape(message)) The login was ended with *. \(Sanitizer.escape(advice))"
        tell(.error, [text, weakerWords(than: mechanism)].compactMap(\.self).joined(separator: " "))
        fail(.notPermitted)
        login.attempt?.exchange = nil
        login.attempt?.isCancelled = true
        login.attempt?.step = .reply
        sendResponse([UInt8(ascii: "*")])
    }

    /// What a failed login leaves to try by hand.
    func weakerWords(than mechanism: Mechanism) -> String? {
        LoginWording.weaker(
            than: mechanism, among: machine.capabilities?.authMechanisms ?? [], isEncrypted: machine.isEncrypted)
    }

    /// ^C: gives up the login under way, whoever leads it.
    /// - Returns: whether there was something to give up.
    mutating func giveUpLogin() -> Bool {
        if let attempt = login.attempt {
            switch attempt.step {
            case .secret:
                login.attempt = nil
                tell(.information, "The login was given up; nothing was sent.")
                return true
            case .key:
                login.attempt = nil
                tell(.information, "The login was given up.")
                sendResponse([UInt8(ascii: "*")])
                return true
            case .reply:
                // The wait is given up like any other. What comes later is answered by hand.
                login.attempt = nil
                return false
            }
        }
        guard machine.state == .sasl, login.dialogue?.isAnswerDue == true, machine.pendingCount == 0 else {
            return false
        }
        sendResponse([UInt8(ascii: "*")])
        return true
    }

    // MARK: The server, for OAUTHBEARER

    private var serverName: String {
        guard case .text(let target) = link?.request.target else { return "localhost" }
        return TargetParts(target).host
    }

    private var serverPort: Int {
        let digits = link?.address.utf8.split(separator: UInt8(ascii: ":")).last
        return digits.flatMap { Int(String(decoding: Array($0), as: UTF8.self)) } ?? 0
    }
}
