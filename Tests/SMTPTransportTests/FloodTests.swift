import SMTPTransport
import TestSupport
import Testing

/// What a peer that never stops talking can make us hold.
@Suite("Floods", .timeLimit(.minutes(1)))
struct FloodTests {
    private static let window = 64 * 1024
    /// The window, one read beyond it, and not a byte more.
    private static let mostDelivered = window + 65_536

    @Test(
        "a consumer that does not keep up stops the reading, and nothing is lost when it goes on",
        arguments: [
            ("CP05: a line without end", [UInt8](repeating: 0x61, count: 8192)),
            ("CP06: a reply without end", Array(String(repeating: "250-x\r\n", count: 1024).utf8)),
        ])
    func bounded(_ name: String, _ piece: [UInt8]) async throws {
        let total = 10 << 20
        let peer = try ScriptedPeer([.flood(piece, upTo: total), .close])
        let (connection, log) = EventLog.open(
            try .loopback(peer.port), options: ConnectionOptions(receiveWindow: Self.window))
        var received = 0
        var unconsumed = 0
        var mostUnconsumed = 0
        for await event in log {
            switch event {
            case .bytes(let bytes, _):
                received += bytes.count
                unconsumed += bytes.count
                mostUnconsumed = max(mostUnconsumed, unconsumed)
                // Only when the window is full is anything handed back: reading must have stopped by then.
                if unconsumed >= Self.window {
                    connection.consumed(unconsumed)
                    unconsumed = 0
                }
            case .inputClosed: connection.close()
            default: break
            }
        }
        #expect(received >= total)
        // After FIN the system hands over what it still held; before, never more than the window and one read.
        #expect(mostUnconsumed <= Self.mostDelivered, "\(name)")
        #expect(peer.finish().sentCount == received)
    }

    @Test("CP05: a flood that nobody handles is held by the window, and the connection can still be closed")
    func unhandled() async throws {
        let peer = try ScriptedPeer([.flood([UInt8](repeating: 0x61, count: 8192), upTo: 64 << 20), .close])
        let (connection, log) = EventLog.open(
            try .loopback(peer.port), options: ConnectionOptions(receiveWindow: Self.window))
        var held = 0
        for await event in log {
            guard case .bytes(let bytes, _) = event else { continue }
            held += bytes.count
            if held >= Self.window { break }
        }
        // The peer's writes end in a full buffer: a later moment must show no progress of ours.
        let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
        _ = EventLog.transport.schedule(after: .milliseconds(100)) {
            connection.close()
            tick.finish()
        }
        for await _ in ticks {}
        for event in await log.all() {
            if case .bytes(let bytes, _) = event { held += bytes.count }
        }
        #expect(held <= Self.mostDelivered)
        #expect(peer.finish().sentCount < 64 << 20)
    }
}
