import SMTPTransport
import TestSupport
import Testing

@Suite("Connections", .timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test("bytes go both ways, and the peer's end is its own")
    func dialogue() async throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("QUIT\r\n"), .send("221 bye\r\n"), .halfClose, .awaitEnd,
        ])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.bytes(endingIn: "220 hi\r\n") != nil)
        connection.send(Array("QUIT\r\n".utf8))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event { connection.close() }
        }
        #expect(events.text == "221 bye\r\n")
        guard case .byPeer? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        let report = peer.finish()
        #expect(report.problem == nil)
        #expect(report.clientEnd == .finished)
    }

    @Test("the facts name both ends and the times")
    func facts() async throws {
        let peer = try ScriptedPeer([.awaitEnd])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        let facts = try #require(await log.connected())
        #expect(facts.remote == .ip("127.0.0.1", port: peer.port, family: .ipv4))
        guard case .ip("127.0.0.1", let port, .ipv4)? = facts.local else {
            Issue.record("no local address: \(facts)")
            return
        }
        #expect(port != peer.port)
        #expect(facts.lookUpTime == .zero)
        #expect(facts.connectTime > .zero)
        connection.close()
        _ = await log.all()
        _ = peer.finish()
    }

    @Test("IPv6 works like IPv4", .enabled(if: ScriptedPeer.hasIPv6))
    func ipv6() async throws {
        let peer = try ScriptedPeer([.send("220 six\r\n"), .awaitEnd], on: .ipv6)
        let (connection, log) = EventLog.open(try .loopback(peer.port, .ipv6))
        #expect(await log.bytes(endingIn: "\n") == Array("220 six\r\n".utf8))
        connection.close()
        _ = peer.finish()
    }

    @Test("a Unix-domain socket works like a port")
    func unixSocket() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lmtp.sock"
        let peer = try ScriptedPeer(
            [.send("220 lmtp\r\n"), .expect("LHLO me\r\n"), .close], on: .unixSocket(path: path))
        let (connection, log) = EventLog.open(try Endpoint(parsing: "lmtp://\(path)"))
        let facts = try #require(await log.connected())
        #expect(facts.remote == .unixSocket(path: path))
        #expect(await log.bytes(endingIn: "220 lmtp\r\n") != nil)
        connection.send(Array("LHLO me\r\n".utf8))
        #expect(peer.finish().problem == nil)
        connection.close()
        _ = await log.all()
    }

    @Test("half-closing tells the peer that we are done, and still hears its answer")
    func halfClose() async throws {
        let peer = try ScriptedPeer([.awaitEnd, .send("221 you first\r\n"), .close])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.connected() != nil)
        connection.send(Array("NOOP\r\n".utf8))
        connection.halfClose()
        connection.send(Array("too late\r\n".utf8))
        let events = await log.all()
        #expect(events.text == "221 you first\r\n")
        guard case .byPeer? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        let report = peer.finish()
        #expect(report.receivedText == "NOOP\r\n")
        #expect(report.clientEnd == .finished)
    }

    @Test("half-closing waits for a long message to leave")
    func halfCloseAfterContent() async throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([.await(gate), .awaitEnd, .close])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.connected() != nil)
        let content = [UInt8](repeating: 0x61, count: 8 << 20)
        connection.send(content)
        connection.halfClose()
        gate.open()
        let events = await log.all()
        #expect(events.contains { event in if case .sent(content.count, _) = event { true } else { false } })
        #expect(peer.finish().received.count == content.count)
    }

    @Test("a peer that takes no bytes is left after the deadline of a data block")
    func stalledPeer() async throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([.await(gate)])
        var deadlines = Deadlines.standard
        deadlines.dataBlock = .milliseconds(100)
        let (connection, log) = EventLog.open(
            try .loopback(peer.port), options: ConnectionOptions(deadlines: deadlines))
        #expect(await log.connected() != nil)
        connection.send([UInt8](repeating: 0x61, count: 64 << 20))
        let events = await log.all()
        guard case .error(let error)? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        #expect(error.code == .sendTimedOut)
        #expect(error.stage == .sending)
        #expect(error.message.contains("0.1 s"))
        gate.open()
        _ = peer.finish()
    }

    @Test("our own close is reported as ours")
    func closedByUs() async throws {
        let peer = try ScriptedPeer([.awaitEnd])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.connected() != nil)
        connection.close()
        connection.close()
        let events = await log.all()
        guard case .byUs? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        #expect(peer.finish().clientEnd == .finished)
    }

    @Test("CP21: FIN inside a line leaves the part and says that the peer is done")
    func finInsideLine() async throws {
        let peer = try ScriptedPeer([.send("220 mx.exam"), .halfClose, .awaitEnd])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event { connection.close() }
        }
        #expect(events.text == "220 mx.exam")
        #expect(events.sawEndOfInput)
        guard case .byPeer? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        _ = peer.finish()
    }

    @Test("CP21: RST inside a line leaves the part and is told apart from FIN")
    func resetInsideLine() async throws {
        let peer = try ScriptedPeer([.send("220 mx.exam"), .expect("NOOP\r\n"), .reset])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.bytes(endingIn: "exam") == Array("220 mx.exam".utf8))
        connection.send(Array("NOOP\r\n".utf8))
        let events = await log.all()
        guard case .reset(let error)? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        #expect(error.code == .reset)
        #expect(error.stage == .receiving)
        #expect(!events.sawEndOfInput)
        #expect(peer.finish().problem == nil)
    }

    @Test("CP21: what came just before an RST is still delivered")
    func bytesBeforeReset() async throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([.await(gate), .send("421 4.3.2 going down\r\n"), .reset])
        let (_, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.connected() != nil)
        gate.open()
        let events = await log.all()
        guard case .reset? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        #expect(events.text == "421 4.3.2 going down\r\n")
        _ = peer.finish()
    }

    @Test("CP21: an RST after the peer's FIN is a reset")
    func resetAfterFin() async throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([.send("221 bye\r\n"), .halfClose, .await(gate), .reset])
        let (_, log) = EventLog.open(try .loopback(peer.port))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event { gate.open() }
        }
        guard case .reset? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        _ = peer.finish()
    }

    @Test("sending to a peer that is gone is reported")
    func sendingFails() async throws {
        let peer = try ScriptedPeer([.send("221 bye\r\n"), .close])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            switch event {
            // The first bytes provoke the peer's RST; sending goes on until the system refuses.
            case .inputClosed, .sent: connection.send([UInt8](repeating: 0x61, count: 4096))
            default: break
            }
        }
        switch events.closeReason {
        case .reset(let error), .error(let error): #expect([.reset, .sendFailed].contains(error.code))
        default: Issue.record("closed for another reason: \(events)")
        }
        _ = peer.finish()
    }

    @Test("CP10: a greeting in 1-byte writes arrives whole and in order")
    func drips() async throws {
        let text = "220-mx.example.net\r\n220-two\r\n220 three\r\n"
        let peer = try ScriptedPeer([.drip(Array(text.utf8), every: .zero), .close])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event { connection.close() }
        }
        #expect(events.text == text)
        _ = peer.finish()
    }

    @Test("CP20: every dripped byte carries its own time of arrival")
    func arrivalTimes() async throws {
        let greeting = Array("220 x\r\n".utf8)
        // Each byte is sent only after the one before was answered, so that no two can arrive together.
        let steps = greeting.flatMap { [PeerStep.send([$0]), .expect("x")] }
        let peer = try ScriptedPeer(steps + [.close])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        var earliest = ContinuousClock.now
        var received: [UInt8] = []
        for await event in log {
            switch event {
            case .bytes(let bytes, let at):
                #expect(at >= earliest)
                #expect(at <= .now)
                #expect(bytes.count == 1)
                received += bytes
                earliest = .now
                connection.send(Array("x".utf8))
            case .inputClosed: connection.close()
            default: break
            }
        }
        #expect(received == greeting)
        #expect(peer.finish().problem == nil)
    }

    @Test(
        "CP17: whatever protocol speaks, its bytes arrive as they are",
        arguments: [
            Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
            [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46], [0x00, 0xFF, 0x1B, 0x5B, 0x32, 0x4A],
        ])
    func foreignGreeting(_ greeting: [UInt8]) async throws {
        let peer = try ScriptedPeer([.send(greeting), .close])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        var events: [ConnectionEvent] = []
        for await event in log {
            events.append(event)
            if case .inputClosed = event { connection.close() }
        }
        #expect(events.bytes == greeting)
        _ = peer.finish()
    }

    @Test("CP17: silence stays silence, until the owner's deadline closes the connection")
    func silence() async throws {
        let peer = try ScriptedPeer([.awaitEnd])
        let (connection, log) = EventLog.open(try .loopback(peer.port))
        #expect(await log.connected() != nil)
        let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
        let timer = EventLog.transport.schedule(after: .milliseconds(50)) {
            connection.close()
            tick.finish()
        }
        for await _ in ticks {}
        timer.cancel()
        let events = await log.all()
        #expect(events.bytes.isEmpty)
        guard case .byUs? = events.closeReason else {
            Issue.record("closed for another reason: \(events)")
            return
        }
        #expect(peer.finish().clientEnd == .finished)
    }

    @Test("a cancelled timer never calls")
    func cancelledTimer() async {
        let (fired, firing) = AsyncStream.makeStream(of: String.self)
        let early = EventLog.transport.schedule(after: .milliseconds(20)) { firing.yield("cancelled") }
        early.cancel()
        _ = EventLog.transport.schedule(after: .milliseconds(40)) {
            firing.yield("kept")
            firing.finish()
        }
        var names: [String] = []
        for await name in fired { names.append(name) }
        #expect(names == ["kept"])
    }
}
