import NIOPosix
import Synchronization
import TestSupport

@testable import PracticeServer

/// Runs a test with a server on a free port, and stops the server whatever happens.
func withServer<Result: Sendable>(
    _ change: (inout PracticeServerOptions) -> Void = { _ in },
    observer: ServerObserver? = nil,
    _ test: @Sendable (PracticeServer) async throws -> Result
) async throws -> Result {
    var options = PracticeServerOptions()
    change(&options)
    let server = try await PracticeServer.start(options: options, observer: observer)
    do {
        let result = try await test(server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}

extension PracticeServer {
    /// Talks to the server with a blocking client, on a thread of its own.
    func talk<Result: Sendable>(
        source: String = "127.0.0.1", _ talk: @escaping @Sendable (SocketClient) throws -> Result
    ) async throws -> Result {
        let port = port
        return try await SocketClient.run {
            let client = try SocketClient(port: port, source: source)
            defer { client.close() }
            return try talk(client)
        }
    }
}

extension SocketClient {
    /// Takes the greeting, says EHLO, and opens a transaction with one recipient.
    func openTransaction() throws {
        _ = try reply()
        for line in ["EHLO lab.example", "MAIL FROM:<a@lab.example>", "RCPT TO:<student@practice.test>"] {
            try exchange(line)
        }
    }

    /// A whole session with one message; the reply to the end of data.
    func sendMessage(_ content: String = "Subject: hello\r\n\r\nHello.\r\n") throws -> [String] {
        try openTransaction()
        try exchange("DATA")
        try send(content + ".\r\n")
        let verdict = try reply()
        try exchange("QUIT")
        return verdict
    }
}

/// The events of a server, in their order.
final class EventLog: Sendable {
    private let events = Mutex<[ServerEvent]>([])

    var all: [ServerEvent] { events.withLock { $0 } }

    func add(_ event: ServerEvent) { events.withLock { $0.append(event) } }
}
