import NIOCore

extension PracticeServer {
    /// What becomes of the clients when a server drains.
    public enum Draining: Hashable, Sendable {
        /// Who is in the middle of a message may end it; all others get 421 at once.
        case messages
        /// All may go on until they leave.
        case sessions
    }

    /// Ends in peace: takes no new clients, lets those go on that may, and stops when all are gone or the time is over.
    public func drain(_ draining: Draining, within limit: Duration) async {
        let open = await closeDoors()
        switch draining {
        case .messages:
            for channel in open {
                channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.DrainRequest())
            }
        case .sessions: break
        }
        let end = open.first?.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            for channel in open {
                channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.StopRequest())
            }
        }
        for channel in open { try? await channel.closeFuture.get() }
        end?.cancel()
    }
}
