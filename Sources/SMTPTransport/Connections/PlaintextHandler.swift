import Glibc
internal import NIOCore
internal import NIOTLS
internal import SMTPProtocol

/// The one owner of the plaintext of a connection: of what goes in the clear, and later of what TLS decrypts.
///
/// In the clear nothing sits between it and the socket that could hold bytes back. So it can decide about STARTTLS at once,
/// in the read that brings the end of the 220, before another read is asked for (reads are pulled, ``askForMore()``):
/// what stands behind the 220 was sent in the clear and is never taken for the server's word. TLS is put before this
/// handler in the same call, and stays there to the end.
/// - SeeAlso: RFC 3207 §4.2
final class PlaintextHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// How far the connection has come. No step is taken back.
    enum Stage {
        /// Bytes go through in the clear.
        case clear
        /// The TLS handshake is under way; no bytes go through.
        case securing
        /// Bytes go through TLS.
        case secured
        /// The peer has sent its last byte; we may still send.
        case inputClosed
        /// TLS failed; the connection is being closed, and no bytes go through.
        case tlsFailed
        /// `closed` has been reported; nothing follows.
        case over
    }

    let endpoint: Endpoint
    let options: ConnectionOptions
    private let window: Int
    let report: (ConnectionEvent) -> Void
    private(set) var context: ChannelHandlerContext?
    var stage = Stage.clear
    /// Where TLS may begin; nil when no more plain text can come.
    var upgradePoint: UpgradePoint?
    private var hasSentStartTLS = false
    var tls: TLSLayer?
    /// Bytes that the consumer has been given and has not yet dealt with.
    private var outstanding = 0
    private var isReading = false
    private(set) lazy var sender = Sender(for: self, blockDeadline: options.deadlines.dataBlock)
    var wantsOutputClosed = false
    var closedByUs = false
    var isTruncated = false
    private var failure: TransportError?

    init(endpoint: Endpoint, options: ConnectionOptions, report: @escaping (ConnectionEvent) -> Void) {
        self.endpoint = endpoint
        self.options = options
        self.window = max(1, options.receiveWindow)
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
        let bytes = [UInt8](unwrapInboundIn(data).readableBytesView)
        switch stage {
        case .clear: takeInTheClear(bytes)
        case .secured: deliver(bytes)
        case .securing, .inputClosed, .tlsFailed, .over: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        askForMore()
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            inputWasClosed()
        } else if case .handshakeCompleted? = event as? TLSUserEvent {
            handshakeWasCompleted()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !closedByUs else { return }
        switch stage {
        case .clear, .inputClosed: fail(FailureWording.broken(error, at: .receiving, endpoint: endpoint))
        case .securing: securingFailed(error, isConnected: context.channel.isActive)
        case .secured: brokeUnderTLS(error, isConnected: context.channel.isActive)
        case .tlsFailed, .over: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    /// A channel that is closed in the very moment in which it stands is never called inactive.
    func channelUnregistered(context: ChannelHandlerContext) {
        end()
        context.fireChannelUnregistered()
    }

    // MARK: From the consumer

    /// Asks for the first bytes, or begins TLS. Until then the peer's words wait in the system.
    func begin() {
        guard let context, context.channel.isActive else { return end() }
        if !options.opening.isEmpty {
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: options.opening)), promise: nil)
        }
        switch options.tls.start {
        case .onRequest: upgradePoint = UpgradePoint()
        case .immediately:
            secure(.implicit)
            context.read()
        }
        askForMore()
    }

    /// Sends bytes, or tells that they were dropped: what follows STARTTLS belongs neither into the clear nor into the
    /// handshake, and under TLS the server knows nothing of what was said before.
    func send(_ bytes: [UInt8]) {
        guard !wantsOutputClosed else { return }
        switch stage {
        case .clear:
            if upgradePoint?.isAwaited == true {
                if hasSentStartTLS { return sent(byteCount: 0) }
                hasSentStartTLS = true
            }
            sender.send(bytes)
        case .securing: sent(byteCount: 0)
        case .secured, .inputClosed: sender.send(bytes)
        case .tlsFailed, .over: break
        }
    }

    /// Waits for the reply behind which TLS begins. What is sent next is the STARTTLS that it answers.
    func expectUpgrade(atReply number: Int) {
        guard stage == .clear, upgradePoint != nil else { return }
        hasSentStartTLS = false
        // A 220 that was there before the STARTTLS answers nothing; the session would take it for the answer.
        if upgradePoint?.expect(atReply: number) == false { injectionWasFound([]) }
    }

    /// Ends our direction after everything that was sent before has left.
    func halfClose() {
        guard stage != .over, !wantsOutputClosed else { return }
        wantsOutputClosed = true
        if sender.isIdle { shutOutput() }
    }

    /// Ends both directions now.
    func close() {
        guard stage != .over else { return }
        closedByUs = true
        leave()
    }

    func consumed(_ byteCount: Int) {
        outstanding = max(0, outstanding - byteCount)
        askForMore()
    }

    // MARK: From the sender

    func sent(byteCount: Int) {
        if stage != .over { report(.sent(byteCount: byteCount, at: .now)) }
    }

    func everythingWasSent() {
        if wantsOutputClosed { shutOutput() }
    }

    func sendingFailed(_ error: any Error) {
        switch stage {
        case .clear, .secured, .inputClosed:
            guard !closedByUs, !isTruncated else { return }
            fail(FailureWording.broken(error, at: .sending, endpoint: endpoint))
        case .securing, .tlsFailed, .over: break
        }
    }

    func sendingStalled() {
        fail(FailureWording.stalled(after: options.deadlines.dataBlock, endpoint: endpoint))
    }

    // MARK: Plain text

    private func takeInTheClear(_ bytes: [UInt8]) {
        switch upgradePoint?.received(bytes) {
        case .plaintext?, nil: deliver(bytes)
        case .begins?:
            deliver(bytes)
            // A 220 that comes before all of the STARTTLS is sent does not answer it.
            if hasSentStartTLS, sender.isIdle { secure(.startTLS) } else { injectionWasFound([]) }
        case .injected(let count)?:
            deliver(Array(bytes.dropLast(count)))
            injectionWasFound(Array(bytes.suffix(count)))
        }
    }

    private func deliver(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        outstanding += bytes.count
        report(.bytes(bytes, at: .now))
    }

    /// Reads are pulled one by one, and only while the consumer keeps up. During a handshake TLS pulls its own.
    func askForMore() {
        guard stage == .clear || stage == .secured, !isReading, outstanding < window else { return }
        isReading = true
        context?.read()
    }

    private func inputWasClosed() {
        guard stage == .clear || stage == .secured else { return }
        stage = .inputClosed
        tls?.inputEnded()
        report(.inputClosed(at: .now))
    }
}

// The end
extension PlaintextHandler {
    func shutOutput() {
        switch stage {
        case .clear, .secured, .inputClosed: context?.close(mode: .output, promise: nil)
        case .securing, .tlsFailed, .over: break
        }
    }

    func fail(_ error: TransportError) {
        if failure == nil { failure = error }
        leave()
    }

    /// Closes; under TLS with its farewell, but without waiting for the peer's.
    /// - SeeAlso: RFC 8446 §6.1
    func leave() {
        switch stage {
        case .clear: context?.close(promise: nil)
        case .secured, .inputClosed:
            context?.close(promise: nil)
            tls?.close()
        case .securing, .tlsFailed: closeBelowTLS()
        case .over: break
        }
    }

    func closeBelowTLS() {
        if let tls { tls.close() } else { context?.close(promise: nil) }
    }

    private func end() {
        guard stage != .over else { return }
        let reason = closeReason()
        stage = .over
        sender.stop()
        tls?.close()
        report(.closed(reason, at: .now))
    }

    /// With half-closure a channel that nobody here closed ends in two ways: both directions were finished one after
    /// the other, or the peer sent RST.
    private func closeReason() -> CloseReason {
        if stage == .tlsFailed { return .byUs }
        if isTruncated { return .truncated }
        if let failure { return failure.code == .reset ? .reset(failure) : .error(failure) }
        if closedByUs { return stage == .inputClosed ? .byPeer : .byUs }
        if wantsOutputClosed { return .byPeer }
        return .reset(
            FailureWording.broken(
                IOError(errnoCode: ECONNRESET, reason: "connection reset"), at: .receiving, endpoint: endpoint))
    }
}
