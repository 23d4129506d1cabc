import SMTPProtocol
import Testing

@Suite("How a session ends")
struct EndingTests {
    @Test(
        "CP12: 421 at any time is the server's end of the session, whatever was asked",
        arguments: [
            [], Exchange.greeted, Exchange.ready, Exchange.ready + ["C: NOOP"], Exchange.mailOpen, Exchange.recipients,
            Exchange.dataSent, Exchange.content, Exchange.sent, Exchange.sasl, Exchange.sasl + ["C: dXNlcg=="],
            Exchange.recipients + ["C: BDAT 5"], Exchange.ready + ["C: QUIT"],
        ])
    func serverCloses(lines: [String]) {
        var machine = ClientMachine(playing: lines)
        let awaited = machine.nextPending
        let open = machine.transaction
        let verdict = machine.reply("421 Closing")
        #expect(verdict.attribution == .closing(awaited))
        #expect(verdict.answered == awaited)
        #expect(verdict.forgotten == (open.map { [.transaction($0)] } ?? []))
        #expect(machine.state == .quitting)
        #expect(machine.end == .announcedByServer)
        machine.closed()
        #expect(machine.state == .closed)
        #expect(machine.end == .announcedByServer)
    }

    @Test("CP12: what else was in flight is given back when the connection closes")
    func unanswered() {
        var machine = ClientMachine(playing: Exchange.ready)
        let sent = ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"].flatMap { machine.type($0).pending }
        machine.reply("421 Closing")
        #expect(machine.closed() == Array(sent.dropFirst()))
    }

    @Test("CP13: after our timeout the connection is not used again and a late reply answers nothing")
    func lateReply() {
        var machine = ClientMachine(playing: Exchange.mailOpen)
        let rcpt = machine.type("RCPT TO:<c@d>").pending
        #expect(machine.gaveUp() == rcpt)
        #expect(machine.state == .closed && machine.end == .gaveUp)
        #expect(machine.type("RSET").bytes == [])
        #expect(machine.reply("250 Ok").attribution == .tooLate)
        machine.closed()
        #expect(machine.end == .gaveUp)
    }

    @Test("QUIT and 221 end the session by our wish, also when the server closes without a word")
    func quitting() {
        var polite = ClientMachine(playing: Exchange.ready + ["C: QUIT"])
        let verdict = polite.reply("221 Bye")
        #expect(verdict.outcome == .success && !verdict.isUnusual)
        #expect(polite.end == .quit)
        var curt = ClientMachine(playing: Exchange.ready + ["C: QUIT"])
        curt.closed()
        #expect(curt.end == .quit)
    }

    @Test("After 220 to STARTTLS nothing goes out in clear and nothing that comes in clear answers anything")
    func startTLS() throws {
        var machine = ClientMachine(playing: Exchange.recipients)
        let startTLS = try #require(machine.type("STARTTLS").pending.first)
        let early = machine.type("EHLO early")
        #expect(early.kind == .command)
        let verdict = machine.reply("220 Go")
        #expect(verdict.attribution == .startTLS(startTLS))
        #expect(verdict.forgotten.contains(.capabilities) && verdict.forgotten.contains(.hello))
        #expect(machine.capabilities == nil && machine.hello == nil && machine.transaction == nil)
        #expect(machine.pendingCount == 0)
        #expect(machine.type("EHLO x").bytes == [])
        #expect(machine.willSendRaw([0x41]).bytes == [])
        #expect(machine.reply("250 evil").attribution == .tooLate)
    }

    @Test("CP16: only 220 starts TLS", arguments: ["250 Ok", "354 Go", "454 Later", "502 No", "235 In"])
    func otherAnswersToStartTLS(reply: String) {
        var machine = ClientMachine(playing: Exchange.ready + ["C: STARTTLS"])
        let verdict = machine.reply(reply)
        #expect(verdict.outcome != .success)
        #expect(machine.state == .ready)
        #expect(machine.capabilities != nil)
    }
}
