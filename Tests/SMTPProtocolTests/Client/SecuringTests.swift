import SMTPProtocol
import Testing

@Suite("TLS under a session")
struct SecuringTests {
    private static let startingTLS = [
        "S: 220 mx.example.net ESMTP", "C: EHLO x", "S: 250-mx|250-STARTTLS|250 SIZE 1000", "C: STARTTLS", "S: 220 Go",
    ]

    private func secured() -> ClientMachine {
        var machine = ClientMachine(playing: Self.startingTLS)
        machine.secured()
        return machine
    }

    @Test("Between the 220 to STARTTLS and the end of the handshake nothing can be sent, and nothing answers")
    func inBetween() {
        var machine = ClientMachine(playing: Self.startingTLS)
        #expect(machine.state == .startingTLS && machine.state.promptName == "TLS")
        #expect(machine.type("EHLO x").kind == .nothing && machine.type("EHLO x").bytes.isEmpty)
        #expect(machine.willSendRaw(Array("NOOP\r\n".utf8)).kind == .nothing)
        #expect(machine.reply("250 evil").attribution == .tooLate)
        #expect(!machine.isEncrypted)
    }

    @Test("After STARTTLS the session is open again, and what came before does not count")
    func afterStartTLS() {
        let machine = secured()
        #expect(machine.isEncrypted)
        #expect(machine.state == .greeted && machine.state.promptName == "HELLO")
        #expect(machine.hello == nil && machine.capabilities == nil && machine.transaction == nil)
        #expect(machine.pendingCount == 0, "there is no second greeting")
        #expect(machine.nextMoves.now.contains(.ehlo))
        #expect(!machine.nextMoves.now.contains(.mail))
    }

    @Test("With TLS from the first byte the greeting is still awaited")
    func implicit() {
        var machine = ClientMachine()
        machine.connected()
        machine.secured()
        #expect(machine.isEncrypted && machine.state == .awaitingGreeting)
        machine.reply("220 mx")
        #expect(machine.state == .greeted)
        machine.connected()
        #expect(!machine.isEncrypted, "a new connection begins in the clear")
    }

    @Test("The end of a handshake that no 220 had asked for changes nothing")
    func unasked() {
        var machine = ClientMachine(playing: Exchange.recipients)
        let before = machine
        machine.secured()
        #expect(machine == before)
    }

    @Test("EHLO is asked for again after TLS, and STARTTLS is advised against")
    func adviceAfterTLS() {
        var machine = secured()
        let reason = machine.advice(on: Command(parsing: Array("MAIL FROM:<a@b>".utf8))).reason
        #expect(reason == "EHLO again first")
        #expect(machine.advice(on: Command(parsing: Array("AUTH PLAIN".utf8))).reason?.contains("before TLS") == true)
        machine.type("EHLO x")
        machine.reply("250-mx|250 AUTH PLAIN")
        #expect(machine.advice(on: Command(parsing: Array("AUTH PLAIN".utf8))) == .sensible)
        guard case .outOfOrder(let reason) = machine.advice(on: Command(parsing: Array("STARTTLS".utf8))) else {
            Issue.record("STARTTLS under TLS is out of order")
            return
        }
        #expect(reason.contains("503"))
        #expect(!machine.nextMoves.now.contains(.starttls))
        #expect(!machine.nextMoves.notOffered.contains { $0.verb == .starttls }, "nobody misses it")
    }

    @Test(
        "AUTH in the clear is advised against where STARTTLS is offered, whether or not AUTH is offered yet",
        arguments: ["250-mx|250-STARTTLS|250 AUTH PLAIN", "250-mx|250 STARTTLS"])
    func adviceBeforeTLS(offer: String) {
        let machine = ClientMachine(playing: Exchange.greeted + ["C: EHLO x", "S: \(offer)"])
        let advice = machine.advice(on: Command(parsing: Array("AUTH PLAIN".utf8)))
        #expect(advice.reason?.hasPrefix("STARTTLS first") == true)
        #expect(machine.nextMoves.now.contains(.starttls))
        #expect(machine.nextMoves.later.contains { $0.verb == .auth })
    }

    @Test("A server that still offers STARTTLS under TLS is remarked on")
    func offeredAgain() {
        var machine = secured()
        machine.type("EHLO x")
        #expect(machine.reply("250-mx|250 STARTTLS").flags == [.offersTLSAgain])
        machine.type("EHLO x")
        #expect(machine.reply("250 mx").flags == [])
    }

    @Test("220 to a second STARTTLS begins nothing")
    func secondTime() {
        var machine = secured()
        machine.type("STARTTLS")
        let verdict = machine.reply("220 Go")
        #expect(verdict.outcome == .none && !verdict.flags.isEmpty)
        #expect(machine.state == .greeted && machine.isEncrypted)
        machine.type("STARTTLS")
        #expect(machine.reply("503 Already").outcome == .failure)
    }

    @Test("A login is forgotten with STARTTLS, and one under TLS is not forgotten by EHLO")
    func logins() {
        var machine = secured()
        for (line, reply) in [("EHLO x", "250-mx|250 AUTH PLAIN"), ("AUTH PLAIN AA==", "235 In"), ("EHLO x", "250 mx")]
        {
            machine.type(line)
            machine.reply(reply)
        }
        #expect(machine.isAuthenticated)
    }

    @Test(
        "CP22: a login that the server ends without waiting for our answer is over",
        arguments: ["535 No", "454 Later", "500 What", "235 In"])
    func endedLogin(reply: String) {
        var machine = ClientMachine(playing: Exchange.sasl)
        let verdict = machine.reply(reply)
        #expect(verdict.attribution == .unsolicited)
        #expect(verdict.flags == [.loginEnded])
        #expect(machine.state == .ready && !machine.isAuthenticated)
        #expect(machine.type("NOOP").kind == .command)
    }

    @Test("A second 334 that nobody asked for leaves the login as it was")
    func secondChallenge() {
        var machine = ClientMachine(playing: Exchange.sasl)
        #expect(machine.reply("334 YQ==").attribution == .unsolicited)
        #expect(machine.state == .sasl)
    }
}
