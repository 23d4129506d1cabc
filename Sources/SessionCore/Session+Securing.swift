import SMTPProtocol
import SMTPReference
import SafeText

/// How TLS begins on a connection, and how it fails.
extension Session {
    // MARK: Before STARTTLS goes out

    /// Has the transport begin TLS behind the 220 to a STARTTLS in what is about to be sent: it must be decided in the read
    /// that brings the reply. Of several in one piece the first counts.
    mutating func expectUpgrade(for outgoing: Outgoing) {
        guard let link, !machine.isEncrypted,
            let index = outgoing.pending.firstIndex(where: { $0.verb == .starttls })
        else { return }
        let number = link.replyCount + machine.pendingCount - outgoing.pending.count + index + 1
        self.link?.expectedUpgrade = number
        actions.append(.expectUpgrade(link.number, atReply: number))
    }

    /// Whether a typed line must wait because TLS is being started; tells the user so. What is sent behind STARTTLS would stand
    /// neither in the clear nor under TLS.
    mutating func mustWaitForTLS() -> Bool {
        guard let link, isBecomingEncrypted else { return false }
        tell(
            .warning,
            link.tls.isStarting
                ? "The line was not sent: the handshake of TLS is under way. Wait until it is done."
                : link.upgrade != nil
                    ? "The line was not sent: the explorer is starting TLS by itself. Wait until it is done."
                    : "The line was not sent: the reply to STARTTLS is not in yet. Wait for it; :disconnect gives up.")
        return true
    }

    /// Whether nothing may be sent now, because TLS is on its way.
    var isBecomingEncrypted: Bool {
        guard let link else { return false }
        return link.isSecuring || (!machine.isEncrypted && machine.pending.contains { $0.verb == .starttls })
    }

    // MARK: News from the transport

    /// The handshake begins.
    mutating func securing(serverName: String?) {
        guard let link else { return }
        let isUpgrade = machine.state == .startingTLS
        guard isUpgrade || machine.state == .awaitingGreeting else {
            fail(.protocolViolation)
            closeLink(
                .broken,
                "TLS began at a moment when no 220 to STARTTLS was in: the replies do not match what was sent. "
                    + "The connection was closed.")
            return
        }
        self.link?.tls = .starting
        self.link?.securingSince = now.monotonic
        let name = serverName.map { "the name \(Sanitizer.escape($0)) is sent with it in the clear" }
        let text = isUpgrade ? "The handshake of TLS begins" : "The handshake of TLS begins with the first byte"
        tell(.securing, "\(text); \(name ?? TLSWording.noServerName(link.request)).")
    }

    /// The handshake is done, and the server is who it should be, or the user said that it does not matter.
    mutating func secured(_ facts: TLSFacts) {
        guard let link else { return }
        self.link?.tls = .secured(facts)
        tlsRecord = .secured(facts)
        parser = ReplyParser()
        machine.secured()
        tell(facts)
        switch facts.origin {
        case .startTLS:
            self.link?.isComparingOverTLS = link.capabilities != nil
            loginForgotten()
            let hello = machine.protocol.helloVerb.name
            tell(
                .information,
                "\(hello) again: what the server offered, AUTH and the message before TLS do not count any more.")
        case .implicit:
            // The server can greet from now on.
            if let greeting = machine.nextPending { self.link?.sent[greeting.id]?.at = now.monotonic }
        }
        guard var sequence = self.link?.upgrade else { return }
        let move = sequence.secured()
        self.link?.upgrade = sequence
        perform(move)
    }

    private mutating func tell(_ facts: TLSFacts) {
        guard let link else { return }
        let wording = tlsWording(link.request)
        let problems = facts.verification.map(wording.problems) ?? []
        guard case .overridden = facts.verification, !problems.isEmpty else {
            tell(.secured, "\(wording.encryption(facts)) \(wording.verification(facts))")
            for warning in wording.warnings(facts) { tell(.warning, warning) }
            return
        }
        tell(
            .securedUnverified,
            "\(wording.encryption(facts)) The server is NOT VERIFIED: \(problems.joined(separator: "; ")). "
                + "--insecure holds for this connection only.")
        for warning in wording.warnings(facts) { tell(.warning, warning) }
    }

    /// The connection could not be secured. It is closed; nothing goes on in the clear.
    mutating func tlsFailed(_ failure: TLSFailure) {
        guard let link else { return }
        tlsRecord = .failed(failure)
        let wording = tlsWording(link.request)
        if case .injection(let bytes) = failure.reason, !bytes.isEmpty {
            tell(
                .error,
                "Behind the 220 to STARTTLS stood \(TLSWording.count(bytes.count, "byte")) in the clear: "
                    + wording.shown(bytes))
        }
        fail(TLSWording.exitCode(of: failure.reason))
        closeLink(.broken, "\(wording.what(failure)) The connection was closed. \(wording.advice(on: failure))")
        if leaving != .no { quit() }
    }

    /// The words about TLS for a connection, at this moment.
    func tlsWording(_ request: ConnectRequest) -> TLSWording {
        TLSWording(request: request, now: now.wall, style: settings.escapeStyle, tables: tables)
    }
}
