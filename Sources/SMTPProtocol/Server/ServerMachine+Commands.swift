/// The commands that open no transaction: hello, reset, help, questions about names, and what is not offered.
extension ServerMachine {
    /// Carries one command out.
    ///
    /// - Parameter bytesBehind: how many bytes came behind its line in the same piece.
    mutating func carryOut(_ command: Command, bytesBehind: Int, _ actions: inout [ServerAction]) {
        guard !refusesControls(in: command, &actions),
            !intervenes(before: command, bytesBehind: bytesBehind, &actions)
        else { return }
        perform(command, bytesBehind: bytesBehind, &actions)
    }

    /// Carries out a command that nobody steps in before.
    mutating func perform(_ command: Command, bytesBehind: Int, _ actions: inout [ServerAction]) {
        switch command.verb {
        case .ehlo, .helo:
            hello(command, &actions)
        case .mail:
            mail(command, &actions)
        case .rcpt:
            recipient(command, &actions)
        case .data:
            startContent(command, &actions)
        case .bdat:
            startChunk(command, &actions)
        case .rset:
            guard takesNoArgument(command, &actions) else { return }
            dropChunks(&actions)
            forgetTransaction()
            count(.idle, answering: .reset, &actions)
        case .noop:
            count(.idle, answering: ReplySituation(.noop, 250, 2, 0, 0, "Nothing done, as you asked"), &actions)
        case .quit:
            guard takesNoArgument(command, &actions) else { return }
            close(with: .farewell, as: .quit, &actions)
        case .vrfy:
            ask(command, "a user name or an address", .verifyWithoutName, { $0.verify($1) }, &actions)
        case .expn:
            ask(command, "the name of a mailing list", .expandWithoutName, { $0.expand($1) }, &actions)
        case .help:
            help(command, &actions)
        case .lhlo:
            let reply = ReplySituation(
                .notOffered, 502, 5, 5, 1, "LHLO belongs to LMTP; this server speaks SMTP, so say EHLO")
            count(.bad, answering: reply, &actions)
        case .starttls:
            startTLS(command, bytesBehind: bytesBehind, &actions)
        case .auth:
            authenticate(command, bytesBehind: bytesBehind, &actions)
        case .etrn, .atrn, .turn, .burl, .send, .soml, .saml, .xclient, .xforward:
            refuseUnoffered(command, &actions)
        case .other:
            count(.bad, answering: unknown(command), &actions)
        }
    }

    // MARK: Hello

    private mutating func hello(_ command: Command, _ actions: inout [ServerAction]) {
        let name = argument(of: command)
        guard !name.isEmpty else {
            let text = "\(command.verb.name) needs your name, as in \(command.verb.name) lab.example"
            count(.bad, answering: ReplySituation(.helloWithoutName, 501, 5, 5, 4, text), &actions)
            return
        }
        guard !refusesProblems(of: command, &actions) else { return }
        dropChunks(&actions)
        forgetTransaction()
        state = .ready
        clientName = name
        isExtended = command.verb == .ehlo
        count(.idle, answering: isExtended ? capabilities : shortWelcome, &actions)
    }

    private var shortWelcome: ReplySituation {
        ReplySituation(
            .helo, ServerReply(250, lines: ["\(configuration.hostName) hello \(ServerReply.quoted(clientName))"]))
    }

    /// The reply to EHLO.
    /// - SeeAlso: RFC 5321 §4.1.1.1
    private var capabilities: ReplySituation {
        let shown = configuration.capabilities.filter { capability in
            !configuration.hiddenCapabilities.contains(String(capability.prefix { $0 != " " }))
        }
        return ReplySituation(
            .ehlo,
            ServerReply(
                250,
                lines: ["\(configuration.hostName) hello \(ServerReply.quoted(clientName))"]
                    + shown.compactMap { line(for: $0) } + configuration.addedCapabilities))
    }

    /// A capability as the reply to EHLO lists it; nil for one that the session cannot have now.
    private func line(for capability: String) -> String? {
        switch capability {
        case "SIZE": "SIZE \(configuration.limits.messageSize)"
        case "STARTTLS": offersStartTLS ? capability : nil
        case "AUTH": offersLogin ? "AUTH " + configuration.mechanisms.joined(separator: " ") : nil
        default: capability
        }
    }

    /// Goes back to where no transaction is open.
    mutating func forgetTransaction() {
        envelope = nil
        chunks = Chunks()
        hasRefusedRecipients = false
        if state != .greeted { state = .ready }
    }

    // MARK: Questions

    private mutating func ask(
        _ command: Command, _ wanted: String, _ missing: ReplySituation.Name,
        _ question: (any ServerPolicy, [UInt8]) -> ServerDecision, _ actions: inout [ServerAction]
    ) {
        let name = argument(of: command)
        guard !name.isEmpty else {
            count(
                .bad, answering: ReplySituation(missing, 501, 5, 5, 4, "\(command.verb.name) needs \(wanted)"), &actions
            )
            return
        }
        let decision = question(policy, name)
        idleCommands += 1
        guard idleCommands <= configuration.limits.idleCommands else {
            close(with: .tooManyIdleCommands, &actions)
            return
        }
        answer(decision, &actions)
    }

    /// - SeeAlso: RFC 5321 §4.1.1.8
    private mutating func help(_ command: Command, _ actions: inout [ServerAction]) {
        let topic = argument(of: command)
        guard !topic.isEmpty else {
            let security = (offersStartTLS ? " STARTTLS" : "") + (offersLogin ? " AUTH" : "")
            let lines = [
                "Commands: EHLO HELO MAIL RCPT DATA BDAT RSET NOOP QUIT VRFY EXPN HELP\(security)",
                "A session: EHLO, MAIL, one RCPT or more, DATA, the message, a dot alone, QUIT",
                "HELP and a command shows how that command is written",
            ]
            let enhanced = EnhancedStatusCode(statusClass: 2, subject: 0, detail: 0)
            count(.idle, answering: ReplySituation(.help, ServerReply(214, enhanced: enhanced, lines: lines)), &actions)
            return
        }
        guard let syntax = CommandSyntax.of(Verb(ascii: topic)) else {
            let text = "No help on \(ServerReply.quoted(topic)); HELP alone lists the commands"
            count(.idle, answering: ReplySituation(.helpUnknown, 504, 5, 5, 4, text), &actions)
            return
        }
        count(.idle, answering: ReplySituation(.helpOnCommand, 214, 2, 0, 0, syntax.template, syntax.summary), &actions)
    }

    // MARK: Mistakes

    /// What the reply to EHLO does not list.
    mutating func refuseUnoffered(_ command: Command, _ actions: inout [ServerAction]) {
        let name = command.verb.name
        let situation: ReplySituation.Name = command.verb == .etrn ? .queueStart : .notOffered
        let reply = ReplySituation(
            situation, 502, 5, 5, 1, "\(name) is not offered here; the reply to EHLO lists what is")
        count(.bad, answering: reply, &actions)
    }

    private func unknown(_ command: Command) -> ReplySituation {
        if command.line.isEmpty { return .emptyLine }
        if mayFollowAUTH { return .unknownHidden }
        let word = command.line.prefix { $0 != ASCII.space }
        if word.contains(UInt8(ascii: ":")) { return .looksLikeHeader }
        return ReplySituation(
            .unknownCommand, 500, 5, 5, 2, "No command \(ServerReply.quoted(word, limit: 40)); HELP lists the commands")
    }

    mutating func takesNoArgument(_ command: Command, _ actions: inout [ServerAction]) -> Bool {
        guard !argument(of: command).isEmpty else { return true }
        count(
            .bad,
            answering: ReplySituation(
                .unexpectedArgument, 501, 5, 5, 4, "\(command.verb.name) stands alone, without more"), &actions)
        return false
    }

    /// Refuses a line with a control character; where it stands in an address, the reply says so.
    private mutating func refusesControls(in command: Command, _ actions: inout [ServerAction]) -> Bool {
        if state == .greeted, !command.verb.isKnown, command.line.contains(where: Self.isBinary) {
            close(with: ForeignProtocol.binary.situation, &actions)
            return true
        }
        guard command.line.contains(where: ASCII.isControl) else { return false }
        let shown = ServerReply.quoted(command.line)
        switch command.verb {
        case .mail:
            count(
                .bad,
                answering: ReplySituation(.senderSyntax, 501, 5, 1, 7, "Control character in the sender: \(shown)"),
                &actions)
        case .rcpt:
            count(
                .bad,
                answering: ReplySituation(.addressSyntax, 501, 5, 1, 3, "Control character in the address: \(shown)"),
                &actions)
        case .helo, .ehlo, .lhlo, .data, .bdat, .burl, .rset, .noop, .quit, .vrfy, .expn, .help, .starttls, .auth,
            .etrn,
            .atrn, .turn, .send, .soml, .saml, .xclient, .xforward, .other:
            count(.bad, answering: .controlInLine, &actions)
        }
        return true
    }

    /// What no keyboard sends in a line: a sign of a program that speaks something else.
    private static func isBinary(_ byte: UInt8) -> Bool {
        let escape: UInt8 = 0x1B
        let backspace: UInt8 = 0x08
        return ASCII.isNonASCII(byte) || (byte < ASCII.space && ![ASCII.tab, escape, backspace].contains(byte))
    }

    /// Refuses a command that is not written as its syntax asks, with what is wrong in plain words.
    ///
    /// - Parameter address: the enhanced code's detail for a mistake in an address, its subject being 1.
    mutating func refusesProblems(
        of command: Command, address: Int? = nil, _ actions: inout [ServerAction]
    ) -> Bool {
        // The length of a line is this machine's own limit, which leaves room for the offered parameters.
        guard let problem = command.problems.first(where: { $0.isError && $0.kind != .lineTooLong }) else {
            return false
        }
        let isAddress = address != nil && problem.kind.isAboutAddress
        let enhanced = EnhancedStatusCode(
            statusClass: 5, subject: isAddress ? 1 : 5, detail: isAddress ? (address ?? 0) : 4)
        let name: ReplySituation.Name =
            switch command.verb {
            case .mail: isAddress ? .senderSyntax : .mailSyntax
            case .rcpt: isAddress ? .addressSyntax : .recipientSyntax
            default: .helloSyntax
            }
        let reply = ServerReply(501, enhanced: enhanced, lines: [problem.message])
        count(.bad, answering: ReplySituation(name, reply), &actions)
        return true
    }

    /// What stands behind the verb, without spaces around it.
    func argument(of command: Command) -> [UInt8] {
        let behindVerb = command.line.drop { $0 != ASCII.space }.drop { $0 == ASCII.space }
        let end = behindVerb.lastIndex { $0 != ASCII.space }.map { $0 + 1 } ?? behindVerb.startIndex
        return Array(behindVerb[..<end])
    }
}

extension CommandProblem.Kind {
    /// The mistake is in the address of MAIL or RCPT, not in what stands around it.
    fileprivate var isAboutAddress: Bool {
        switch self {
        case .controlCharacter, .notUTF8, .nonASCII, .invisibleCharacter, .emptyPath, .emptyLocalPart, .badLocalPart,
            .unclosedQuote, .comment, .missingDomain, .badDomain, .badAddressLiteral, .underscoreInDomain, .sourceRoute,
            .localPartTooLong, .domainTooLong, .pathTooLong, .missingOpeningBracket, .missingClosingBracket:
            true
        case .emptyLine, .leadingSpace, .extraSpace, .trailingSpace, .tab, .bareCR, .bareLF, .nul, .badVerb,
            .unknownVerb,
            .obsoleteVerb, .missingArgument, .unexpectedArgument, .badArgument, .missingKeyword, .spaceBeforeColon,
            .spaceAfterColon, .textAfterPath, .lineTooLong, .badParameter, .badParameterValue, .duplicateParameter,
            .parameterOfOtherCommand:
            false
        }
    }
}
