import SMTPProtocol

/// How a content is cut into BDAT chunks while it is sent, and which of them are unanswered.
/// - SeeAlso: RFC 3030 §2, §4.2
struct ChunkPlan: Hashable, Sendable {
    /// The most bytes of a chunk.
    let chunkSize: UInt64
    /// How many chunks may be unanswered at once.
    let ahead: Int
    /// The bytes that no chunk has been announced for; nil when the size of the content is not known.
    private(set) var unannounced: UInt64?
    /// The bytes of the announced chunk that have not been asked for.
    private(set) var unread: UInt64 = 0
    /// The bytes of the announced chunk that have not been sent.
    private(set) var unsent: UInt64 = 0
    /// Whether the last chunk was announced.
    private(set) var isLastAnnounced = false
    /// How many chunks were announced.
    private(set) var count = 0
    /// The pending commands of chunks that have no reply yet.
    private(set) var unanswered: Set<Int> = []
    /// Whether the server has refused a chunk.
    private(set) var isRefused = false

    init(size: UInt64?, chunkSize: UInt64, ahead: Int) {
        unannounced = size
        self.chunkSize = max(1, chunkSize)
        self.ahead = ahead
    }

    /// Whether another chunk may be begun now.
    var mayAnnounce: Bool { !isLastAnnounced && !isRefused && unsent == 0 && unanswered.count < ahead }

    /// The next chunk of a content whose size is known; nil when it is not, or none may be begun.
    var next: BDATChunk? {
        guard mayAnnounce, let unannounced else { return nil }
        return BDATChunk(size: min(unannounced, chunkSize), isLast: unannounced <= chunkSize)
    }

    /// Whether all is out, with the last chunk.
    var isComplete: Bool { isLastAnnounced && unsent == 0 }

    /// Whether the server has refused a chunk and waits for no more octets.
    var isStopped: Bool { isRefused && unsent == 0 }

    mutating func announced(_ chunk: BDATChunk, pending: Int?, isRead: Bool) {
        count += 1
        unsent = chunk.size
        unread = isRead ? 0 : chunk.size
        if let left = unannounced { unannounced = left - min(left, chunk.size) }
        isLastAnnounced = chunk.isLast
        if let pending { unanswered.insert(pending) }
    }

    mutating func asked(for byteCount: Int) { unread -= min(unread, UInt64(byteCount)) }

    mutating func sent(_ byteCount: Int) { unsent -= min(unsent, UInt64(byteCount)) }

    /// A reply to a chunk came.
    /// - Returns: whether the chunk is one of these.
    mutating func answered(_ pending: Int, isRefusal: Bool) -> Bool {
        guard unanswered.remove(pending) != nil else { return false }
        if isRefusal { isRefused = true }
        return true
    }
}
