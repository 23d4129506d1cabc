import SMTPProtocol
import Testing

@Suite("What can be known before a command is sent")
struct LimitAdviceTests {
    static func machine(offering words: String, then lines: [String] = ["C: MAIL FROM:<a@b>", "S: 250 Ok"])
        -> ClientMachine
    {
        ClientMachine(playing: ["S: 220 x", "C: EHLO x", "S: 250-x|250-\(words)|250 PIPELINING"] + lines)
    }

    static func reason(_ line: String, _ machine: ClientMachine) -> String? {
        machine.advice(on: Command(parsing: Array(line.utf8))).reason
    }

    @Test("LIMITS: recipients beyond the limit are named, also those that are still in flight")
    func recipients() {
        var machine = Self.machine(offering: "LIMITS RCPTMAX=2")
        machine.type("RCPT TO:<a@b>")
        #expect(Self.reason("RCPT TO:<c@d>", machine) == nil)
        machine.type("RCPT TO:<c@d>")
        #expect(Self.reason("RCPT TO:<e@f>", machine) == "the server takes at most 2 recipients")
    }

    @Test("LIMITS: domains and messages are counted, too")
    func domainsAndMessages() {
        var machine = Self.machine(offering: "LIMITS MAILMAX=1 RCPTDOMAINMAX=1 NEW=x RCPTMAX=0 RCPTMAX")
        #expect(machine.capabilities?.limits?.recipients == nil)
        machine.type("RCPT TO:<a@Example.org>")
        #expect(Self.reason("RCPT TO:<c@example.ORG>", machine) == nil)
        #expect(
            Self.reason("RCPT TO:<c@example.net>", machine)
                == "the server takes recipients of at most 1 domain in a message")
        machine.reply("250 Ok")
        machine.type("RSET")
        machine.reply("250 Ok")
        #expect(Self.reason("MAIL FROM:<a@b>", machine) == "the server takes at most 1 message in a session")
    }

    @Test(
        "Values that the server will refuse are named",
        arguments: [
            ("SIZE 1000", "SIZE=1001", "the server takes at most 1000 bytes"), ("SIZE 1000", "SIZE=1000", nil),
            ("FUTURERELEASE 60 x", "HOLDFOR=61", "the server holds a message for at most 60 seconds"),
            ("DELIVERBY 240", "BY=120;R", "the server promises no delivery in less than 240 seconds"),
            ("DELIVERBY 240", "BY=120;N", nil), ("SIZE", "BODY=8BITMIME", "the server does not offer 8BITMIME"),
            ("REQUIRETLS", "REQUIRETLS", "REQUIRETLS is for a connection under TLS (RFC 8689 4.1)"),
            ("SIZE", "PRDR", "the server does not offer PRDR"),
        ])
    func values(offer: String, parameter: String, reason: String?) {
        #expect(Self.reason("MAIL FROM:<a@b> \(parameter)", Self.machine(offering: offer, then: [])) == reason)
    }

    @Test("An address outside ASCII needs SMTPUTF8: offered, and behind MAIL")
    func smtputf8() {
        var machine = Self.machine(offering: "SMTPUTF8", then: [])
        #expect(
            Self.reason("MAIL FROM:<ä@b>", Self.machine(offering: "SIZE", then: []))
                == "the server does not offer SMTPUTF8")
        #expect(Self.reason("MAIL FROM:<ä@b>", machine)?.contains("needs SMTPUTF8 behind MAIL") == true)
        #expect(Self.reason("MAIL FROM:<ä@b> SMTPUTF8", machine) == nil)
        machine.type("MAIL FROM:<a@b>")
        #expect(Self.reason("RCPT TO:<ä@b>", machine)?.contains("needs SMTPUTF8 behind MAIL") == true)
        machine.type("RSET")
        machine.type("MAIL FROM:<a@b> SMTPUTF8")
        #expect(Self.reason("RCPT TO:<ä@b>", machine) == nil)
    }

    @Test("Attributes that the server does not list are named")
    func attributes() {
        let machine = Self.machine(offering: "XCLIENT NAME ADDR", then: [])
        #expect(Self.reason("XCLIENT NAME=a ADDR=192.0.2.1", machine) == nil)
        #expect(Self.reason("XCLIENT NAME=a LOGIN=x", machine) == "the server does not take LOGIN in XCLIENT")
    }

    @Test("A group is judged command by command in linear time")
    func group() {
        let machine = Self.machine(offering: "LIMITS RCPTMAX=10000")
        var advisor = GroupAdvisor(machine)
        let command = Command(parsing: Array("RCPT TO:<a@b>".utf8))
        for _ in 0..<10_000 { #expect(advisor.advice(on: command) == .sensible) }
        #expect(advisor.advice(on: command) == .outOfOrder("the server takes at most 10000 recipients"))
    }
}
