import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

@Suite("Scenarios on a socket")
struct ScenarioRuleTests {
    /// The replies to these lines in a scenario, the greeting first; a closed connection ends them.
    private func replies(_ scenario: String, to lines: [String]) async throws -> [String] {
        let scenario = try #require(Scenario.named(scenario))
        return try await withServer({ $0.scenario = scenario }) { server in
            try await Self.replies(of: server, to: lines)
        }
    }

    private static func replies(of server: PracticeServer, to lines: [String]) async throws -> [String] {
        try await server.talk { client in
            var replies = try client.reply().suffix(1) as [String]
            for line in lines {
                guard try client.send(line + "\r\n") else { break }
                guard let reply = try? client.reply(), let last = reply.last else { break }
                replies.append(last)
            }
            return replies
        }
    }

    private static func message(to recipient: String = "alice@practice.test") -> [String] {
        ["EHLO lab.example", "MAIL FROM:<a@lab.example>", "RCPT TO:<\(recipient)>", "DATA", "Subject: x\r\n\r\nx\r\n."]
    }

    @Test(
        "each refusal comes where it belongs",
        arguments: [
            ("greylist", ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<alice@practice.test>"], "451 4.7.1"),
            ("mailbox-full", ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@practice.test>"], "552 5.2.2"),
            ("auth-required", ["EHLO x", "MAIL FROM:<a@b.example>"], "530 5.7.0"),
            ("tls-required", ["EHLO x", "MAIL FROM:<a@b.example>"], "530 5.7.0"),
            ("size", ["EHLO x", "MAIL FROM:<a@b.example> SIZE=2000"], "552 5.3.4"),
            ("sender-policy", ["EHLO x", "MAIL FROM:<a@spf.test>"], "550 5.7.23"),
            ("sender-policy", ["EHLO x", "MAIL FROM:<a@DMARC.test>"], "550 5.7.1"),
            ("sender-policy", ["EHLO x", "MAIL FROM:<a@other.test>"], "250 2.1.0"),
            ("callback", ["EHLO x", "MAIL FROM:<noreply@b.example>"], "550 5.1.7"),
            ("blocklist", [], "554 5.7.1"),
            ("shutting-down", ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<alice@practice.test>"], "421 4.3.2"),
            ("content-refused", message(), "550 5.7.1"),
            (
                "size",
                Array(message().dropLast()) + [
                    String(repeating: "x", count: 900) + "\r\n"
                        + String(repeating: "x", count: 200) + "\r\n."
                ], "552 5.3.4"
            ),
        ])
    func refusals(scenario: String, lines: [String], expected: String) async throws {
        let replies = try await replies(scenario, to: lines)
        #expect(replies.count == lines.count + 1)
        #expect(replies.last?.hasPrefix(expected) == true, "\(replies)")
    }

    @Test(
        "the connection is lost where the address says",
        arguments: [
            (["EHLO x", "MAIL FROM:<drop-mail@b.example>"], 2), (["EHLO x", "MAIL FROM:<rst-mail@b.example>"], 2),
            (["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<drop-rcpt@practice.test>"], 3),
            (["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<drop-data@practice.test>", "DATA"], 4),
            (message(to: "drop-end@practice.test"), 5),
        ])
    func disconnects(lines: [String], answered: Int) async throws {
        #expect(try await replies("disconnects", to: lines).count == answered)
    }

    @Test("a mailbox takes what its quota allows, and then says that it is full")
    func quota() async throws {
        let scenario = try #require(Scenario.named("mailbox-full"))
        try await withServer({ $0.scenario = scenario }) { server in
            for _ in 0..<2 {
                #expect(try await Self.replies(of: server, to: Self.message()).last?.hasPrefix("250") == true)
            }
            let third = try await Self.replies(of: server, to: Array(Self.message().prefix(3)))
            #expect(third.last?.hasPrefix("452 4.2.2") == true, "\(third)")
            #expect(server.mailboxes.messages(for: "alice").count == 2)
        }
    }

    @Test("each rule that took effect is told with its line")
    func told() async throws {
        let log = EventLog()
        let scenario = try #require(Scenario.named("sender-policy"))
        try await withServer({ $0.scenario = scenario }, observer: { log.add($0) }) { server in
            _ = try await Self.replies(of: server, to: ["EHLO x", "MAIL FROM:<a@dkim.test>"])
        }
        let rules = log.all.compactMap { if case .ruleFired(let rule) = $0.kind { rule } else { nil } }
        #expect(rules.count == 1 && rules.first?.hasPrefix("line 4: on MAIL FROM <*@dkim.test>") == true, "\(rules)")
    }

    @Test("no rule answers in place of BDAT, so its octets never become commands")
    func chunkIsNoCommand() async throws {
        let scenario = try ScenarioReader.read("on any <6*> reply 450 4.0.0 \"Later\"", file: "any.scenario")
        try await withServer({ $0.scenario = scenario }) { server in
            let bytes = try await server.talk { client in
                _ = try client.reply()
                // Two chunks whose octets are commands: each chunk gets one reply, and QUIT the last.
                try client.send("BDAT 6\r\nNOOP\r\nBDAT 6 LAST\r\nRSET\r\nQUIT\r\n")
                return try client.bytesUntilClosed()
            }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.map { $0.prefix(3) } == ["503", "503", "221"])
        }
    }

    @Test("replies with LF alone stay replies of one line each")
    func bareLineFeeds() async throws {
        let scenario = try #require(Scenario.named("bare-lf"))
        try await withServer({ $0.scenario = scenario }) { server in
            let bytes = try await server.talk { client in
                try client.send("QUIT\r\n")
                return try client.bytesUntilClosed()
            }
            #expect(!bytes.contains(0x0D))
            #expect(bytes.count { $0 == 0x0A } == 2)
        }
    }
}
