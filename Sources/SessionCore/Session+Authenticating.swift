import SASL
import SMTPProtocol
import SafeText

/// `:auth`: how a login is planned and how it begins.
extension Session {
    /// `:auth`
    mutating func authenticate(_ request: AuthRequest) throws(LanguageError) {
        try checkMoment()
        let plan = try plan(for: request)
        if mustAskAboutClearText(.login(request), mechanism: plan.mechanism.name) { return }
        announce(plan)
        prepare(plan)
    }

    /// A front end wants a login, as if by `:auth`.
    mutating func logIn(_ request: AuthRequest) {
        do throws(LanguageError) {
            try authenticate(request)
        } catch {
            tell(error)
        }
    }

    /// Whether this is a moment at which the explorer can log in by itself.
    /// - SeeAlso: RFC 4954 §4
    private func checkMoment() throws(LanguageError) {
        guard let link, link.opening == nil else {
            throw LanguageError(
                .nothingThere, "There is no connection.", advice: "Write :connect HOST or :practice first.")
        }
        if link.isSecuring {
            throw LanguageError(.notNow, "TLS is being started.", advice: "Wait until it is done.")
        }
        switch machine.state {
        case .ready, .greeted: break
        case .sasl: throw LanguageError(.notNow, "A login is under way.", advice: "End it with * first.")
        case .mailOpen, .recipients, .awaitingAcceptance, .awaitingContentGoAhead, .content, .chunk:
            throw LanguageError(
                .notNow, "A message is begun, and AUTH is not allowed inside it (RFC 4954 4).",
                advice: "Finish it or write RSET first.")
        case .awaitingGreeting:
            throw LanguageError(.notNow, "The server has not greeted yet.", advice: "Wait for its 220, and say EHLO.")
        case .disconnected, .startingTLS, .quitting, .closed:
            throw LanguageError(.notNow, "The session is ending.", advice: ":reconnect starts anew.")
        }
        if isLoggingIn { throw LanguageError(.notNow, "A login is under way.", advice: "^C gives it up.") }
        if machine.pendingCount > 0 {
            throw LanguageError(.notNow, "A reply is not in yet.", advice: "Wait for it: its place must be clear.")
        }
        if machine.isAuthenticated {
            throw LanguageError(
                .notNow, "You are logged in already, and a session can do that once (RFC 4954 4).",
                advice: ":reconnect, and :auth again.")
        }
    }

    // MARK: Planning

    private func plan(for request: AuthRequest) throws(LanguageError) -> LoginPlan {
        let offered = machine.capabilities?.authMechanisms ?? []
        let bindings = link?.tls.facts?.channelBindings ?? []
        let mechanism: Mechanism
        if let name = request.mechanism {
            guard let known = Mechanism(name: name) else { throw LoginWording.unsupported(name) }
            mechanism = known
        } else {
            guard machine.capabilities != nil else {
                throw LanguageError(
                    .notNow, "The server has not said what it offers.", advice: "Say EHLO first, or name a mechanism.")
            }
            mechanism = try strongest(among: offered, bindings)
        }
        guard !mechanism.bindsChannel || !bindings.isEmpty else {
            throw LanguageError(
                .notNow,
                "There is no channel binding for \(mechanism.name): "
                    + (machine.isEncrypted
                        ? "this TLS connection gives nothing to bind to." : "the connection is not encrypted."),
                advice: "The same name without -PLUS needs none.")
        }
        return LoginPlan(
            mechanism: mechanism, binding: mechanism.bindsChannel ? bindings.first : nil,
            couldBindChannel: !bindings.isEmpty && !Mechanism.offersChannelBinding(offered), request: request)
    }

    private func strongest(
        among offered: [String], _ bindings: [ChannelBinding]
    ) throws(LanguageError) -> Mechanism {
        let choice = Mechanism.strongest(
            among: offered, isEncrypted: machine.isEncrypted, channelBinding: bindings.map(\.kind))
        guard let choice else {
            throw LoginWording.nothingToChoose(
                offered, couldStartTLS: !machine.isEncrypted && machine.capabilities?["STARTTLS"] != nil)
        }
        return choice.mechanism
    }

    /// Says which mechanism is used, why, and what speaks against it.
    private mutating func announce(_ plan: LoginPlan) {
        let offered = machine.capabilities?.authMechanisms ?? []
        let mechanism = plan.mechanism
        let isOffered = offered.contains(mechanism.name)
        let choice = Mechanism.strongest(
            among: [mechanism.name], isEncrypted: machine.isEncrypted,
            channelBinding: (link?.tls.facts?.channelBindings ?? []).map(\.kind))
        var text = plan.request.mechanism == nil ? "The strongest mechanism offered here is " : "The mechanism is "
        text += (choice?.reason ?? mechanism.name) + "."
        if mechanism.provesServer { text += " " + bindingWords(plan, offered) }
        tell(.information, text)
        if !isOffered {
            tell(.warning, "The server does not offer \(mechanism.name); it is tried all the same.")
        }
        if mechanism == .external, link?.tls.facts?.clientCertificate.isSent != true {
            tell(
                .warning,
                "EXTERNAL has the server look at our client certificate, and none was sent. "
                    + ":connect HOST --cert FILE --key FILE sends one.")
        }
    }

    private func bindingWords(_ plan: LoginPlan, _ offered: [String]) -> String {
        if let binding = plan.binding { return "The channel binding is \(binding.kind.rawValue)." }
        let reason =
            if !machine.isEncrypted {
                "the connection is not encrypted"
            } else if link?.tls.facts?.channelBindings.isEmpty != false {
                "this TLS connection gives nothing to bind to"
            } else if !Mechanism.offersChannelBinding(offered) {
                "the server offers no mechanism whose name ends in -PLUS"
            } else {
                "only the mechanisms whose names end in -PLUS have it"
            }
        return "There is no channel binding: \(reason)."
    }

    // MARK: What the mechanism needs

    /// Asks for what is missing, one after the other, and begins when all is there.
    private mutating func prepare(_ plan: LoginPlan) {
        let name = plan.mechanism.name
        if plan.request.user == nil, plan.mechanism.needsUser {
            guard attendance == .interactive else {
                return missing("\(name) needs a user name, and nobody is there to type it. Write :auth \(name) USER.")
            }
            asking = .shown(.user(plan), "User> ")
            return
        }
        guard plan.mechanism.needsPassword else { return begin(plan, password: []) }
        switch plan.request.secret ?? .ask {
        case .ask:
            guard attendance == .interactive else {
                return missing(
                    "\(name) needs \(plan.mechanism.takesToken ? "an access token" : "a password"), and nobody is there "
                        + "to type it. Write env:NAME for an environment variable, or file:PATH for a file, behind the user."
                )
            }
            let user = plan.request.user.map { " of \(Sanitizer.escape($0, style: settings.escapeStyle))" } ?? ""
            asking = .masked(.secret(plan), "\(plan.mechanism.takesToken ? "Access token" : "Password")\(user)> ")
        case .environment, .file:
            guard let source = plan.request.secret else { return }
            let number = login.nextNumber()
            login.attempt = LoginAttempt(plan: plan, step: .secret(number))
            actions.append(.resolveSecret(source, number: number))
        }
    }

    private mutating func missing(_ text: String) {
        tell(.error, text)
        fail(.usage)
    }

    /// The user name was typed.
    mutating func answered(_ plan: LoginPlan, withUser line: [UInt8]) {
        guard let user = String(validating: line, as: UTF8.self), !user.isEmpty, !line.contains(0) else {
            tell(.information, "There is no login without a user name; nothing was sent.")
            return
        }
        var plan = plan
        plan.request.user = user
        prepare(plan)
    }

    /// The password or token was typed.
    mutating func answered(_ plan: LoginPlan, withSecret line: [UInt8]) {
        guard !line.isEmpty else {
            tell(.information, "No \(plan.secretName) was typed; nothing was sent.")
            return
        }
        begin(plan, password: line)
    }

    /// The password or token was looked for, where the user said.
    mutating func received(_ answer: SecretAnswer, number: Int) {
        guard let attempt = login.attempt, attempt.step == .secret(number) else { return }
        login.attempt = nil
        switch answer {
        case .found(let secret): begin(attempt.plan, password: secret)
        case .missing(let message, let advice):
            tell(.error, "\(Sanitizer.escape(message)) \(Sanitizer.escape(advice)) Nothing was sent.")
            fail(.notPermitted)
        }
    }
}

extension TLSFacts {
    /// What a login can be tied to, the stronger first.
    /// - SeeAlso: RFC 9266, RFC 5929 §4
    fileprivate var channelBindings: [ChannelBinding] {
        let exporter = exporter.map { ChannelBinding(.exporter, data: $0) }
        let endPoint = serverEndPoint.map { ChannelBinding(.serverEndPoint, data: $0) }
        return [exporter, endPoint].compactMap(\.self)
    }
}

extension TLSFacts.ClientCertificate {
    fileprivate var isSent: Bool {
        switch self {
        case .sent: true
        case .notRequested, .notSent: false
        }
    }
}
