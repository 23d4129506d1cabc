import SMTPProtocol
import SMTPReference
import SafeText

/// How a message's content from a file begins to be sent, for `:message` and `:bdat`.
extension Session {
    /// Whether a content is on its way to the server: a front end paints its progress, and no line can be sent.
    public var isSendingContent: Bool { transfer != nil }

    /// Begins to send a content. Everything that is to be asked or refused before belongs at the beginning of this.
    mutating func send(_ order: ContentOrder) {
        do throws(LanguageError) {
            try checkMoment(for: order)
            if !order.isAnyway { try checkRules(for: order) }
        } catch {
            tell(error)
            return
        }
        // Its end goes out by itself, so the user is asked before its beginning does.
        if mustAskBeforeCommitting(.file(order)) { return }
        contentCount += 1
        transfer = ContentTransfer(order, number: contentCount)
        actions.append(.openContent(order.source, number: contentCount))
    }

    /// Whether a typed line has to wait because content is being sent; tells the user so.
    mutating func mustWaitForContent() -> Bool {
        guard let transfer else { return false }
        tell(
            .warning,
            "The line was not sent: \(transfer.name) is being sent. Wait until it is done; ^C breaks it off.")
        return true
    }

    /// Whether a command that sends content has to wait for replies that may change where the session stands; tells so.
    mutating func mustWaitForReply() -> Bool {
        guard transfer == nil, let oldest = machine.nextPending, oldest.id > abandonedWait else { return false }
        tell(
            .warning,
            "The line was not sent: the reply to \(Sanitizer.escape(oldest.name)) is not in yet. Wait for it.")
        return true
    }

    // MARK: Before anything is opened

    /// Whether a content can be sent at this point of the session at all.
    mutating func checkMoment(for order: ContentOrder) throws(LanguageError) {
        if order.source == .standardInput, !mayReadStandardInput {
            throw LanguageError(
                .notNow, "Standard input is where the lines of this session come from, so it holds no message.",
                advice: "Put the message into a file and write :message FILE.")
        }
        guard let link, link.opening == nil else {
            fail(.unavailable)
            throw LanguageError(
                .nothingThere, "There is no connection; nothing was sent.",
                advice: ":connect HOST or :practice comes first.")
        }
        if link.isSecuring { throw LanguageError(.notNow, "TLS is being started.", advice: "Wait until it is done.") }
        if isLoggingIn { throw LanguageError(.notNow, "A login is under way.", advice: "^C gives it up.") }
        if let transfer {
            throw LanguageError(
                .notNow, "\(transfer.name) is being sent.", advice: "Wait until it is done; ^C breaks it off.")
        }
        if let oldest = machine.nextPending, oldest.id > abandonedWait {
            throw LanguageError(
                .notNow, "The reply to \(Sanitizer.escape(oldest.name)) is not in yet.", advice: "Wait for it.")
        }
        try checkState(for: order)
    }

    private mutating func checkState(for order: ContentOrder) throws(LanguageError) {
        switch machine.state {
        case .recipients: break
        case .content:
            guard order.route != .data else { break }
            throw LanguageError(
                .notNow, "After DATA and 354, BDAT would be content.", advice: "End it with a dot alone.")
        case .chunk:
            throw LanguageError(.notNow, "A chunk is not complete yet.", advice: "Type the rest of its bytes.")
        case .mailOpen:
            let refused = machine.transaction?.refused ?? []
            if !refused.isEmpty {
                fail(refused.allSatisfy { $0.code.severity == .temporary } ? .temporaryFailure : .failure)
            }
            throw LanguageError(
                .notNow,
                refused.isEmpty
                    ? "The message has no recipient yet; nothing was sent."
                    : "The server has accepted no recipient; nothing was sent.",
                advice: "An accepted RCPT comes first. Typing DATA shows what the server says without one.")
        case .awaitingGreeting, .greeted, .ready, .awaitingContentGoAhead, .awaitingAcceptance:
            throw LanguageError(
                .notNow, "No message is begun; nothing was sent.", advice: "MAIL and RCPT come first.")
        case .sasl: throw LanguageError(.notNow, "A login is under way.", advice: "End it with * first.")
        case .disconnected, .startingTLS, .quitting, .closed:
            throw LanguageError(.notNow, "The session is ending.", advice: ":reconnect starts anew.")
        }
        if machine.transaction?.needsReset == true {
            throw LanguageError(
                .notNow, "The server has refused a chunk of this message; nothing more of it can be sent.",
                advice: "RSET, and begin again (RFC 3030 2).")
        }
    }

    /// Whether the content would break a rule of the extensions, so that the server is sure to refuse it.
    mutating func checkRules(for order: ContentOrder) throws(LanguageError) {
        let body = machine.transaction?.parameters.first { $0.keyword == "BODY" }?.value ?? []
        switch order.route {
        case .data:
            if machine.transaction?.isChunked == true {
                throw LanguageError(
                    .notNow, "This message was begun by BDAT, and DATA cannot go on with it (RFC 3030 2).",
                    advice: "Use :bdat; --anyway sends DATA all the same.")
            }
            if body.equals(ignoringCase: "BINARYMIME") {
                throw LanguageError(
                    .notNow, "MAIL said BODY=BINARYMIME, which only BDAT can carry (RFC 3030 3).",
                    advice: "Use :bdat; --anyway sends DATA all the same.")
            }
        case .bdat:
            if machine.capabilities?["CHUNKING"] == nil {
                throw LanguageError(
                    .notNow,
                    "The server does not offer CHUNKING: it would take the bytes of a chunk for commands.",
                    advice: "Use :message; --anyway sends BDAT all the same.")
            }
        }
    }

    // MARK: Once it is open

    /// The source of a content is open, and has so many bytes.
    mutating func contentOpened(size: UInt64?, number: Int) {
        guard var opened = transfer, opened.number == number, opened.stage == .opening else { return }
        opened.size = size
        transfer = opened
        do throws(LanguageError) {
            try checkState(for: opened.order)
            if !opened.order.isAnyway { try checkSize(size, opened.name) }
        } catch {
            dropTransfer()
            tell(.error, error.description)
            fail(.badData)
            return
        }
        switch opened.order.route {
        case .data where machine.state == .content: beginStreaming()
        case .data: sayData(opened)
        case .bdat(let chunkSize):
            let ahead = machine.capabilities?["PIPELINING"] == nil ? 1 : ContentLimits.chunksAhead
            transfer?.chunks = ChunkPlan(
                size: size, chunkSize: UInt64(chunkSize ?? ContentLimits.chunkSize), ahead: ahead)
            beginStreaming()
        }
    }

    /// Predicts 552, so that a large file need not be sent to be refused.
    ///
    /// Line endings that become CRLF make the message longer than its file, so a message that is predicted to fit may
    /// still be too large.
    /// - SeeAlso: RFC 1870 §5, §6.1
    private mutating func checkSize(_ size: UInt64?, _ name: String) throws(LanguageError) {
        guard let size else { return }
        if let most = machine.capabilities?.maximumMessageSize, size > most {
            throw LanguageError(
                .badValue,
                "\(name) has \(Counted.text(size, "byte")), and the server takes at most \(Counted.number(most)) (SIZE, RFC 1870): "
                    + "it would answer 552. Nothing was sent.",
                advice: "--anyway sends it all the same.")
        }
        guard let value = machine.transaction?.parameters.first(where: { $0.keyword == "SIZE" })?.value,
            let declared = UInt64(String(decoding: value, as: UTF8.self)), size > declared
        else { return }
        tell(
            .warning,
            "MAIL declared SIZE=\(declared), and \(name) has \(Counted.text(size, "byte")): the server may refuse it.")
    }

    private mutating func sayData(_ opened: ContentTransfer) {
        let before = StateName(machine.state)
        let line = Array("DATA".utf8)
        let outgoing = machine.willSend(line)
        let remark = Remark(.information, .state, "The explorer sent this by itself, to send \(opened.name).")
        send(outgoing, from: before) { transcript, time in
            transcript.append(
                sent: line, .command, verb: .data, isSecret: false, isAutomatic: true, remarks: [remark], at: time)
        }
        guard let pending = outgoing.pending.first else { return dropTransfer() }
        transfer?.stage = .awaitingGoAhead(pending: pending.id)
    }

    /// The source cannot be read, now or any more.
    mutating func contentFailed(_ message: String, _ advice: String, number: Int) {
        guard let failed = transfer, failed.number == number else { return }
        fail(.noInput)
        let problem = "\(Sanitizer.escape(message)) \(Sanitizer.escape(advice))"
        switch failed.stage {
        case .opening:
            dropTransfer()
            tell(.error, "\(problem) Nothing was sent.")
        case .awaitingGoAhead, .streaming:
            closeLink(.closedByUs, "\(problem) \(failed.cutText)")
            if leaving != .no { quit() }
        }
    }
}
