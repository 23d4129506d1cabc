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
        guard phase == .content, !piece.isEmpty else { return [] }
        var stuffing = DotStuffing()
        switch contentPosition {
        case .lineStart: break
        case .dot, .text: _ = stuffing.encode(CollectionOfOne(Self.letter))
        case .dotReturn, .textReturn: _ = stuffing.encode([Self.letter, ASCII.cr])
        }
        let bytes = stuffing.encode(piece)
        transaction?.contentByteCount += piece.count
        let lineCount = lineEnds(in: bytes)
        transaction?.contentLineCount += lineCount
        contentPosition = position(after: piece)
        return bytes
    }

    /// Ends the content and gives the bytes to send: the dot alone, after a CRLF if the content has none at its end.
    public mutating func willEndContent() -> Outgoing {
        guard phase == .content else {
            return Outgoing(bytes: [], kind: .nothing, shownLine: [], isSecret: false, pending: [], command: nil)
        }
        var bytes = contentPosition == .lineStart ? [] : Self.lineEnding
        if !bytes.isEmpty { transaction?.contentLineCount += 1 }
        bytes += [ASCII.dot] + Self.lineEnding
        return Outgoing(
            bytes: bytes, kind: .endOfData, shownLine: [ASCII.dot], isSecret: false, pending: [endContent()],
            command: nil)
    }

    static let lineEnding: [UInt8] = [ASCII.cr, ASCII.lf]
    /// What a secret is shown as.
    static let hidden = Array("[hidden]".utf8)
    /// A byte that is neither a dot nor part of a line ending.
    private static let letter: UInt8 = 0x61

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

    /// How many CR LF end in `bytes`. It looks at pairs of neighbours, which the compiler makes fast.
    private func lineEnds(in bytes: [UInt8]) -> Int {
        guard let first = bytes.first else { return 0 }
        let wasReturn = contentPosition == .textReturn || contentPosition == .dotReturn
        var count = wasReturn && first == ASCII.lf ? 1 : 0
        bytes.withUnsafeBufferPointer { buffer in
            for index in 1..<buffer.count where buffer[index] == ASCII.lf && buffer[index - 1] == ASCII.cr {
                count += 1
            }
        }
        return count
    }

    /// Where the content ends after `piece`; a dot at the start of a line is text here, for it was stuffed.
    private func position(after piece: some Collection<UInt8>) -> ContentPosition {
        var position = contentPosition == .dot ? .text : contentPosition
        for byte in piece.suffix(2) {
            switch (position, byte) {
            case (_, ASCII.cr): position = .textReturn
            case (.textReturn, ASCII.lf), (.dotReturn, ASCII.lf): position = .lineStart
            case (.lineStart, _), (.dot, _), (.text, _), (.textReturn, _), (.dotReturn, _): position = .text
            }
        }
        return position
    }

    // MARK: Commands and responses

    private mutating func sendCommand(_ line: [UInt8]) -> Outgoing {
        let command = Command(parsing: line)
        let bytes = line + Self.lineEnding
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
        let pending = follow(bytes)
        return Outgoing(
            bytes: bytes, kind: isCancel ? .saslCancel : .saslResponse, shownLine: isCancel ? [0x2A] : Self.hidden,
            isSecret: !isCancel, pending: pending, command: nil)
    }

    private mutating func sendRaw(_ bytes: [UInt8], shown: [UInt8], as kind: Outgoing.Kind) -> Outgoing {
        let wasSecret = phase == .sasl
        let pending = follow(bytes)
        let isSecret = wasSecret || pending.contains(where: \.isSecret)
        return Outgoing(
            bytes: bytes, kind: kind, shownLine: isSecret ? Self.hidden : shown, isSecret: isSecret, pending: pending,
            command: nil)
    }
}
