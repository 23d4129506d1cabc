import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

@Suite("The practice server imitates other software")
struct LikenessTests {
    static let all = ImitatedSoftware.allCases

    /// Runs a session with a server that imitates the software; the replies to the lines, the greeting first.
    private func talk(
        _ software: ImitatedSoftware, _ lines: [String], scenario: Scenario = .standard
    ) async throws -> [[String]] {
        try await withServer({
            $0.likeness = Likeness.of(software)
            $0.scenario = scenario
        }) { server in
            try await server.talk { client in
                var replies = [try client.reply()]
                for line in lines { replies.append(try client.exchange(line)) }
                return replies
            }
        }
    }

    @Test("Each software has its table, and each table its software")
    func complete() {
        #expect(Likeness.all.map(\.software) == Self.all)
        for likeness in Likeness.all {
            #expect(!likeness.capabilities.isEmpty && likeness.title.hasPrefix(likeness.software.title.prefix(4)))
            #expect(likeness.notice.contains("imitates"))
        }
    }

    @Test("What is taken is told with 2yz or 3yz, and what is refused is not", arguments: all)
    func severities(software: ImitatedSoftware) {
        let taken: Set<ReplySituation.Name> = [
            .greeting, .helo, .ehlo, .mailAccepted, .recipientAccepted, .dataGo, .accepted, .chunkAccepted, .reset,
            .noop,
            .quit, .tlsGo, .loggedIn,
        ]
        let asked: Set<ReplySituation.Name> = [
            .help, .helpOnCommand, .helpUnknown, .verifyKnown, .verifyUnknown, .verifyElsewhere, .verifyWithoutName,
        ]
        for (name, reply) in Likeness.of(software).replies where !asked.contains(name) {
            #expect((reply.code.value < 400) == taken.contains(name), "\(name.rawValue) \(reply.code.value)")
            #expect(
                reply.enhanced == nil || reply.enhanced?.statusClass == reply.code.value / 100 || name == .tlsAlready)
        }
    }

    @Test("Postfix: greeting, capabilities in its order, and its words for mistakes")
    func postfix() async throws {
        let replies = try await talk(
            .postfix,
            [
                "FOO", "EHLO lab.example", "RCPT TO:<student@practice.test>", "MAIL FROM:<a@lab.example>",
                "RCPT TO:<nobody@practice.test>", "RCPT TO:<b@elsewhere.example>", "MAIL FROM:<b@lab.example>", "QUIT",
            ])
        #expect(replies[0] == ["220 mail.practice.test ESMTP Postfix"])
        #expect(replies[1] == ["500 5.5.2 Error: command not recognized"])
        #expect(
            replies[2] == [
                "250-mail.practice.test", "250-PIPELINING", "250-SIZE 10485760", "250-VRFY", "250-ETRN", "250-STARTTLS",
                "250-AUTH PLAIN LOGIN", "250-ENHANCEDSTATUSCODES", "250-8BITMIME", "250-DSN", "250-SMTPUTF8",
                "250 CHUNKING",
            ])
        #expect(replies[3] == ["503 5.5.1 Error: need MAIL command"])
        #expect(
            replies[5] == [
                "550 5.1.1 <nobody@practice.test>: Recipient address rejected: User unknown in local recipient table"
            ])
        #expect(replies[6] == ["554 5.7.1 <b@elsewhere.example>: Relay access denied"])
        #expect(replies[7] == ["503 5.5.1 Error: nested MAIL command"])
        #expect(replies[8] == ["221 2.0.0 Bye"])
    }

    @Test("qmail has no enhanced codes, no TLS and no logins, also where its words are not known")
    func qmail() async throws {
        let replies = try await talk(
            .qmail,
            [
                "EHLO lab.example", "STARTTLS", "AUTH PLAIN", "MAIL FROM:<a@lab.example>",
                "RCPT TO:<nobody@practice.test>",
            ])
        #expect(replies[1] == ["250-mail.practice.test", "250-PIPELINING", "250 8BITMIME"])
        #expect(replies[2] == ["502 unimplemented (#5.5.1)"] && replies[3] == replies[2])
        #expect(replies[5].first?.hasPrefix("550 <nobody@practice.test>: User unknown") == true)
    }

    @Test("Exim repeats at DATA why every recipient was refused")
    func exim() async throws {
        let replies = try await talk(
            .exim, ["EHLO lab.example", "MAIL FROM:<>", "RCPT TO:<b@elsewhere.example>", "DATA"])
        #expect(replies[3] == ["550 relay not permitted"])
        #expect(
            replies[4] == [
                "503-All RCPT commands were rejected with this error:", "503-relay not permitted",
                "503 Valid RCPT command must precede DATA",
            ])
    }

    @Test("Every message has another identifier, and every run of the server the same ones")
    func identifiers() async throws {
        let message = ["MAIL FROM:<>", "RCPT TO:<student@practice.test>", "DATA", "Subject: x\r\n\r\nx\r\n."]
        let lines = ["EHLO lab.example"] + message + message
        let replies = try await talk(.postfix, lines)
        #expect(replies[5] != replies[9] && replies[5].first?.hasPrefix("250 2.0.0 Ok: queued as ") == true)
        #expect(try await talk(.postfix, lines) == replies)
    }

    @Test("Parameters of DSN and SMTPUTF8 are taken where they are offered, and refused where they are not")
    func parameters() async throws {
        let mail = "MAIL FROM:<a@lab.example> RET=HDRS ENVID=x SMTPUTF8"
        let lines = ["EHLO lab.example", mail, "RCPT TO:<student@practice.test> NOTIFY=NEVER ORCPT=rfc822;a@b.example"]
        let taken = try await talk(.postfix, lines)
        #expect(taken[2] == ["250 2.1.0 Ok"] && taken[3] == ["250 2.1.5 Ok"])
        let refused = try await talk(.qmail, lines)
        #expect(refused[2].first?.hasPrefix("555 ") == true)
        #expect(try await talk(.sendmail, lines)[2] == ["555 5.5.4 SMTPUTF8 parameter unrecognized"])
    }

    @Test("A reply asked for by address, or by a rule of a scenario, is given as it is")
    func exact() async throws {
        let text = "on RCPT TO <bob@*> reply 452 4.2.2 \"Mailbox full\"\nbanner \"ready\"\nas gmail\n"
        let scenario = try ScenarioReader.read(text, file: "full.scenario")
        #expect(scenario.settings.likeness == .gmail)
        let replies = try await talk(
            .exim,
            [
                "EHLO lab.example", "MAIL FROM:<>", "RCPT TO:<450-4.2.1-busy@practice.test>",
                "RCPT TO:<bob@practice.test>",
                "RCPT TO:<alice@practice.test>",
            ], scenario: scenario)
        #expect(replies[0] == ["220 mail.practice.test ESMTP ready"])
        #expect(replies[3] == ["450 4.2.1 busy"] && replies[4] == ["452 4.2.2 Mailbox full"])
        #expect(replies[5] == ["250 Accepted"], "what --as says counts more than the file")
    }

    @Test("What could be a password is in no reply that repeats what was said")
    func secret() async throws {
        let replies = try await talk(.sendmail, ["EHLO lab.example", "AUTH LOGIN", "*", "c2VjcmV0"])
        #expect(replies[4].allSatisfy { !$0.contains("c2VjcmV0") }, "\(replies[4])")
    }

    @Test("Whoever watches the server is told of the imitation on each connection, also when a scenario asks for it")
    func told() async throws {
        let log = EventLog()
        let scenario = try ScenarioReader.read("as gmail\n", file: "x.scenario")
        try await withServer({ $0.scenario = scenario }, observer: { log.add($0) }) { server in
            #expect(server.likeness?.software == .gmail)
            let greeting = try await server.talk { try $0.reply() }
            #expect(greeting.first?.hasSuffix(" - gsmtp") == true)
        }
        let notices = log.all.filter { event in
            if case .remarked(let words) = event.kind {
                words.contains("imitates Gmail; it is the practice server")
            } else {
                false
            }
        }
        #expect(notices.count == 1)
    }

    @Test("A file says which software is imitated, and a mistyped name is an error with its place")
    func scenarioLine() {
        let error = #expect(throws: ScenarioError.self) { try ScenarioReader.read("\nas postfx\n", file: "x.scenario") }
        #expect(error?.description.hasPrefix("x.scenario, line 2: expected postfix, exim, sendmail") == true)
    }

    @Test(
        "A wrong row of a table is told with its line",
        arguments: [
            ("noop\t250\t-\tOK\tsource", "expected 6 columns, found 5"),
            ("nop\t250\t-\tOK\tsource\tyes", "there is no situation nop"),
            ("noop\tx\t-\tOK\tsource\tyes", "expected a reply code, found x"),
            ("noop\t250\t2.0\tOK\tsource\tyes", "expected an enhanced status code or -, found 2.0"),
            ("noop\t250\t-\tOK {hots}\tsource\tyes", "there is no blank {hots}"),
            ("noop\t250\t-\tOK\t-\tyes", "expected where this is from"),
            ("noop\t250\t-\tOK\tsource\tperhaps", "expected yes or no, found perhaps"),
            ("login\t-\t-\tnever\tsource\tyes", "expected tls, found never"),
            ("noop\t250\t-\tOK\tsource\tyes\nnoop\t251\t-\tOK\tsource\tyes", "expected the codes of the line before"),
        ])
    func mistakes(rows: String, message: String) {
        let header = LikenessReader.columns.joined(separator: "\t")
        let text = "\(header)\nsoftware\t-\t-\tX 1\tsource\tyes\n\(rows)\n"
        let error = #expect(throws: LikenessError.self) { try LikenessReader.read(text, file: "a/exim.tsv") }
        #expect(error?.message == message && error?.line == (rows.contains("\n") ? 4 : 3))
    }

    @Test("Identifiers have their shape, and braces without their other half stand for themselves")
    func texts() {
        let id = LikenessText.identifier("%H%d-x%%", seed: 7)
        #expect(id.utf8.count == 5 && id.hasSuffix("-x%"))
        #expect(LikenessText.filled("{a} b} {c", { "<\($0)>" }) == "<a> b} {c")
    }
}
