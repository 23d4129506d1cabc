import SMTPProtocol
import Testing

@Suite("Advice before sending")
struct AdviceTests {
    @Test(
        "Each command is judged by the state, the order and what the server offers",
        arguments: [
            ([], "EHLO x", Advice.later("wait for the greeting")),
            (Exchange.greeted, "EHLO x", .sensible),
            (Exchange.greeted, "HELO x", .sensible),
            (Exchange.greeted, "MAIL FROM:<>", .later("EHLO first")),
            (Exchange.greeted, "RCPT TO:<a@b>", .later("MAIL first")),
            (Exchange.greeted, "STARTTLS", .later("EHLO first: it tells what the server offers")),
            (Exchange.greeted, "NOOP", .sensible), (Exchange.greeted, "VRFY x", .sensible),
            (Exchange.greeted, "QUIT", .sensible), (Exchange.greeted, "LHLO x", .notOffered("LHLO is for LMTP")),
            (Exchange.ready, "MAIL FROM:<a@b>", .sensible),
            (Exchange.ready, "MAIL FROM:<a@b> SIZE=1000", .sensible),
            (Exchange.ready, "", .sensible),
            (Exchange.ready, "MAIL FROM:<a@b> SIZE=1001", .notOffered("the server takes at most 1000 bytes")),
            (Exchange.ready, "MAIL FROM:<a@b> RET=FULL", .notOffered("the server does not offer DSN")),
            (Exchange.ready, "MAIL FROM:<a@b> BODY=BINARYMIME", .notOffered("the server does not offer BINARYMIME")),
            (Exchange.ready, "MAIL FROM:<ü@b> SMTPUTF8", .notOffered("the server does not offer SMTPUTF8")),
            (Exchange.ready, "ETRN x", .notOffered("the server does not offer ETRN")),
            (Exchange.ready, "STARTTLS", .notOffered("the server does not offer STARTTLS")),
            (Exchange.ready, "AUTH PLAIN", .notOffered("the server does not offer AUTH")),
            (Exchange.ready, "XYZZY", .notOffered("the server does not offer XYZZY")),
            (Exchange.ready, "SEND FROM:<a@b>", .notOffered("the server does not offer SEND")),
            (Exchange.ready, "DATA", .later("MAIL first")), (Exchange.ready, "BDAT 1", .later("MAIL first")),
            (Exchange.ready, "HELO x", .outOfOrder("EHLO is accepted; HELO would give its extensions up")),
            (Exchange.mailOpen, "MAIL FROM:<>", .outOfOrder("a message is begun: finish it, or RSET")),
            (Exchange.mailOpen, "DATA", .later("RCPT first")),
            (Exchange.mailOpen, "EHLO x", .outOfOrder("it would forget the message that is begun")),
            (Exchange.recipients, "DATA", .sensible), (Exchange.recipients, "BDAT 5", .sensible),
            (Exchange.recipients, "RCPT TO:<x@y>", .sensible), (Exchange.recipients, "RSET", .sensible),
            (
                Exchange.recipients + ["C: BDAT 0", "S: 250 Ok"], "DATA",
                .outOfOrder("the content has begun with BDAT: go on with BDAT")
            ),
            (
                Exchange.recipients + ["C: BDAT 0", "S: 250 Ok"], "RCPT TO:<x@y>",
                .outOfOrder("the content has begun: no more recipients")
            ),
            (Exchange.recipients + ["C: BDAT 7"], "RSET", .later("7 bytes of the chunk first")),
            (Exchange.content, "QUIT", .later("end the content first, with a dot alone")),
            (Exchange.sasl, "QUIT", .later("answer the 334 first, or * to cancel")),
            (Exchange.ready + ["C: QUIT"], "NOOP", .outOfOrder("QUIT was sent")),
            (["S: 554 No"], "EHLO x", .outOfOrder("the server refused the session: only QUIT is left")),
            (["S: 554 No"], "QUIT", .sensible),
        ] as [([String], String, Advice)])
    func table(lines: [String], line: String, advice: Advice) {
        let machine = ClientMachine(playing: lines)
        #expect(machine.advice(on: Command(parsing: Array(line.utf8))) == advice)
    }

    @Test("Advice looks ahead over what is in flight, as far as PIPELINING allows")
    func pipelining() {
        let rcpt = Command(parsing: Array("RCPT TO:<c@d>".utf8))
        let data = Command(parsing: Array("DATA".utf8))
        var machine = ClientMachine(playing: Exchange.ready + ["C: MAIL FROM:<a@b>"])
        #expect(machine.advice(on: rcpt) == .sensible)
        machine.type("RCPT TO:<c@d>")
        #expect(machine.advice(on: data) == .sensible)
        machine.type("DATA")
        #expect(machine.advice(on: Command(parsing: Array("RSET".utf8))) == .later("wait for the reply to DATA"))

        let alone = ClientMachine(playing: Exchange.greeted + ["C: EHLO x", "S: 250 mx", "C: MAIL FROM:<a@b>"])
        #expect(alone.advice(on: rcpt) == .later("wait for the reply to MAIL"))
    }

    @Test("AUTH is judged by mechanism and by whether a login was accepted")
    func mechanisms() {
        let ready = Exchange.greeted + ["C: EHLO x", "S: 250-mx|250 AUTH PLAIN"]
        let plain = Command(parsing: Array("AUTH plain".utf8))
        let login = Command(parsing: Array("AUTH LOGIN".utf8))
        #expect(ClientMachine(playing: ready).advice(on: plain) == .sensible)
        #expect(ClientMachine(playing: ready).advice(on: login) == .notOffered("the server does not offer LOGIN"))
        let known = ClientMachine(playing: ready + ["C: AUTH PLAIN AA==", "S: 235 In"])
        #expect(known.advice(on: plain) == .outOfOrder("already logged in"))
    }

    @Test("After HELO extensions need EHLO")
    func afterHELO() {
        let machine = ClientMachine(playing: Exchange.greeted + ["C: HELO x", "S: 250 mx"])
        #expect(
            machine.advice(on: Command(parsing: Array("STARTTLS".utf8)))
                == .later("EHLO first: HELO brings no extensions"))
        #expect(machine.advice(on: Command(parsing: Array("MAIL FROM:<a@b>".utf8))) == .sensible)
    }

    @Test("The next moves are the usual commands, each in one list, in the usual order")
    func nextMoves() {
        let moves = ClientMachine(playing: Exchange.recipients).nextMoves
        #expect(moves.now == [.rcpt, .data, .bdat, .rset, .noop, .vrfy, .expn, .help, .quit])
        #expect(moves.later.map(\.verb) == [.mail, .ehlo, .helo])
        #expect(moves.notOffered.map(\.verb) == [.starttls, .auth, .etrn])
        #expect(moves.notOffered.last?.reason == "the server does not offer ETRN")
        #expect(ClientMachine(playing: Exchange.greeted).nextMoves.now.first == .ehlo)
        #expect(ClientMachine(playing: Exchange.ready).nextMoves.now.first == .mail)
        #expect(ClientMachine().nextMoves.now == [])
    }

    @Test("LMTP knows LHLO, and neither EHLO nor HELO")
    func lmtp() {
        let machine = ClientMachine(.lmtp, playing: ["S: 220 mx LMTP"])
        #expect(machine.nextMoves.now.first == .lhlo)
        #expect(machine.advice(on: Command(parsing: Array("EHLO x".utf8))) == .notOffered("LMTP says LHLO"))
        #expect(machine.advice(on: Command(parsing: Array("MAIL FROM:<>".utf8))) == .later("LHLO first"))
    }
}
