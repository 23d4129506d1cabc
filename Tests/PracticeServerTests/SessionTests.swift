import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

@Suite("The practice server on a socket")
struct SessionTests {
    @Test("A message is in the mailbox after its 250")
    func wholeSession() async throws {
        try await withServer { server in
            let verdict = try await server.talk { try $0.sendMessage("Subject: dots\r\n\r\n..one\r\n") }
            #expect(verdict == ["250 2.0.0 Accepted: 23 octets for 1 recipient"])
            let message = try #require(server.mailboxes.messages(for: "student").first)
            #expect(message.content == Array("Subject: dots\r\n\r\n.one\r\n".utf8))
            #expect(message.peer == "127.0.0.1")
            #expect(server.counters.messages == 1)
            #expect(server.counters.connections == 1)
        }
    }

    @Test("The observer sees every line, reply and message in order")
    func observed() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            _ = try await server.talk { try $0.sendMessage() }
        }
        let events = log.all
        #expect(events.first?.kind == .opened(peer: "127.0.0.1"))
        #expect(events.last?.kind == .closed)
        #expect(events.allSatisfy { $0.connection == 1 })
        let lines = events.compactMap { event -> String? in
            if case .line(let line) = event.kind { String(decoding: line, as: UTF8.self) } else { nil }
        }
        #expect(
            lines == [
                "EHLO lab.example", "MAIL FROM:<a@lab.example>", "RCPT TO:<student@practice.test>", "DATA", "QUIT",
            ])
        let codes = events.compactMap { event -> Int? in
            if case .reply(let reply) = event.kind { reply.code.value } else { nil }
        }
        #expect(codes == [220, 250, 250, 250, 354, 250, 221])
        #expect(events.contains { if case .stored(let message) = $0.kind { message.number == 1 } else { false } })
    }

    @Test("A line of content that ends in LF alone is told at once, and once, while the client waits")
    func bareLineFeed() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            let verdict = try await server.talk { client in
                try client.openTransaction()
                try client.exchange("DATA")
                try client.send("one\n.\n")
                // Nothing is answered: a lone dot between LF and LF ends nothing.
                let isTold = { log.all.contains { if case .remarked = $0.kind { true } else { false } } }
                for _ in 0..<500 where !isTold() { #expect(!client.hearsSomething(within: 20)) }
                try client.send("two\n\r\n.\r\n")
                return try client.reply()
            }
            #expect(verdict.first?.hasPrefix("5") == true)
        }
        let remarks = log.all.compactMap { if case .remarked(let words) = $0.kind { words } else { nil } }
        #expect(remarks.count == 1 && remarks.first?.contains("LF without CR") == true)
    }

    @Test("421 on demand closes after the reply, drop without one")
    func closingOnDemand() async throws {
        try await withServer { server in
            let closing = try await server.talk { client in
                try client.openTransaction()
                try client.send("RCPT TO:<421-4.3.2-going-down@practice.test>\r\n")
                return try client.linesUntilClosed()
            }
            #expect(closing == ["421 4.3.2 going down"])
            let dropped = try await server.talk { client in
                try client.openTransaction()
                try client.send("RCPT TO:<drop@practice.test>\r\n")
                return try client.linesUntilClosed()
            }
            #expect(dropped == [])
        }
    }

    @Test("A delayed reply comes after its time, with the ones behind it in order")
    func slow() async throws {
        try await withServer { server in
            let (replies, time) = try await server.talk { client in
                try client.openTransaction()
                let clock = ContinuousClock()
                let began = clock.now
                try client.send("RCPT TO:<slow-1s-450-4.2.1-later@practice.test>\r\nNOOP\r\n")
                let replies = try [client.reply(), client.reply()]
                return (replies, clock.now - began)
            }
            #expect(replies == [["450 4.2.1 later"], ["250 2.0.0 Nothing done, as you asked"]])
            #expect(time >= .milliseconds(990))
        }
    }

    @Test("A client that says all it has and closes its side still gets every reply")
    func halfClose() async throws {
        try await withServer { server in
            let lines = try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO x")
                try client.send("MAIL FROM:<>\r\nRCPT TO:<slow-1s@practice.test>\r\nNOOP\r\n")
                client.finishSending()
                return try client.linesUntilClosed()
            }
            #expect(lines.map { String($0.prefix(9)) } == ["250 2.1.0", "250 2.1.5", "250 2.0.0"])
        }
    }

    @Test(
        "PS03: on a socket too, only CRLF.CRLF ends the content",
        arguments: [
            "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r\n\0.\r\n", "\r\n.\0\r\n", "\r\n.\r\r\n",
        ])
    func endOfData(candidate: String) async throws {
        try await withServer { server in
            let lines = try await server.talk { client in
                try client.openTransaction()
                try client.exchange("DATA")
                try client.send("one" + candidate + "MAIL FROM:<evil@lab.example>\r\n")
                try client.send("\r\n.\r\nQUIT\r\n")
                return try client.linesUntilClosed()
            }
            #expect(lines.count == 2)
            #expect(lines.first?.hasPrefix(candidate.utf8.contains(0) ? "250 2.0.0" : "550 5.6.0") == true, "\(lines)")
            #expect(lines.last == "221 2.0.0 Goodbye")
        }
    }

    @Test("PS04: content and its end in single bytes give the same verdict as in one piece")
    func dripped() async throws {
        try await withServer { server in
            let verdict = try await server.talk { client in
                try client.openTransaction()
                try client.exchange("DATA")
                for byte in Array("..one\r\n.\r\n".utf8) { try client.send([byte]) }
                return try client.reply()
            }
            #expect(verdict == ["250 2.0.0 Accepted: 6 octets for 1 recipient"])
        }
    }

    @Test(
        "PS05: BDAT that is no number is refused on a socket, and the session goes on",
        arguments: ["-1", "99999999999999999999", "1 FIRST"])
    func chunks(argument: String) async throws {
        try await withServer { server in
            let replies = try await server.talk { client in
                try client.openTransaction()
                return try [client.exchange("BDAT " + argument), client.exchange("DATA")]
            }
            #expect(replies[0].first?.hasPrefix("50") == true, "\(replies)")
            #expect(replies[1].first?.hasPrefix("354") == true, "\(replies)")
        }
    }

    @Test("a message by BDAT is kept byte for byte, and DATA cannot go on with one")
    func chunkedMessage() async throws {
        try await withServer { server in
            let replies = try await server.talk { client in
                try client.openTransaction()
                var replies: [[String]] = []
                try client.send("BDAT 4\r\n.\r\n")
                try client.send([0x00])
                replies.append(try client.reply())
                replies.append(try client.exchange("DATA"))
                try client.send("BDAT 2 LAST\r\n\r.")
                replies.append(try client.reply())
                return replies
            }
            #expect(replies[0] == ["250 2.0.0 4 octets received"])
            #expect(replies[1].first?.hasPrefix("503 5.5.1 BDAT has begun this message") == true)
            #expect(replies[2] == ["250 2.0.0 Accepted: 6 octets for 1 recipient"])
        }
    }

    @Test("PS12: who speaks before the greeting is closed or refused, as configured")
    func talkingFirst() async throws {
        let closed = try await withServer({
            $0.earlyTalk = .close; $0.greetingPause = .seconds(3_600)
        }) { server in
            try await server.talk { client in
                try client.send("EHLO x\r\n")
                return try client.linesUntilClosed()
            }
        }
        #expect(closed.count == 1)
        #expect(closed.first?.hasPrefix("554 5.5.1 You spoke before the greeting") == true)

        let refused = try await withServer({
            $0.earlyTalk = .refuse; $0.greetingPause = .seconds(2)
        }) { server in
            try await server.talk { client in
                try client.send("EHLO x\r\n")
                return try [client.reply(), client.reply(), client.exchange("EHLO x")]
            }
        }
        #expect(refused.compactMap { $0.first.map { String($0.prefix(3)) } } == ["220", "503", "250"])
    }

    @Test("PS13: an address with an escape sequence is refused and shown escaped")
    func escapes() async throws {
        try await withServer { server in
            let reply = try await server.talk { client in
                try client.openTransaction()
                return try client.exchange("RCPT TO:<a\u{1B}[2J@practice.test>")
            }
            #expect(reply == ["501 5.1.3 Control character in the address: RCPT TO:<a\\x1B[2J@practice.test>"])
        }
    }

    static let guests: [[UInt8]] = [
        Array("GET / HTTP/1.1\r\nHost: mail\r\n\r\n".utf8), [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC],
        [0xFF, 0x00, 0x9B, 0x0D, 0x0A],
    ]

    @Test("PS16: a browser, a TLS client and random bytes are told what this is, and closed", arguments: guests)
    func foreignProtocols(bytes: [UInt8]) async throws {
        try await withServer { server in
            let lines = try await server.talk { client in
                try client.send(bytes)
                return try client.linesUntilClosed()
            }
            #expect(lines.map { String($0.prefix(9)) } == ["220 mail.", "554 5.5.1"])
        }
    }

    @Test("PS17: 100,000 nested comments are refused")
    func nestedComments() async throws {
        try await withServer({ $0.limits.commandLine = 1 << 20 }) { server in
            let reply = try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO x")
                let comments = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
                return try client.exchange("MAIL FROM:<a\(comments)@b.example>")
            }
            #expect(reply.first?.hasPrefix("501 5.1.7") == true)
        }
    }
}
