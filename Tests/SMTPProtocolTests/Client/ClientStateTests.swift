import SMTPProtocol
import Testing

@Suite("The client's states")
struct ClientStateTests {
    @Test(
        "Each exchange leads to its state and prompt",
        arguments: [
            ([], ClientState.awaitingGreeting, "GREET"),
            (Exchange.greeted, .greeted, "HELLO"),
            (Exchange.greeted + ["C: EHLO x"], .greeted, "HELLO"),
            (Exchange.greeted + ["C: EHLO x", "S: 502 No"], .greeted, "HELLO"),
            (Exchange.greeted + ["C: EHLO x", "S: 502 No", "C: HELO x", "S: 250 mx"], .ready, "READY"),
            (Exchange.ready, .ready, "READY"),
            (Exchange.mailOpen, .mailOpen, "MAIL"),
            (Exchange.mailOpen + ["C: RCPT TO:<x@y>", "S: 550 No"], .mailOpen, "MAIL"),
            (Exchange.recipients, .recipients(1), "RCPT"),
            (Exchange.recipients + ["C: RCPT TO:<e@f>", "S: 251 Will forward"], .recipients(2), "RCPT"),
            (Exchange.recipients + ["C: RCPT TO:<e@f>", "S: 452 Too many"], .recipients(1), "RCPT"),
            (Exchange.dataSent, .awaitingContentGoAhead, "DATA"),
            (Exchange.dataSent + ["S: 451 Later"], .recipients(1), "RCPT"),
            (Exchange.content, .content, "DATA"),
            (Exchange.content + ["C: text"], .content, "DATA"),
            (Exchange.sent, .awaitingAcceptance, "SENT"),
            (Exchange.sent + ["S: 250 Queued"], .ready, "READY"),
            (Exchange.sent + ["S: 554 Spam"], .ready, "READY"),
            (Exchange.recipients + ["C: RSET", "S: 250 Ok"], .ready, "READY"),
            (Exchange.recipients + ["C: BDAT 5"], .chunk(remaining: 5), "BDAT"),
            (Exchange.recipients + ["C: BDAT 0 LAST"], .awaitingAcceptance, "SENT"),
            (Exchange.sasl, .sasl, "AUTH"),
            (Exchange.sasl + ["C: dXNlcg=="], .sasl, "AUTH"),
            (Exchange.sasl + ["C: dXNlcg==", "S: 535 No"], .ready, "READY"),
            (Exchange.sasl + ["C: dXNlcg==", "S: 334 UGFzc3dvcmQ6", "C: cA==", "S: 235 In"], .ready, "READY"),
            (Exchange.ready + ["C: STARTTLS", "S: 220 Go"], .startingTLS, "TLS"),
            (Exchange.ready + ["C: STARTTLS", "S: 454 Not now"], .ready, "READY"),
            (Exchange.ready + ["C: QUIT"], .quitting, "QUIT"),
            (Exchange.ready + ["C: QUIT", "S: 221 Bye"], .quitting, "QUIT"),
            (Exchange.ready + ["C: QUIT", "S: 503 Never"], .ready, "READY"),
            (["S: 554 No service here"], .greeted, "HELLO"),
        ] as [([String], ClientState, String)])
    func states(lines: [String], state: ClientState, prompt: String) {
        let machine = ClientMachine(playing: lines)
        #expect(machine.state == state)
        #expect(machine.state.promptName == prompt)
        #expect(!machine.state.summary.isEmpty)
        #expect(machine.state.isOpen)
    }

    @Test("Before a connection and after it nothing is sent and nothing answers")
    func withoutConnection() {
        var machine = ClientMachine()
        #expect(machine.state == .disconnected)
        #expect(machine.type("NOOP").kind == .nothing)
        #expect(machine.reply("220 x").attribution == .tooLate)
        machine.connected()
        machine.reply("220 x")
        machine.closed()
        #expect(machine.state == .closed)
        #expect(machine.end == .unannounced)
        #expect(machine.type("NOOP").bytes == [])
        #expect(machine.reply("250 x").attribution == .tooLate)
    }

    @Test("A new connection forgets everything of the last one, and its numbers go on")
    func reconnecting() throws {
        var machine = ClientMachine(playing: Exchange.recipients)
        machine.type("NOOP")
        let last = try #require(machine.nextPending?.id)
        machine.closed()
        machine.connected()
        #expect(machine.state == .awaitingGreeting)
        #expect(machine.transaction == nil && machine.capabilities == nil && machine.hello == nil && machine.end == nil)
        #expect(machine.pending.map(\.kind) == [.greeting])
        #expect(try #require(machine.nextPending?.id) > last)
    }

    @Test(
        "Each pending command has the waiting time that RFC 5321 §4.5.3.2 gives it",
        arguments: [
            ([], ReplyTimeout.greeting, 300), (Exchange.greeted + ["C: EHLO x"], .hello, 300),
            (Exchange.ready + ["C: MAIL FROM:<>"], .mail, 300), (Exchange.mailOpen + ["C: RCPT TO:<a@b>"], .rcpt, 300),
            (Exchange.dataSent, .dataInitiation, 120), (Exchange.sent, .dataTermination, 600),
            (Exchange.recipients + ["C: BDAT 0 LAST"], .dataTermination, 600),
            (Exchange.ready + ["C: NOOP"], .other, 300),
        ] as [([String], ReplyTimeout, Int)])
    func timeouts(lines: [String], timeout: ReplyTimeout, seconds: Int) {
        let machine = ClientMachine(playing: lines)
        #expect(machine.nextPending?.timeout == timeout)
        #expect(timeout.seconds == seconds)
    }
}
