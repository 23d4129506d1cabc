import SMTPProtocol
import SMTPTransport
import TestSupport
import Testing

/// Plain text behind the 220 to STARTTLS, which somebody on the way could have put there.
@Suite("Injection behind STARTTLS", .timeLimit(.minutes(1)))
struct InjectionTests {
    private static let evil = Array("250 AUTH PLAIN\r\n".utf8)
    private let bench: TLSBench

    init() throws { bench = try TLSBench() }

    @Test(
        "CT03: bytes behind the 220 in the same segment end the connection, and are never delivered",
        arguments: ["250 AUTH PLAIN\r\n", "2", "\r\n", "\0", "\u{16}\u{03}\u{01}", "250-a\r\n250 b\r\n"])
    func sameSegment(_ text: String) async throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n" + text), .awaitEnd,
        ])
        let (_, log) = try await bench.openAndStartTLS(peer.port)
        let events = await log.all()
        let failure = try #require(events.tlsFailure())
        #expect(failure.reason == .injection(Array(text.utf8)))
        #expect(failure.stage == .start)
        #expect(events.text == "220 go\r\n")
        #expect(peer.finish().receivedText == "STARTTLS\r\n", "not even a hello was sent")
    }

    @Test("CT03: the same behind a 220 of several lines, and with what is typed too early")
    func severalLines() async throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220-go\r\n220 on\r\n250 AUTH PLAIN\r\n"), .awaitEnd,
        ])
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        connection.send(Array("AUTH PLAIN c2VjcmV0\r\n".utf8))
        let events = await log.all()
        #expect(events.tlsFailure()?.reason == .injection(Self.evil))
        #expect(peer.finish().receivedText == "STARTTLS\r\n")
    }

    /// The first bytes come with the 220, the rest when the client has begun TLS or has left; then the real TLS.
    @Test("CT04: plain text split at every byte, with real TLS behind it", arguments: 0...evil.count)
    func split(_ offset: Int) async throws {
        let peer = try await TLSPeer.start(
            [
                .send("220 hi\r\n"), .expect("STARTTLS\r\n"),
                .send(Array("220 go\r\n".utf8) + Self.evil.prefix(offset)),
                .awaitSomething, .sendInTheClear(Array(Self.evil.dropFirst(offset))), .secure, .awaitEnd,
            ], with: bench.server)
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .securing = event { connection.send(Array("AUTH PLAIN c2VjcmV0\r\n".utf8)) }
        }
        let failure = try #require(events.tlsFailure())
        #expect(events.text == "220 go\r\n")
        guard case .injection(let bytes) = failure.reason else {
            Issue.record("failed for another reason: \(failure)")
            return
        }
        // Behind the hello it is what was read at once: a part of it, or all with the server's real hello behind it.
        let isFound =
            offset > 0 ? bytes.elementsEqual(Self.evil.prefix(offset)) : bytes.starts(with: Self.evil.prefix(1))
        #expect(isFound, "\(bytes)")
        let report = try await peer.finish()
        #expect(!report.isSecured)
        let wire = report.wire.dropFirst("STARTTLS\r\n".utf8.count)
        // Nothing, or the one record of the hello.
        if offset > 0 { #expect(wire.isEmpty) } else { #expect(wire.count == Self.recordLength(wire)) }
    }

    private static func recordLength(_ bytes: ArraySlice<UInt8>) -> Int {
        let header = Array(bytes.prefix(5))
        return header.count == 5 ? 5 + Int(header[3]) << 8 + Int(header[4]) : -1
    }

    @Test("CT04: bytes that drip in one by one behind the hello are found at the first")
    func dripped() async throws {
        let peer = try await TLSPeer.start(
            [.send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n"), .awaitSomething]
                + Self.evil.map { .sendInTheClear([$0]) } + [.secure, .awaitEnd], with: bench.server)
        let (_, log) = try await bench.openAndStartTLS(peer.port)
        let failure = try #require(await log.all().tlsFailure())
        guard case .injection(let bytes) = failure.reason else {
            Issue.record("failed for another reason: \(failure)")
            return
        }
        // On a busy machine the drops are found together, and even with the server's own hello behind them.
        #expect(!bytes.isEmpty)
        #expect(Self.evil.starts(with: bytes.prefix(Self.evil.count)))
        #expect(failure.stage == .clientHello)
        #expect(try await !peer.finish().isSecured)
    }
}
