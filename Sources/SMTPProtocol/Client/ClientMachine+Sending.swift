extension ClientMachine {
    /// Takes a line that is about to be sent and says which bytes that means, by where the session stands: a command, a
    /// line of content, the end of the content, octets of a chunk, or the answer to a 334.
    ///
    /// - Parameter line: the line without CRLF, as typed.
    public mutating func willSend(_ line: [UInt8]) -> Outgoing {
        switch phase {
        case .disconnected, .closed, .startingTLS:
            Outgoing(bytes: [], kind: .nothing, shownLine: line, isSecret: false, pending: [], command: nil)
        case .content:
            sendContent(line)
        case .sasl:
            sendResponse(line)
        case .awaitingGreeting, .open, .ending:
            awaitedOctets > 0 ? sendRaw(line + Self.lineEnding, shown: line, as: .chunk) : sendCommand(line)
        }
    }

    /// Takes bytes that are about to be sent exactly as they are, without CRLF or stuffed dots added, and follows the
    /// complete lines in them. A line that does not end is kept in mind until the rest of it is sent.
    public mutating func willSendRaw(_ bytes: [UInt8]) -> Outgoing {
        switch phase {
        case .disconnected, .closed, .startingTLS:
            Outgoing(bytes: [], kind: .nothing, shownLine: bytes, isSecret: false, pending: [], command: nil)
        case .awaitingGreeting, .open, .content, .sasl, .ending:
            sendRaw(bytes, shown: bytes, as: .raw)
        }
    }

    /// Takes a piece of message content of any size, in the middle of lines or not, and gives the bytes to send: with
    /// dots stuffed and nothing else changed. For ``ClientState/content`` only; else nothing is sent.
    ///
    /// - SeeAlso: RFC 5321 §4.5.2
    public mutating func willSendContent(_ piece: some Collection<UInt8>) -> [UInt8] {
        var stuffing = contentStuffing(.verbatim)
        return willSendContent(Array(piece), through: &stuffing)
    }

    /// The encoder for content that is sent piece by piece, at the place where the content stands now.
    public func contentStuffing(_ lineEndings: DotStuffing.LineEndings) -> DotStuffing {
        DotStuffing(lineEndings: lineEndings, at: contentPosition)
    }

    /// Takes the next piece of a content that goes through one encoder from its first piece to its last, and gives the
    /// bytes to send. The encoder's counts are what the machine goes by, so the bytes are looked at only once.
    public mutating func willSendContent(_ piece: [UInt8], through stuffing: inout DotStuffing) -> [UInt8] {
        guard phase == .content, !piece.isEmpty else { return [] }
        let before = stuffing
        let bytes = stuffing.encode(piece)
        note(stuffing, since: before)
        commitWatch.note(bytes)
        return bytes
    }

    /// Ends a content that went through an encoder: with what the encoder holds back, a CRLF where there is none, and
    /// the dot alone.
    public mutating func willEndContent(through stuffing: inout DotStuffing) -> Outgoing {
        guard phase == .content else {
            return Outgoing(bytes: [], kind: .nothing, shownLine: [], isSecret: false, pending: [], command: nil)
        }
        let before = stuffing
        let bytes = stuffing.ending()
        note(stuffing, since: before)
        return Outgoing(
            bytes: bytes, kind: .endOfData, shownLine: [ASCII.dot], isSecret: false, pending: [endContent()],
            command: nil)
    }

    /// Ends the content and gives the bytes to send: the dot alone, after a CRLF if the content has none at its end.
    public mutating func willEndContent() -> Outgoing {
        guard phase == .content else {
            return Outgoing(bytes: [], kind: .nothing, shownLine: [], isSecret: false, pending: [], command: nil)
        }
        var bytes = contentPosition == .lineStart ? [] : Self.lineEnding
        if !bytes.isEmpty { transaction?.contentLineCount += 1 }
        bytes += [ASCII.dot] + Self.lineEnding
        commitWatch.note(bytes)
        return Outgoing(
            bytes: bytes, kind: .endOfData, shownLine: [ASCII.dot], isSecret: false, pending: [endContent()],
            command: nil)
    }

    private mutating func note(_ stuffing: DotStuffing, since before: DotStuffing) {
        transaction?.contentByteCount += stuffing.messageByteCount - before.messageByteCount
        transaction?.contentLineCount += stuffing.lineCount - before.lineCount
        contentPosition = stuffing.position
    }

    static let lineEnding: [UInt8] = [ASCII.cr, ASCII.lf]
    /// What a secret is shown as.
    static let hidden = Array("[hidden]".utf8)

    // MARK: Content

    private mutating func sendContent(_ line: [UInt8]) -> Outgoing {
        let isAtLineStart = contentPosition == .lineStart
        if isAtLineStart && line == [ASCII.dot] { return willEndContent() }
        let bytes = willSendContent(line + Self.lineEnding)
        return Outgoing(bytes: bytes, kind: .content, shownLine: line, isSecret: false, pending: [], command: nil)
    }

    /// Notes that the dot alone goes out.
    mutating func endContent() -> PendingCommand {
        let pending = makePending(.endOfData, command: nil, line: [ASCII.dot])
        queue.append(pending)
        contentPosition = .lineStart
        phase = .open
        return pending
    }

    // MARK: Commands and responses

    private mutating func sendCommand(_ line: [UInt8]) -> Outgoing {
        let command = Command(parsing: line)
        let bytes = line + Self.lineEnding
        commitWatch.note(bytes)
        let pending = follow(bytes)
        let isSecret = pending.contains(where: \.isSecret)
        // With line breaks inside, a secret may stand anywhere in it.
        let only = pending.count == 1 ? pending[0] : nil
        return Outgoing(
            bytes: bytes, kind: .command, shownLine: only?.line ?? (isSecret ? Self.hidden : line), isSecret: isSecret,
            pending: pending, command: only == nil && !isSecret ? command : only?.command)
    }

    private mutating func sendResponse(_ line: [UInt8]) -> Outgoing {
        let isPastLimit = challengeCount > Self.challengeLimit
        let isCancel = isPastLimit || line == [0x2A]
        let bytes = (isCancel ? [0x2A] : line) + Self.lineEnding
        commitWatch.note(bytes)
        let pending = follow(bytes)
        return Outgoing(
            bytes: bytes, kind: isCancel ? .saslCancel : .saslResponse, shownLine: isCancel ? [0x2A] : Self.hidden,
            isSecret: !isCancel, pending: pending, command: nil)
    }

    private mutating func sendRaw(_ bytes: [UInt8], shown: [UInt8], as kind: Outgoing.Kind) -> Outgoing {
        let wasSecret = phase == .sasl
        commitWatch.note(bytes)
        let pending = follow(bytes)
        let isSecret = wasSecret || pending.contains(where: \.isSecret)
        return Outgoing(
            bytes: bytes, kind: kind, shownLine: isSecret ? Self.hidden : shown, isSecret: isSecret, pending: pending,
            command: nil)
    }
}
