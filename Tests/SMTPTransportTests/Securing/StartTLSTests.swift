import SMTPProtocol
import SMTPTransport
import TestSupport
import Testing

@Suite("STARTTLS", .timeLimit(.minutes(1)))
struct StartTLSTests {
    private let bench: TLSBench

    init() throws { bench = try TLSBench() }

    @Test("TLS begins behind the 220, and the facts are complete")
    func upgrade() async throws {
        let peer = try await TLSPeer.start(
            [
                .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n"), .secure, .expect("EHLO me\r\n"),
                .send("250 mail\r\n"), .awaitEnd,
            ], with: bench.server)
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        var events: [ConnectionEvent] = []
        var facts: TLSFacts?
        for await event in log {
            events.append(event)
            switch event {
            case .secured(let found, _):
                facts = found
                connection.send(Array("EHLO me\r\n".utf8))
            case .bytes(let bytes, _) where bytes == Array("250 mail\r\n".utf8): connection.close()
            default: break
            }
        }
        let known = try #require(facts)
        #expect(events.text == "220 go\r\n250 mail\r\n")
        #expect(known.origin == .startTLS)
        #expect(known.version == .tls13)
        #expect(known.cipherSuite.map { $0 >> 8 } == 0x13)
        #expect(known.group != nil)
        #expect(known.applicationProtocol == nil)
        #expect(known.serverNameSent == TLSBench.host)
        #expect(known.handshakeNanoseconds > 0)
        #expect(known.chain.first?.commonName == TLSBench.host)
        #expect(known.clientCertificate == .notRequested)
        #expect(known.serverEndPoint?.count == 32)
        #expect(known.exporter?.count == 32)
        guard case .verified(_, trust: .file("/etc/test-ca.pem"))? = known.verification else {
            Issue.record("not verified: \(known)")
            return
        }
        let report = try await peer.finish()
        #expect(report.problem == nil)
        #expect(report.serverName == TLSBench.host)
    }

    @Test("the handshake begins in the read that brings the 220, between its bytes and what comes under TLS")
    func order() async throws {
        let peer = try await TLSPeer.start(
            [
                .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n"), .secure, .send("421 bye\r\n"),
                .awaitEnd,
            ],
            with: bench.server)
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        var names: [String] = []
        for await event in log {
            switch event {
            case .sent: names.append("sent")
            case .bytes(let bytes, _):
                names.append(String(decoding: bytes, as: UTF8.self))
                if names.last == "421 bye\r\n" { connection.close() }
            case .securing(.startTLS, TLSBench.host?, _): names.append("securing")
            case .secured: names.append("secured")
            case .closed(.byUs, _): names.append("closed")
            default: names.append("\(event)")
            }
        }
        #expect(names == ["sent", "220 go\r\n", "securing", "secured", "421 bye\r\n", "closed"])
        _ = try await peer.finish()
    }

    @Test(
        "a 220 begins TLS in whatever form it comes",
        arguments: ["220-one\r\n220-two\r\n220 three\r\n", "220 go\n", "220\r\n"], [false, true])
    func forms(_ reply: String, _ dripped: Bool) async throws {
        let sends: [TLSPeerStep] =
            dripped ? reply.utf8.map { .send([$0]) } : [.send(reply)]
        let peer = try await TLSPeer.start(
            [.send("220 hi\r\n"), .expect("STARTTLS\r\n")] + sends + [.secure, .awaitEnd], with: bench.server)
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        #expect(await log.secured() != nil)
        connection.close()
        #expect(try await peer.finish().isSecured)
    }

    @Test("TLS begins at a later reply, with others outstanding")
    func laterReply() async throws {
        let peer = try await TLSPeer.start(
            [
                .send("220 hi\r\n"), .expect("EHLO me\r\nNOOP\r\nSTARTTLS\r\n"),
                .send("250-mail\r\n250 STARTTLS\r\n250 ok\r\n"),
                .send("220 go\r\n"), .secure, .awaitEnd,
            ], with: bench.server)
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "\(TLSBench.host):\(peer.port)"), options: bench.options())
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.send(Array("EHLO me\r\nNOOP\r\n".utf8))
        connection.expectUpgrade(atReply: 4)
        connection.send(Array("STARTTLS\r\n".utf8))
        #expect(await log.secured() != nil)
        connection.close()
        let report = try await peer.finish()
        #expect(report.problem == nil)
    }

    @Test(
        "CT02: STARTTLS answered otherwise leaves the connection in the clear, and usable",
        arguments: ["454 4.7.0 later\r\n", "502 5.5.1 what\r\n", "354 go\r\n", "250 ok\r\n"])
    func refused(_ reply: String) async throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send(reply), .expect("NOOP\r\n"), .send("220 go\r\n"),
            .awaitEnd,
        ])
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        #expect(await log.bytes(endingIn: reply) != nil)
        connection.send(Array("NOOP\r\n".utf8))
        // Not even a 220 begins TLS now: nobody asked for it.
        #expect(await log.bytes(endingIn: "220 go\r\n") != nil)
        connection.close()
        let events = await log.all()
        #expect(events.tlsFailures.isEmpty)
        let report = peer.finish()
        #expect(report.problem == nil)
        #expect(report.receivedText == "STARTTLS\r\nNOOP\r\n")
    }

    @Test("what is sent behind STARTTLS goes nowhere, and that is told")
    func sentTooEarly() async throws {
        let peer = try await TLSPeer.start(
            [
                .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n"), .secure, .expect("QUIT\r\n"),
                .awaitEnd,
            ],
            with: bench.server)
        let (connection, log) = try await bench.openAndStartTLS(peer.port)
        connection.send(Array("AUTH PLAIN c2VjcmV0\r\n".utf8))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            switch event {
            case .securing: connection.send(Array("EHLO early\r\n".utf8))
            case .secured: connection.send(Array("QUIT\r\n".utf8))
            case .sent(6, _): connection.close()
            default: break
            }
        }
        #expect(events.sentCounts.sorted() == [0, 0, 6, 10])
        let report = try await peer.finish()
        #expect(report.problem == nil)
        #expect(!String(decoding: report.wire, as: UTF8.self).contains("AUTH"))
    }

    @Test("a 220 that came before STARTTLS was sent is no answer to it")
    func prematureAnswer() async throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n220 go\r\n"), .awaitEnd])
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "\(TLSBench.host):\(peer.port)"), options: bench.options())
        #expect(await log.bytes(endingIn: "220 go\r\n") != nil)
        connection.expectUpgrade(atReply: 2)
        connection.send(Array("STARTTLS\r\n".utf8))
        #expect(await log.all().tlsFailure()?.reason == .injection([]))
        #expect(peer.finish().received.isEmpty)
    }
}
