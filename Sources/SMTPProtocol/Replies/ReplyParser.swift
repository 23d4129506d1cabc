/// Finds replies in the bytes that a server sends, in whatever pieces they come.
///
///     parser.append(bytes)
///     while let output = parser.next() { … }
///
/// The outputs do not depend on how the bytes were cut into pieces. Memory stays within ``ReplyLimits`` and what one
/// call of ``append(_:)`` brings, as long as ``next()`` is called until it gives nil.
///
/// A line ends with LF; the CR before it belongs to the ending, and any other CR is text. What is odd is marked with a
/// ``ReplyAnomaly``, never repaired.
/// - SeeAlso: RFC 5321 §4.2
public struct ReplyParser: Sendable {
    /// What the parser found.
    public enum Output: Hashable, Sendable {
        /// A reply: it answers a command, or nobody asked for it.
        case reply(Reply)
        /// A malformed line while no reply of several lines was open. It never answers a command.
        case stray(Reply)
        /// The server sent too much; this is the part within the limit. The parser ignores everything after it.
        case limitExceeded(ReplyLimit, Reply)

        /// The bytes, lines and anomalies, whichever case it is.
        public var reply: Reply {
            switch self {
            case .reply(let reply), .stray(let reply), .limitExceeded(_, let reply): reply
            }
        }
    }

    /// The limits that this parser holds.
    public let limits: ReplyLimits

    private var buffer: [UInt8] = []
    private var open = OpenReply()
    private var isStopped = false

    /// The capacity that an empty buffer keeps for the next bytes; a bigger buffer is given back.
    private static let keptCapacity = 262_144

    /// Makes a parser at the beginning of a stream.
    public init(limits: ReplyLimits = .standard) {
        self.limits = limits
    }

    /// The bytes that came and are in no output yet, those of an unfinished reply included.
    ///
    /// It is 0 right after a reply that nothing followed: what a client must know before it starts TLS. RFC 3207 §5
    public var unprocessedByteCount: Int { buffer.count - open.start }

    /// Takes the next bytes of the stream.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        guard !isStopped else { return }
        dropOutputBytes()
        let wasContiguous: Void? = bytes.withContiguousStorageIfAvailable { buffer.append(contentsOf: $0) }
        if wasContiguous == nil { buffer.append(contentsOf: bytes) }
    }

    /// Gives the next output; nil when it needs more bytes.
    public mutating func next() -> Output? {
        guard !isStopped else { return nil }
        switch open.advance(in: buffer, limits: limits) {
        case .needsMoreBytes:
            return nil
        case .isWhole:
            let isReply = open.isReply
            let reply = open.take(from: buffer)
            return isReply ? .reply(reply) : .stray(reply)
        case .exceeded(let limit):
            let reply = open.take(from: buffer)
            stop()
            return .limitExceeded(limit, reply)
        }
    }

    /// Says that the stream has ended, and gives what is left: first the outputs that ``next()`` would still give,
    /// then the part of an unfinished reply, then nil.
    public mutating func finish() -> Output? {
        guard !isStopped else { return nil }
        if let output = next() { return output }
        defer { stop() }
        guard open.finish(in: buffer) else { return nil }
        let isReply = open.isReply
        let reply = open.take(from: buffer)
        return isReply ? .reply(reply) : .stray(reply)
    }

    private mutating func stop() {
        isStopped = true
        buffer = []
        open = OpenReply()
    }

    /// Moves the unprocessed bytes to the front, when they are no more than the bytes that were given out since the
    /// last time: so each byte is moved about once.
    private mutating func dropOutputBytes() {
        let dropped = open.start
        guard dropped > 0, dropped >= buffer.count - dropped else { return }
        if dropped == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
        } else {
            buffer.removeSubrange(..<dropped)
        }
        open.bytesWereDropped(dropped)
    }
}
