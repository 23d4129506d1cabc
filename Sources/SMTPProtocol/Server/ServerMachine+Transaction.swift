/// MAIL, RCPT, and the commands that would bring content.
extension ServerMachine {
    // MARK: MAIL

    /// - SeeAlso: RFC 5321 §4.1.1.2
    mutating func mail(_ command: Command, _ actions: inout [ServerAction]) {
        switch state {
        case .greeted:
            count(.bad, answering: .helloFirst, &actions)
            return
        case .mailOpen, .recipients:
            count(.bad, answering: .nestedMail, &actions)
            return
        case .ready, .awaitingGreeting, .authenticating, .securing, .content, .chunk, .closed:
            break
        }
        guard !refusesNonASCII(command, address: 7, &actions),
            !refusesProblems(of: command, address: 7, &actions)
        else { return }
        guard case .mail(let path, let parameters) = command.arguments else {
            refuseSyntax(of: command, &actions)
            return
        }
        var envelope = Envelope(clientName: clientName, reversePath: path)
        if let refusal = read(parameters, into: &envelope) {
            // Too large is the message's fault, not the command's.
            count(refusal.own.code == 552 ? .neutral : .bad, answering: refusal, &actions)
            return
        }
        let decision = policy.decide(reversePath: path)
        if decision.accepts {
            self.envelope = envelope
            hasRefusedRecipients = false
            state = .mailOpen
            badCommands = 0
            idleCommands = 0
        }
        answer(decision, &actions)
    }

    /// Reads the parameters of MAIL; a refusal when one is unknown, doubled or wrong.
    private func read(_ parameters: [Parameter], into envelope: inout Envelope) -> ReplySituation? {
        var seen: Set<String> = []
        for parameter in parameters {
            guard isExtended else {
                return ReplySituation(
                    .unknownParameter, 555, 5, 5, 4, "Parameters need EHLO; this session began with HELO"
                ).about(written(parameter))
            }
            guard seen.insert(parameter.keyword).inserted else {
                return ReplySituation(.badParameter, 501, 5, 5, 4, "\(quoted(parameter)) stands there twice")
            }
            switch parameter.keyword {
            case "SIZE":
                guard let value = parameter.value, let size = Decimal.value(of: value) else {
                    return ReplySituation(
                        .badParameter, 501, 5, 5, 4, "SIZE= needs a number of octets, of at most 20 digits")
                }
                guard size <= UInt64(configuration.limits.messageSize) else {
                    return .tooLarge(configuration.limits, .sizeTooLarge)
                }
                envelope.announcedSize = size
            case "BODY":
                let value = String(decoding: (parameter.value ?? []).map(ASCII.uppercased), as: UTF8.self)
                guard let body = Envelope.BodyKind(rawValue: value) else {
                    return ReplySituation(.badParameter, 501, 5, 5, 4, "BODY= is 7BIT, 8BITMIME or BINARYMIME here")
                }
                envelope.body = body
            case "SMTPUTF8" where configuration.capabilities.contains("SMTPUTF8") && parameter.value == nil:
                envelope.isInternationalized = true
            default:
                if isOfDSN(parameter, ["RET", "ENVID"]) { continue }
                return ReplySituation(
                    .unknownParameter, 555, 5, 5, 4,
                    "\(quoted(parameter)) is not offered; the reply to EHLO lists what is"
                ).about(written(parameter))
            }
        }
        return nil
    }

    // MARK: RCPT

    /// - SeeAlso: RFC 5321 §4.1.1.3
    mutating func recipient(_ command: Command, _ actions: inout [ServerAction]) {
        guard envelope != nil else {
            count(.bad, answering: state == .greeted ? .recipientBeforeHello : .mailFirst, &actions)
            return
        }
        guard !chunks.hasContent else {
            count(
                .bad,
                answering: ReplySituation(
                    .chunksBegun, 503, 5, 5, 1, "RCPT comes before the content; RSET begins anew"), &actions)
            return
        }
        guard !refusesNonASCII(command, address: 3, &actions),
            !refusesProblems(of: command, address: 3, &actions)
        else { return }
        guard case .rcpt(let path, let parameters) = command.arguments else {
            refuseSyntax(of: command, &actions)
            return
        }
        if let parameter = parameters.first(where: { !isOfDSN($0, ["NOTIFY", "ORCPT"]) }) {
            let text = "\(quoted(parameter)) is not offered; the reply to EHLO lists what is"
            count(
                .bad, answering: ReplySituation(.unknownParameter, 555, 5, 5, 4, text).about(written(parameter)),
                &actions)
            return
        }
        guard recipientCount < configuration.limits.recipients else {
            count(.neutral, answering: .tooManyRecipients(configuration.limits), &actions)
            return
        }
        let decision = policy.decide(forwardPath: path)
        if decision.accepts {
            envelope?.recipients.append(path)
            state = .recipients(recipientCount)
            badCommands = 0
            idleCommands = 0
        } else {
            hasRefusedRecipients = true
        }
        answer(decision, &actions)
    }

    private var recipientCount: Int { envelope?.recipients.count ?? 0 }

    // MARK: DATA and BDAT

    /// DATA would be answered with 354 now.
    var isReadyForContent: Bool { recipientCount > 0 }

    /// - SeeAlso: RFC 5321 §4.1.1.4
    mutating func startContent(_ command: Command, _ actions: inout [ServerAction]) {
        guard argument(of: command).isEmpty else {
            count(
                .bad,
                answering: ReplySituation(
                    .unexpectedArgument, 501, 5, 5, 4, "DATA stands alone; the message comes after 354"), &actions)
            return
        }
        if let refusal = refusalOfContent ?? refusalOfData {
            count(.bad, answering: refusal, &actions)
            return
        }
        state = .content
        content = ContentReader(
            longestMessage: configuration.limits.messageSize, endOfData: configuration.endOfData)
        count(.progress, answering: .startContent, &actions)
    }

    /// Why only BDAT can bring the content.
    /// - SeeAlso: RFC 3030 §2, §3
    private var refusalOfData: ReplySituation? {
        if chunks.hasContent || chunks.refusal != nil {
            return ReplySituation(
                .chunksBegun, 503, 5, 5, 1, "BDAT has begun this message, so DATA cannot; RSET begins anew")
        }
        guard envelope?.body == .binaryMIME else { return nil }
        return ReplySituation(.dataOfBinaryMIME, 503, 5, 5, 1, "DATA cannot bring BODY=BINARYMIME; use BDAT")
    }

    var refusalOfContent: ReplySituation? {
        guard envelope != nil else { return state == .greeted ? .dataBeforeHello : .mailAndRecipientFirst }
        guard recipientCount == 0 else { return nil }
        return hasRefusedRecipients ? .noValidRecipients : .recipientFirst
    }

    // MARK: Syntax

    private mutating func refuseSyntax(of command: Command, _ actions: inout [ServerAction]) {
        let template = CommandSyntax.of(command.verb)?.template ?? command.verb.name
        let name: ReplySituation.Name = command.verb == .mail ? .mailSyntax : .recipientSyntax
        count(.bad, answering: ReplySituation(name, 501, 5, 5, 4, "Not understood; write \(template)"), &actions)
    }

    /// Addresses beyond ASCII need SMTPUTF8, which must be offered first.
    /// - SeeAlso: RFC 6531 §3.1
    private mutating func refusesNonASCII(
        _ command: Command, address: Int, _ actions: inout [ServerAction]
    ) -> Bool {
        guard let path = command.path, path.needsSMTPUTF8, !isInternationalized(command) else { return false }
        let text = "\(ServerReply.quoted(path.bytes)) is not ASCII, and SMTPUTF8 is not offered"
        let name: ReplySituation.Name = address == 7 ? .senderSyntax : .addressSyntax
        count(.bad, answering: ReplySituation(name, 501, 5, 1, address, text), &actions)
        return true
    }

    private func isInternationalized(_ command: Command) -> Bool {
        guard configuration.capabilities.contains("SMTPUTF8") else { return false }
        guard case .mail(_, let parameters) = command.arguments else { return envelope?.isInternationalized == true }
        return parameters.contains { $0.keyword == "SMTPUTF8" }
    }

    /// Whether a parameter belongs to an extension that is offered and changes nothing here: nothing is delivered, so nobody
    /// is told of a delivery.
    /// - SeeAlso: RFC 3461 §4
    private func isOfDSN(_ parameter: Parameter, _ keywords: Set<String>) -> Bool {
        keywords.contains(parameter.keyword) && configuration.capabilities.contains("DSN")
    }

    /// A parameter as it was written, made fit to be quoted.
    private func written(_ parameter: Parameter) -> String {
        let value = parameter.value.map { "=" + ServerReply.quoted($0) } ?? ""
        return quoted(parameter) + value
    }

    private func quoted(_ parameter: Parameter) -> String {
        ServerReply.quoted(Array(parameter.keyword.utf8), limit: 40)
    }
}
