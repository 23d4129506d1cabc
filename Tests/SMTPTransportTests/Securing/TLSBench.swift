import SMTPProtocol
import SMTPTransport
import TestSupport
import Testing

/// An authority, a server's certificate, and connections to a ``TLSPeer`` on this machine.
struct TLSBench {
    /// The name of the server.
    static let host = "mail.example.test"
    let authority: TestAuthority
    let server: TLSPeer.Server
    let trust: TrustPolicy

    init() throws {
        authority = try TestAuthority.root()
        server = TLSPeer.Server(chain: [try authority.leaf([Self.host, "127.0.0.1"])])
        trust = TrustPolicy(anchors: .file(path: "/etc/test-ca.pem", pem: Array(try authority.own.pem.utf8)))
    }

    /// Options that trust the authority and find the host on this machine.
    func options(_ change: (inout ConnectionOptions) -> Void = { _ in }) -> ConnectionOptions {
        var options = ConnectionOptions(
            nameService: FakeNameService(ipv4: .addresses(["127.0.0.1"]), ipv6: .addresses([])),
            tls: TLSOptions(trust: trust))
        change(&options)
        return options
    }

    /// Connects to the host by its name, with TLS from the first byte.
    func openImplicit(
        _ port: Int, _ change: (inout ConnectionOptions) -> Void = { _ in }
    ) throws -> (Connection, EventLog) {
        let options = options {
            $0.tls.start = .immediately
            change(&$0)
        }
        return EventLog.open(try Endpoint(parsing: "\(Self.host):\(port)"), options: options)
    }

    /// Connects to the host by its name, in the clear, hears the greeting and says STARTTLS.
    func openAndStartTLS(
        _ port: Int, _ change: (inout ConnectionOptions) -> Void = { _ in }
    ) async throws -> (Connection, EventLog) {
        let (connection, log) = EventLog.open(try Endpoint(parsing: "\(Self.host):\(port)"), options: options(change))
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.expectUpgrade(atReply: 2)
        connection.send(Array("STARTTLS\r\n".utf8))
        return (connection, log)
    }
}

extension EventLog {
    /// The facts of TLS; `nil` when the connection ended without.
    func secured() async -> TLSFacts? {
        for await event in self {
            if case .secured(let facts, _) = event { return facts }
        }
        return nil
    }
}

extension [ConnectionEvent] {
    /// Every failure of TLS; there must never be more than one.
    var tlsFailures: [TLSFailure] {
        compactMap { event in if case .tlsFailed(let failure, _) = event { failure } else { nil } }
    }

    /// The failure with which the connection ended: one, right before a close of ours.
    func tlsFailure(sourceLocation: SourceLocation = #_sourceLocation) -> TLSFailure? {
        #expect(tlsFailures.count == 1, "\(self)", sourceLocation: sourceLocation)
        guard case .byUs? = closeReason, case .tlsFailed? = dropLast().last else {
            Issue.record("ended in another way: \(self)", sourceLocation: sourceLocation)
            return nil
        }
        return tlsFailures.first
    }

    var isSecured: Bool {
        contains { event in if case .secured = event { true } else { false } }
    }

    /// How many bytes of each `send` were taken.
    var sentCounts: [Int] {
        compactMap { event in if case .sent(let count, _) = event { count } else { nil } }
    }
}
