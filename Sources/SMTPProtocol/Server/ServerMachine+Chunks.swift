/// Content by BDAT: octets that are counted, and looked at no further.
/// - SeeAlso: RFC 3030 §2, §3
extension ServerMachine {
    /// What BDAT has brought of a message, and what is still to come of the open chunk.
    struct Chunks: Sendable {
        /// The chunk whose octets are coming.
        var open: ChunkReceiver?
        /// Whether a chunk of the open transaction was accepted.
        var hasContent = false
        /// The octets of the message so far.
        var size: UInt64 = 0
        /// Why the message cannot be accepted any more; the octets of the chunk are read all the same.
        var refusal: ReplySituation?
    }

    /// BDAT begins a chunk. Its octets come at once and must be read even when it is refused, or they would be commands.
    mutating func startChunk(_ command: Command, _ actions: inout [ServerAction]) {
        guard case .chunk(let size, let isLast) = command.arguments else {
            count(
                .bad,
                answering: ReplySituation(
                    .chunkSyntax, 501, 5, 5, 4, "BDAT needs a number of octets, and LAST or nothing: BDAT 86 LAST"),
                &actions)
            return
        }
        let refusal = refusalOfChunk
        if let refusal, size > UInt64(configuration.limits.messageSize) {
            // Nobody waits for so many octets of a message that does not exist.
            close(with: refusal, &actions)
            return
        }
        chunks.refusal = chunks.refusal ?? refusal
        chunks.open = ChunkReceiver(BDATChunk(size: size, isLast: isLast))
        stateBeforeChunk = state
        state = .chunk
        if size == 0 { endChunk(&actions) }
    }

    /// Reads octets of the open chunk, up to its end or to the end of the input.
    mutating func readChunk(
        _ input: UnsafeBufferPointer<UInt8>, from position: inout Int, _ actions: inout [ServerAction]
    ) {
        guard let taken = chunks.open?.take(input.count - position), taken > 0 else { return }
        let octets = input[position..<position + taken]
        position += taken
        chunks.size += UInt64(taken)
        if chunks.refusal == nil {
            if chunks.size > UInt64(configuration.limits.messageSize) {
                refuseChunks(with: .tooLarge(configuration.limits, .contentTooLarge), &actions)
            } else {
                actions.append(.content(Array(octets)))
            }
        }
        if chunks.open?.isComplete == true { endChunk(&actions) }
    }

    /// What came so far is thrown away, and the rest as it comes.
    private mutating func refuseChunks(with reply: ReplySituation, _ actions: inout [ServerAction]) {
        chunks.refusal = reply
        actions.append(.discardContent)
    }

    /// The message is forgotten, so what BDAT brought of it is of no use.
    mutating func dropChunks(_ actions: inout [ServerAction]) {
        if chunks.hasContent { actions.append(.discardContent) }
    }

    private mutating func endChunk(_ actions: inout [ServerAction]) {
        guard let chunk = chunks.open?.chunk else { return }
        chunks.open = nil
        state = stateBeforeChunk
        if let refusal = chunks.refusal {
            let isOfMessage = if case .recipients = stateBeforeChunk { true } else { false }
            // A refused chunk spoils its message, so that only RSET goes on; with the last chunk it is over.
            if !isOfMessage { chunks = Chunks() }
            if isOfMessage, chunk.isLast { forgetTransaction() }
            count(refusal.own.code == 552 ? .neutral : .bad, answering: refusal, &actions)
            return
        }
        chunks.hasContent = true
        guard chunk.isLast, var finished = envelope else {
            count(
                .progress,
                answering: ReplySituation(.chunkAccepted, 250, 2, 0, 0, "\(chunk.size) octets received").about(
                    "\(chunk.size)"),
                &actions)
            return
        }
        finished.contentSize = Int(clamping: chunks.size)
        state = .ready
        forgetTransaction()
        finish(finished, &actions)
    }

    /// Why no chunk can be taken now.
    private var refusalOfChunk: ReplySituation? {
        if !isExtended { return ReplySituation(.helloFirst, 503, 5, 5, 1, "BDAT needs EHLO") }
        return refusalOfContent
    }
}
