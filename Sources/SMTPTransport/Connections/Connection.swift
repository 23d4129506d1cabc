import NIOCore

/// One connection to a mail server, in the clear, from the look-up to its end.
///
/// All calls return at once and may come from any thread. Events are reported on an event loop's thread, in order; the
/// handler must not block there: it puts the event away and wakes whoever owns the session. A connection lives until
/// its last event, whether or not somebody still refers to it: close what is not wanted any more.
///
/// ```swift
/// let connection = transport.open(endpoint) { event in mailbox.add(event) }
/// connection.send(Array("EHLO client.example\r\n".utf8))
/// ```
public final class Connection: Sendable {
    /// Takes the events, on the thread of the event loop.
    public typealias Handler = @Sendable (ConnectionEvent) -> Void

    private enum State {
        case opening(ConnectionOpening)
        case open(PlaintextPhase)
        case over
    }

    /// Where it goes.
    public let endpoint: Endpoint
    private let loop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    /// Starts to connect.
    init(_ endpoint: Endpoint, options: ConnectionOptions, loop: any EventLoop, handler: @escaping Handler) {
        self.endpoint = endpoint
        self.loop = loop
        self.state = .makeBoxSendingValue(.over, eventLoop: loop)
        loop.execute { self.begin(options, handler) }
    }

    /// Sends bytes as they are, after all that was sent before. Without a connection they are dropped.
    public func send(_ bytes: [UInt8]) {
        withPhase { $0.send(bytes) }
    }

    /// Says that we will send nothing more (FIN), once everything before has left. The peer can still be heard.
    public func halfClose() {
        withPhase { $0.halfClose() }
    }

    /// Ends the connection, or the attempt to open one. What the system has not yet taken is not sent.
    public func close() {
        onLoop {
            switch self.state.value {
            case .opening(let opening):
                self.state.value = .over
                opening.cancel()
            case .open(let phase): phase.close()
            case .over: break
            }
        }
    }

    /// Says that bytes from ``ConnectionEvent/bytes(_:at:)`` have been dealt with, so that more may be read.
    public func consumed(_ byteCount: Int) {
        withPhase { $0.consumed(byteCount) }
    }

    private func begin(_ options: ConnectionOptions, _ handler: @escaping Handler) {
        let opening = ConnectionOpening(endpoint, options: options, loop: loop) { event in
            if case .failed = event { self.state.value = .over }
            handler(event)
        }
        state.value = .opening(opening)
        opening.begin { channel, facts in
            let phase = PlaintextPhase(endpoint: self.endpoint, options: options) { event in
                if case .closed = event { self.state.value = .over }
                handler(event)
            }
            self.state.value = .open(phase)
            handler(.connected(facts))
            do {
                try channel.pipeline.syncOperations.addHandler(phase)
                phase.begin()
            } catch {
                // The channel was closed under our hands: the phase reports it like any other end.
                phase.begin()
            }
        }
    }

    private func withPhase(_ body: @escaping @Sendable (PlaintextPhase) -> Void) {
        onLoop {
            if case .open(let phase) = self.state.value { body(phase) }
        }
    }

    private func onLoop(_ body: @escaping @Sendable () -> Void) {
        loop.execute(body)
    }
}
