import SMTPProtocol
import Testing

@Suite("A verdict for each recipient")
struct PRDRTests {
    /// A message for three, one of them refused, whose content is sent.
    static func sent(_ protocol: MailProtocol = .smtp, mail: String = "MAIL FROM:<a@b> PRDR") -> ClientMachine {
        ClientMachine(
            `protocol`,
            playing: [
                "S: 220 x", "C: \(`protocol` == .lmtp ? "LHLO" : "EHLO") x", "S: 250-x|250 PRDR", "C: \(mail)",
                "S: 250 Ok",
                "C: RCPT TO:<one@x>", "S: 250 Ok", "C: RCPT TO:<two@x>", "S: 550 No", "C: RCPT TO:<three@x>",
                "S: 250 Ok",
                "C: DATA", "S: 354 Go", "C: hello", "C: .",
            ])
    }

    @Test("PRDR: after 353 comes one reply for each accepted recipient, in their order, and one for the message")
    func announced() {
        var machine = Self.sent()
        machine.type("NOOP")
        let announcement = machine.reply("353 Content analysis started")
        #expect(announcement.outcome == .goAhead)
        #expect(announcement.flags.isEmpty)
        #expect(!announcement.isFinal)
        #expect(announcement.answered?.recipient == nil)
        #expect(machine.state == .awaitingAcceptance)
        let one = machine.reply("250 R=<one@x> accepted")
        #expect(one.answered?.recipient == MailPath("one@x"))
        let three = machine.reply("550 R=<three@x> refused")
        #expect(three.answered?.recipient == MailPath("three@x"))
        #expect(three.outcome == .failure && three.forgotten.isEmpty)
        #expect(machine.transaction != nil)
        let final = machine.reply("250 OK id=1")
        #expect(final.answered?.kind == .endOfData)
        #expect(final.answered?.recipient == nil)
        #expect(final.forgotten.count == 1)
        #expect(machine.transaction == nil)
        #expect(machine.reply("250 Ok").answered?.verb == .noop)
        #expect(machine.state == .ready)
    }

    @Test("PRDR: without 353 there is one reply", arguments: ["250 OK id=1", "550 No"])
    func unannounced(reply: String) {
        var machine = Self.sent()
        #expect(machine.reply(reply).answered?.kind == .endOfData)
        #expect(machine.transaction == nil)
        #expect(machine.pendingCount == 0)
    }

    @Test("PRDR: 353 that was not asked for is unexpected, and announces nothing")
    func notAskedFor() {
        var machine = Self.sent(mail: "MAIL FROM:<a@b>")
        let verdict = machine.reply("353 Surprise")
        #expect(!verdict.flags.isEmpty)
        #expect(machine.pendingCount == 0)
    }

    @Test("PRDR: a second 353 is no second announcement")
    func twice() {
        var machine = Self.sent()
        machine.reply("353 x")
        #expect(!machine.reply("353 x").flags.isEmpty)
        #expect(machine.pendingCount == 2)
    }

    @Test("LMTP: the verdicts come without an announcement, and the last ends the message")
    func lmtp() {
        var machine = Self.sent(.lmtp, mail: "MAIL FROM:<a@b>")
        #expect(machine.reply("250 x").answered?.recipient == MailPath("one@x"))
        #expect(machine.transaction != nil)
        #expect(machine.reply("550 x").answered?.recipient == MailPath("three@x"))
        #expect(machine.transaction == nil)
        #expect(machine.pendingCount == 0)
    }

    @Test("421 in the middle ends all of it")
    func closing() {
        var machine = Self.sent()
        machine.reply("353 x")
        machine.reply("421 bye")
        #expect(machine.state == .quitting)
        #expect(machine.closed().count == 2)
    }
}
