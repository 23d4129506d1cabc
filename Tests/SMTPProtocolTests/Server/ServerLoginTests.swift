import SMTPProtocol
import TestSupport
import Testing

@Suite("The server's AUTH")
struct ServerLoginTests {
    static let plain = ServerSide.base64("\0student\0secret")

    @Test("PLAIN in one line, PLAIN behind an empty challenge, and LOGIN lead to 235")
    func logins() {
        for lines in [
            ["AUTH PLAIN \(Self.plain)"], ["AUTH PLAIN", Self.plain], ["auth login", "c3R1ZGVudA==", "c2VjcmV0"],
        ] {
            var server = ServerSide.secure()
            #expect(server.allReplies.contains("250-AUTH PLAIN LOGIN"))
            for line in lines { server.send(line + "\r\n") }
            #expect(server.replies == ["235 2.7.0 Logged in"])
            #expect(server.machine.authenticatedUser == "student")
            #expect(server.machine.state == .ready)
        }
    }

    @Test("A challenge is base64 behind 334, an empty one is nothing at all")
    func challenges() {
        var server = ServerSide.secure()
        #expect(server.send("AUTH PLAIN\r\n") == ["334 "])
        #expect(server.send("*\r\n") == ["501 5.0.0 Login cancelled, as you asked"])
        #expect(server.login == nil)
        #expect(server.send("AUTH LOGIN\r\n") == ["334 VXNlcm5hbWU6"])
        #expect(server.machine.state == .authenticating)
        #expect(server.send("c3R1ZGVudA==\r\n") == ["334 UGFzc3dvcmQ6"])
    }

    @Test("A long challenge is sent whole, and one beyond the limit ends the login")
    func longChallenges() {
        var server = ServerSide.secure()
        server.judge = { _, messages in
            .challenge(String(repeating: "x", count: messages.count == 1 ? 9_000 : 9_300))
        }
        #expect(server.send("AUTH PLAIN\r\n").first?.utf8.count == 4 + 12_000)
        #expect(server.send("\r\n").first?.hasPrefix("500 5.5.6") == true)
        #expect(server.login == nil)
        #expect(server.send("NOOP\r\n").first?.hasPrefix("250") == true)
    }

    static let untimely: [(before: String, line: String, reply: String)] = [
        ("", "AUTH PLAIN", "503 5.5.1 EHLO first"),
        ("HELO x\r\n", "AUTH PLAIN", "503 5.5.1 EHLO first"),
        (ServerSide.hello + "MAIL FROM:<>\r\n", "AUTH PLAIN \(plain)", "503 5.5.1 AUTH comes before MAIL"),
        (ServerSide.hello + "AUTH PLAIN \(plain)\r\n", "AUTH PLAIN \(plain)", "503 5.5.1 You are logged in already"),
        (ServerSide.hello + "AUTH PLAIN \(plain)\r\nEHLO x\r\n", "AUTH PLAIN", "503 5.5.1 You are logged in already"),
        (ServerSide.hello, "AUTH", "501 5.5.4 AUTH needs a mechanism"),
        (ServerSide.hello, "AUTH NTLM", "504 5.5.4 Mechanism NTLM is not offered"),
        (ServerSide.hello, "AUTH \u{7F}", "500 5.5.2 A control character"),
        (ServerSide.hello, "AUTH PLAIN! AAAA", "504 5.5.4"),
    ]

    @Test("AUTH out of order, unknown or incomplete is refused and asks nobody", arguments: untimely)
    func sequence(before: String, line: String, reply: String) {
        var server = ServerSide.secure(after: before)
        let got = server.send(line + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
        #expect(server.machine.state != .authenticating)
    }

    @Test("AUTH can be kept for TLS: 538 and not listed before, offered after")
    func needsTLS() {
        var server = ServerSide.secure { $0.requiresTLSForLogin = true }
        #expect(!server.allReplies.contains { $0.contains("AUTH") })
        #expect(server.send("AUTH PLAIN \(Self.plain)\r\n").first?.hasPrefix("538 5.7.11") == true)
        server.send("STARTTLS\r\n")
        server.note(server.machine.secured(mechanisms: ["PLAIN"]))
        #expect(server.send(ServerSide.hello).contains("250-AUTH PLAIN"))
        #expect(server.send("AUTH PLAIN \(Self.plain)\r\n") == ["235 2.7.0 Logged in"])
    }

    /// What stands behind `AUTH PLAIN `, and how the reply begins.
    static let initialResponses: [(text: String, reply: String)] = [
        ("=", "501 5.5.2 Login refused"), ("*", "501 5.5.2 That is not base64"), ("==", "501 5.5.2 That is not"),
        ("AHN0dWRlbnQAc2VjcmV0", "235"), ("AHN0dWRlbnQAc2VjcmV0=", "501 5.5.2 That is not"),
        ("AHN0dWRl bnQAc2VjcmV0", "501 5.5.2 That is not"), ("AHN0dWRlbnQAc2Vjcm", "501 5.5.2 That is not"),
        ("AHN0dWRlbnQAc2Vjcm-_", "501 5.5.2 That is not"), ("QQ=Q", "501 5.5.2 That is not"),
        ("QR==", "501 5.5.2 That is not"), ("c3R1ZGVudA==", "501 5.5.2 Login refused"),
        (ServerSide.base64("teacher\0student\0secret"), "535 5.7.8"),
        (ServerSide.base64("student\0student\0secret"), "235"),
        (ServerSide.base64("\0student\0wrong"), "535 5.7.8"), (ServerSide.base64("\0nobody\0secret"), "535 5.7.8"),
        (ServerSide.base64("\0\0"), "535 5.7.8"), (ServerSide.base64("\0\0\0\0"), "501 5.5.2 Login refused"),
    ]

    @Test(
        "PS15: an initial response of rubbish, *, =, a blank or another authorization identity",
        arguments: initialResponses)
    func initialResponse(text: String, reply: String) {
        var server = ServerSide.secure()
        let got = server.send("AUTH PLAIN \(text)\r\n")
        #expect(got.count == 1)
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
        #expect(server.machine.state == .ready)
    }

    @Test(
        "PS15: a response of rubbish, *, = or a blank ends the exchange and not the session",
        arguments: [
            ("=", "501 5.5.2"), ("*", "501 5.0.0"), ("* ", "501 5.5.2"), (" ", "501 5.5.2"), ("AAA", "501 5.5.2"),
            ("AA AA", "501 5.5.2"), ("RSET", "501 5.5.2 Login refused"), ("", "501 5.5.2 Login refused"),
            ("\u{1B}[2J", "501 5.5.2"), ("QUIT", "501 5.5.2 Login refused"), ("AAAA\r", "501 5.5.2"),
            ("GET / HTTP/1.1", "501 5.5.2"),
        ])
    func response(text: String, reply: String) {
        var server = ServerSide.secure(after: ServerSide.hello + "AUTH PLAIN\r\n")
        let got = server.send(text + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
        #expect(server.ending == nil)
        #expect(server.send("NOOP\r\n").first?.hasPrefix("250") == true)
    }

    @Test("A response that ends with LF alone ends the exchange, and the session goes on")
    func bareLineFeed() {
        var server = ServerSide.secure(after: ServerSide.hello + "AUTH PLAIN\r\n")
        #expect(server.send(Self.plain + "\n").first?.hasPrefix("500 5.5.2 This line ended with LF") == true)
        #expect(server.login == nil)
        #expect(server.machine.state == .ready)
    }

    @Test("Lines of a login may have 12,288 octets, one more gets 500")
    func longLines() {
        let octets = Limits.commandLineExtended
        var server = ServerSide.secure(after: ServerSide.hello + "AUTH PLAIN\r\n")
        let fits = String(repeating: "A", count: octets - 4)
        #expect(server.send(fits + "\r\n").first?.hasPrefix("501 5.5.2 Login refused") == true)
        server.send("AUTH PLAIN\r\n")
        #expect(server.send(fits + "AAA\r\n") == ["500 5.5.6 The answer is too long; the login is over"])
        #expect(server.machine.state == .ready)
        let initial = "AUTH PLAIN " + String(repeating: "A", count: octets - 16)
        #expect(server.send(initial + "\r\n").first?.hasPrefix("501 5.5.2 Login refused") == true)
        #expect(server.send(initial + "AAAA\r\n").first?.hasPrefix("500 5.5.2 Line too long") == true)
        #expect(server.send("NOOP " + String(repeating: "x", count: 600) + "\r\n").first?.hasPrefix("500") == true)
    }

    @Test("PS10: failed logins count, so that guessing comes to an end")
    func guessing() {
        var server = ServerSide.secure(limits: ServerLimits(badCommands: 3))
        let line = "AUTH PLAIN \(ServerSide.base64("\0student\0wrong"))\r\n"
        for _ in 0..<3 { #expect(server.send(line).first?.hasPrefix("535 5.7.8") == true) }
        #expect(server.send(line).first?.hasPrefix("421 4.7.0 Too many") == true)
        #expect(server.ending == .refused)
    }

    @Test("Who sends the answer before it is asked for is closed, unless that is allowed")
    func earlyAnswers() {
        let lines = "AUTH LOGIN\r\nc3R1ZGVudA==\r\nc2VjcmV0\r\n"
        for earlyTalk in [ServerConfiguration.EarlyTalk.refuse, .close] {
            var server = ServerSide.secure(earlyTalk: earlyTalk)
            #expect(server.send(lines).first?.hasPrefix("554 5.5.1 More came before") == true)
            #expect(server.ending == .refused)
        }
        var allowing = ServerSide.secure()
        #expect(allowing.send(lines).last == "235 2.7.0 Logged in")
    }

    @Test("The owner may take its time: what comes meanwhile waits")
    func slowOwner() {
        var server = ServerSide.secure()
        server.judge = nil
        #expect(server.send("AUTH PLAIN \(Self.plain)\r\n").isEmpty)
        #expect(server.machine.isWaiting)
        #expect(server.send("NOOP\r\n").isEmpty)
        server.note(server.machine.authenticated(user: "student"))
        #expect(server.replies.map { String($0.prefix(3)) } == ["235", "250"])
        #expect(server.machine.authenticated(user: "teacher").isEmpty)
        #expect(server.machine.authenticatedUser == "student")
    }

    @Test("Time-out and shutdown in a login forget it", arguments: [true, false])
    func ending(isTimeout: Bool) {
        var server = ServerSide.secure(after: ServerSide.hello + "AUTH LOGIN\r\n")
        server.note(isTimeout ? server.machine.timedOut() : server.machine.shutDown())
        #expect(server.login == nil)
        #expect(server.replies.first?.hasPrefix("421") == true)
    }
}
