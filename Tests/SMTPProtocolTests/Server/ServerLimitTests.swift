import SMTPProtocol
import TestSupport
import Testing

@Suite("The server's limits, turns and foreign guests")
struct ServerLimitTests {
    @Test("PS07: a command line of the longest length is read, one octet more is refused")
    func longestLine() {
        let limits = ServerLimits(commandLine: 60)
        var server = ServerSide(after: ServerSide.hello, limits: limits)
        let fits = "NOOP " + String(repeating: "x", count: 53)
        #expect(server.send(fits + "\r\n").first?.hasPrefix("250") == true)
        #expect(server.send(fits + "x\r\n").first?.hasPrefix("500 5.5.2 Line too long") == true)
        #expect(server.send("NOOP\r\n").first?.hasPrefix("250") == true)
    }

    @Test(
        "PS07: 10 MiB without CRLF get 500, and the connection is closed long before their end",
        arguments: [1, 4_096, 1 << 20])
    func endlessLine(chunkSize: Int) {
        var server = ServerSide(after: ServerSide.hello, limits: ServerLimits(discardedLine: 100_000))
        let chunk = [UInt8](repeating: 0x61, count: chunkSize)
        var sent = 0
        while sent < 10 << 20, server.ending == nil {
            server.send(chunk)
            sent += chunkSize
        }
        #expect(sent < 2 << 20)
        #expect(server.replies.count == 1)
        #expect(server.replies.first?.hasPrefix("500 5.5.2 Line too long") == true)
        #expect(server.ending == .refused)
    }

    @Test("PS09: of 10,000 recipients, 100 are accepted and each of the others gets 452")
    func manyRecipients() {
        var server = ServerSide(after: ServerSide.hello + "MAIL FROM:<>\r\n")
        for number in 0..<10_000 {
            let got = server.send("RCPT TO:<b\(number)@practice.test>\r\n")
            #expect(got.first?.hasPrefix(number < 100 ? "250 2.1.5" : "452 4.5.3") == true)
        }
        #expect(server.machine.envelope?.recipients.count == 100)
        #expect(server.send("DATA\r\n").first?.hasPrefix("354") == true)
    }

    @Test("PS09: a limit below 100 recipients is raised to 100")
    func fewestRecipients() {
        #expect(ServerLimits(recipients: 3).recipients == 100)
    }

    @Test(
        "PS10: a flood of wrong or idle commands ends with 421",
        arguments: [
            ("XYZZY", 7), ("MAIL FROM:<>", 7), ("\u{1B}[A", 7), ("NOOP", 12), ("RSET", 12), ("VRFY b", 12),
            ("HELP", 12),
            ("EHLO x", 12),
        ])
    func floods(line: String, allowed: Int) {
        let limits = ServerLimits(badCommands: 7, idleCommands: 12)
        var server = ServerSide(limits: limits)
        if line != "MAIL FROM:<>" { server.send("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@practice.test>\r\n") }
        for _ in 0..<allowed {
            server.send(line + "\r\n")
            #expect(server.ending == nil)
        }
        server.send(line + "\r\n")
        #expect(server.replies.count == 1)
        #expect(server.replies.first?.hasPrefix("421 4.7.0 Too many") == true, "got \(server.replies)")
        #expect(server.ending == .refused)
        #expect(server.send("NOOP\r\n").isEmpty)
    }

    @Test("PS10: mail that comes forward starts the counts again")
    func progressForgives() {
        var server = ServerSide(limits: ServerLimits(badCommands: 2, idleCommands: 2))
        server.send("EHLO x\r\n")
        for _ in 0..<20 {
            server.send("MAIL FROM:<>\r\nXYZZY\r\nNOOP\r\nRSET\r\n")
            #expect(server.ending == nil)
        }
    }

    @Test("PS12: who speaks before the greeting is refused or closed, as configured")
    func talkingFirst() {
        var closing = ServerSide(earlyTalk: .close, greeted: false)
        #expect(closing.send("E").first?.hasPrefix("554 5.5.1 You spoke before the greeting") == true)
        #expect(closing.ending == .refused)
        #expect(closing.machine.connected().isEmpty)

        var refusing = ServerSide(earlyTalk: .refuse, greeted: false)
        #expect(refusing.send("EHLO x\r\nNO").isEmpty)
        refusing.note(refusing.machine.connected())
        #expect(refusing.replies.map { String($0.prefix(9)) } == ["220 mail.", "503 5.5.1"])
        #expect(refusing.send("OP\r\n").first?.hasPrefix("503 5.5.1") == true)
        #expect(refusing.send("EHLO x\r\n").first?.hasPrefix("250") == true)

        var allowing = ServerSide(earlyTalk: .allow, greeted: false)
        allowing.send("EHLO x\r\n")
        allowing.note(allowing.machine.connected())
        #expect(allowing.replies.count == 11)
    }

    @Test("PS12: pipelining before EHLO has offered it is refused or closed, as configured")
    func earlyPipelining() {
        var refusing = ServerSide(earlyTalk: .refuse)
        let got = refusing.send("EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@practice.test>\r\n")
        #expect(got.last == "503 5.5.1 Sent too early: wait for the reply to the command before; not carried out")
        #expect(got.count { $0.hasPrefix("503") } == 2)
        #expect(refusing.machine.state == .ready)
        #expect(refusing.send("MAIL FROM:<>\r\nRCPT TO:<b@practice.test>\r\n").allSatisfy { $0.hasPrefix("250") })

        var closing = ServerSide(earlyTalk: .close)
        #expect(closing.send("EHLO x\r\nMAIL FROM:<>\r\n").first?.hasPrefix("554 5.5.1 More came before") == true)
        #expect(closing.ending == .refused)
    }

    @Test("PS12: content that does not wait for 354 closes the connection, so that it never gives orders")
    func earlyContent() {
        var server = ServerSide(earlyTalk: .refuse)
        server.send(ServerSide.hello)
        server.send("MAIL FROM:<>\r\nRCPT TO:<b@practice.test>\r\n")
        #expect(server.send("DATA\r\nRSET\r\n.\r\n").first?.hasPrefix("554 5.5.1 Content came before the 354") == true)
        #expect(server.ending == .refused)
        #expect(server.messages.isEmpty)
    }

    static let guests: [(bytes: [UInt8], name: String)] = [
        (Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), "web server"),
        (Array("POST /mail HTTP/1.1\r\n".utf8), "web server"),
        (Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), "SSH"),
        ([0x16, 0x03, 0x01, 0x02, 0x00, 0x01], "TLS"),
        ([0x80, 0x2E, 0x01], "not SMTP"),
        ([0x00], "not SMTP"),
        (Array("ab\u{0}\u{1}cd\r\n".utf8), "not SMTP"),
    ]

    @Test("PS16: other protocols are told where they are and closed", arguments: guests)
    func foreignProtocols(bytes: [UInt8], name: String) {
        for isDripped in [false, true] {
            var server = ServerSide()
            for piece in isDripped ? bytes.map({ [$0] }) : [bytes] where server.ending == nil { server.send(piece) }
            #expect(server.replies.count == 1)
            #expect(server.replies.first?.hasPrefix("554 5.5.1") == true, "got \(server.replies)")
            #expect(server.replies.first?.contains(name) == true, "got \(server.replies)")
            #expect(server.ending == .refused)
        }
    }

    @Test("PS16: random bytes never trap, and every reply to them is a well formed refusal", arguments: 0..<200)
    func randomBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var server = ServerSide(after: seed.isMultiple(of: 2) ? "" : ServerSide.hello)
        for _ in 0..<40 where server.ending == nil {
            var bytes = (0..<Int.random(in: 1...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes += [0x0D, 0x0A] }
            let got = server.send(bytes)
            #expect(got.allSatisfy { $0.hasPrefix("5") || $0.hasPrefix("421") }, "got \(got)")
        }
    }

    @Test("A line that ends with LF alone is refused, and the next one is read")
    func bareLineFeed() {
        var server = ServerSide(after: ServerSide.hello)
        #expect(server.send("NOOP\nNOOP\r\n").map { String($0.prefix(9)) } == ["500 5.5.2", "250 2.0.0"])
    }

    @Test("A delayed reply holds back all that follows, and comes when its time is over")
    func delayedReply() {
        var server = ServerSide(after: ServerSide.hello + "MAIL FROM:<>\r\n")
        #expect(server.send("RCPT TO:<slow@practice.test>\r\nRCPT TO:<b@practice.test>\r\n").isEmpty)
        #expect(server.waits == [3])
        #expect(server.machine.isWaiting)
        #expect(server.send("NOOP\r\n").isEmpty)
        server.note(server.machine.resumed())
        #expect(server.replies.map { String($0.prefix(9)) } == ["250 2.1.5", "250 2.1.5", "250 2.0.0"])
        #expect(server.machine.resumed().isEmpty)
    }

    @Test("A delay is cut at its limit, and what comes meanwhile is bounded")
    func boundedDelay() {
        var server = ServerSide(after: ServerSide.hello + "MAIL FROM:<>\r\n", limits: ServerLimits(backlog: 1_000))
        server.send("RCPT TO:<eternal@practice.test>\r\n")
        #expect(server.waits == [ServerLimits.standard.delay])
        server.send([UInt8](repeating: 0x61, count: 1_000))
        #expect(server.ending == nil)
        server.send("x")
        #expect(server.replies.first?.hasPrefix("421 4.7.0") == true)
        #expect(server.ending == .refused)
    }

    @Test("421 from the policy closes after the reply, a hang-up closes without one")
    func policyCloses() {
        var closing = ServerSide(after: ServerSide.hello + "MAIL FROM:<>\r\n")
        #expect(closing.send("RCPT TO:<closing@practice.test>\r\n") == ["421 4.3.2 Closing"])
        #expect(closing.ending == .refused)
        var dropping = ServerSide(after: ServerSide.hello + "MAIL FROM:<>\r\n")
        #expect(dropping.send("RCPT TO:<drop@practice.test>\r\n").isEmpty)
        #expect(dropping.ending == .hungUp)
    }

    @Test("Time-out and shutdown say 421, and forget a message under way")
    func ownerEnds() {
        var late = ServerSide(after: ServerSide.untilContent + "half a mess")
        late.note(late.machine.timedOut())
        #expect(late.replies.first?.hasPrefix("421 4.4.2") == true)
        #expect(late.content.isEmpty)
        #expect(late.machine.timedOut().isEmpty)
        var stopped = ServerSide()
        stopped.note(stopped.machine.shutDown())
        #expect(stopped.replies.first?.hasPrefix("421 4.3.2") == true)
        #expect(stopped.ending == .refused)
    }

    @Test("Reply lines stay within 512 octets and printable ASCII, whatever their text")
    func replyLines() {
        let reply = ServerReply(250, 2, 0, 0, String(repeating: "é\r\n\u{1B}", count: 400), "")
        for line in ServerSide.lines(of: reply.bytes) {
            #expect(line.utf8.count + 2 <= 512)
            #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        }
        #expect(ServerSide.lines(of: reply.bytes).count == 2)
    }
}
