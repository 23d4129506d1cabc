extension ClientMachine {
    /// Follows bytes as the server will read them: octets of a chunk, content up to the dot, or lines. Gives what is
    /// awaited for them.
    mutating func follow(_ bytes: [UInt8]) -> [PendingCommand] {
        var made: [PendingCommand] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if awaitedOctets > 0 {
                takeOctets(&rest)
                continue
            }
            switch phase {
            case .content:
                takeContent(&rest, &made)
            case .disconnected, .awaitingGreeting, .open, .sasl, .startingTLS, .ending, .closed:
                takeLine(&rest, &made)
            }
        }
        return made
    }

    private mutating func takeOctets(_ rest: inout ArraySlice<UInt8>) {
        let count = Int(min(awaitedOctets, UInt64(rest.count)))
        awaitedOctets -= UInt64(count)
        transaction?.contentByteCount += count
        rest = rest.dropFirst(count)
    }

    private mutating func takeContent(_ rest: inout ArraySlice<UInt8>, _ made: inout [PendingCommand]) {
        while let byte = rest.first {
            if contentPosition == .text {
                let length = ByteSearch.firstLineByte(in: rest.span, from: 0)
                transaction?.contentByteCount += length
                rest = rest.dropFirst(length)
                if length > 0 { continue }
            }
            rest = rest.dropFirst()
            let step = contentPosition.advance(byte)
            transaction?.contentByteCount += step.content
            if step.endsLine { transaction?.contentLineCount += 1 }
            if step.endsData {
                made.append(endContent())
                return
            }
        }
    }

    /// Takes a line that ends with LF: most servers read a bare LF as a line's end, and what they read is what counts.
    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>, _ made: inout [PendingCommand]) {
        guard let lineFeed = rest.firstIndex(of: ASCII.lf) else {
            partialLine += rest.prefix(Limits.commandLineExtended - min(partialLine.count, Limits.commandLineExtended))
            rest = []
            return
        }
        var line = partialLine + rest[..<lineFeed]
        partialLine = []
        rest = rest[(lineFeed + 1)...]
        if line.last == ASCII.cr { line.removeLast() }
        let pending = phase == .sasl ? responsePending(line) : commandPending(line)
        queue.append(pending)
        made.append(pending)
    }

    private mutating func responsePending(_ line: [UInt8]) -> PendingCommand {
        let isSecret = line != [0x2A]
        return makePending(.saslResponse, command: nil, line: isSecret ? Self.hidden : line, isSecret: isSecret)
    }

    private mutating func commandPending(_ line: [UInt8]) -> PendingCommand {
        let command = Command(parsing: line)
        // A word that is no command, typed while AUTH is under way, may well be the answer to a 334 that is not in yet.
        if queue.counts.auth > 0 && !command.verb.isKnown {
            return makePending(.command, command: nil, line: Self.hidden, isSecret: true)
        }
        guard case .chunk(let size, _) = command.arguments else {
            return makePending(
                .command, command: command.redacted, line: command.shownLine, isSecret: command.isSecret)
        }
        awaitedOctets = size
        if transaction != nil { transaction?.isChunked = true }
        return makePending(.chunk, command: command, line: line)
    }
}
