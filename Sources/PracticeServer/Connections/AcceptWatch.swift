import NIOCore

/// Stands at the listening socket and keeps it alive when a connection cannot be accepted.
///
/// Out of descriptors or memory, accepting pauses (NIO's `AcceptBackoffHandler` does that in front of this handler) and
/// goes on by itself; the failure is counted, and never closes the listener.
final class AcceptWatch: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    /// How long accepting pauses after a failure.
    static let pause = TimeAmount.milliseconds(100)

    private let server: ServerContext

    init(server: ServerContext) {
        self.server = server
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        server.count { $0.acceptFailures += 1 }
    }
}
