import SMTPProtocol
import Testing

@Suite("AUTH typed by hand")
struct LoginTests {
    @Test("After 334 the next line is an answer, and a secret")
    func response() throws {
        var machine = ClientMachine(playing: Exchange.authSent)
        let challenge = machine.reply("334 VXNlcm5hbWU6")
        #expect(challenge.outcome == .goAhead && !challenge.isFinal && challenge.flags == [])
        let outgoing = machine.type("c2VjcmV0")
        #expect(outgoing.kind == .saslResponse && outgoing.isSecret)
        #expect(outgoing.bytes == Array("c2VjcmV0\r\n".utf8))
        #expect(outgoing.shownLine == Array("[hidden]".utf8))
        #expect(outgoing.pending.map(\.line) == [Array("[hidden]".utf8)])
        #expect(outgoing.command == nil)
        let verdict = machine.reply("235 In")
        #expect(verdict.outcome == .success && verdict.answered?.kind == .saslResponse)
        #expect(machine.isAuthenticated && machine.state == .ready)
    }

    @Test("LS01: the initial response is hidden in everything that is kept")
    func initialResponse() {
        var machine = ClientMachine(playing: Exchange.ready)
        let secret = "AGEAc2VjcmV0"
        let outgoing = machine.type("AUTH PLAIN \(secret)")
        #expect(outgoing.isSecret)
        #expect(outgoing.bytes == Array("AUTH PLAIN \(secret)\r\n".utf8))
        #expect(outgoing.shownLine == Array("AUTH PLAIN [hidden]".utf8))
        #expect(!"\(outgoing.pending) \(String(describing: outgoing.command))".contains(secret))
        for pending in outgoing.pending {
            #expect(pending.line == Array("AUTH PLAIN [hidden]".utf8))
            #expect(pending.command?.arguments == .auth(mechanism: "PLAIN", initialResponse: nil))
        }
    }

    @Test("LS01: the initial response is hidden too when it is sent raw or with a line break inside")
    func rawInitialResponse() {
        var raw = ClientMachine(playing: Exchange.ready)
        let outgoing = raw.willSendRaw(Array("AUTH PLAIN AGEAYg==\r\n".utf8))
        #expect(outgoing.isSecret && outgoing.shownLine == Array("[hidden]".utf8))
        var typed = ClientMachine(playing: Exchange.ready)
        let broken = typed.type("NOOP\r\nAUTH PLAIN AGEAYg==")
        #expect(broken.isSecret && broken.shownLine == Array("[hidden]".utf8))
    }

    @Test("LS01: a word typed before the 334 is in is taken for an answer and hidden, a command is not")
    func typedTooEarly() {
        var machine = ClientMachine(playing: Exchange.authSent)
        let early = machine.type("c2VjcmV0")
        #expect(early.isSecret && early.shownLine == Array("[hidden]".utf8))
        #expect(machine.reply("334 VXNlcm5hbWU6").flags == [.lineBecameResponse])
        #expect(machine.pending.map(\.kind) == [.saslResponse])
        #expect(machine.state == .sasl)
        #expect(machine.reply("235 In").outcome == .success)

        var plain = ClientMachine(playing: Exchange.authSent)
        #expect(!plain.type("QUIT").isSecret)
    }

    @Test("A star cancels and is no secret; 501 ends the exchange")
    func cancelling() {
        var machine = ClientMachine(playing: Exchange.sasl)
        let star = machine.type("*")
        #expect(star.kind == .saslCancel && !star.isSecret && star.shownLine == [0x2A])
        #expect(machine.reply("501 Cancelled").outcome == .failure)
        #expect(machine.state == .ready && !machine.isAuthenticated)
    }

    @Test(
        "CP22: a 334 without base64 is flagged, an empty one is not",
        arguments: [
            ("334 !!!", [ReplyVerdict.Flag.malformedChallenge]), ("334 ", []), ("334", []), ("334 YQ==", []),
            ("334 YQ=", [.malformedChallenge]),
        ])
    func challenges(reply: String, flags: [ReplyVerdict.Flag]) {
        var machine = ClientMachine(playing: Exchange.authSent)
        #expect(machine.reply(reply).flags == flags)
        #expect(machine.state == .sasl)
    }

    @Test("CP22: past the cap on 334 none of our answers goes out, only the star")
    func endlessChallenges() {
        var machine = ClientMachine(playing: Exchange.sasl)
        for _ in 1..<ClientMachine.challengeLimit {
            #expect(machine.type("YQ==").bytes == Array("YQ==\r\n".utf8))
            #expect(machine.reply("334 YQ==").flags == [])
        }
        machine.type("YQ==")
        #expect(machine.reply("334 YQ==").flags == [.tooManyChallenges])
        for _ in 0..<3 {
            let outgoing = machine.type("c2VjcmV0")
            #expect(outgoing.kind == .saslCancel)
            #expect(outgoing.bytes == Array("*\r\n".utf8))
            machine.reply("334 YQ==")
        }
        machine.type("YQ==")
        machine.reply("501 Cancelled")
        machine.type("AUTH LOGIN")
        #expect(machine.reply("334 YQ==").flags == [])
        #expect(machine.type("YQ==").kind == .saslResponse)
    }
}
