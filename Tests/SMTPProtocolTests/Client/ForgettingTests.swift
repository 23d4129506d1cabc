import SMTPProtocol
import Testing

@Suite("What is forgotten")
struct ForgettingTests {
    @Test(
        "RSET, a new hello and XCLIENT forget the message that was begun",
        arguments: [
            ("RSET", "250 Ok"), ("EHLO y", "250 mx"), ("HELO y", "250 mx"), ("XCLIENT ADDR=192.0.2.1", "220 mx"),
        ])
    func transaction(line: String, reply: String) throws {
        var machine = ClientMachine(playing: Exchange.recipients)
        let open = try #require(machine.transaction)
        #expect(open.reversePath == MailPath("a@b"))
        machine.type(line)
        #expect(machine.transaction == open)
        #expect(machine.reply(reply).forgotten.contains(.transaction(open)))
        #expect(machine.transaction == nil)
    }

    @Test(
        "A refused RSET, hello or MAIL forgets nothing",
        arguments: ["RSET", "EHLO y", "HELO y", "MAIL FROM:<x@y>", "DATA", "NOOP", "VRFY x", "RCPT TO:<x@y>"])
    func failuresForgetNothing(line: String) {
        var machine = ClientMachine(playing: Exchange.recipients)
        let capabilities = machine.capabilities
        machine.type(line)
        #expect(machine.reply("503 Bad sequence").forgotten == [])
        #expect(machine.state == .recipients(1))
        #expect(machine.capabilities == capabilities && machine.hello == .ehlo)
    }

    @Test("A second EHLO replaces the capabilities; HELO drops them")
    func capabilities() {
        var machine = ClientMachine(playing: Exchange.ready)
        #expect(machine.capabilities?["SIZE"] != nil)
        machine.type("EHLO x")
        #expect(machine.reply("250-mx|250 HELP").forgotten == [.capabilities])
        #expect(machine.capabilities?["SIZE"] == nil && machine.capabilities?["HELP"] != nil)
        machine.type("HELO x")
        #expect(machine.reply("250 mx").forgotten == [.capabilities])
        #expect(machine.capabilities == nil && machine.hello == .helo)
    }

    @Test("A MAIL that the server accepts inside a message begins a new one")
    func secondMail() throws {
        var machine = ClientMachine(playing: Exchange.recipients)
        let first = try #require(machine.transaction)
        machine.type("MAIL FROM:<>")
        #expect(machine.reply("250 Ok").forgotten == [.transaction(first)])
        #expect(machine.transaction?.reversePath == .null)
        #expect(machine.state == .mailOpen)
    }

    @Test("The login is remembered over RSET and EHLO, and gone with STARTTLS")
    func authentication() {
        var machine = ClientMachine(playing: Exchange.authSent + ["S: 235 In"])
        #expect(machine.isAuthenticated)
        for (line, reply) in [("RSET", "250 Ok"), ("EHLO x", "250 mx")] {
            machine.type(line)
            machine.reply(reply)
            #expect(machine.isAuthenticated)
        }
        machine.type("STARTTLS")
        #expect(machine.reply("220 Go").forgotten.contains(.authentication))
        #expect(!machine.isAuthenticated)
    }

    @Test("In LMTP each accepted recipient gets a reply of its own after the dot")
    func lmtp() {
        var machine = ClientMachine(
            .lmtp,
            playing: [
                "S: 220 mx LMTP", "C: LHLO x", "S: 250-mx|250 PIPELINING", "C: MAIL FROM:<a@b>", "S: 250 Ok",
                "C: RCPT TO:<one@d>", "S: 250 Ok", "C: RCPT TO:<no@d>", "S: 550 No", "C: RCPT TO:<two@d>", "S: 250 Ok",
                "C: DATA", "S: 354 Go", "C: text", "C: .",
            ])
        #expect(machine.state == .awaitingAcceptance)
        let first = machine.reply("250 Delivered")
        #expect(first.answered?.recipient == MailPath("one@d"))
        #expect(first.forgotten == [])
        #expect(machine.state == .awaitingAcceptance)
        let second = machine.reply("452 Full")
        #expect(second.answered?.recipient == MailPath("two@d"))
        #expect(second.forgotten.count == 1)
        #expect(machine.state == .ready)
        #expect(machine.reply("250 More").attribution == .unsolicited)
    }

    @Test("In LMTP a last chunk is answered for each recipient, but only once when it was no command for the server")
    func lmtpChunks() {
        let open = [
            "S: 220 mx LMTP", "C: LHLO x", "S: 250-mx|250 CHUNKING", "C: MAIL FROM:<a@b>", "S: 250 Ok",
            "C: RCPT TO:<one@d>", "S: 250 Ok", "C: RCPT TO:<two@d>", "S: 250 Ok", "C: BDAT 0 LAST",
        ]
        var good = ClientMachine(.lmtp, playing: open + ["S: 250 Ok"])
        #expect(good.pending.map(\.recipient) == [MailPath("two@d")])
        good.reply("250 Ok")
        #expect(good.state == .ready)
        let bad = ClientMachine(.lmtp, playing: open + ["S: 503 Order"])
        #expect(bad.pendingCount == 0)
    }
}
