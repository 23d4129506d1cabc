import SMTPProtocol
import Testing

/// What a server may answer at each stage, and what becomes of a reply that does not fit.
@Suite("Replies that do not fit the stage")
struct UnexpectedReplyTests {
    /// The exchange that leads to the stage, the codes that belong there, and the state after each code.
    struct Stage: Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [String]
        /// Codes that are not flagged.
        let usual: [String]
        /// The state after 220, 354 and 550.
        let after: (ok: ClientState, goAhead: ClientState, refused: ClientState)
        var testDescription: String { name }
    }

    static let stages: [Stage] = [
        Stage(name: "greeting", lines: [], usual: ["220"], after: (.greeted, .greeted, .greeted)),
        Stage(
            name: "EHLO", lines: Exchange.greeted + ["C: EHLO x"], usual: ["550"], after: (.ready, .greeted, .greeted)),
        Stage(
            name: "MAIL", lines: Exchange.ready + ["C: MAIL FROM:<a@b>"], usual: ["550"],
            after: (.mailOpen, .ready, .ready)),
        Stage(
            name: "RCPT", lines: Exchange.mailOpen + ["C: RCPT TO:<c@d>"], usual: ["550"],
            after: (.recipients(1), .mailOpen, .mailOpen)),
        Stage(
            name: "DATA", lines: Exchange.dataSent, usual: ["354", "550"],
            after: (.recipients(1), .content, .recipients(1))),
        Stage(name: "end of data", lines: Exchange.sent, usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(
            name: "BDAT", lines: Exchange.recipients + ["C: BDAT 0"], usual: ["550"],
            after: (.recipients(1), .recipients(1), .recipients(1))),
        Stage(
            name: "RSET", lines: Exchange.recipients + ["C: RSET"], usual: [],
            after: (.ready, .recipients(1), .recipients(1))),
        Stage(name: "NOOP", lines: Exchange.ready + ["C: NOOP"], usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(name: "VRFY", lines: Exchange.ready + ["C: VRFY x"], usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(name: "EXPN", lines: Exchange.ready + ["C: EXPN x"], usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(name: "HELP", lines: Exchange.ready + ["C: HELP"], usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(
            name: "STARTTLS", lines: Exchange.ready + ["C: STARTTLS"], usual: ["220", "550"],
            after: (.startingTLS, .ready, .ready)),
        Stage(name: "AUTH", lines: Exchange.authSent, usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(
            name: "the answer to 334", lines: Exchange.sasl + ["C: dXNlcg=="], usual: ["550"],
            after: (.ready, .ready, .ready)),
        Stage(name: "ETRN", lines: Exchange.ready + ["C: ETRN x"], usual: ["550"], after: (.ready, .ready, .ready)),
        Stage(name: "QUIT", lines: Exchange.ready + ["C: QUIT"], usual: [], after: (.quitting, .ready, .ready)),
    ]

    @Test("CP16: 220, 354 and 550 are judged by the stage, and unexpected ones are flagged", arguments: stages)
    func perStage(stage: Stage) throws {
        let results = [("220", stage.after.ok), ("354", stage.after.goAhead), ("550", stage.after.refused)]
        for (code, state) in results {
            var machine = ClientMachine(playing: stage.lines)
            let awaited = try #require(machine.nextPending)
            let verdict = machine.reply("\(code) text")
            #expect(verdict.answered == awaited, "\(code)")
            #expect(verdict.flags.isEmpty == stage.usual.contains(code), "\(code): \(verdict.flags)")
            #expect(verdict.flags.allSatisfy { $0.summary.hasSuffix(".") })
            #expect(machine.state == state, "\(code)")
            #expect(machine.pendingCount == 0)
        }
    }

    @Test("CP16: 221 to anything but QUIT is flagged and means that the server closes", arguments: stages)
    func closingByMistake(stage: Stage) throws {
        var machine = ClientMachine(playing: stage.lines)
        let awaited = try #require(machine.nextPending)
        let verdict = machine.reply("221 Bye")
        if stage.name == "QUIT" {
            #expect(verdict.attribution == .answer(awaited) && verdict.flags.isEmpty)
        } else {
            #expect(verdict.attribution == .closing(awaited) && !verdict.flags.isEmpty)
        }
        #expect(machine.state == .quitting)
    }

    @Test("CP16: 421 needs no flag at any stage: it says itself that the server closes", arguments: stages)
    func serviceNotAvailable(stage: Stage) throws {
        var machine = ClientMachine(playing: stage.lines)
        let awaited = try #require(machine.nextPending)
        let verdict = machine.reply("421 Bye")
        #expect(verdict.attribution == .closing(awaited) && verdict.flags.isEmpty)
        #expect(machine.state == .quitting)
    }

    @Test("CP04: a code that begins with no digit from 2 to 5 says nothing", arguments: ["150", "650", "000"])
    func codesOutOfRange(code: String) {
        var machine = ClientMachine(playing: Exchange.ready + ["C: MAIL FROM:<a@b>"])
        let verdict = machine.reply("\(code) x")
        #expect(verdict.outcome == .none && !verdict.flags.isEmpty)
        #expect(machine.state == .ready)
    }

    @Test(
        "CP18: 250 to DATA is no leave to send content: the next line is a command", arguments: ["250", "220", "252"])
    func noContentWithout354(code: String) {
        var machine = ClientMachine(playing: Exchange.dataSent)
        let verdict = machine.reply("\(code) Ok")
        #expect(verdict.flags == [.noLeaveForContent])
        #expect(verdict.outcome == .none)
        #expect(machine.state == .recipients(1))
        #expect(machine.type(".hidden").bytes == Array(".hidden\r\n".utf8))
        #expect(machine.nextPending?.kind == .command)
    }

    @Test("CP18: 354 to anything but DATA opens no content", arguments: ["MAIL FROM:<a@b>", "NOOP", "XYZZY", "BDAT 0"])
    func noContentWithoutDATA(line: String) {
        var machine = ClientMachine(playing: Exchange.ready + ["C: \(line)"])
        let verdict = machine.reply("354 Go")
        #expect(verdict.outcome == .none)
        #expect(!verdict.flags.isEmpty)
        #expect(machine.state == .ready)
    }

    @Test("A greeting that refuses leaves only QUIT", arguments: ["554 No service", "521 No mail here"])
    func refusal(reply: String) {
        var machine = ClientMachine()
        machine.connected()
        let verdict = machine.reply(reply)
        #expect(verdict.outcome == .failure && verdict.flags.isEmpty)
        #expect(machine.isRefused)
        #expect(machine.nextMoves.now == [.quit])
    }

    @Test(
        "Each command's own success codes are not flagged",
        arguments: [
            ("RCPT TO:<a@b>", "251"), ("VRFY x", "252"), ("VRFY x", "251"), ("EXPN x", "252"), ("HELP", "211"),
            ("HELP", "214"), ("ETRN x", "253"), ("AUTH PLAIN AA==", "235"), ("XYZZY", "299"), ("XFORWARD A=b", "250"),
        ])
    func usualSuccess(line: String, code: String) {
        var machine = ClientMachine(playing: Exchange.mailOpen + ["C: \(line)"])
        let verdict = machine.reply("\(code) x")
        #expect(verdict.flags == [] && verdict.outcome == .success)
    }
}
