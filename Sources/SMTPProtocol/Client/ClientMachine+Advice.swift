extension ClientMachine {
    /// Whether a command fits here, before it is sent: by the state, by what the server offers, and by its parameters.
    public func advice(on command: Command) -> Advice {
        let advice = advice(on: command, in: Projection(self))
        return advice == .sensible ? pipeliningAdvice : advice
    }

    /// The same without a look at what is in flight, which stands in the projection.
    func advice(on command: Command, in projection: Projection) -> Advice {
        let state = stateAdvice(on: command.verb)
        guard state == .sensible else { return state }
        let offer = offerAdvice(on: command.verb, projection)
        guard offer == .sensible else { return offer }
        let order = orderAdvice(on: command.verb, projection)
        return order == .sensible ? argumentAdvice(on: command, projection) : order
    }

    /// The usual commands, sorted by whether they fit now.
    public var nextMoves: NextMoves {
        var moves = NextMoves()
        let projection = Projection(self)
        for verb in usualVerbs {
            let checks = [
                stateAdvice(on: verb), offerAdvice(on: verb, projection), orderAdvice(on: verb, projection),
                pipeliningAdvice,
            ]
            switch checks.first(where: { $0 != .sensible }) ?? .sensible {
            case .sensible: moves.now.append(verb)
            case .later(let reason), .outOfOrder(let reason):
                moves.later.append(NextMoves.Excluded(verb: verb, reason: reason))
            case .notOffered(let reason):
                moves.notOffered.append(NextMoves.Excluded(verb: verb, reason: reason))
            }
        }
        return moves
    }

    /// In the order in which a session needs them; a hello that was said already comes late.
    private var usualVerbs: [Verb] {
        let hellos: [Verb] = `protocol` == .lmtp ? [.lhlo] : [.ehlo, .helo]
        let first: [Verb] = [.mail, .rcpt, .data, .bdat, .rset, .noop, .vrfy, .expn, .help]
        let last: [Verb] = isEncrypted ? [.auth, .etrn] : [.starttls, .auth, .etrn]
        return hello == nil ? hellos + first + last + [.quit] : first + last + hellos + [.quit]
    }

    // MARK: The state

    private func stateAdvice(on verb: Verb) -> Advice {
        switch phase {
        case .disconnected: return .later("connect first")
        case .closed: return .outOfOrder("the connection is closed")
        case .ending: return .outOfOrder("the session is ending")
        case .startingTLS: return .outOfOrder("nothing more may be sent in clear")
        case .awaitingGreeting: return .later("wait for the greeting")
        case .content: return .later("end the content first, with a dot alone")
        case .sasl: return .later("answer the 334 first, or * to cancel")
        case .open: break
        }
        if awaitedOctets > 0 { return .later("\(awaitedOctets) bytes of the chunk first") }
        if queue.counts.quit > 0 { return .outOfOrder("QUIT was sent") }
        if isRefused && verb != .quit { return .outOfOrder("the server refused the session: only QUIT is left") }
        return .sensible
    }

    // MARK: What the server offers

    private func offerAdvice(on verb: Verb, _ projection: Projection) -> Advice {
        if verb == .lhlo && `protocol` == .smtp { return .notOffered("LHLO is for LMTP") }
        if (verb == .ehlo || verb == .helo) && `protocol` == .lmtp { return .notOffered("LMTP says LHLO") }
        if verb == .starttls && isEncrypted {
            return .outOfOrder("the connection is encrypted already; 503 is the answer")
        }
        guard let keyword = requiredKeyword(of: verb) else { return .sensible }
        let advice = offerAdvice(on: keyword, projection)
        // Many servers offer AUTH only under TLS.
        if verb == .auth, case .notOffered = advice, canStartTLS(projection) {
            return .later("STARTTLS first: under TLS the server may offer AUTH")
        }
        return advice
    }

    private func canStartTLS(_ projection: Projection) -> Bool {
        !isEncrypted && projection.capabilities?["STARTTLS"] != nil
    }

    private func requiredKeyword(of verb: Verb) -> String? {
        switch verb {
        case .helo, .ehlo, .lhlo, .mail, .rcpt, .data, .rset, .noop, .quit, .vrfy, .expn, .help: nil
        case .bdat, .burl, .starttls, .auth, .etrn, .atrn, .xclient, .xforward: CommandSyntax.of(verb)?.extensionKeyword
        // The obsolete ones were listed in EHLO's reply like extensions. RFC 1869 §4.
        case .turn, .send, .soml, .saml: verb.name
        // An empty line asks for nothing that could be offered.
        case .other(""): nil
        case .other(let name): CommandSyntax.of(verb)?.extensionKeyword ?? name
        }
    }

    private func offerAdvice(on keyword: String, _ projection: Projection) -> Advice {
        guard let capabilities = projection.capabilities else {
            if projection.hello == nil && hasForgottenHello {
                return .later("\(`protocol`.helloVerb) again first: what came before TLS does not count any more")
            }
            if projection.hello == nil {
                return .later("\(`protocol`.helloVerb) first: it tells what the server offers")
            }
            if projection.hello == .helo { return .later("EHLO first: HELO brings no extensions") }
            return .later("wait for the reply to \(`protocol`.helloVerb)")
        }
        return capabilities[keyword] == nil ? .notOffered("the server does not offer \(keyword)") : .sensible
    }

    // MARK: The order of commands

    /// - SeeAlso: RFC 5321 §4.1.4
    private func orderAdvice(on verb: Verb, _ projection: Projection) -> Advice {
        switch verb {
        case .rset, .noop, .quit, .vrfy, .expn, .help, .etrn, .other:
            return .sensible
        case .ehlo, .lhlo:
            return projection.hasTransaction ? .outOfOrder("it would forget the message that is begun") : .sensible
        case .helo:
            if projection.hasTransaction { return .outOfOrder("it would forget the message that is begun") }
            return projection.hello == .ehlo
                ? .outOfOrder("EHLO is accepted; HELO would give its extensions up") : .sensible
        case .mail, .send, .soml, .saml:
            if projection.hasTransaction { return .outOfOrder("a message is begun: finish it, or RSET") }
            guard projection.hello == nil else { return .sensible }
            return .later(hasForgottenHello ? "\(`protocol`.helloVerb) again first" : "\(`protocol`.helloVerb) first")
        case .rcpt:
            if !projection.hasTransaction { return .later("MAIL first") }
            return projection.isChunked ? .outOfOrder("the content has begun: no more recipients") : .sensible
        case .data:
            if projection.isChunked { return .outOfOrder("the content has begun with BDAT: go on with BDAT") }
            if projection.isBinary { return .outOfOrder("BODY=BINARYMIME needs BDAT") }
            return contentAdvice(projection)
        case .bdat, .burl:
            return contentAdvice(projection)
        case .starttls:
            return projection.hasTransaction ? .outOfOrder("not inside a message: finish it, or RSET") : .sensible
        case .auth:
            if projection.isAuthenticated { return .outOfOrder("already logged in") }
            if canStartTLS(projection) { return .later("STARTTLS first: in the clear everyone on the way can read it") }
            return projection.hasTransaction ? .outOfOrder("not inside a message: finish it, or RSET") : .sensible
        case .atrn:
            return projection.isAuthenticated ? .sensible : .later("AUTH first")
        case .turn, .xclient, .xforward:
            return projection.hasTransaction ? .outOfOrder("not inside a message: finish it, or RSET") : .sensible
        }
    }

    private func contentAdvice(_ projection: Projection) -> Advice {
        if !projection.hasTransaction { return .later("MAIL first") }
        if projection.recipientCount == 0 { return .later("RCPT first") }
        return projection.needsReset ? .outOfOrder("a chunk was refused: RSET first") : .sensible
    }

    // MARK: Arguments

    private func argumentAdvice(on command: Command, _ projection: Projection) -> Advice {
        for parameter in command.parameters {
            let advice = parameterAdvice(parameter, projection)
            if advice != .sensible { return advice }
        }
        if command.path?.needsSMTPUTF8 == true {
            let advice = offerAdvice(on: "SMTPUTF8", projection)
            if advice != .sensible { return advice }
            let isDeclared = command.verb == .rcpt ? projection.usesSMTPUTF8 : command.parameter("SMTPUTF8") != nil
            if !isDeclared { return .outOfOrder("the address needs SMTPUTF8 behind MAIL, and it is not there") }
        }
        let limit = limitAdvice(on: command, projection)
        if limit != .sensible { return limit }
        let attributes = attributeAdvice(on: command, projection)
        if attributes != .sensible { return attributes }
        if case .auth(let mechanism, _) = command.arguments, let capabilities = projection.capabilities,
            !capabilities.authMechanisms.contains(mechanism)
        {
            return .notOffered("the server does not offer \(mechanism)")
        }
        return .sensible
    }

    /// - SeeAlso: RFC 9422 §4
    private func limitAdvice(on command: Command, _ projection: Projection) -> Advice {
        guard command.verb == .rcpt || command.verb == .mail, let limits = projection.capabilities?.limits else {
            return .sensible
        }
        if command.verb == .mail {
            guard let most = limits.messages, projection.messageCount >= most else { return .sensible }
            return .outOfOrder("the server takes at most \(most == 1 ? "1 message" : "\(most) messages") in a session")
        }
        if let most = limits.recipients, projection.recipientCount >= most {
            return .outOfOrder("the server takes at most \(most == 1 ? "1 recipient" : "\(most) recipients")")
        }
        if let most = limits.recipientDomains, projection.domains.count >= most,
            let domain = Projection.domain(command.path), !projection.domains.contains(domain)
        {
            return .outOfOrder(
                "the server takes recipients of at most \(most == 1 ? "1 domain" : "\(most) domains") in a message")
        }
        return .sensible
    }

    private func parameterAdvice(_ parameter: Parameter, _ projection: Projection) -> Advice {
        let isBinary = parameter.keyword == "BODY" && parameter.value.map { ASCII.equal($0, "BINARYMIME") } == true
        let keyword = isBinary ? "BINARYMIME" : ParameterSyntax.of(parameter.keyword)?.extensionKeyword
        let advice = offerAdvice(on: keyword ?? parameter.keyword, projection)
        guard advice == .sensible, let capabilities = projection.capabilities else { return advice }
        let number = parameter.value.flatMap { Decimal.value(of: $0) }
        switch parameter.keyword {
        case "SIZE":
            guard let most = capabilities.maximumMessageSize, let number, number > most else { return .sensible }
            return .notOffered("the server takes at most \(most) bytes")
        case "HOLDFOR":
            guard let word = capabilities["FUTURERELEASE"]?.words.first, let most = Decimal.value(of: word), let number,
                number > most
            else { return .sensible }
            return .notOffered("the server holds a message for at most \(most) seconds")
        case "BY":
            guard let word = capabilities["DELIVERBY"]?.words.first, let least = Decimal.value(of: word),
                let value = parameter.value, let end = value.firstIndex(of: 0x3B),
                value[end...].dropFirst().first.map(ASCII.uppercased) == UInt8(ascii: "R"),
                let seconds = Decimal.value(of: value[..<end]), seconds < least
            else { return .sensible }
            return .notOffered("the server promises no delivery in less than \(least) seconds")
        case "REQUIRETLS":
            return isEncrypted ? .sensible : .outOfOrder("REQUIRETLS is for a connection under TLS (RFC 8689 4.1)")
        default: return .sensible
        }
    }

    /// The names in XCLIENT and XFORWARD that the server did not list behind the keyword.
    private func attributeAdvice(on command: Command, _ projection: Projection) -> Advice {
        guard command.verb == .xclient || command.verb == .xforward, case .text(let text) = command.arguments,
            let offered = projection.capabilities?[command.verb.name]?.words
        else { return .sensible }
        for word in text.split(separator: ASCII.space) {
            let name = word.prefix { $0 != ASCII.equals }.map(ASCII.uppercased)
            guard name.allSatisfy(ASCII.isAlphanumeric) else { continue }
            if !offered.contains(where: { $0.map(ASCII.uppercased) == name }) {
                return .notOffered(
                    "the server does not take \(String(decoding: name, as: UTF8.self)) in \(command.verb.name)")
            }
        }
        return .sensible
    }

    // MARK: Pipelining

    /// Whether something may be sent before the last reply is in.
    /// - SeeAlso: RFC 2920 §3.1
    private var pipeliningAdvice: Advice {
        guard let last = queue.last else { return .sensible }
        guard capabilities?["PIPELINING"] != nil else { return .later("wait for the reply to \(last.name)") }
        switch ReplyStage.of(last) {
        case .mail, .rcpt, .rset, .chunk, .endOfData:
            return .sensible
        case .greeting, .hello, .data, .noop, .vrfy, .expn, .help, .startTLS, .auth, .response, .etrn, .xclient, .quit,
            .other:
            return .later("wait for the reply to \(last.name)")
        }
    }
}
