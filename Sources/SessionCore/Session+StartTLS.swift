import SMTPProtocol
import SMTPReference
import SafeText

/// How the explorer brings a connection under TLS by itself: for `:starttls`, `--tls starttls` and `--tls require-starttls`.
extension Session {
    /// `:starttls`
    mutating func startTLS() throws(LanguageError) {
        guard let link, link.opening == nil else {
            throw LanguageError(
                .nothingThere, "There is no connection.", advice: "Write :connect HOST --tls starttls.")
        }
        if machine.isEncrypted {
            throw LanguageError(
                .notNow, "The connection is encrypted already.", advice: ":tls shows what is known of it.")
        }
        guard !link.isSecuring else {
            throw LanguageError(.notNow, "TLS is being started already.", advice: "Wait until it is done.")
        }
        let step = try firstStep()
        self.link?.upgrade = StartTLSSequence(.asked, at: step)
        switch step {
        case .offer: perform(.sayHello)
        case .agreement: perform(.sayStartTLS)
        case .greeting, .handshake, .secondOffer: break
        }
    }

    /// Where `:starttls` begins, by how far the session is.
    private func firstStep() throws(LanguageError) -> StartTLSSequence.Step {
        switch machine.state {
        case .awaitingGreeting: return .greeting
        case .greeted, .ready: break
        case .mailOpen, .recipients, .awaitingAcceptance, .awaitingContentGoAhead, .content, .chunk:
            throw LanguageError(
                .notNow, "A message is begun, and TLS would forget it.",
                advice: "Finish it or write RSET first; typing STARTTLS sends it all the same.")
        case .sasl:
            throw LanguageError(.notNow, "A login is under way.", advice: "End it with * first.")
        case .disconnected, .startingTLS, .quitting, .closed:
            throw LanguageError(.notNow, "The session is ending.", advice: ":reconnect starts anew.")
        }
        guard let capabilities = machine.capabilities else { return .offer }
        guard capabilities["STARTTLS"] != nil else {
            throw LanguageError(
                .notNow, "The server does not offer STARTTLS.",
                advice: "Typing STARTTLS sends it all the same; :connect HOST:465 tries TLS from the first byte.")
        }
        return .agreement
    }

    /// A verdict on a reply may be what the sequence waits for.
    mutating func advanceUpgrade(_ verdict: ReplyVerdict, code: ReplyCode?) {
        guard var sequence = link?.upgrade else { return }
        let move: StartTLSSequence.Move
        switch verdict.attribution {
        case .answer(let pending), .startTLS(let pending):
            guard let code else { return }
            move = sequence.answered(
                pending, verdict, code: code, offersTLS: machine.capabilities?["STARTTLS"] != nil)
        case .closing: move = .giveUp(.noSession)
        case .unsolicited, .stray, .limitExceeded, .tooLate: return
        }
        link?.upgrade = sequence
        perform(move)
    }

    /// Does what the sequence says is next.
    mutating func perform(_ move: StartTLSSequence.Move) {
        switch move {
        case .wait: break
        case .sayHello:
            sendByItself(Array("\(machine.protocol.helloVerb.name) \(helloName)".utf8), machine.protocol.helloVerb)
        case .sayOldHello:
            tell(.information, "The server does not know EHLO, so the explorer says HELO (RFC 5321 3.2).")
            sendByItself(Array("HELO \(helloName)".utf8), .helo)
        case .sayStartTLS: sendByItself(Array("STARTTLS".utf8), .starttls)
        case .finish: link?.upgrade = nil
        case .giveUp(let refusal): giveUpUpgrade(refusal)
        }
    }

    private mutating func sendByItself(_ line: [UInt8], _ verb: Verb) {
        // The reply to a STARTTLS that the user asked for counts for the end of a run like that to a typed one.
        let isAutomatic = verb != .starttls || link?.upgrade?.insistence != .asked
        let before = StateName(machine.state)
        let outgoing = machine.willSend(line)
        link?.upgrade?.sent(outgoing.pending.first)
        send(outgoing, from: before, isAutomatic: isAutomatic) { transcript, time in
            transcript.append(
                sent: line, .command, verb: verb, isSecret: false, isAutomatic: true,
                remarks: [Remark(.information, .state, "The explorer sent this by itself, to start TLS.")], at: time)
        }
    }

    /// Who we are in an EHLO of our own: what `:set ehlo` says, else the address of our end.
    /// - SeeAlso: RFC 5321 §4.1.3, §4.1.4
    var helloName: String {
        settings.ehlo ?? link?.localAddress.flatMap(AddressLiteral.init(socketAddress:))?.text ?? "localhost"
    }

    /// ^C while TLS is being started by itself: a connection that must be secured is closed.
    /// - Returns: whether there was something to give up.
    mutating func interruptUpgrade() -> Bool {
        guard let link, link.isSecuring else { return false }
        let mayGoOn = !link.tls.isStarting && link.upgrade?.insistence != .required
        guard mayGoOn else {
            closeLink(.closedByUs, "Starting TLS was given up, and the connection was closed.")
            return true
        }
        self.link?.upgrade = nil
        return false
    }

    private mutating func giveUpUpgrade(_ refusal: StartTLSSequence.Refusal) {
        guard let link, let insistence = link.upgrade?.insistence else { return }
        self.link?.upgrade = nil
        let wording = tlsWording(link.request)
        switch insistence {
        case .asked:
            guard refusal != .noSession else { return }
            tell(.error, "\(wording.refusal(refusal)) TLS was not started; the connection is in the clear.")
            if attendance == .unattended { fail(.notPermitted) }
        case .whenOffered:
            guard refusal != .noSession else { return }
            tell(
                .warning,
                "\(wording.refusal(refusal)) The session goes on in the clear: everyone on the way can read and change it. "
                    + "With --tls require-starttls the connection would be closed here.")
        case .required:
            // A server that wants no session at all has said so with a code of its own.
            if refusal != .noSession { fail(.notPermitted) }
            closeLink(
                .broken,
                "\(wording.refusal(refusal)) --tls require-starttls allows nothing else, so the connection was closed; "
                    + "nothing was sent that is worth reading. \(wording.adviceWithoutTLS)")
            if leaving != .no { quit() }
        }
    }
}
