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
            ("blocklist", ["EHLO x"], "503 5.5.1"), ("blocklist", ["QUIT"], "221 2.0.0"),
            ("relay-denied", ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<x@far.example>"], "550 5.7.1"),
            ("relay-denied", ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<alice@practice.test>"], "250 2.1.5"),
            ("relay-denied", ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<nobody@practice.test>"], "550 5.1.1"),
            (
                "relay-denied",
                [
                    "EHLO x", "AUTH PLAIN AHN0dWRlbnQAc2VjcmV0", "MAIL FROM:<a@b.example>", "RCPT TO:<x@far.example>",
                ], "250 2.1.5"
            ),
            ("sender-policy", ["EHLO x", "MAIL FROM:<a@dkim.test>"], "550 5.7.20"),
            ("auth-required", ["EHLO x", "AUTH PLAIN AHN0dWRlbnQAc2VjcmV0", "MAIL FROM:<a@b.example>"], "250 2.1.0"),
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
            (["EHLO drop-ehlo.example"], 1), (["EHLO rst-ehlo.example"], 1),
            (["EHLO x", "MAIL FROM:<drop-mail@b.example>"], 2), (["EHLO x", "MAIL FROM:<rst-mail@b.example>"], 2),
            (["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<drop-rcpt@practice.test>"], 3),
            (["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<rst-rcpt@practice.test>"], 3),
            (["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<drop-data@practice.test>", "DATA"], 4),
            (["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<rst-data@practice.test>", "DATA"], 4),
            (message(to: "drop-end@practice.test"), 5), (message(to: "rst-end@practice.test"), 5),
        ])
    func disconnects(lines: [String], answered: Int) async throws {
        #expect(try await replies("disconnects", to: lines).count == answered)
    }

    @Test("hang-up: the connection ends without a greeting")
    func noGreeting() async throws {
        let scenario = try #require(Scenario.named("hang-up"))
        try await withServer({ $0.scenario = scenario }) { server in
            let lines = try await server.talk { try $0.linesUntilClosed() }
            #expect(lines.isEmpty)
        }
    }

    @Test("a block list turns away the clients that are on it, and no others")
    func blockList() async throws {
        let scenario = try ScenarioReader.read(
            "on CONNECT <127.0.0.2> reply 554 5.7.1 \"You are on our list\"", file: "list.scenario")
        try await withServer({ $0.scenario = scenario }) { server in
            let free = try await server.talk { try $0.reply() }
            #expect(free.last?.hasPrefix("220") == true)
            let listed = try await server.talk(source: "127.0.0.2") { try $0.reply() }
            #expect(listed == ["554 5.7.1 You are on our list"])
        }
    }

    @Test(
        "relay-denied: after a login, mail for another domain is taken into a mailbox of that address, not of a namesake"
    )
    func relay() async throws {
        let scenario = try #require(Scenario.named("relay-denied"))
        try await withServer({ $0.scenario = scenario }) { server in
            let login = ["EHLO x", "AUTH PLAIN AHN0dWRlbnQAc2VjcmV0"]
            let mail = Self.message(to: "alice@far.example").suffix(4)
            let replies = try await Self.replies(of: server, to: login + mail)
            #expect(replies.last?.hasPrefix("250 2.0.0") == true, "\(replies)")
            #expect(server.mailboxes.messages(for: "alice").isEmpty)
            #expect(server.mailboxes.messages(for: "alice@far.example").count == 1)
        }
    }

    @Test("smuggling: a dot between bare LF ends the message, the rest is a second one, and the server says so")
    func smuggling() async throws {
        let log = EventLog()
        let scenario = try #require(Scenario.named("smuggling"))
        let content =
            "Subject: one\r\n\r\nHello\n.\nMAIL FROM:<boss@practice.test>\r\nRCPT TO:<bob@practice.test>\r\nDATA\r\n"
            + "Subject: two\r\n\r\nSmuggled\r\n.\r\n"
        try await withServer({ $0.scenario = scenario }, observer: { log.add($0) }) { server in
            let codes = try await server.talk { client in
                try client.openTransaction()
                try client.exchange("DATA")
                try client.send(content)
                return try (0..<5).map { _ in try client.reply().last?.prefix(3) ?? "" }
            }
            #expect(codes == ["250", "250", "250", "354", "250"])
            #expect(
                server.mailboxes.messages(for: "student").map(\.content) == [Array("Subject: one\r\n\r\nHello\n".utf8)])
            #expect(
                server.mailboxes.messages(for: "bob").map(\.content) == [Array("Subject: two\r\n\r\nSmuggled\r\n".utf8)]
            )
        }
        let remarks = log.all.compactMap { if case .remarked(let words) = $0.kind { words } else { nil } }
        #expect(remarks.count == 1 && remarks.first?.contains("smuggling") == true, "\(remarks)")
        // The same bytes at a good server are one message, and it is refused.
        try await withServer { server in
            let verdict = try await server.talk { try $0.sendMessage(String(content.dropLast(2))) }
            #expect(verdict.last?.hasPrefix("550 5.6.0") == true)
            #expect(server.mailboxes.count == 0)
        }
    }

    @Test("split every byte: the replies are whole all the same, each with its CR and LF")
    func splitReplies() async throws {
        let scenario = try ScenarioReader.read("split every byte", file: "split.scenario")
        let bytes = try await withServer({ $0.scenario = scenario }) { server in
            try await server.talk { client in
                try client.send("QUIT\r\n")
                return try client.bytesUntilClosed()
            }
        }
        let whole = try await withServer { server in
            try await server.talk { client in
                try client.send("QUIT\r\n")
                return try client.bytesUntilClosed()
            }
        }
        #expect(bytes == whole && bytes.suffix(2) == [0x0D, 0x0A])
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
