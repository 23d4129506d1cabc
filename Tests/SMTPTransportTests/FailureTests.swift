import SMTPTransport
import TestSupport
import Testing

@Suite("Connections that never come about", .timeLimit(.minutes(1)))
struct FailureTests {
    /// A port on which nobody listens: it was free a moment ago.
    private func closedPort() throws -> Int {
        let peer = try ScriptedPeer([], patience: Patience(.zero))
        _ = peer.finish()
        return peer.port
    }

    private func options(
        ipv4: FakeNameService.Answer, ipv6: FakeNameService.Answer, within limit: Duration = .seconds(20)
    ) -> ConnectionOptions {
        var deadlines = Deadlines.standard
        deadlines.connect = limit
        return ConnectionOptions(deadlines: deadlines, nameService: FakeNameService(ipv4: ipv4, ipv6: ipv6))
    }

    private func failure(
        _ options: ConnectionOptions, port: Int = 25, host: String = "mx.practice.test"
    ) async throws -> TransportError {
        let (_, log) = EventLog.open(try Endpoint(parsing: "\(host):\(port)"), options: options)
        let events = await log.all()
        return try #require(events.error, "\(events)")
    }

    @Test("a refused connection says so for each address, and is exit code 69")
    func refused() async throws {
        let port = try closedPort()
        let error = try await failure(
            options(ipv4: .addresses(["127.0.0.1", "127.0.0.2"]), ipv6: .addresses([])), port: port)
        #expect(error.code == .refused)
        #expect(error.stage == .connecting)
        #expect(error.exitCode == 69)
        #expect(Set(error.attempts.map(\.address.description)) == ["127.0.0.1:\(port)", "127.0.0.2:\(port)"])
        #expect(error.attempts.allSatisfy { $0.reason == "connection refused" })
        #expect(error.description.contains("127.0.0.2:\(port): connection refused"))
    }

    @Test("DN03: a host that does not exist is its own error, exit code 68")
    func unknownHost() async throws {
        let error = try await failure(options(ipv4: .failure(.noSuchHost), ipv6: .failure(.noSuchHost)))
        #expect(error.code == .hostUnknown)
        #expect(error.stage == .lookUp)
        #expect(error.exitCode == 68)
        #expect(error.message.contains("mx.practice.test"))
    }

    @Test("DN03: SERVFAIL is told apart from a host that does not exist")
    func servfail() async throws {
        let error = try await failure(options(ipv4: .failure(.temporary), ipv6: .failure(.temporary)))
        #expect(error.code == .nameServiceFailed)
        #expect(error.exitCode == 69)
    }

    @Test("DN03: a name service that says nothing is given up in bounded time")
    func silentNameService() async throws {
        let error = try await failure(options(ipv4: .silence, ipv6: .silence, within: .milliseconds(100)))
        #expect(error.code == .lookUpTimedOut)
        #expect(error.stage == .lookUp)
        #expect(error.exitCode == 69)
        #expect(error.message.contains("0.1 s"))
    }

    @Test("DN03: an answer that comes after we gave up changes nothing")
    func lateAnswer() async throws {
        let service = FakeNameService(ipv4: .later, ipv6: .later)
        var deadlines = Deadlines.standard
        deadlines.connect = .milliseconds(50)
        let (_, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test"),
            options: ConnectionOptions(deadlines: deadlines, nameService: service))
        let events = await log.all()
        #expect(events.error?.code == .lookUpTimedOut)
        service.answer(.success([]))
        service.answer(.failure(.temporary))
        // The next connection on the same loops finds them alive.
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd])
        let (connection, next) = EventLog.open(try .loopback(peer.port))
        #expect(await next.bytes(endingIn: "220 hi\r\n") != nil)
        connection.close()
        _ = peer.finish()
    }

    @Test("DN03: silence for AAAA does not stop the way over A")
    func silentAAAA() async throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd])
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test:\(peer.port)"),
            options: options(ipv4: .addresses(["127.0.0.1"]), ipv6: .silence))
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.close()
        _ = await log.all()
        _ = peer.finish()
    }

    @Test("DN03: SERVFAIL for AAAA does not stop the way over A")
    func servfailAAAA() async throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd])
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test:\(peer.port)"),
            options: options(ipv4: .addresses(["127.0.0.1"]), ipv6: .failure(.temporary)))
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.close()
        _ = await log.all()
        _ = peer.finish()
    }

    @Test("DN03: after a dead address the next one is tried, and both are reported")
    func deadThenLiving() async throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .close])
        // Nobody listens on ::1 or on 127.0.0.2 at this port.
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test:\(peer.port)"),
            options: options(ipv4: .addresses(["127.0.0.2", "127.0.0.1"]), ipv6: .addresses(["::1"])))
        var failed: [String] = []
        var tried: [String] = []
        var remote: NetworkAddress?
        for await event in log {
            switch event {
            case .connecting(let address): tried.append(address.description)
            case .attemptFailed(let attempt): failed.append(attempt.address.description)
            case .connected(let facts):
                remote = facts.remote
                connection.close()
            default: break
            }
        }
        #expect(tried == ["[::1]:\(peer.port)", "127.0.0.2:\(peer.port)", "127.0.0.1:\(peer.port)"])
        #expect(failed == ["[::1]:\(peer.port)", "127.0.0.2:\(peer.port)"])
        #expect(remote == .ip("127.0.0.1", port: peer.port, family: .ipv4))
        _ = peer.finish()
    }

    @Test("DN03: while one address says nothing, the next one is tried beside it")
    func deafThenLiving() async throws {
        // The same port on two addresses: the deaf one first.
        let deaf = try DeafListener()
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd], on: .ipv4At("127.0.0.2", port: deaf.port))
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test:\(deaf.port)"),
            options: options(ipv4: .addresses(["127.0.0.1", "127.0.0.2"]), ipv6: .addresses([])))
        var failed: [FailedAttempt] = []
        var remote: NetworkAddress?
        for await event in log {
            switch event {
            case .attemptFailed(let attempt): failed.append(attempt)
            case .connected(let facts):
                remote = facts.remote
                connection.close()
            default: break
            }
        }
        #expect(remote == .ip("127.0.0.2", port: deaf.port, family: .ipv4))
        #expect(failed.isEmpty, "an attempt that was only slower has not failed")
        _ = peer.finish()
    }

    @Test("DN03: an address that does not answer ends by the connect deadline, with its reason")
    func deaf() async throws {
        let deaf = try DeafListener()
        let error = try await failure(
            options(ipv4: .addresses(["127.0.0.1"]), ipv6: .addresses([]), within: .milliseconds(150)), port: deaf.port)
        #expect(error.code == .connectTimedOut)
        #expect(error.stage == .connecting)
        #expect(error.exitCode == 69)
        #expect(error.attempts.map(\.reason) == ["no answer"])
    }

    @Test("an address needs no look-up")
    func literal() async throws {
        let port = try closedPort()
        let service = FakeNameService(ipv4: .silence, ipv6: .silence)
        let (_, log) = EventLog.open(try .loopback(port), options: ConnectionOptions(nameService: service))
        #expect(await log.all().error?.code == .refused)
        #expect(service.asked.isEmpty)
    }

    @Test("-4 and -6 ask for one family only", arguments: IPAddress.Family.allCases)
    func oneFamily(_ family: IPAddress.Family) async throws {
        let service = FakeNameService(ipv4: .failure(.noAddress), ipv6: .failure(.noAddress))
        let (_, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test"), options: ConnectionOptions(family: family, nameService: service))
        let error = try #require(await log.all().error)
        #expect(service.asked == [family])
        #expect(error.code == .noAddress)
        #expect(error.message.contains(family.title))
        #expect(error.exitCode == 68)
    }

    @Test("-6 with an IPv4 address says what does not fit")
    func familyAgainstAddress() async throws {
        let (_, log) = EventLog.open(try .loopback(25), options: ConnectionOptions(family: .ipv6))
        let error = try #require(await log.all().error)
        #expect(error.code == .noAddress)
        #expect(error.message.contains("IPv6"))
    }

    @Test("the source address is used")
    func source() async throws {
        let peer = try ScriptedPeer([.awaitEnd])
        let (connection, log) = EventLog.open(
            try .loopback(peer.port), options: ConnectionOptions(source: IPAddress("127.0.0.3")))
        let facts = try #require(await log.connected())
        guard case .ip("127.0.0.3", _, .ipv4)? = facts.local else {
            Issue.record("another source: \(facts)")
            return
        }
        connection.close()
        _ = await log.all()
        _ = peer.finish()
    }

    @Test("a source address of another machine is refused with its reason")
    func foreignSource() async throws {
        let peer = try ScriptedPeer([.awaitEnd], patience: Patience(.zero))
        let (_, log) = EventLog.open(
            try .loopback(peer.port), options: ConnectionOptions(source: IPAddress("192.0.2.77")))
        let error = try #require(await log.all().error)
        #expect(error.code == .sourceAddressUnusable)
        #expect(error.message.contains("192.0.2.77"))
        _ = peer.finish()
    }

    @Test("a source address of the wrong family is refused before anything is asked")
    func sourceAgainstFamily() async throws {
        let (_, log) = EventLog.open(
            try .loopback(25), options: ConnectionOptions(family: .ipv6, source: IPAddress("127.0.0.1")))
        #expect(await log.all().error?.code == .sourceAddressUnusable)
    }

    @Test("a socket that is not there is named")
    func missingSocket() async throws {
        let folder = try TemporaryFolder()
        let (_, log) = EventLog.open(try Endpoint(parsing: "unix:\(folder.path)/none.sock"))
        let error = try #require(await log.all().error)
        #expect(error.code == .socketMissing)
        #expect(error.message.contains("none.sock"))
        #expect(error.exitCode == 69)
    }

    @Test("giving up while connecting ends the attempt at once")
    func cancelled() async throws {
        let (connection, log) = EventLog.open(
            try Endpoint(parsing: "mx.practice.test"), options: options(ipv4: .silence, ipv6: .silence))
        for await event in log {
            if case .resolving = event { break }
        }
        connection.close()
        #expect(await log.all().error?.code == .cancelled)
    }

    @Test("the system's name service knows localhost, and says when there is no such host")
    func systemNameService() async throws {
        let found = await withCheckedContinuation { continuation in
            SystemNameService().lookUp(host: "localhost", family: .ipv4) { continuation.resume(returning: $0) }
        }
        #expect(try found.get().contains { $0.text == "127.0.0.1" })
    }
}
