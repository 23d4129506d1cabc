import SMTPProtocol
import Testing

@Suite("Sending content")
struct ClientContentTests {
    @Test(
        "Lines of content are dot-stuffed and await nothing",
        arguments: [
            ("text", "text\r\n"), ("", "\r\n"), (".x", "..x\r\n"), ("..", "...\r\n"), (":quit", ":quit\r\n"),
            ("QUIT", "QUIT\r\n"), ("a\r\n.\r\nb", "a\r\n..\r\nb\r\n"),
        ])
    func stuffing(line: String, bytes: String) {
        var machine = ClientMachine(playing: Exchange.content)
        let outgoing = machine.type(line)
        #expect(outgoing.bytes == Array(bytes.utf8))
        #expect(outgoing.kind == .content)
        #expect(outgoing.pending == [])
        #expect(outgoing.shownLine == Array(line.utf8))
        #expect(machine.state == .content)
    }

    @Test(
        "A dot alone ends the content; the reply to it ends the transaction", arguments: ["250 Ok", "451 No", "554 No"])
    func endOfData(reply: String) throws {
        var machine = ClientMachine(playing: Exchange.content)
        machine.type("..")
        machine.type("ab")
        let dot = machine.type(".")
        #expect(dot.kind == .endOfData)
        #expect(dot.bytes == Array(".\r\n".utf8))
        let transaction = try #require(machine.transaction)
        #expect(transaction.contentByteCount == 8)
        #expect(transaction.contentLineCount == 2)
        let verdict = machine.reply(reply)
        #expect(verdict.answered == dot.pending.first)
        #expect(verdict.forgotten == [.transaction(transaction)])
        #expect(machine.transaction == nil && machine.state == .ready)
    }

    @Test(
        "Raw bytes in content are counted, and only CRLF dot CRLF ends them",
        arguments: [
            ("a\r\n.\r\n", true, 3), ("a\n.\n", false, 4), ("a\r\n.\n", false, 4), ("a\n.\r\n", false, 5),
            (".\r\n", true, 0), ("..\r\n.\r\n", true, 3), (".\r.\r\n", false, 4), ("\r\n.\r", false, 2),
            (".x\r\n", false, 3), ("\r\r\n.\r\n", true, 3),
        ])
    func rawContent(text: String, ends: Bool, count: Int) {
        for isSplit in [false, true] {
            var machine = ClientMachine(playing: Exchange.content)
            for piece in isSplit ? Array(text.utf8).map({ [$0] }) : [Array(text.utf8)] {
                #expect(machine.willSendRaw(piece).bytes == piece)
            }
            #expect((machine.state == .awaitingAcceptance) == ends)
            #expect(machine.transaction?.contentByteCount == count)
        }
    }

    @Test("Content in pieces is stuffed across them, whatever was typed before")
    func pieces() {
        var machine = ClientMachine(playing: Exchange.content)
        machine.type("typed")
        var sent = machine.willSendContent(Array("a\r".utf8))
        sent += machine.willSendContent(Array("\n".utf8))
        sent += machine.willSendContent(Array(".b".utf8))
        sent += machine.willSendContent(Array(".c".utf8))
        let end = machine.willEndContent()
        #expect(sent + end.bytes == Array("a\r\n..b.c\r\n.\r\n".utf8))
        #expect(machine.transaction?.contentByteCount == "typed\r\na\r\n.b.c".utf8.count)
        #expect(machine.transaction?.contentLineCount == 3)
        #expect(machine.state == .awaitingAcceptance)
        #expect(machine.willSendContent([0x41]) == [])
        #expect(machine.willEndContent().kind == .nothing)
    }

    @Test("A dot typed in the middle of a line is text")
    func dotInsideALine() {
        var machine = ClientMachine(playing: Exchange.content)
        _ = machine.willSendRaw(Array("half".utf8))
        let outgoing = machine.type(".")
        #expect(outgoing.bytes == Array(".\r\n".utf8))
        #expect(machine.state == .content)
        #expect(machine.type(".").kind == .endOfData)
    }

    @Test("Lines sent behind DATA before the 354 became content, up to the dot; a refused DATA leaves them commands")
    func sentTooEarly() {
        let early = ["DATA", "Subject: x", "", ".", "QUIT"]
        var accepted = ClientMachine(playing: Exchange.recipients + early.map { "C: \($0)" })
        let verdict = accepted.reply("354 Go")
        #expect(verdict.flags == [.linesBecameContent(3)])
        #expect(accepted.pending.map(\.kind) == [.endOfData, .command])
        #expect(accepted.transaction?.contentLineCount == 2)
        #expect(accepted.reply("250 Queued").answered?.kind == .endOfData)
        #expect(accepted.reply("221 Bye").answered?.verb == .quit)

        var refused = ClientMachine(playing: Exchange.recipients + early.map { "C: \($0)" })
        #expect(refused.reply("451 No").flags == [])
        #expect(refused.pending.map(\.kind) == [.command, .command, .command, .command])
    }

    @Test("354 though no recipient was accepted is flagged, and the empty content ends as usual")
    func noRecipients() {
        var machine = ClientMachine(playing: Exchange.mailOpen + ["C: DATA"])
        #expect(machine.reply("354 Go").flags == [.noRecipients])
        #expect(machine.type(".").kind == .endOfData)
        #expect(machine.reply("554 No recipients").forgotten.count == 1)
        #expect(machine.state == .ready)
    }

    @Test("DATA that is refused keeps the transaction", arguments: ["503 Order", "554 No", "451 Later"])
    func refusedData(reply: String) {
        var machine = ClientMachine(playing: Exchange.dataSent)
        #expect(machine.reply(reply).forgotten == [])
        #expect(machine.state == .recipients(1))
    }

    @Test("After BDAT exactly as many octets are content, whatever they look like")
    func chunks() throws {
        var machine = ClientMachine(playing: Exchange.recipients)
        let bdat = machine.type("BDAT 6")
        #expect(bdat.pending.map(\.kind) == [.chunk])
        #expect(machine.willSendRaw(Array(".\r".utf8)).pending == [])
        #expect(machine.state == .chunk(remaining: 4))
        let rest = machine.willSendRaw(Array("\nQUIBDAT 0 LAST\r\n".utf8))
        #expect(rest.pending.map(\.kind) == [.chunk])
        #expect(machine.reply("250 6 octets").answered == bdat.pending.first)
        #expect(machine.transaction?.contentByteCount == 6)
        #expect(machine.reply("250 Queued").forgotten.count == 1)
        #expect(machine.state == .ready)
    }

    @Test("A line typed in a chunk is octets with its CRLF; what is too much becomes a command")
    func typedChunk() {
        var machine = ClientMachine(playing: Exchange.recipients + ["C: BDAT 4 LAST"])
        let outgoing = machine.type("ab")
        #expect(outgoing.kind == .chunk && outgoing.bytes == Array("ab\r\n".utf8))
        #expect(outgoing.pending == [])
        #expect(machine.state == .awaitingAcceptance)

        var longer = ClientMachine(playing: Exchange.recipients + ["C: BDAT 2"])
        #expect(longer.type("abNOOP").pending.map(\.verb) == [.noop])
    }

    @Test("A refused chunk leaves only RSET; a server without BDAT takes no octets")
    func refusedChunk() {
        var machine = ClientMachine(playing: Exchange.recipients + ["C: BDAT 0", "S: 452 Full"])
        #expect(machine.transaction?.needsReset == true)
        #expect(
            machine.advice(on: Command(parsing: Array("BDAT 1 LAST".utf8)))
                == .outOfOrder("a chunk was refused: RSET first"))
        machine.type("RSET")
        machine.reply("250 Ok")
        #expect(machine.transaction == nil)

        var old = ClientMachine(playing: Exchange.recipients + ["C: BDAT 5", "S: 500 What?"])
        #expect(old.state == .recipients(1))
        #expect(old.type("QUIT").kind == .command)
    }
}
