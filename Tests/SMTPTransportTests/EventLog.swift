import NIOPosix
import SMTPTransport

/// The events of one connection, as a test waits for them.
struct EventLog: AsyncSequence {
    private let stream: AsyncStream<ConnectionEvent>
    private let connection: Connection

    /// The transport of all tests.
    static let transport = Transport(group: MultiThreadedEventLoopGroup.singleton)

    /// Opens a connection whose events are kept until they are asked for.
    static func open(_ endpoint: Endpoint, options: ConnectionOptions = ConnectionOptions()) -> (Connection, EventLog) {
        let (stream, continuation) = AsyncStream.makeStream(of: ConnectionEvent.self)
        let connection = transport.open(endpoint, options: options) { event in
            continuation.yield(event)
            switch event {
            case .closed, .failed: continuation.finish()
            default: break
            }
        }
        return (connection, EventLog(stream: stream, connection: connection))
    }

    func makeAsyncIterator() -> AsyncStream<ConnectionEvent>.Iterator { stream.makeAsyncIterator() }

    /// Every event to the end; bytes are taken as consumed.
    func all() async -> [ConnectionEvent] {
        var events: [ConnectionEvent] = []
        for await event in stream {
            if case .bytes(let bytes, _) = event { connection.consumed(bytes.count) }
            events.append(event)
        }
        return events
    }

    /// Bytes until they end in this text; `nil` when the connection ended before.
    func bytes(endingIn text: String) async -> [UInt8]? {
        var bytes: [UInt8] = []
        for await event in stream {
            guard case .bytes(let more, _) = event else { continue }
            connection.consumed(more.count)
            bytes += more
            if bytes.suffix(text.utf8.count).elementsEqual(text.utf8) { return bytes }
        }
        return nil
    }

    /// The facts of the connection; `nil` when there was none.
    func connected() async -> ConnectionFacts? {
        for await event in stream {
            if case .connected(let facts) = event { return facts }
        }
        return nil
    }
}

extension [ConnectionEvent] {
    var text: String { String(decoding: bytes, as: UTF8.self) }

    var bytes: [UInt8] {
        flatMap { event -> [UInt8] in if case .bytes(let bytes, _) = event { bytes } else { [] } }
    }

    var error: TransportError? {
        if case .failed(let error)? = last { error } else { nil }
    }

    var closeReason: CloseReason? {
        if case .closed(let reason, _)? = last { reason } else { nil }
    }

    var sawEndOfInput: Bool {
        contains { event in if case .inputClosed = event { true } else { false } }
    }
}

extension Endpoint {
    /// A port of 127.0.0.1 or ::1.
    static func loopback(_ port: Int, _ family: IPAddress.Family = .ipv4) throws -> Endpoint {
        try Endpoint(parsing: family == .ipv4 ? "127.0.0.1:\(port)" : "[::1]:\(port)")
    }
}
