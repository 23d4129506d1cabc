import SMTPProtocol
import SafeText

/// A content on its way from its source to the server.
struct ContentTransfer: Sendable {
    /// How far it is.
    enum Stage: Hashable, Sendable {
        /// The source is being opened; nothing was sent.
        case opening
        /// DATA was sent, and only a 354 allows content.
        case awaitingGoAhead(pending: Int)
        /// Content goes out.
        case streaming
    }

    let order: ContentOrder
    /// Tells its pieces from those of another one.
    let number: Int
    var stage = Stage.opening
    /// The bytes of the source; nil when nobody knows.
    var size: UInt64?
    /// When the first content went out, on the monotonic clock.
    var since: UInt64 = 0
    /// What came out of the source so far.
    var facts = ContentFacts()
    /// By DATA: what makes it ready for the wire.
    var stuffing = DotStuffing()
    /// By BDAT: how it is cut.
    var chunks: ChunkPlan?
    /// The pieces that were asked for and are not here.
    var readsUnderWay = 0
    /// What was sent and has not been taken by the system.
    var bytesInFlight = 0

    init(_ order: ContentOrder, number: Int) {
        self.order = order
        self.number = number
    }

    /// The name of the source, escaped.
    var name: String { Sanitizer.escape(order.source.name) }

    /// Whether another piece may be asked for without holding too much.
    var hasRoom: Bool {
        readsUnderWay * ContentLimits.pieceSize + bytesInFlight + ContentLimits.pieceSize <= ContentLimits.window
    }

    /// Whether octets are on their way out: until they are, no reply is late.
    var isSending: Bool { stage == .streaming && (bytesInFlight > 0 || (chunks?.unsent ?? 0) > 0) }

    var progress: TransferProgress {
        TransferProgress(
            name: name, sentByteCount: facts.byteCount - min(facts.byteCount, UInt64(bytesInFlight)),
            totalByteCount: size, since: since)
    }

    /// What went out so far, for the transcript.
    func content(isComplete: Bool, at now: UInt64) -> SentContent {
        let isData = chunks == nil
        return SentContent(
            name: order.source.name, route: order.route,
            byteCount: isData ? UInt64(clamping: stuffing.messageByteCount) : facts.byteCount,
            lineCount: isData ? UInt64(clamping: stuffing.lineCount) : facts.lineCount,
            changes: stuffing.changes, chunkCount: chunks?.count ?? 0, isComplete: isComplete,
            duration: now > since ? now - since : 0)
    }
}
