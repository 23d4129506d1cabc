import Glibc
import NIOCore

/// The one owner of the plaintext on a connection, from the first byte on.
///
/// Every byte that the peer sends in the clear goes through ``channelRead(context:data:)`` of this handler, on the
/// event loop, in the order of arrival, and nothing sits between it and the socket that could hold bytes back.
///
/// **Where TLS comes in.** STARTTLS has to be decided here and at once: when the bytes that end the 220 arrive,
/// whatever stands behind them in the same read was sent in the clear and must never be taken for the server's word
/// under TLS. The place for that decision is ``deliver(_:)``: it sees the bytes before anyone else does, and before
/// another read is asked for (reads are pulled, ``askForMore()``). The upgrade then moves ``stage`` from `.plaintext`
/// to a stage of its own and puts the TLS handler in front of this one, in the same call.
/// - SeeAlso: RFC 3207 §4.2
final class PlaintextPhase: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far the phase has come. Each step is taken once, in this order.
    enum Stage {
        /// Bytes go through in the clear.
        case plaintext
        /// The peer has sent its last byte; we may still send.
        case inputClosed
        /// `closed` has been reported; nothing follows.
        case over
    }

    private let endpoint: Endpoint
    private let window: Int
    private let blockDeadline: Duration
    private let report: (ConnectionEvent) -> Void
    private var context: ChannelHandlerContext?
    private(set) var stage = Stage.plaintext
    /// Bytes that the consumer has been given and has not yet dealt with.
    private var outstanding = 0
    private var isReading = false
    private var unfinishedWrites = 0
    private var stall: Stall?
    private var wantsOutputClosed = false
    private var closedByUs = false
    private var failure: TransportError?

    /// The wait for the peer to take bytes.
    private struct Stall {
        let timer: Scheduled<Void>
        let bytesLeft: Int
    }

    init(endpoint: Endpoint, options: ConnectionOptions, report: @escaping (ConnectionEvent) -> Void) {
        self.endpoint = endpoint
        self.window = max(1, options.receiveWindow)
        self.blockDeadline = options.deadlines.dataBlock
        self.report = report
    }

    // MARK: From the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = false
        deliver(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        askForMore()
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed, stage == .plaintext {
            stage = .inputClosed
            report(.inputClosed(at: .now))
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if failure == nil { failure = FailureWording.broken(error, at: .receiving, endpoint: endpoint) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    // MARK: From the consumer

    /// Asks for the first bytes. Until then the peer's words wait in the system.
    func begin() {
        guard let context, context.channel.isActive else { return end() }
        askForMore()
    }

    func send(_ bytes: [UInt8]) {
        guard let context, stage != .over, !wantsOutputClosed else { return }
        unfinishedWrites += 1
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [self] result in
            unfinishedWrites -= 1
            switch result {
            case .success:
                if stage != .over { report(.sent(byteCount: bytes.count, at: .now)) }
                guard unfinishedWrites == 0 else { return }
                forgetStall()
                if wantsOutputClosed { shutOutput() }
            case .failure(let error):
                if failure == nil, !closedByUs {
                    failure = FailureWording.broken(error, at: .sending, endpoint: endpoint)
                }
                self.context?.close(promise: nil)
            }
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: written)
        if unfinishedWrites > 0, stall == nil { watchForStall() }
    }

    /// Ends our direction after everything that was sent before has left.
    func halfClose() {
        guard stage != .over, !wantsOutputClosed else { return }
        wantsOutputClosed = true
        if unfinishedWrites == 0 { shutOutput() }
    }

    /// Ends both directions now.
    func close() {
        guard stage != .over else { return }
        closedByUs = true
        context?.close(promise: nil)
    }

    func consumed(_ byteCount: Int) {
        outstanding = max(0, outstanding - byteCount)
        askForMore()
    }

    // MARK: Inside

    private func deliver(_ buffer: ByteBuffer) {
        guard stage != .over, buffer.readableBytes > 0 else { return }
        outstanding += buffer.readableBytes
        report(.bytes([UInt8](buffer.readableBytesView), at: .now))
    }

    /// Reads are pulled one by one, and only while the consumer keeps up.
    private func askForMore() {
        guard stage == .plaintext, !isReading, outstanding < window else { return }
        isReading = true
        context?.read()
    }

    /// Gives the peer time to take some bytes; as long as it does, it gets more time.
    /// - SeeAlso: RFC 5321 §4.5.3.2.5
    private func watchForStall() {
        guard let context, stage != .over else { return }
        let left = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        if let stall, left >= stall.bytesLeft {
            failure = FailureWording.stalled(after: blockDeadline, endpoint: endpoint)
            return context.close(promise: nil)
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

    private func shutOutput() {
        context?.close(mode: .output, promise: nil)
    }

    private func end() {
        guard stage != .over else { return }
        let peerHadFinished = stage == .inputClosed
        stage = .over
        forgetStall()
        report(.closed(reason(peerHadFinished), at: .now))
    }

    /// With half-closure a channel that nobody here closed ends in two ways: both directions were finished one after
    /// the other, or the peer sent RST.
    private func reason(_ peerHadFinished: Bool) -> CloseReason {
        if let failure { return failure.code == .reset ? .reset(failure) : .error(failure) }
        if closedByUs { return peerHadFinished ? .byPeer : .byUs }
        if wantsOutputClosed { return .byPeer }
        return .reset(
            FailureWording.broken(
                IOError(errnoCode: ECONNRESET, reason: "connection reset"), at: .receiving, endpoint: endpoint))
    }
}
