import SMTPProtocol
import SMTPTransport
import TestSupport
import Testing

@Suite("TLS from the first byte", .timeLimit(.minutes(1)))
struct ImplicitTLSTests {
    private let bench: TLSBench

    init() throws { bench = try TLSBench() }

    @Test("connected, securing, secured, and then bytes", arguments: [TLSVersion.tls12, .tls13])
    func order(_ version: TLSVersion) async throws {
        var server = bench.server
        server.versions = version...version
        let peer = try await TLSPeer.start([.secure, .send("220 hi\r\n"), .awaitEnd], with: server)
        let (connection, log) = try bench.openImplicit(peer.port)
        var names: [String] = []
        var facts: TLSFacts?
        for await event in log {
            switch event {
            case .connected: names.append("connected")
            case .securing(.implicit, TLSBench.host?, _): names.append("securing")
            case .secured(let found, _):
                names.append("secured")
                facts = found
            case .bytes(let bytes, _):
                names.append(String(decoding: bytes, as: UTF8.self))
                connection.close()
            case .closed(.byUs, _): names.append("closed")
            default: break
            }
        }
        #expect(names == ["connected", "securing", "secured", "220 hi\r\n", "closed"])
        #expect(facts?.origin == .implicit)
        #expect(facts?.version == version)
        #expect(facts?.cipherSuite != nil)
        #expect(facts?.group != nil)
        #expect((facts?.exporter != nil) == (version == .tls13))
        _ = try await peer.finish()
    }

    @Test(
        "CT19: a server that greets in plain text on a TLS port is recognised at its first words",
        arguments: ["220 mail.example.test ESMTP\r\n", "554", "HTTP/1.1 400 Bad Request\r\n\r\n"])
    func plaintextGreeting(_ greeting: String) async throws {
        let peer = try ScriptedPeer([.send(greeting), .awaitEnd])
        let (_, log) = try bench.openImplicit(peer.port)
        let events = await log.all()
        let failure = try #require(events.tlsFailure())
        #expect(failure.reason == .plaintext(Array(greeting.utf8)))
        #expect(failure.stage == .clientHello)
        #expect(events.bytes.isEmpty)
        _ = peer.finish()
    }

    @Test("CT12: an address is checked by the addresses in the certificate, and no name is sent")
    func address() async throws {
        let peer = try await TLSPeer.start([.secure, .send("220 hi\r\n"), .awaitEnd], with: bench.server)
        let (connection, log) = EventLog.open(
            try .loopback(peer.port), options: bench.options { $0.tls.start = .immediately })
        let facts = try #require(await log.secured())
        #expect(facts.serverNameSent == nil)
        guard case .verified? = facts.verification else {
            Issue.record("not verified: \(facts)")
            return
        }
        connection.close()
        let report = try await peer.finish()
        #expect(report.isSecured)
        #expect(report.serverName == nil)
    }

    @Test("CT12: an address that is not in the certificate is refused")
    func foreignAddress() async throws {
        var server = bench.server
        server.chain = [try bench.authority.leaf([TLSBench.host])]
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: server)
        let (_, log) = EventLog.open(try .loopback(peer.port), options: bench.options { $0.tls.start = .immediately })
        #expect(
            await log.all().tlsFailure()?.reason
                == .certificate([.wrongName(asked: "127.0.0.1", names: [TLSBench.host])]))
        _ = try await peer.finish()
    }

    @Test(
        "the name that is sent is the one that was asked for; the certificate is checked against the host's",
        arguments: [("other.example.test", "other.example.test"), ("", nil), (nil, TLSBench.host)]
            as [(String?, String?)])
    func serverName(_ asked: String?, _ sent: String?) async throws {
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: bench.server)
        let (connection, log) = try bench.openImplicit(peer.port) { $0.tls.serverName = asked }
        #expect(await log.secured()?.serverNameSent == sent)
        connection.close()
        #expect(try await peer.finish().serverName == sent)
    }

    @Test(
        "CT13: a name that cannot be sent is refused before a byte is",
        arguments: [
            "a\0b", String(repeating: "a.", count: 128), "😀.example", "bücher.example", "192.0.2.1", "::1",
        ])
    func impossibleServerName(_ name: String) async throws {
        let peer = try ScriptedPeer([.awaitEnd])
        let (_, log) = try bench.openImplicit(peer.port) { $0.tls.serverName = name }
        let failure = try #require(await log.all().tlsFailure())
        guard case .unusable(let words) = failure.reason else {
            Issue.record("failed for another reason: \(failure)")
            return
        }
        #expect(words.hasPrefix("The server name to send cannot be used."))
        #expect(failure.stage == .start)
        #expect(peer.finish().received.isEmpty)
    }

    @Test("a Unix-domain socket can speak TLS; the certificate is checked against the name that is sent")
    func unixSocket() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/smtps.sock"
        let peer = try await TLSPeer.start([.secure, .send("220 hi\r\n"), .awaitEnd], with: bench.server, at: path)
        let options = bench.options {
            $0.tls.start = .immediately
            $0.tls.serverName = TLSBench.host
        }
        let (connection, log) = EventLog.open(try Endpoint(parsing: "unix:\(path)"), options: options)
        let facts = try #require(await log.secured())
        #expect(facts.serverNameSent == TLSBench.host)
        guard case .verified? = facts.verification else {
            Issue.record("not verified: \(facts)")
            return
        }
        connection.close()
        _ = try await peer.finish()
    }

    @Test("without a name a server at a Unix-domain socket cannot be verified")
    func namelessSocket() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/smtps.sock"
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: bench.server, at: path)
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "unix:\(path)"), options: bench.options { $0.tls.start = .immediately })
        let events = await log.all()
        #expect(events.tlsFailure() != nil)
        #expect(!events.isSecured)
        connection.close()
        _ = try await peer.finish()
    }
}
