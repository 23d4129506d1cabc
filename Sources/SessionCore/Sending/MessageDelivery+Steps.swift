import SMTPProtocol
import SMTPReference
import SafeText

/// The order of a delivery: greeting, EHLO, what is pretended, login, and then message by message.
extension MessageDelivery {
    mutating func proceed(_ session: Session) -> Step {
        switch phase {
        case .start:
            phase = .greeting
            return .connect
        case .greeting:
            guard !session.machine.isRefused else {
                return leave(because: "The server greeted with a refusal.", .failure)
            }
            if isOver(after: .banner) { return leave() }
            phase = .hello(said: nil)
            return sayHello(session, said: nil)
        case .hello(let said): return sayHello(session, said: said)
        case .pretending(let index): return pretend(session, index)
        case .login(let wasAsked): return logIn(session, wasAsked: wasAsked)
        case .draft: return beginMessage(session)
        case .mail: return mailAnswered(session)
        case .rcpt(let count): return rcptAnswered(session, count)
        case .group(let lines): return nextOfGroup(session, lines)
        case .grouped: return groupAnswered(session)
        case .emptied, .content: return messageDone(session)
        case .reset:
            phase = .draft
            return beginMessage(session)
        case .leaving: return .line(Array(":quit".utf8))
        }
    }

    // MARK: EHLO

    private mutating func sayHello(_ session: Session, said: Verb?) -> Step {
        // With --tls starttls the session has said it already.
        if session.machine.hello != nil { return helloDone(session) }
        let verb = session.machine.protocol.helloVerb
        switch said {
        case nil:
            phase = .hello(said: verb)
            return .line(Array("\(verb.name) \(session.helloName)".utf8))
        case .ehlo? where [500, 502, 504].contains(lastReply?.reply.code?.value):
            phase = .hello(said: .helo)
            return .line(Array("HELO \(session.helloName)".utf8))
        case let verb?:
            return leave(because: "The server did not accept \(verb.name).", .failure)
        }
    }

    private mutating func helloDone(_ session: Session) -> Step {
        if isOver(after: .ehlo) || isOver(after: .tls) { return leave() }
        if case .hello = phase { phase = .pretending(0) }
        return pretend(session, 0)
    }

    // MARK: XCLIENT and XFORWARD

    private mutating func pretend(_ session: Session, _ index: Int) -> Step {
        if index > 0, lastReply?.reply.severity != .ok {
            return leave(because: "The server did not accept what was pretended.", .failure)
        }
        // After XCLIENT the session begins anew.
        if index > 0, session.machine.hello == nil {
            let verb = session.machine.protocol.helloVerb
            guard lastReply?.stage != .command(verb) else {
                return leave(because: "The server did not accept \(verb.name).", .failure)
            }
            return .line(Array("\(verb.name) \(session.helloName)".utf8))
        }
        guard index < plan.pretending.count else {
            phase = .login(wasAsked: false)
            return logIn(session, wasAsked: false)
        }
        phase = .pretending(index + 1)
        return .line(plan.pretending[index])
    }

    // MARK: AUTH

    private mutating func logIn(_ session: Session, wasAsked: Bool) -> Step {
        if let login = plan.login, !session.machine.isAuthenticated {
            guard !wasAsked else { return leave(because: "The login did not succeed.", .notPermitted) }
            phase = .login(wasAsked: true)
            return .event(.logIn(login))
        }
        if isOver(after: .auth) { return leave() }
        phase = .draft
        return beginMessage(session)
    }

    // MARK: A message

    private mutating func beginMessage(_ session: Session) -> Step {
        let lines = DeliveryLines(plan: plan, capabilities: session.machine.capabilities)
        guard let draft else {
            return .compose(
                message: message, allowsEightBit: session.machine.capabilities?["8BITMIME"] != nil,
                usesUTF8: lines.usesUTF8(nil))
        }
        if let obstacle = obstacle(draft.facts, lines) { return leave(because: obstacle, .failure) }
        do throws(CompositionError) {
            let mail = try lines.mail(draft.facts)
            guard plan.pipelines, session.machine.capabilities?["PIPELINING"] != nil, plan.lastStage != .mail else {
                phase = .mail
                return .line(mail)
            }
            var group = [mail]
            for path in plan.recipients { group.append(try lines.rcpt(path)) }
            if plan.lastStage != .rcpt, !plan.usesChunks { group.append(Array("DATA".utf8)) }
            phase = .group(group + [Array(":release".utf8)])
            return .line(Array(":hold".utf8))
        } catch {
            return leave(because: Sanitizer.escape("\(error)"), .usage)
        }
    }

    /// Why the server is sure to refuse the message.
    private func obstacle(_ facts: MessageFacts, _ lines: DeliveryLines) -> String? {
        if let most = lines.capabilities?.maximumMessageSize, UInt64(clamping: facts.size) > most {
            return
                "The message has \(facts.size) bytes, and the server takes at most \(most) (SIZE, RFC 1870): it would "
                + "answer 552. Nothing was sent."
        }
        if lines.needsUTF8(facts), !lines.usesUTF8(facts) {
            return "An address or the header holds letters beyond ASCII, and the server does not offer SMTPUTF8. "
                + "Nothing was sent."
        }
        if plan.usesChunks, lines.capabilities?["CHUNKING"] == nil {
            return "The server does not offer CHUNKING, so BDAT cannot be used. Nothing was sent."
        }
        if plan.wantsRecipientReplies, lines.capabilities?["PRDR"] == nil {
            return "The server does not offer PRDR. Nothing was sent."
        }
        return nil
    }

    private mutating func mailAnswered(_ session: Session) -> Step {
        if isOver(after: .mail) { return leave() }
        guard replies.mail?.severity == .ok else { return messageDone(session) }
        return rcpt(session, 0)
    }

    private mutating func rcpt(_ session: Session, _ index: Int) -> Step {
        do throws(CompositionError) {
            phase = .rcpt(index + 1)
            return .line(
                try DeliveryLines(plan: plan, capabilities: session.machine.capabilities).rcpt(plan.recipients[index]))
        } catch {
            return leave(because: Sanitizer.escape("\(error)"), .usage)
        }
    }

    private mutating func rcptAnswered(_ session: Session, _ count: Int) -> Step {
        guard count == plan.recipients.count else { return rcpt(session, count) }
        if isOver(after: .rcpt) { return leave() }
        guard replies.accepted > 0 else { return messageDone(session) }
        return sendContent()
    }

    private mutating func sendContent() -> Step {
        guard let source = draft?.source else { return leave(because: "There is no message.", .internalError) }
        phase = .content
        return .event(.sendContent(source, plan.usesChunks ? .bdat(chunkSize: nil) : .data))
    }

    // MARK: One write

    private mutating func nextOfGroup(_ session: Session, _ lines: [[UInt8]]) -> Step {
        guard let line = lines.first else { return groupAnswered(session) }
        phase = lines.count == 1 ? .grouped : .group(Array(lines.dropFirst()))
        return .line(line)
    }

    private mutating func groupAnswered(_ session: Session) -> Step {
        if isOver(after: .rcpt) { return leave() }
        if session.machine.state == .content {
            guard replies.accepted > 0 else {
                // RFC 2920 3.1: the server that says 354 without a recipient gets a dot at once.
                phase = .emptied
                return .line([UInt8(ascii: ".")])
            }
            return sendContent()
        }
        guard replies.mail?.severity == .ok, replies.accepted > 0, plan.usesChunks else { return messageDone(session) }
        return sendContent()
    }

    // MARK: The end of a message

    private mutating func messageDone(_ session: Session) -> Step {
        countMessage()
        guard message <= plan.messageCount else { return leave() }
        // A transaction that was begun and came to nothing must not run into the next one.
        return session.machine.transaction == nil ? proceed(session) : .line(Array("RSET".utf8))
    }
}
