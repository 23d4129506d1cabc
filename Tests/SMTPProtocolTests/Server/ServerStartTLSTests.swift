import SMTPProtocol
import Testing

@Suite("The server's STARTTLS")
struct ServerStartTLSTests {
    @Test("STARTTLS gets 220, and after the handshake the session begins again")
    func upgrade() {
        var server = ServerSide.secure()
        #expect(server.replies.contains("250-STARTTLS"))
        #expect(server.send("STARTTLS\r\n") == ["220 2.0.0 Ready to start TLS"])
        #expect(server.upgrades == 1)
        #expect(server.machine.state == .securing)
        server.note(server.machine.secured(mechanisms: ["PLAIN"]))
        #expect(server.replies.isEmpty)
        #expect(server.machine.state == .greeted)
        #expect(server.send("MAIL FROM:<>\r\n").first?.hasPrefix("503 5.5.1 EHLO first") == true)
        #expect(server.send("AUTH PLAIN\r\n").first?.hasPrefix("503 5.5.1 EHLO first") == true)
        let hello = server.send(ServerSide.hello)
        #expect(hello.contains("250-AUTH PLAIN"))
        #expect(!hello.contains("250-STARTTLS"))
    }

    @Test("What was said in the clear is forgotten: the name, the login")
    func forgets() {
        var server = ServerSide.secure()
        server.send("AUTH PLAIN \(ServerSide.base64("\0student\0secret"))\r\n")
        #expect(server.machine.authenticatedUser == "student")
        server.send("STARTTLS\r\n")
        server.note(server.machine.secured(mechanisms: ["PLAIN"]))
        #expect(server.machine.authenticatedUser == nil)
        #expect(server.machine.envelope == nil)
    }

    static let untimely: [(before: String, line: String, reply: String)] = [
        ("", "STARTTLS", "503 5.5.1 EHLO first"),
        ("HELO lab.example\r\n", "STARTTLS", "503 5.5.1 EHLO first"),
        (ServerSide.hello, "STARTTLS now", "501 5.5.4 STARTTLS stands alone"),
        (ServerSide.hello + "MAIL FROM:<>\r\n", "STARTTLS", "503 5.5.1 STARTTLS comes before MAIL"),
        (ServerSide.envelope, "STARTTLS", "503 5.5.1 STARTTLS comes before MAIL"),
        (ServerSide.envelope + "RSET\r\n", "STARTTLS", "220 2.0.0"),
        (ServerSide.hello, "starttls", "220 2.0.0"),
    ]

    @Test("PS02: STARTTLS with an argument or in a transaction is refused, and nothing starts", arguments: untimely)
    func sequence(before: String, line: String, reply: String) {
        var server = ServerSide.secure(after: before)
        let got = server.send(line + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
        #expect(server.upgrades == (reply.hasPrefix("220") ? 1 : 0))
        #expect(server.ending == nil)
    }

    @Test("PS02: STARTTLS under TLS is refused, twice as once")
    func twice() {
        var server = ServerSide.secure(after: ServerSide.hello + "STARTTLS\r\n")
        server.note(server.machine.secured(mechanisms: []))
        server.send(ServerSide.hello)
        for _ in 0..<2 {
            #expect(server.send("STARTTLS\r\n").first?.hasPrefix("503 5.5.1 This session is protected") == true)
        }
        #expect(server.upgrades == 1)
    }

    @Test(
        "PS01: bytes behind STARTTLS in one piece close the connection, a whole line or a part of one",
        arguments: ["EHLO x\r\n", "E", "\r\n", "\u{16}", "MAIL FROM:<a@b.example>\r\nRCPT TO:<b@practice.test>\r\n"],
        ServerConfiguration.EarlyTalk.allCases)
    func injected(behind: String, earlyTalk: ServerConfiguration.EarlyTalk) {
        var server = ServerSide.secure(earlyTalk: earlyTalk)
        let got = server.send("STARTTLS\r\n" + behind)
        #expect(got.count == 1)
        #expect(got.first?.hasPrefix("554 5.5.1 More came behind STARTTLS") == true, "got \(got)")
        #expect(server.upgrades == 0)
        #expect(server.ending == .refused)
        #expect(server.log.last == "STARTTLS")
    }

    @Test("PS01: with the hole switched on, the bytes behind STARTTLS are carried out after the handshake")
    func hole() {
        var server = ServerSide.secure { $0.pipelinedStartTLS = .carryOut }
        #expect(server.send("STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<>\r\n") == ["220 2.0.0 Ready to start TLS"])
        server.note(server.machine.secured(mechanisms: []))
        #expect(server.replies.first == "250-mail.practice.test hello evil.example")
        #expect(server.replies.last == "250 2.1.0 Sender ok")
    }

    @Test("PS01: what an owner still hands in before the handshake is over is never carried out")
    func lateBytes() {
        var server = ServerSide.secure(after: ServerSide.hello + "STARTTLS\r\n")
        #expect(server.send("EHLO evil.example\r\n").isEmpty)
        server.note(server.machine.secured(mechanisms: []))
        #expect(server.replies.isEmpty)
        #expect(server.machine.state == .greeted)
    }

    @Test("Without TLS at hand the client gets 454 and goes on in the clear")
    func unavailable() {
        var machine = ServerMachine(
            configuration: ServerConfiguration(hostName: "h", banner: "b"), policy: TestPolicy())
        #expect(machine.cannotStartTLS().isEmpty)
        var configuration = ServerConfiguration(hostName: "h", banner: "b")
        configuration.offersStartTLS = true
        machine = ServerMachine(configuration: configuration, policy: TestPolicy())
        _ = machine.connected()
        _ = machine.received(Array("EHLO x\r\n".utf8))
        #expect(machine.received(Array("STARTTLS\r\n".utf8)).last == .startTLS)
        guard case .reply(let reply)? = machine.cannotStartTLS().first else {
            Issue.record("no reply")
            return
        }
        #expect(reply.bytes.starts(with: Array("454 4.7.0".utf8)))
        #expect(machine.state == .ready)
    }

    @Test("TLS from the first byte lists no STARTTLS, and greets after the handshake")
    func implicit() {
        var server = ServerSide(greeted: false) { $0.offersStartTLS = true }
        server.note(server.machine.secured(mechanisms: ["PLAIN"]))
        #expect(server.machine.state == .awaitingGreeting)
        server.note(server.machine.connected())
        #expect(server.replies.first?.hasPrefix("220") == true)
        let hello = server.send(ServerSide.hello)
        #expect(hello.contains("250-AUTH PLAIN"))
        #expect(!hello.contains("250-STARTTLS"))
    }
}
