public import NIOCore

/// Opens connections and keeps time, on event loops that somebody else owns.
public struct Transport: Sendable {
    private let group: any EventLoopGroup

    /// A transport on these event loops.
    public init(group: any EventLoopGroup) {
        self.group = group
    }

    /// Starts to connect. The events tell how it goes.
    public func open(
        _ endpoint: Endpoint, options: ConnectionOptions = ConnectionOptions(), handler: @escaping Connection.Handler
    ) -> Connection {
        Connection(endpoint, options: options, loop: group.next(), handler: handler)
    }

    /// Calls back once after a while, on an event loop's thread, unless it is cancelled before.
    public func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> Timer {
        Timer(task: group.next().scheduleTask(in: TimeAmount(delay), body))
    }

    /// A call that is to come.
    public struct Timer: Sendable {
        fileprivate let task: Scheduled<Void>

        /// Forgets the call. One that is just happening is not stopped.
        public func cancel() {
            task.cancel()
        }
    }
}
