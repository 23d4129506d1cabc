import SMTPProtocol
import SMTPTransport
import TestSupport
import Testing

@Suite("Connections under TLS", .timeLimit(.minutes(1)))
struct SecuredConnectionTests {
    private let bench: TLSBench

    init() throws { bench = try TLSBench() }

    private static let versions: [TLSVersion] = [.tls12, .tls13]

    private func server(_ version: TLSVersion) -> TLSPeer.Server {
        var server = bench.server
        server.versions = version...version
        return server
    }

    @Test(
        "CT07: FIN without a farewell is reported as truncated, behind what came before",
        arguments: versions, ["250 whole\r\n", "250-ha"])
    func truncated(_ version: TLSVersion, _ text: String) async throws {
        let peer = try await TLSPeer.start([.secure, .send(text), .halfClose, .awaitEnd], with: server(version))
        let (_, log) = try bench.openImplicit(peer.port)
        let events = await log.all()
        #expect(events.text == text)
        #expect(!events.sawEndOfInput)
        #expect(events.tlsFailures.isEmpty)
        guard case .truncated? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        _ = try await peer.finish()
    }

    @Test("a farewell under TLS is the peer's end, as FIN is in the clear", arguments: versions)
    func farewell(_ version: TLSVersion) async throws {
        let peer = try await TLSPeer.start(
            [.secure, .send("221 bye\r\n"), .farewell, .halfClose, .awaitEnd], with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port)
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event { connection.close() }
        }
        #expect(events.text == "221 bye\r\n")
        guard case .byPeer? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        _ = try await peer.finish()
    }

    @Test("CT08: plain text behind the farewell is never delivered, not even with FIN behind it", arguments: versions)
    func plaintextBehindFarewell(_ version: TLSVersion) async throws {
        let gate = PeerGate()
        let peer = try await TLSPeer.start(
            [
                .secure, .send("221 bye\r\n"), .farewell, .await(gate), .sendInTheClear("250 AUTH PLAIN\r\n"),
                .halfClose,
                .awaitEnd,
            ], with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port)
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event {
                gate.open()
                // Time for the plain text to come.
                _ = EventLog.transport.schedule(after: .milliseconds(50)) { connection.close() }
            }
        }
        #expect(events.text == "221 bye\r\n")
        #expect(events.tlsFailures.isEmpty)
        guard case .byPeer? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        _ = try await peer.finish()
    }

    @Test("CT08: plain text in the middle of TLS is never delivered either", arguments: versions)
    func plaintextInside(_ version: TLSVersion) async throws {
        let peer = try await TLSPeer.start(
            [.secure, .send("220 hi\r\n"), .expect("NOOP\r\n"), .sendInTheClear("250 AUTH PLAIN\r\n"), .awaitEnd],
            with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port)
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .bytes = event { connection.send(Array("NOOP\r\n".utf8)) }
        }
        #expect(events.text == "220 hi\r\n")
        #expect(events.tlsFailure()?.stage == .finished)
        _ = try await peer.finish()
    }

    @Test("an RST under TLS is a reset", arguments: versions)
    func reset(_ version: TLSVersion) async throws {
        let peer = try await TLSPeer.start(
            [.secure, .send("220 hi\r\n"), .expect("NOOP\r\n"), .reset], with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port)
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.send(Array("NOOP\r\n".utf8))
        let events = await log.all()
        guard case .reset? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        _ = try await peer.finish()
    }

    @Test("our close says farewell under TLS", arguments: versions)
    func ourFarewell(_ version: TLSVersion) async throws {
        let peer = try await TLSPeer.start([.secure, .send("220 hi\r\n"), .awaitFarewell], with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port)
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.close()
        let events = await log.all()
        guard case .byUs? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        let report = try await peer.finish()
        #expect(report.problem == nil)
    }

    @Test("half-closing says farewell, and in TLS 1.3 the answer is still heard")
    func halfClose() async throws {
        let peer = try await TLSPeer.start(
            [
                .secure, .expect("NOOP\r\n"), .awaitFarewell, .send("221 you first\r\n"), .farewell, .halfClose,
                .awaitEnd,
            ],
            with: server(.tls13))
        let (connection, log) = try bench.openImplicit(peer.port)
        #expect(await log.secured() != nil)
        connection.send(Array("NOOP\r\n".utf8))
        connection.halfClose()
        let events = await log.all()
        #expect(events.text == "221 you first\r\n")
        guard case .byPeer? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        let report = try await peer.finish()
        #expect(report.problem == nil)
    }

    @Test("a consumer that does not keep up stops the reading under TLS too", arguments: versions)
    func backPressure(_ version: TLSVersion) async throws {
        let window = 64 * 1024
        let total = 8 << 20
        let peer = try await TLSPeer.start(
            [.secure, .send([UInt8](repeating: 0x61, count: total)), .farewell, .halfClose, .awaitEnd],
            with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port) { $0.receiveWindow = window }
        var received = 0
        var unconsumed = 0
        var most = 0
        for await event in log {
            switch event {
            case .bytes(let bytes, _):
                received += bytes.count
                unconsumed += bytes.count
                most = max(most, unconsumed)
                if unconsumed >= window {
                    connection.consumed(unconsumed)
                    unconsumed = 0
                }
            case .inputClosed: connection.close()
            default: break
            }
        }
        #expect(received == total)
        // The window, one read beyond it, and the part of a record that was already there.
        #expect(most <= window + 65_536 + 16_384)
        _ = try await peer.finish()
    }

    @Test("a peer that takes no bytes under TLS is left after the deadline of a data block")
    func stalledPeer() async throws {
        let gate = PeerGate()
        let peer = try await TLSPeer.start([.secure, .pause(gate)], with: bench.server)
        let (connection, log) = try bench.openImplicit(peer.port) { $0.deadlines.dataBlock = .milliseconds(100) }
        #expect(await log.secured() != nil)
        connection.send([UInt8](repeating: 0x61, count: 64 << 20))
        let events = await log.all()
        guard case .error(let error)? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        #expect(error.code == .sendTimedOut)
        gate.open()
        _ = try await peer.finish()
    }

    @Test("a large message goes through whole, and is told as one", arguments: versions)
    func largeMessage(_ version: TLSVersion) async throws {
        let size = (16 << 20) + 7
        let peer = try await TLSPeer.start(
            [.secure, .take(size), .send("250 ok\r\n"), .awaitEnd], with: server(version))
        let (connection, log) = try bench.openImplicit(peer.port)
        #expect(await log.secured() != nil)
        connection.send([UInt8](repeating: 0x61, count: size))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .bytes = event { connection.close() }
        }
        #expect(events.text == "250 ok\r\n")
        #expect(events.sentCounts == [size])
        let report = try await peer.finish()
        #expect(report.problem == nil)
    }
}
