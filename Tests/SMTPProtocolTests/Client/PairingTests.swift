import SMTPProtocol
import Testing

@Suite("Which command a reply answers")
struct PairingTests {
    @Test("Replies are paired with commands in the order they were sent, also several in flight")
    func pipelining() {
        var machine = ClientMachine(playing: Exchange.ready)
        let sent = ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<e@f>", "DATA"].flatMap { machine.type($0).pending }
        #expect(machine.pending == sent)
        #expect(machine.pendingCount == 4)
        #expect(machine.state == .awaitingContentGoAhead)
        let replies = ["250 Ok", "550 No", "250 Ok", "354 Go"]
        for (pending, reply) in zip(sent, replies) {
            #expect(machine.reply(reply).answered == pending)
        }
        #expect(machine.state == .content)
        #expect(machine.transaction?.accepted.map(\.path) == [MailPath("e@f")])
        #expect(machine.transaction?.refused.map(\.code) == [550])
    }

    @Test("Ten thousand recipients in flight are paired one by one")
    func manyInFlight() {
        var machine = ClientMachine(playing: Exchange.mailOpen)
        for _ in 0..<10_000 { machine.type("RCPT TO:<a@b>") }
        for _ in 0..<10_000 { machine.reply("250 Ok") }
        #expect(machine.state == .recipients(10_000))
        #expect(machine.pendingCount == 0)
    }

    @Test("The greeting answers the connection, and commands typed before it wait for their own replies")
    func talkingEarly() {
        var machine = ClientMachine()
        machine.connected()
        let early = machine.type("EHLO x").pending
        let greeting = machine.reply("220 mx")
        #expect(greeting.answered?.kind == .greeting)
        #expect(greeting.answered?.verb == nil)
        #expect(machine.reply("250 mx").answered == early.first)
        #expect(machine.state == .ready)
    }

    @Test("CP11: a reply that nobody asked for is unsolicited and does not answer the next command")
    func unsolicited() throws {
        var machine = ClientMachine(playing: Exchange.mailOpen)
        let before = machine
        let stray = machine.reply("550 Surprise")
        #expect(stray.attribution == .unsolicited)
        #expect(stray.outcome == .none && stray.isUnusual)
        #expect(machine == before)
        let rcpt = try #require(machine.type("RCPT TO:<c@d>").pending.first)
        #expect(machine.reply("250 Ok").answered == rcpt)
        #expect(machine.state == .recipients(1))
    }

    @Test("CP11: a reply in the middle of content answers nothing, and the dot gets the next one")
    func unsolicitedInContent() {
        var machine = ClientMachine(playing: Exchange.content)
        #expect(machine.reply("250 Too early").attribution == .unsolicited)
        #expect(machine.state == .content)
        let dot = machine.type(".").pending
        #expect(machine.reply("250 Queued").answered == dot.first)
    }

    @Test("CP02: a line that is no reply answers nothing; the next reply answers the command")
    func strayLines() throws {
        var machine = ClientMachine(playing: Exchange.ready)
        let noop = try #require(machine.type("NOOP").pending.first)
        let outputs = ReplyParser.outputs(of: "hello\r\n250 Ok\r\n")
        try #require(outputs.count == 2)
        let first = machine.received(outputs[0])
        #expect(first.attribution == .stray)
        #expect(first.outcome == .none && !first.isFinal && first.isUnusual)
        #expect(machine.nextPending == noop)
        #expect(machine.received(outputs[1]).answered == noop)
    }

    @Test("CP02: after `250-a` `hello` `250 b` the next command waits for a reply of its own")
    func leftoverOfBrokenReply() throws {
        var machine = ClientMachine(playing: Exchange.ready)
        let noop = try #require(machine.type("NOOP").pending.first)
        var answers: [PendingCommand] = []
        for output in ReplyParser.outputs(of: "250-a\r\nhello\r\n250 b\r\n") {
            if let answered = machine.received(output).answered { answers.append(answered) }
        }
        #expect(answers == [noop])
        let rset = try #require(machine.type("RSET").pending.first)
        #expect(machine.nextPending == rset)
    }

    @Test("A typed line with line breaks inside waits for as many replies as servers will see commands")
    func lineBreaksInside() {
        var machine = ClientMachine(playing: Exchange.ready)
        let outgoing = machine.type("MAIL FROM:<a@b>\r\nRSET\nNOOP")
        #expect(outgoing.bytes == Array("MAIL FROM:<a@b>\r\nRSET\nNOOP\r\n".utf8))
        #expect(outgoing.pending.map(\.verb) == [.mail, .rset, .noop])
        machine.reply("250 Ok")
        #expect(machine.transaction != nil)
        machine.reply("250 Ok")
        #expect(machine.transaction == nil)
    }

    @Test("Raw bytes are followed line by line, also when they come in pieces")
    func rawPieces() {
        var machine = ClientMachine(playing: Exchange.ready)
        #expect(machine.willSendRaw(Array("NO".utf8)).pending == [])
        #expect(machine.willSendRaw(Array("OP\r".utf8)).pending == [])
        let outgoing = machine.willSendRaw(Array("\nQUIT\r\nRS".utf8))
        #expect(outgoing.pending.map(\.verb) == [.noop, .quit])
        #expect(outgoing.bytes == Array("\nQUIT\r\nRS".utf8))
        #expect(machine.type("ET").pending.map(\.verb) == [.rset])
    }

    @Test("An empty line is a command too: servers answer it with 500")
    func emptyLine() {
        var machine = ClientMachine(playing: Exchange.ready)
        let outgoing = machine.type("")
        #expect(outgoing.bytes == [0x0D, 0x0A])
        #expect(machine.reply("500 What?").answered == outgoing.pending.first)
    }

    @Test("CP21: a reply that is cut is shown for its command and changes nothing")
    func cutReply() {
        var machine = ClientMachine(playing: Exchange.ready)
        let mail = machine.type("MAIL FROM:<a@b>").pending
        let verdict = machine.received(.reply(Reply(parsing: Array("250 O".utf8))))
        #expect(verdict.answered == mail.first)
        #expect(verdict.flags == [.incomplete])
        #expect(machine.transaction == nil)
    }

    @Test("CP05: when the limits are exceeded the connection is not used again")
    func limitExceeded() throws {
        var machine = ClientMachine(playing: Exchange.ready)
        let noop = try #require(machine.type("NOOP").pending.first)
        let endless = ReplyParser.outputs(of: String(repeating: "2", count: Limits.replyLineHard + 10))
        let verdict = machine.received(try #require(endless.first))
        guard case .limitExceeded(_, noop) = verdict.attribution else {
            Issue.record("\(verdict)")
            return
        }
        #expect(machine.state == .closed && machine.end == .limitExceeded)
        #expect(machine.reply("250 Ok").attribution == .tooLate)
    }
}
