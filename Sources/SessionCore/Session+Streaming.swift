import SMTPProtocol
import SMTPReference
import SafeText

/// How a content goes out piece by piece, in constant memory, and how it ends.
extension Session {
    /// Content may go out now.
    mutating func beginStreaming() {
        guard var begun = transfer else { return }
        begun.stage = .streaming
        begun.since = now.monotonic
        begun.stuffing = machine.contentStuffing(settings.lineEndings)
        transfer = begun
        let size = begun.size.map { ", \(Counted.text($0, "byte"))" } ?? ""
        tell(.information, "Sending \(begun.name)\(size), by \(begun.order.route.name).")
        goOnStreaming()
    }

    /// Asks for as much as there is room for, and begins the chunks that may begin.
    mutating func goOnStreaming() {
        guard let going = transfer, going.stage == .streaming else { return }
        guard going.chunks != nil else {
            while let now = transfer, now.hasRoom { askForPiece(ContentLimits.pieceSize) }
            return
        }
        if let chunk = transfer?.chunks?.next { announce(chunk, isRead: false) }
        guard let plan = transfer?.chunks else { return }
        if plan.isComplete { return finishChunks() }
        if plan.isStopped { return stopChunks() }
        if plan.unannounced == nil {
            // Without a size, each piece that comes is a chunk.
            guard plan.mayAnnounce, transfer?.readsUnderWay == 0 else { return }
            askForPiece(Int(min(plan.chunkSize, UInt64(ContentLimits.chunkSize))))
        } else {
            while let now = transfer, let unread = now.chunks?.unread, unread > 0, now.hasRoom {
                let count = Int(min(unread, UInt64(ContentLimits.pieceSize)))
                transfer?.chunks?.asked(for: count)
                askForPiece(count)
            }
        }
    }

    private mutating func askForPiece(_ byteCount: Int) {
        guard let number = transfer?.number else { return }
        transfer?.readsUnderWay += 1
        actions.append(.readContent(number: number, atMost: byteCount))
    }

    /// A piece of the content is there; it is the last one, or more follow.
    mutating func contentPiece(_ piece: [UInt8], isEnd: Bool, number: Int) {
        guard transfer?.number == number, transfer?.stage == .streaming, let link else { return }
        transfer?.readsUnderWay -= 1
        transfer?.facts.scan(piece)
        guard transfer?.chunks == nil else { return chunkPiece(piece, isEnd: isEnd, link.number) }
        // The encoder's array is what is sent, so nothing else may hold it.
        var stuffing = transfer?.stuffing ?? DotStuffing()
        let bytes = machine.willSendContent(piece, through: &stuffing)
        if !bytes.isEmpty { send(bytes: bytes, link.number) }
        if isEnd {
            let before = StateName(machine.state)
            let outgoing = machine.willEndContent(through: &stuffing)
            transfer?.stuffing = stuffing
            finishData(outgoing, from: before)
        } else {
            transfer?.stuffing = stuffing
            goOnStreaming()
        }
    }

    /// Bytes of ours were handed to the system.
    mutating func contentTaken(_ byteCount: Int) {
        guard let going = transfer, going.stage == .streaming, going.bytesInFlight > 0 else { return }
        transfer?.bytesInFlight = max(0, going.bytesInFlight - byteCount)
        goOnStreaming()
    }

    private mutating func send(bytes: [UInt8], _ connection: ConnectionNumber) {
        transfer?.bytesInFlight += bytes.count
        actions.append(.send(connection, bytes))
    }

    // MARK: The end

    private mutating func finishData(_ outgoing: Outgoing, from before: StateName) {
        guard let (content, remarks) = endTransfer(isComplete: true) else { return }
        send(outgoing, from: before) { transcript, time in
            transcript.append(content, remarks: remarks, at: time)
        }
    }

    /// Lets go of the transfer, and gives what went out.
    private mutating func endTransfer(isComplete: Bool) -> (SentContent, [Remark])? {
        guard let ended = transfer else { return nil }
        dropTransfer()
        let content = ended.content(isComplete: isComplete, at: now.monotonic)
        let remarks = ContentRemarks.remarks(
            on: content, ended.facts, declared: machine.transaction?.parameters ?? [], offers: machine.capabilities)
        return (content, remarks)
    }

    private mutating func show(_ ended: (content: SentContent, remarks: [Remark])?) {
        guard let ended else { return }
        let id = transcript.append(ended.content, remarks: ended.remarks, at: now.wall)
        messageRecord.add(file: id)
        actions.append(.appended(id))
    }

    /// Forgets a transfer of which nothing went out, or about which all is said.
    mutating func dropTransfer() {
        guard let dropped = transfer else { return }
        transfer = nil
        actions.append(.closeContent(number: dropped.number))
    }

    /// The connection is over: what was under way is not complete, and never will be.
    mutating func transferWasCut() {
        guard let cut = transfer else { return }
        cut.stage == .streaming ? show(endTransfer(isComplete: false)) : dropTransfer()
    }

    /// ^C. Half a message must not be taken for a whole one, and there is no other way to take it back.
    mutating func stopTransfer() {
        guard let stopped = transfer else { return }
        guard stopped.stage != .opening else {
            dropTransfer()
            tell(.information, "\(stopped.name) was given up; nothing was sent.")
            return
        }
        closeLink(.closedByUs, stopped.cutText)
    }

    // MARK: Replies

    /// A reply came while a content was under way.
    mutating func contentReceived(_ verdict: ReplyVerdict, _ reply: Reply) {
        guard let under = transfer, link != nil else { return }
        switch under.stage {
        case .opening: break
        case .awaitingGoAhead(let pending):
            guard case .answer(let answered) = verdict.attribution, answered.id == pending else { return }
            if verdict.outcome == .goAhead {
                beginStreaming()
            } else {
                dropTransfer()
                tell(.warning, "DATA was not answered by 354, so nothing of \(under.name) was sent.")
            }
        case .streaming: receivedWhileStreaming(verdict, reply, under)
        }
    }

    private mutating func receivedWhileStreaming(
        _ verdict: ReplyVerdict, _ reply: Reply, _ under: ContentTransfer
    ) {
        if case .answer(let answered) = verdict.attribution,
            transfer?.chunks?.answered(answered.id, isRefusal: verdict.outcome != .success) == true
        {
            guard verdict.outcome != .success else { return goOnStreaming() }
            let isUnknown = reply.code == 500 || reply.code == 502
            guard isUnknown, under.chunks?.unsent ?? 0 > 0 || under.bytesInFlight > 0 else { return goOnStreaming() }
            closeLink(
                .closedByUs,
                "The server does not know BDAT and takes the bytes of the chunk for commands. The connection was closed."
            )
            return
        }
        let code = reply.code.map { "answered \($0)" } ?? "spoke"
        switch reply.severity {
        case .temporary?: fail(.temporaryFailure)
        case .permanent?: fail(.failure)
        case .ok?, .continue?, nil: fail(.protocolViolation)
        }
        closeLink(.closedByUs, "The server \(code) in the middle of the content. \(under.cutText)")
        if leaving != .no { quit() }
    }

    // MARK: Chunks

    private mutating func announce(_ chunk: BDATChunk, isRead: Bool) {
        let before = StateName(machine.state)
        let outgoing = machine.willSend(chunk.line)
        let pending = outgoing.pending.first?.id
        transfer?.bytesInFlight += outgoing.bytes.count
        transfer?.chunks?.announced(chunk, pending: pending, isRead: isRead)
        send(outgoing, from: before) { transcript, time in
            transcript.append(
                sent: chunk.line, .command, verb: .bdat, isSecret: false, isAutomatic: true, remarks: [], at: time)
        }
    }

    private mutating func chunkPiece(_ piece: [UInt8], isEnd: Bool, _ connection: ConnectionNumber) {
        if transfer?.chunks?.unannounced == nil {
            announce(BDATChunk(size: UInt64(piece.count), isLast: isEnd), isRead: true)
        }
        if !piece.isEmpty {
            let outgoing = machine.willSendRaw(piece)
            transfer?.chunks?.sent(piece.count)
            send(bytes: outgoing.bytes, connection)
        }
        goOnStreaming()
    }

    private mutating func finishChunks() {
        show(endTransfer(isComplete: true))
    }

    /// The server wants no more of the message. What it was told to expect has been sent, so the session can go on.
    private mutating func stopChunks() {
        guard let stopped = transfer else { return }
        show(endTransfer(isComplete: false))
        tell(
            .warning,
            "The server refused a chunk, so the rest of \(stopped.name) is not sent. RSET forgets the message; then it can "
                + "be begun again (RFC 3030 2).")
    }
}

extension ContentTransfer {
    /// Why the connection is closed in the middle of a message.
    var cutText: String {
        let sent = Counted.number(progress.sentByteCount)
        let total = size.map { " of \(Counted.text($0, "byte"))" } ?? " bytes"
        let end = chunks == nil ? "The dot that ends it was not sent" : "The last chunk was not sent"
        return "The connection was closed in the middle of \(name), after \(sent)\(total), so that the server does not "
            + "take half a message for a whole one. \(end)."
    }
}
