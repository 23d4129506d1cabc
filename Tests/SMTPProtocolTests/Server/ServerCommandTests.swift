import SMTPProtocol
import Testing

@Suite("The server's commands, order and syntax")
struct ServerCommandTests {
    @Test("A whole session brings one message with its envelope")
    func wholeSession() throws {
        var server = ServerSide()
        #expect(server.replies == ["220 mail.practice.test ESMTP test"])
        #expect(
            server.send("EHLO lab.example\r\n") == [
                "250-mail.practice.test hello lab.example", "250-SIZE 10485760", "250-8BITMIME", "250-PIPELINING",
                "250-CHUNKING", "250-BINARYMIME", "250-ENHANCEDSTATUSCODES", "250-VRFY", "250-EXPN", "250 HELP",
            ])
        #expect(server.send("MAIL FROM:<a@lab.example> SIZE=20 BODY=8BITMIME\r\n") == ["250 2.1.0 Sender ok"])
        #expect(server.send("RCPT TO:<b@practice.test>\r\n") == ["250 2.1.5 Recipient ok"])
        #expect(server.send("DATA\r\n") == ["354 Send the message; a line with a dot alone ends it"])
        #expect(server.machine.state == .content)
        #expect(server.send("..x\r\ny\r\n.\r\n") == ["250 2.0.0 Accepted: 7 octets for 1 recipient"])
        let message = try #require(server.messages.first)
        #expect(message.content == Array(".x\r\ny\r\n".utf8))
        #expect(message.envelope.clientName == Array("lab.example".utf8))
        #expect(message.envelope.announcedSize == 20)
        #expect(message.envelope.body == .eightBitMIME)
        #expect(message.envelope.contentSize == 7)
        #expect(message.envelope.recipients == [MailPath("b@practice.test")])
        #expect(server.machine.state == .ready)
        #expect(server.send("QUIT\r\n") == ["221 2.0.0 Goodbye"])
        #expect(server.ending == .quit)
        #expect(server.machine.state == .closed)
    }

    /// Lines sent before, the line in question, and how the reply to it begins.
    static let sequences: [(before: String, line: String, reply: String)] = [
        ("", "MAIL FROM:<a@b.example>", "503 5.5.1 EHLO first"),
        ("", "RCPT TO:<b@practice.test>", "503 5.5.1 EHLO first"),
        ("", "DATA", "503 5.5.1 EHLO first"),
        ("", "NOOP", "250 2.0.0"),
        ("", "RSET", "250 2.0.0"),
        ("", "VRFY b", "250 2.1.5 b is known"),
        ("", "HELO lab.example", "250 mail.practice.test hello lab.example"),
        ("", "QUIT", "221 2.0.0"),
        (ServerSide.hello, "RCPT TO:<b@practice.test>", "503 5.5.1 MAIL first, then RCPT"),
        (ServerSide.hello, "DATA", "503 5.5.1 MAIL first"),
        (ServerSide.hello + "MAIL FROM:<>\r\n", "DATA", "503 5.5.1 RCPT first"),
        (ServerSide.hello + "MAIL FROM:<>\r\n", "MAIL FROM:<>", "503 5.5.1 MAIL was said already"),
        (ServerSide.hello + "MAIL FROM:<>\r\nRCPT TO:<nobody@practice.test>\r\n", "DATA", "554 5.5.1 No valid"),
        (ServerSide.envelope, "MAIL FROM:<>", "503 5.5.1 MAIL was said already"),
        (ServerSide.envelope + "RSET\r\n", "DATA", "503 5.5.1 MAIL first"),
        (ServerSide.envelope + "EHLO again.example\r\n", "DATA", "503 5.5.1 MAIL first"),
        (ServerSide.envelope + "HELO again.example\r\n", "RCPT TO:<b@practice.test>", "503 5.5.1 MAIL first"),
        (ServerSide.envelope + "EHLO\r\n", "DATA", "354 "),
        (ServerSide.envelope, "NOOP with words", "250 2.0.0"),
        (ServerSide.hello, "STARTTLS", "502 5.5.1 STARTTLS is not offered"),
        (ServerSide.hello, "AUTH PLAIN AAA=", "502 5.5.1 AUTH is not offered"),
        (ServerSide.hello, "LHLO lab.example", "502 5.5.1 LHLO belongs to LMTP"),
        (ServerSide.hello, "TURN", "502 5.5.1"),
        (ServerSide.hello, "XYZZY", "500 5.5.2 No command XYZZY"),
        (ServerSide.hello, "", "500 5.5.2 An empty line"),
        (ServerSide.hello, "Subject: lunch", "500 5.5.2 No such command. That looks like a header"),
        (ServerSide.hello, "HELP", "214-2.0.0 Commands: EHLO"),
        (ServerSide.hello, "HELP rcpt", "214-2.0.0 RCPT TO:<forward-path>"),
        (ServerSide.hello, "HELP xyzzy", "504 5.5.4"),
        (ServerSide.hello, "EXPN class", "250-2.1.5 one <one@practice.test>"),
    ]

    @Test("Order is kept, and a wrong turn is told what comes first", arguments: sequences)
    func sequence(before: String, line: String, reply: String) {
        var server = ServerSide(after: before)
        let got = server.send(line + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
    }

    /// A line after EHLO, or after EHLO and MAIL, and how its reply begins.
    static let judgements: [(line: String, reply: String)] = [
        ("EHLO", "501 5.5.4 EHLO needs your name"),
        ("HELO", "501 5.5.4 HELO needs your name"),
        ("RSET now", "501 5.5.4"),
        ("QUIT now", "501 5.5.4"),
        ("VRFY", "501 5.5.4"),
        ("EXPN", "501 5.5.4"),
        ("MAIL", "501 5.5.4"),
        ("MAIL a@b.example", "501 5.5.4"),
        ("MAIL TO:<a@b.example>", "501 5.5.4"),
        ("MAIL FROM:a@b.example", "501 5.1.7"),
        ("MAIL FROM:<a@b.example", "501 5.1.7"),
        ("MAIL FROM:<a b@c.example>", "501 5.1.7"),
        ("MAIL FROM:<a@-b.example>", "501 5.1.7"),
        ("MAIL FROM:<a@b.example> SIZE=x", "501 5.5.4"),
        ("MAIL FROM:<a@b.example> SIZE=-1", "501 5.5.4"),
        ("MAIL FROM:<a@b.example> SIZE=99999999999999999999", "501 5.5.4"),
        ("MAIL FROM:<a@b.example> SIZE=10485761", "552 5.3.4"),
        ("MAIL FROM:<a@b.example> SIZE=1 SIZE=2", "501 5.5.4"),
        ("MAIL FROM:<a@b.example> BODY=BINARYMIME", "250 2.1.0"),
        ("MAIL FROM:<a@b.example> BODY=9BIT", "501 5.5.4"),
        ("MAIL FROM:<a@b.example> BODY=8bitmime", "250 2.1.0"),
        ("MAIL FROM:<a@b.example> SMTPUTF8", "555 5.5.4"),
        ("MAIL FROM:<a@b.example> XYZZY=1", "555 5.5.4"),
        ("MAIL FROM:<>", "250 2.1.0"),
        ("mail from:<@relay.example:a@b.example>", "250 2.1.0"),
        ("MAIL FROM:<\"a b\"@c.example>", "250 2.1.0"),
        ("MAIL FROM:<a@[192.0.2.1]>", "250 2.1.0"),
    ]

    @Test("Commands are judged by their syntax", arguments: judgements)
    func syntax(line: String, reply: String) {
        var server = ServerSide(after: ServerSide.hello)
        let got = server.send(line + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
    }

    @Test(
        "RCPT is judged by its syntax",
        arguments: [
            ("RCPT TO:<>", "501 5.1.3"), ("RCPT FROM:<b@practice.test>", "501 5.5.4"),
            ("RCPT TO:b@practice.test", "501 5.1.3"), ("RCPT TO:<b@practice.test> NOTIFY=NEVER", "555 5.5.4"),
            ("RCPT TO:<postmaster>", "250 2.1.5"), ("RCPT TO:<Postmaster@practice.test>", "250 2.1.5"),
            ("RCPT TO:<b..c@practice.test>", "501 5.1.3"), ("RCPT TO:<@practice.test>", "501 5.1.3"),
        ])
    func recipientSyntax(line: String, reply: String) {
        var server = ServerSide(after: ServerSide.hello + "MAIL FROM:<>\r\n")
        let got = server.send(line + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
    }

    @Test("After HELO, parameters are refused and the reason is named")
    func parametersNeedEHLO() {
        var server = ServerSide(after: "HELO lab.example\r\n")
        #expect(
            server.send("MAIL FROM:<a@b.example> SIZE=1\r\n") == [
                "555 5.5.4 Parameters need EHLO; this session began with HELO"
            ])
    }

    @Test(
        "PS13: control and invisible characters in addresses are refused and shown escaped",
        arguments: [
            ("MAIL FROM:<a\u{1B}[2J@b.example>", "501 5.1.7", "\\x1B[2J"),
            ("RCPT TO:<b\u{1B}]0;x\u{07}@practice.test>", "501 5.1.3", "\\x1B]0;x\\x07"),
            ("RCPT TO:<b\rRSET@practice.test>", "501 5.1.3", "\\x0D"),
            ("RCPT TO:<b\u{0}@practice.test>", "501 5.1.3", "\\x00"),
            ("RCPT TO:<b\u{200B}c@practice.test>", "501 5.1.3", "\\xE2\\x80\\x8B"),
            ("RCPT TO:<b\u{202E}c@practice.test>", "501 5.1.3", "\\xE2\\x80\\xAE"),
            ("RCPT TO:<\u{760D}@practice.test>", "501 5.1.3", "\\xE7\\x98\\x8D"),
            ("RCPT TO:<b@practice.test> ENVID=a+0D+0Ab", "555 5.5.4", "ENVID"),
        ])
    func controlsInAddresses(line: String, reply: String, shown: String) {
        var server = ServerSide(after: ServerSide.hello)
        if line.hasPrefix("RCPT") { server.send("MAIL FROM:<>\r\n") }
        let got = server.send(line + "\r\n")
        #expect(got.count == 1)
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
        #expect(got.first?.contains(shown) == true, "got \(got)")
        #expect(got.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    }

    @Test("PS17: 100,000 nested comments are refused in linear time and without recursion")
    func nestedComments() {
        var server = ServerSide(after: ServerSide.hello, limits: ServerLimits(commandLine: 1 << 20))
        let comments = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
        let got = server.send("MAIL FROM:<a\(comments)@b.example>\r\n")
        #expect(got.count == 1)
        #expect(got.first?.hasPrefix("501 5.1.7") == true, "got \(got)")
    }
}
