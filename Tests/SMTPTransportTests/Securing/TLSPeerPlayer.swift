import Glibc
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization
import TestSupport

/// Plays the steps of a ``TLSPeer``. Lives on one event loop.
final class TLSPeerPlayer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Stands at the socket.
    let wire: TLSPeerWire
    private var steps: ArraySlice<TLSPeerStep>
    private let tls: NIOSSLContext?
    private let box: TLSPeer.Box
    private var inbox: [UInt8] = []
    private var hasBegunTLS = false
    private var isSecured = false
    private var inputEnded = false
    private var isPlaying = false

    init(_ steps: [TLSPeerStep], context: NIOSSLContext?, box: TLSPeer.Box) {
        self.steps = steps[...]
        self.tls = context
        self.box = box
        self.wire = TLSPeerWire(box: box)
    }

    func channelActive(context: ChannelHandlerContext) {
        play(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        inbox += unwrapInboundIn(data).readableBytesView
        play(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            isSecured = true
            box.report.withLock { $0.isSecured = true }
        }
        if let event = event as? ChannelEvent, event == .inputClosed { inputEnded = true }
        play(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What a client does to us is told by how far the script came.
        inputEnded = true
        play(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        inputEnded = true
        // The end can come inside a step of our own.
        guard !isPlaying else { return }
        play(context)
        if let step = steps.first {
            box.report.withLock { $0.problem = $0.problem ?? "the client left before \(step)" }
        }
    }

    /// Plays on until a step has to wait.
    private func play(_ context: ChannelHandlerContext) {
        guard !isPlaying else { return }
        isPlaying = true
        defer { isPlaying = false }
        while let step = steps.first, perform(step, context) { steps = steps.dropFirst() }
        if steps.isEmpty, inputEnded { context.close(promise: nil) }
    }

    /// False when it has to wait.
    private func perform(_ step: TLSPeerStep, _ context: ChannelHandlerContext) -> Bool {
        switch step {
        case .send(let bytes): context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .sendInTheClear(let bytes): wire.send(bytes)
        case .expect(let bytes): return take(bytes, context)
        case .take(let count):
            guard inbox.count >= count else { return false }
            inbox.removeFirst(count)
        case .awaitSomething: return !inbox.isEmpty || inputEnded
        case .secure:
            if !hasBegunTLS { beginTLS(context) }
            return isSecured || inputEnded
        case .farewell:
            wire.keepsOutputOpen = true
            context.close(mode: .output, promise: nil)
        case .halfClose: wire.finish()
        case .reset: wire.reset()
        case .await(let gate): return isOpen(gate, context)
        case .pause(let gate): pause(gate, context)
        case .awaitFarewell: return inputEnded
        case .awaitEnd: return inputEnded
        }
        return true
    }

    /// False until the gate is open; the step is then tried again.
    private func isOpen(_ gate: PeerGate, _ context: ChannelHandlerContext) -> Bool {
        if gate.wait(Patience(.zero)) { return true }
        let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(1)) { this.value.0.play(this.value.1) }
        return false
    }

    private func pause(_ gate: PeerGate, _ context: ChannelHandlerContext) {
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        let channel = context.channel
        Task.detached {
            _ = gate.wait()
            channel.close(promise: nil)
        }
    }

    private func take(_ bytes: [UInt8], _ context: ChannelHandlerContext) -> Bool {
        guard inbox.count >= bytes.count else { return false }
        if !inbox.starts(with: bytes) {
            let got = String(decoding: inbox, as: UTF8.self).debugDescription
            box.report.withLock {
                $0.problem = "expected \(String(decoding: bytes, as: UTF8.self).debugDescription), got \(got)"
            }
            steps = []
            context.close(promise: nil)
            return false
        }
        inbox.removeFirst(bytes.count)
        return true
    }

    /// What the client has sent already goes through the handshake too.
    private func beginTLS(_ context: ChannelHandlerContext) {
        guard let tls else { return }
        hasBegunTLS = true
        do {
            try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .before(self))
        } catch {
            box.report.withLock { $0.problem = "\(error)" }
        }
        let early = inbox
        inbox = []
        if !early.isEmpty { wire.receiveAgain(early) }
    }
}

/// Stands at the socket of a ``TLSPeer``: notes what comes, and does what TLS would not.
final class TLSPeerWire: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// True when a farewell under TLS does not end the connection.
    var keepsOutputOpen = false
    private let box: TLSPeer.Box
    private var context: ChannelHandlerContext?

    init(box: TLSPeer.Box) {
        self.box = box
    }

    func send(_ bytes: [UInt8]) {
        context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    func finish() {
        context?.close(mode: .output, promise: nil)
    }

    func reset() {
        guard let context else { return }
        _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        context.close(promise: nil)
    }

    func receiveAgain(_ bytes: [UInt8]) {
        context?.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: bytes)))
        context?.fireChannelReadComplete()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        box.report.withLock { $0.wire += bytes }
        context.fireChannelRead(data)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if keepsOutputOpen, mode == .output {
            keepsOutputOpen = false
            promise?.succeed()
        } else {
            context.close(mode: mode, promise: promise)
        }
    }
}
