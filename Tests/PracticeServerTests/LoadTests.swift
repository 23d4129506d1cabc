import Glibc
import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

@Suite("The practice server under load and abuse")
struct LoadTests {
    @Test("PS07: 10 MiB without CRLF get 500 and are not kept")
    func endlessLine() async throws {
        try await withServer { server in
            let lines = try await server.talk { client in
                _ = try client.reply()
                let piece = [UInt8](repeating: 0x61, count: 1 << 20)
                for _ in 0..<10 where try client.send(piece) {}
                return try client.linesUntilClosed()
            }
            #expect(lines.count == 1)
            #expect(lines.first?.hasPrefix("500 5.5.2 Line too long") == true)
        }
    }

    @Test("PS08: 256 MiB of content are read, thrown away as they come, and refused with 552")
    func giantMessage() async throws {
        try await withServer { server in
            let (verdict, most) = try await server.talk { client in
                try client.openTransaction()
                try client.exchange("DATA")
                let piece = [UInt8](repeating: 0x61, count: 1 << 20)
                var most = 0
                for _ in 0..<256 {
                    try client.send(piece)
                    most = max(most, server.mailboxes.underWayByteCount)
                }
                try client.send("\r\n.\r\n")
                return (try client.reply(), most)
            }
            #expect(most <= 10_485_760)
            #expect(verdict == ["552 5.3.4 Too large: a message has at most 10485760 octets here"])
            #expect(server.mailboxes.underWayByteCount == 0)
            #expect(server.mailboxes.count == 0)
        }
    }

    @Test("Many large messages at the same time get 452 when the room for them is used up")
    func noRoom() async throws {
        try await withServer({ $0.storage.underWay = 100_000 }) { server in
            let verdict = try await server.talk { client in
                try client.openTransaction()
                try client.exchange("DATA")
                try client.send([UInt8](repeating: 0x61, count: 1 << 20))
                try client.send("\r\n.\r\n")
                return try client.reply()
            }
            #expect(verdict.first?.hasPrefix("452 4.3.1") == true)
            #expect(server.mailboxes.underWayByteCount == 0)
        }
    }

    @Test("PS09: 10,000 recipients in one go, 100 accepted")
    func manyRecipients() async throws {
        try await withServer { server in
            let codes = try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO x")
                try client.exchange("MAIL FROM:<>")
                var codes: [String: Int] = [:]
                for _ in 0..<100 {
                    try client.send(String(repeating: "RCPT TO:<student@practice.test>\r\n", count: 100))
                    for _ in 0..<100 { codes[String(try #require(client.reply().first).prefix(9)), default: 0] += 1 }
                }
                return codes
            }
            #expect(codes == ["250 2.1.5": 100, "452 4.5.3": 9_900])
        }
    }

    @Test("PS10: floods of wrong commands and of NOOP end with 421", arguments: ["XYZZY", "NOOP"])
    func floods(line: String) async throws {
        try await withServer { server in
            let lines = try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO x")
                for _ in 0..<100 where try client.send(String(repeating: line + "\r\n", count: 100)) {}
                return try client.linesUntilClosed()
            }
            #expect(lines.last?.hasPrefix("421 4.7.0 Too many") == true)
            #expect(lines.count <= 201)
        }
    }

    @Test("A client that sends and never reads is not read on: memory stays bounded")
    func neverReads() async throws {
        try await withServer({
            $0.deadlines.command = .milliseconds(500); $0.deadlines.farewell = .milliseconds(100)
        }) {
            server in
            try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO x")
                try client.exchange("MAIL FROM:<>")
                // Far more than the kernel's buffers hold: without back-pressure the server would answer all of it.
                let piece = Array(String(repeating: "RCPT TO:<nobody@practice.test>\r\n", count: 10_000).utf8)
                for _ in 0..<100 where try client.send(piece) {}
            }
            #expect(server.counters.timeouts == 1)
        }
    }

    @Test("PS11: with 1,000 idle connections of one address, an honest client of another is served")
    func idleConnections() async throws {
        try #require(DescriptorLimit.raise(to: 4_096))
        try await withServer({ $0.connections = ConnectionLimits(total: 500, perAddress: 100) }) { server in
            let port = server.port
            let (served, refused, verdict) = try await SocketClient.run {
                let idle = try (0..<1_000).map { _ in try SocketClient(port: port, source: "127.0.0.2") }
                var served = 0
                var refused = 0
                for client in idle {
                    let line = try client.line()
                    if line?.hasPrefix("220") == true { served += 1 }
                    if line?.hasPrefix("421 4.7.0") == true { refused += 1 }
                }
                let honest = try SocketClient(port: port)
                return (served, refused, try honest.sendMessage())
            }
            #expect(served == 100)
            #expect(refused == 900)
            #expect(verdict.first?.hasPrefix("250") == true)
            #expect(server.counters.refusedConnections == 900)
        }
    }

    @Test(
        "PS11: idle and dripping connections lose their place, and then an honest client of the same address is served")
    func deadlines() async throws {
        try await withServer({
            $0.connections = ConnectionLimits(total: 8, perAddress: 8)
            $0.deadlines = ServerDeadlines(
                idle: .seconds(2), command: .seconds(2), content: .seconds(3), farewell: .milliseconds(200))
        }) { server in
            let port = server.port
            let endings = try await SocketClient.run {
                let idle = try (0..<4).map { _ in try SocketClient(port: port) }
                let dripping = try (0..<3).map { _ in try SocketClient(port: port) }
                let content = try SocketClient(port: port)
                try content.openTransaction()
                try content.exchange("DATA")
                // Each byte comes well within the time for silence; only the time for the whole helps.
                var talking = dripping + [content]
                while !talking.isEmpty {
                    for client in talking { try client.send("N") }
                    talking.removeAll { $0.hearsSomething(within: 10) }
                }
                return try (idle + dripping + [content]).map { try $0.linesUntilClosed().last }
            }
            #expect(endings.allSatisfy { $0?.hasPrefix("421 4.4.2") == true }, "\(endings)")
            #expect(server.counters.timeouts == 8)
            let verdict = try await server.talk { try $0.sendMessage() }
            #expect(verdict.first?.hasPrefix("250") == true)
        }
    }

    @Test("PS18: out of descriptors, the server pauses, keeps its clients, and takes new ones when it can")
    func outOfDescriptors() async {
        await #expect(processExitsWith: .success) {
            try await withServer { server in
                _ = try await server.talk { try $0.sendMessage() }
                let port = server.port
                let served = try await SocketClient.run {
                    let early = try SocketClient(port: port)
                    _ = try early.reply()
                    // Descriptors of the client count too: take nearly all, then connect. This process may have been given
                    // open ones by tests that run beside it.
                    let highest = (0..<4_096).last { fcntl($0, F_GETFD) >= 0 } ?? 0
                    try #require(DescriptorLimit.lower(to: Int(highest) + 40))
                    let spare = dup(0)
                    var hoard: [SocketClient] = []
                    while let client = try? SocketClient(port: port) { hoard.append(client) }
                    try #require(!hoard.isEmpty)
                    // If the server got the very last one, nobody waits; the spare one lets one more client wait.
                    close(spare)
                    while server.counters.acceptFailures == 0 {
                        if let client = try? SocketClient(port: port) { hoard.append(client) }
                        sched_yield()
                    }
                    try #require(early.exchange("NOOP").first?.hasPrefix("250") == true)
                    for client in hoard { client.close() }
                    return try SocketClient(port: port).sendMessage()
                }
                try #require(served.first?.hasPrefix("250") == true)
            }
        }
    }

    @Test("PS19: the server listens on loopback only, unless it is told otherwise")
    func loopbackOnly() async throws {
        #expect(PracticeServerOptions().host == "127.0.0.1")
        for host in ["0.0.0.0", "::", "192.0.2.1", "::ffff:192.0.2.1"] {
            var options = PracticeServerOptions()
            options.host = host
            let error = await #expect(throws: PracticeServerError.self) {
                try await PracticeServer.start(options: options)
            }
            #expect(error?.code == .notLoopback)
            #expect(error?.description.contains(host) == true)
        }
        var open = PracticeServerOptions()
        open.host = "0.0.0.0"
        open.allowed = [try #require(AddressRange("192.0.2.0/24"))]
        let server = try await PracticeServer.start(options: open)
        #expect(server.port > 0)
        await server.stop()
    }

    @Test("A bad address and a port that is taken are named in the error")
    func startErrors() async throws {
        for (host, port) in [("not an address", 0), ("127.0.0.1", 65_536), ("127.0.0.1", -1)] {
            var options = PracticeServerOptions()
            options.host = host
            options.port = port
            let error = await #expect(throws: PracticeServerError.self) {
                try await PracticeServer.start(options: options)
            }
            #expect(error?.code == .badAddress)
        }
        try await withServer { server in
            var options = PracticeServerOptions()
            options.port = server.port
            let error = await #expect(throws: PracticeServerError.self) {
                try await PracticeServer.start(options: options)
            }
            #expect(error?.code == .cannotListen)
            #expect(error?.description.contains("\(server.port)") == true)
        }
    }

    @Test("Stopping says 421 to those who are connected, and nobody can connect any more")
    func stop() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: ServerEvent.self)
        let server = try await PracticeServer.start { continuation.yield($0) }
        let port = server.port
        async let lines = server.talk { try $0.linesUntilClosed() }
        for await event in events {
            if case .reply = event.kind { break }
        }
        await server.stop()
        #expect(try await lines.map { String($0.prefix(9)) } == ["220 mail.", "421 4.3.2"])
        #expect(server.connectionCount == 0)
        await #expect(throws: SocketClient.Failure.self) {
            try await SocketClient.run { _ = try SocketClient(port: port) }
        }
        await server.stop()
    }
}
