import SMTPProtocol
import TestSupport
import Testing

@testable import SMTPTransport

/// Servers that are not who they should be, and servers and clients that do not want each other.
@Suite("Refused by TLS", .timeLimit(.minutes(1)))
struct RefusalTests {
    private let bench: TLSBench

    init() throws { bench = try TLSBench() }

    /// A server with a certificate that is not good enough.
    enum Flaw: CaseIterable {
        case selfSigned, expired, notYetValid, unknownAuthority, wrongHost

        func chain(_ authority: TestAuthority) throws -> [TestCertificate] {
            switch self {
            case .selfSigned: [try .selfSigned(TestProfile(commonName: TLSBench.host, names: [TLSBench.host]))]
            case .expired: [try authority.leaf([TLSBench.host], valid: .between(1_600_000_000, 1_700_000_000))]
            case .notYetValid: [try authority.leaf([TLSBench.host], valid: .between(4_000_000_000, 4_100_000_000))]
            case .unknownAuthority: [try TestAuthority.root("Somebody").leaf([TLSBench.host])]
            case .wrongHost: [try authority.leaf(["other.example.test"])]
            }
        }

        func names(_ problem: CertificateProblem) -> Bool {
            switch (self, problem) {
            case (.selfSigned, .selfSigned), (.expired, .expired(_, notAfter: 1_700_000_000)),
                (.notYetValid, .notYetValid(_, notBefore: 4_000_000_000)), (.unknownAuthority, .unknownAuthority):
                true
            case (.wrongHost, .wrongName(asked: TLSBench.host, names: ["other.example.test"])): true
            default: false
            }
        }
    }

    @Test("CT09: a server that is not good enough is refused with its own reason", arguments: Flaw.allCases)
    func refused(_ flaw: Flaw) async throws {
        let chain = try flaw.chain(bench.authority)
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: TLSPeer.Server(chain: chain))
        let (_, log) = try bench.openImplicit(peer.port)
        let events = await log.all()
        let failure = try #require(events.tlsFailure())
        guard case .certificate(let problems) = failure.reason, let first = problems.first else {
            Issue.record("failed for another reason: \(failure)")
            return
        }
        #expect(flaw.names(first), "\(problems)")
        #expect(failure.stage == .certificate)
        #expect(failure.facts?.chain.map(\.der) == [try chain[0].der])
        #expect(failure.facts?.version == .tls13)
        #expect(!events.isSecured)
        #expect(try await !peer.finish().isSecured)
    }

    @Test("CT09: insecure connects all the same, and keeps the reason", arguments: Flaw.allCases)
    func insecure(_ flaw: Flaw) async throws {
        let peer = try await TLSPeer.start(
            [.secure, .send("220 hi\r\n"), .awaitEnd], with: TLSPeer.Server(chain: try flaw.chain(bench.authority)))
        let (connection, log) = try bench.openImplicit(peer.port) { $0.tls.trust.isInsecure = true }
        let facts = try #require(await log.secured())
        guard case .overridden(let problems)? = facts.verification, let first = problems.first else {
            Issue.record("not overridden: \(facts)")
            return
        }
        #expect(flaw.names(first), "\(problems)")
        connection.close()
        _ = try await peer.finish()
    }

    @Test("CT09: a pinned key connects, whoever vouches for it; another is refused")
    func pinned() async throws {
        let chain = try Flaw.selfSigned.chain(bench.authority)
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: TLSPeer.Server(chain: chain))
        let pin = try #require(CertificateFacts(der: try chain[0].der)?.keyPin)
        let (connection, log) = try bench.openImplicit(peer.port) { $0.tls.trust.pins = [pin] }
        guard case .pinned? = await log.secured()?.verification else {
            Issue.record("not pinned")
            return
        }
        connection.close()
        _ = try await peer.finish()

        let other = try await TLSPeer.start([.secure, .awaitEnd], with: bench.server)
        let (_, otherLog) = try bench.openImplicit(other.port) { $0.tls.trust.pins = [pin] }
        guard case .certificate(let problems)? = await otherLog.all().tlsFailure()?.reason,
            case .wrongPin? = problems.first
        else {
            Issue.record("the wrong key was taken")
            return
        }
        _ = try await other.finish()
    }

    @Test("a file of authorities that cannot be used fails before anything is believed")
    func unusableAnchors() async throws {
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: bench.server)
        let (_, log) = try bench.openImplicit(peer.port) {
            $0.tls.trust.anchors = .file(path: "/nowhere.pem", pem: Array("nothing".utf8))
        }
        guard case .unusable? = await log.all().tlsFailure()?.reason else {
            Issue.record("failed for another reason")
            return
        }
        #expect(try await !peer.finish().isSecured)
    }

    @Test(
        "CT17: a server with only an old version is refused, with the reason",
        arguments: [TLSVersion.tls10, .tls11])
    func tooOld(_ version: TLSVersion) async throws {
        var server = bench.server
        server.versions = version...version
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: server)
        let (_, log) = try bench.openImplicit(peer.port)
        guard case .versionTooOld(_, minimum: .tls12)? = await log.all().tlsFailure()?.reason else {
            Issue.record("failed for another reason")
            return
        }
        _ = try await peer.finish()
    }

    @Test(
        "CT17: an old version is spoken when it is asked for",
        arguments: [TLSVersion.tls10, .tls11])
    func oldOnRequest(_ version: TLSVersion) async throws {
        var server = bench.server
        server.versions = version...version
        let peer = try await TLSPeer.start([.secure, .send("220 hi\r\n"), .awaitEnd], with: server)
        let (connection, log) = try bench.openImplicit(peer.port) { $0.tls.minimumVersion = .tls10 }
        #expect(await log.secured()?.version == version)
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.close()
        _ = try await peer.finish()
    }

    @Test("CT17: the old version that a server chose is named")
    func namedVersion() async throws {
        let body: [UInt8] = [3, 1] + Array(repeating: 7, count: 32) + [0, 0xC0, 0x13, 0]
        let hello: [UInt8] = [0x16, 3, 1, 0, UInt8(body.count + 4), 2, 0, 0, UInt8(body.count)] + body
        let peer = try ScriptedPeer([.send(hello), .awaitEnd])
        let (_, log) = try bench.openImplicit(peer.port)
        let failure = try #require(await log.all().tlsFailure())
        #expect(failure.reason == .versionTooOld(offered: .tls10, minimum: .tls12))
        #expect(failure.stage == .serverHello)
        _ = peer.finish()
    }

    @Test(
        "an alert in the clear is told by its number; 70 means that the server is too old",
        arguments: [
            (UInt8(40), TLSFailure.Reason.alert(40)), (80, .alert(80)), (112, .alert(112)),
            (70, .versionTooOld(offered: nil, minimum: .tls12)),
        ])
    func alert(_ number: UInt8, _ reason: TLSFailure.Reason) async throws {
        let peer = try ScriptedPeer([.send([0x15, 3, 3, 0, 2, 2, number]), .awaitEnd])
        let (_, log) = try bench.openImplicit(peer.port)
        let failure = try #require(await log.all().tlsFailure())
        #expect(failure.reason == reason)
        #expect(failure.stage == .clientHello)
        _ = peer.finish()
    }

    @Test(
        "a server that wants a certificate of ours and gets none says so by alert",
        arguments: [(TLSVersion.tls12, UInt8(40)), (.tls13, 116)])
    func certificateWanted(_ version: TLSVersion, _ alert: UInt8) async throws {
        var server = bench.server
        server.versions = version...version
        server.clientAuthority = bench.authority.own
        let peer = try await TLSPeer.start([.secure, .awaitEnd], with: server)
        let (_, log) = try bench.openImplicit(peer.port)
        let events = await log.all()
        let failure = try #require(events.tlsFailure())
        #expect(failure.reason == .alert(alert))
        #expect(failure.stage == .finished)
        #expect(failure.facts?.clientCertificate == .notSent)
        // In TLS 1.3 our side of the handshake is over before the server can say no.
        #expect(events.isSecured == (version == .tls13))
        _ = try await peer.finish()
    }

    @Test("a certificate of ours is sent when the server asks", arguments: [TLSVersion.tls12, .tls13])
    func certificateSent(_ version: TLSVersion) async throws {
        var server = bench.server
        server.versions = version...version
        server.clientAuthority = bench.authority.own
        let client = try bench.authority.leaf(["client.example.test"])
        let identity = try ClientIdentity(
            certificatePEM: Array(try client.pem.utf8), keyPEM: Array(try client.keyPEM.utf8))
        let peer = try await TLSPeer.start([.secure, .send("220 hi\r\n"), .awaitEnd], with: server)
        let (connection, log) = try bench.openImplicit(peer.port) { $0.tls.identity = identity }
        #expect(await log.secured()?.clientCertificate == .sent(subject: "CN=client.example.test"))
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.close()
        #expect(try await peer.finish().isSecured)
    }

    @Test("CT06: a server that says nothing in the handshake is left after the handshake's own deadline")
    func stalls() async throws {
        let peer = try ScriptedPeer([.awaitEnd])
        let (_, log) = try bench.openImplicit(peer.port) { $0.deadlines.tlsHandshake = .milliseconds(100) }
        let failure = try #require(await log.all().tlsFailure())
        #expect(failure.reason == .timedOut(seconds: 1))
        #expect(failure.stage == .clientHello)
        _ = peer.finish()
    }

    @Test("CT06: bytes that drip do not put the deadline off")
    func drips() async throws {
        // A record of 16,384 bytes that never gets full.
        let record: [UInt8] = [0x16, 3, 3, 0x40, 0, 2, 0, 0x3F, 0xFC] + Array(repeating: 3, count: 1_000)
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n"), .drip(record, every: .milliseconds(5)),
            .awaitEnd,
        ])
        let (_, log) = try await bench.openAndStartTLS(peer.port) { $0.deadlines.tlsHandshake = .milliseconds(150) }
        #expect(await log.all().tlsFailure()?.reason == .timedOut(seconds: 1))
        _ = peer.finish()
    }

    @Test("a server that hangs up in the handshake is told apart from one that breaks it off")
    func hangsUp() async throws {
        let closing = try ScriptedPeer([.expect([0x16]), .halfClose, .awaitEnd])
        let (_, log) = try bench.openImplicit(closing.port)
        let failure = try #require(await log.all().tlsFailure())
        #expect(failure.reason == .closed)
        #expect(failure.stage == .clientHello)
        _ = closing.finish()

        let breaking = try ScriptedPeer([.expect([0x16]), .reset])
        let (_, otherLog) = try bench.openImplicit(breaking.port)
        guard case .broken? = await otherLog.all().tlsFailure()?.reason else {
            Issue.record("failed for another reason")
            return
        }
        _ = breaking.finish()
    }

    @Test("closing in the middle of a handshake is ours, and no failure")
    func closedByUs() async throws {
        let peer = try ScriptedPeer([.expect([0x16]), .awaitEnd])
        let (connection, log) = try bench.openImplicit(peer.port)
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .securing = event { connection.close() }
        }
        #expect(events.tlsFailures.isEmpty)
        guard case .byUs? = events.closeReason else {
            Issue.record("ended in another way: \(events)")
            return
        }
        _ = peer.finish()
    }
}
