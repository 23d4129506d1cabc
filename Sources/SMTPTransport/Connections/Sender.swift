internal import NIOCore

/// The outgoing direction of a connection: it hands bytes to the channel piece by piece, and watches that the peer takes
/// them. Lives on one event loop.
final class Sender {
    /// The most bytes that are with the channel and not yet with the system.
    private static let maximumInFlight = 2 * SendQueue.pieceSize

    private let blockDeadline: Duration
    /// Owns this sender, and is told how it goes.
    private weak var owner: PlaintextHandler?
    private var queue = SendQueue()
    private var unfinishedWrites = 0
    private var inFlight = 0
    private var isWriting = false
    private var stall: Stall?

    /// The wait for the peer to take bytes.
    private struct Stall {
        let timer: Scheduled<Void>
        let bytesLeft: Int
    }

    init(for owner: PlaintextHandler, blockDeadline: Duration) {
        self.owner = owner
        self.blockDeadline = blockDeadline
    }

    /// True when all that was to be sent is with the system.
    var isIdle: Bool { unfinishedWrites == 0 && queue.isEmpty }

    /// Sends bytes behind all that were to be sent before.
    func send(_ bytes: [UInt8]) {
        queue.append(bytes)
        write()
        if !isIdle, stall == nil { watchForStall() }
    }

    /// Forgets what the channel has not got yet, and the deadline.
    func stop() {
        queue.removeAll()
        forgetStall()
    }

    private func write() {
        // A write can be done at once and call back: the loop goes on then, not another one inside it.
        guard !isWriting, let context = owner?.context else { return }
        isWriting = true
        defer { isWriting = false }
        while inFlight < Self.maximumInFlight, let piece = queue.next() { write(piece, to: context) }
    }

    private func write(_ piece: SendQueue.Piece, to context: ChannelHandlerContext) {
        let size = piece.bytes.readableBytes
        unfinishedWrites += 1
        inFlight += size
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [self] result in
            unfinishedWrites -= 1
            inFlight -= size
            switch result {
            case .success: pieceWasTaken(piece)
            case .failure(let error): owner?.sendingFailed(error)
            }
        }
        context.writeAndFlush(NIOAny(piece.bytes), promise: written)
    }

    private func pieceWasTaken(_ piece: SendQueue.Piece) {
        if let count = piece.finishes { owner?.sent(byteCount: count) }
        write()
        guard isIdle else { return }
        forgetStall()
        owner?.everythingWasSent()
    }

    /// Gives the peer time to take some bytes; as long as it does, it gets more time.
    /// - SeeAlso: RFC 5321 §4.5.3.2.5
    private func watchForStall() {
        guard let context = owner?.context else { return }
        let buffered = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let left = queue.byteCount + buffered
        if let stall, left >= stall.bytesLeft {
            self.stall = nil
            owner?.sendingStalled()
            return
        }
        let timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(blockDeadline)) { [self] in
            watchForStall()
        }
        stall = Stall(timer: timer, bytesLeft: left)
    }

    private func forgetStall() {
        stall?.timer.cancel()
        stall = nil
    }
}
