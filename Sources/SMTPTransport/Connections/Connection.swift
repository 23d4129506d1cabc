import NIOCore

/// One connection to a mail server, in the clear or under TLS, from the look-up to its end.
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
        case open(PlaintextHandler)
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
    ///
    /// What is sent behind STARTTLS, before TLS stands or the server has said no, is dropped too, and
    /// ``ConnectionEvent/sent(byteCount:at:)`` says 0: it has to be said again under TLS.
    /// - SeeAlso: RFC 3207 §4.2
    public func send(_ bytes: [UInt8]) {
        withOpen { $0.send(bytes) }
    }

    /// Has TLS begin right behind a reply of the server, counted from the greeting as 1, if that reply is 220.
    ///
    /// Say it right before the STARTTLS is sent that this reply answers: what is sent next is taken for it. The decision is
    /// made on the event loop, in the read that brings the reply: nothing that stands behind it in the clear is ever handed
    /// on.
    /// - SeeAlso: RFC 3207 §4
    public func expectUpgrade(atReply number: Int) {
        withOpen { $0.expectUpgrade(atReply: number) }
    }

    /// Says that we will send nothing more, once everything before has left: FIN, and under TLS close_notify before it.
    ///
    /// The peer can still be heard. Under TLS up to 1.2 it must answer with its own close_notify and may say nothing else.
    /// - SeeAlso: RFC 5246 §7.2.1, RFC 8446 §6.1
    public func halfClose() {
        withOpen { $0.halfClose() }
    }

    /// Ends the connection, or the attempt to open one. What the system has not yet taken is not sent.
    public func close() {
        onLoop {
            switch self.state.value {
            case .opening(let opening):
                self.state.value = .over
                opening.cancel()
            case .open(let owner): owner.close()
            case .over: break
            }
        }
    }

    /// Says that bytes from ``ConnectionEvent/bytes(_:at:)`` have been dealt with, so that more may be read.
    public func consumed(_ byteCount: Int) {
        withOpen { $0.consumed(byteCount) }
    }

    private func begin(_ options: ConnectionOptions, _ handler: @escaping Handler) {
        let opening = ConnectionOpening(endpoint, options: options, loop: loop) { event in
            if case .failed = event { self.state.value = .over }
            handler(event)
        }
        state.value = .opening(opening)
        opening.begin { channel, facts in
            let owner = PlaintextHandler(endpoint: self.endpoint, options: options) { event in
                if case .closed = event { self.state.value = .over }
                handler(event)
            }
            self.state.value = .open(owner)
            handler(.connected(facts))
            do {
                try channel.pipeline.syncOperations.addHandler(owner)
                owner.begin()
            } catch {
                // The channel was closed under our hands: the handler reports it like any other end.
                owner.begin()
            }
        }
    }

    private func withOpen(_ body: @escaping @Sendable (PlaintextHandler) -> Void) {
        onLoop {
            if case .open(let owner) = self.state.value { body(owner) }
        }
    }

    private func onLoop(_ body: @escaping @Sendable () -> Void) {
        loop.execute(body)
    }
}
