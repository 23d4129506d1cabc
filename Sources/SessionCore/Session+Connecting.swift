import SMTPProtocol
import SMTPReference
import SafeText

/// How connections begin and end.
extension Session {
    mutating func connect(_ request: ConnectRequest) {
        if link != nil { closeLink(.closedByUs, "The connection was closed for a new one.") }
        if replay != nil { endReplay() }
        connectionCount += 1
        let number = ConnectionNumber(connectionCount)
        link = Link(number: number, request: request, since: now.monotonic)
        lastRequest = request
        tlsRecord = .none
        serverRecord = ServerRecord(request)
        messageRecord = MessageRecord()
        closedReason = nil
        unsentLineCount = 0
        isDroppingContent = false
        abandonedWait = -1
        expecting.forgetReply()
        hasAcceptedMessage = false
        hasGoodbyeFailed = false
        parser = ReplyParser()
        machine = ClientMachine(protocol: request.wantsLMTP ? .lmtp : .smtp)
        switch request.tls.mode {
        case .startTLS: link?.upgrade = StartTLSSequence(.whenOffered, at: .greeting)
        case .requireStartTLS: link?.upgrade = StartTLSSequence(.required, at: .greeting)
        case .implicit, TLSMode.none?, nil: break
        }
        if request.startsWithTLS { link?.tls = .starting }
        var timed = request
        timed.timeout = request.timeout ?? settings.connectTimeout
        actions.append(.connect(number, timed))
    }

    /// News of the current connection.
    mutating func received(_ report: ConnectionReport) {
        switch report {
        case .resolving(let host):
            link?.opening = .resolving
            tell(.resolving, "Looking up \(Sanitizer.escape(host)).")
        case .resolved(let count): link?.addressCount += count
        case .connecting(let address): connecting(to: Sanitizer.escape(address))
        case .attemptFailed(let address, let reason):
            tell(.attemptFailed, "\(Sanitizer.escape(address)) did not work: \(Sanitizer.escape(reason)).")
        case .connected(let remote, let local):
            connected(remote: Sanitizer.escape(remote), local: local.map { Sanitizer.escape($0) })
        case .passphraseNeeded(let file): askForPassphrase(file: file)
        case .securing(let serverName): securing(serverName: serverName)
        case .secured(let facts): secured(facts)
        case .tlsFailed(let failure): tlsFailed(failure)
        case .bytes(let bytes):
            guard link?.opening == nil else { return }
            receivedBytes(bytes)
        case .sent(let byteCount): contentTaken(byteCount)
        case .inputClosed:
            ended(.byServer, mustClose: true)
        case .closed(let ending):
            ended(ending, mustClose: false)
        case .failed(let message, let advice, let exitCode):
            loginEnded()
            link = nil
            closedReason = "no connection"
            tell(.failed, "\(Sanitizer.escape(message)) \(Sanitizer.escape(advice))")
            fail(exitCode)
            if leaving != .no { quit() }
        }
    }

    /// Several addresses may be tried at once; the last one that was begun is named.
    private mutating func connecting(to address: String) {
        let attempt = (link?.attemptCount ?? 0) + 1
        let count = max(attempt, link?.addressCount ?? 0)
        link?.attemptCount = attempt
        link?.opening = .connecting(address, attempt: attempt, of: count)
        tell(.connecting, count > 1 ? "Connecting to \(address), \(attempt) of \(count)." : "Connecting to \(address).")
    }

    private mutating func connected(remote: String, local: String?) {
        link?.opening = nil
        link?.address = remote
        serverRecord?.address = remote
        link?.localAddress = local
        machine.connected()
        for pending in machine.pending {
            link?.sent[pending.id] = Link.Sent(at: now.monotonic, state: .awaitingGreeting)
        }
        let from = local.map { " from \($0)" } ?? ""
        let next = link?.request.startsWithTLS == true ? "TLS begins with the first byte." : "Waiting for the greeting."
        tell(.connected, "Connected to \(remote)\(from). \(next)")
        if let likeness = link?.request.likeness {
            tell(
                .information,
                "This is the practice server. Its replies imitate \(likeness.title); what it takes and refuses is its own."
            )
        }
        if let header = link?.request.proxyHeader {
            let id = transcript.append(
                sent: header.bytes, .raw, verb: nil, isSecret: false, remarks: [Self.remark(on: header)], at: now.wall)
            actions.append(.appended(id))
        }
    }

    /// What a header says, for a reader who cannot read binary.
    private static func remark(on header: ProxyHeader) -> Remark {
        Remark(
            .information, .decoded,
            "The header of the PROXY protocol, \(header.text), went out before everything else; it has no reply.")
    }

    /// Bytes that come while the handshake is awaited were sent in the clear: the transport never hands them on.
    private mutating func receivedBytes(_ bytes: [UInt8]) {
        guard link?.tls.isStarting == true else {
            received(bytes)
            return
        }
        fail(.protocolViolation)
        closeLink(.broken, "Bytes came in the clear where the handshake of TLS should be. The connection was closed.")
    }

    /// The other end is gone.
    private mutating func ended(_ ending: ConnectionEnding, mustClose: Bool) {
        guard let number = link?.number else { return }
        flushPartialReply()
        guard link != nil else { return }
        let isAfterQuit = machine.nextPending?.verb == .quit
        let waited = machine.nextPending.map { " while \($0.name) was unanswered" } ?? ""
        let isExpected = link?.isAnnouncedEnd == true || (machine.state == .quitting && machine.pendingCount == 0)
        if mustClose { actions.append(.close(number)) }
        switch ending {
        case .byServer:
            forgetLink("closed by the server")
            tell(
                .closedByServer,
                isExpected
                    ? "The server closed the connection, as it had said."
                    : "The server closed the connection\(Sanitizer.escape(waited)) and had not announced it.")
        case .reset(let reason):
            forgetLink("broken off")
            tell(.broken, "The connection broke off\(Sanitizer.escape(waited)): \(Sanitizer.escape(reason)).")
        case .truncated:
            forgetLink("cut off")
            if isExpected {
                tell(.closedByServer, "The server closed the connection, as it had said, without ending TLS first.")
            } else {
                tell(
                    .broken,
                    "The server ended the connection\(Sanitizer.escape(waited)) without ending TLS (no close_notify): "
                        + "the end of what it said may have been cut off on the way.")
            }
        case .byUs:
            forgetLink("closed")
            tell(.closedByUs, "The connection is closed.")
        case .error(let reason):
            forgetLink("failed")
            tell(.broken, "The connection failed\(Sanitizer.escape(waited)): \(Sanitizer.escape(reason)).")
        }
        // A goodbye that does not come changes nothing about what was done before.
        if !isExpected, !isAfterQuit, !hasGoodbyeFailed, ending != .byUs { fail(.temporaryFailure) }
        if leaving != .no { quit() }
    }

    /// Ends the connection from our side. What is reported about it afterwards is not taken in.
    mutating func closeLink(_ event: ConnectionNote.Event, _ text: String) {
        guard let number = link?.number else { return }
        actions.append(.close(number))
        forgetLink(event == .closedByUs ? "closed" : "failed")
        tell(event, text)
    }

    /// Shows what is there of a reply whose rest will not come.
    mutating func flushPartialReply() {
        while link != nil, let output = parser.finish() { received(output) }
    }

    private mutating func forgetLink(_ reason: String) {
        transferWasCut()
        messageRecord.cut()
        loginEnded()
        link = nil
        closedReason = reason
        isDroppingContent = false
        machine.closed()
    }
}
