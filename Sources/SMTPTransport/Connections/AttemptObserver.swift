import NIOCore

/// Sees each address that NIO starts to connect to, and how that ends.
///
/// Happy eyeballs makes a channel for every address; this handler stands in each of them and lets all else through.
final class AttemptObserver: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let started: (SocketAddress) -> Void
    private let ended: (SocketAddress, Result<Void, any Error>) -> Void

    init(
        started: @escaping (SocketAddress) -> Void,
        ended: @escaping (SocketAddress, Result<Void, any Error>) -> Void
    ) {
        self.started = started
        self.ended = ended
    }

    func connect(context: ChannelHandlerContext, to address: SocketAddress, promise: EventLoopPromise<Void>?) {
        started(address)
        let observed = promise ?? context.eventLoop.makePromise()
        observed.futureResult.assumeIsolated().whenComplete { [ended] result in ended(address, result) }
        context.connect(to: address, promise: observed)
    }
}
