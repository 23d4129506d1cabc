import TestSupport
import Testing

@testable import PracticeServer

@Suite("Clients of the practice server that leave in the middle")
struct LeavingTests {
    /// How a client leaves.
    enum Leaving: CaseIterable {
        case close
        case reset
        /// It says that nothing more will come, and reads on.
        case finish
    }

    /// What is sent in one piece, and how many replies there are to it.
    struct Step: Sendable {
        let bytes: [UInt8]
        let replies: Int

        init(_ text: String, replies: Int) {
            bytes = Array(text.utf8)
            self.replies = replies
        }
    }

    /// A whole session.
    struct Talk: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]

        var length: Int { steps.map(\.bytes.count).reduce(0, +) }
        /// Behind these bytes the message is the server's: all but QUIT have been sent.
        var messageEnd: Int { length - "QUIT\r\n".utf8.count }
    }

    static let talks = [
        Talk(
            testDescription: "DATA",
            steps: [
                Step("EHLO x\r\n", replies: 1),
                Step("MAIL FROM:<>\r\nRCPT TO:<student@practice.test>\r\nDATA\r\n", replies: 3),
                Step("Subject: a\r\n\r\n..b\r\n.\r\n", replies: 1), Step("QUIT\r\n", replies: 1),
            ]),
        Talk(
            testDescription: "BDAT",
            steps: [
                Step("EHLO x\r\n", replies: 1),
                Step(
                    "MAIL FROM:<>\r\nRCPT TO:<student@practice.test>\r\nBDAT 12\r\nSubject: a\r\nBDAT 5 LAST\r\n\r\nb\r\n",
                    replies: 4), Step("QUIT\r\n", replies: 1),
            ]),
        Talk(
            testDescription: "AUTH",
            steps: [
                Step("EHLO x\r\n", replies: 1), Step("AUTH LOGIN\r\n", replies: 1),
                Step("c3R1ZGVudA==\r\n", replies: 1),
                Step("c2VjcmV0\r\n", replies: 1),
                Step("MAIL FROM:<>\r\nRCPT TO:<student@practice.test>\r\nBDAT 1 LAST\r\nx", replies: 3),
                Step("QUIT\r\n", replies: 1),
            ]),
    ]

    @Test("A session that breaks off at any of its bytes leaves nothing behind", arguments: talks, Leaving.allCases)
    func everyByte(talk: Talk, leaving: Leaving) async throws {
        try await withServer({ $0.storage.underWay = 1_000 }) { server in
            let port = server.port
            try await SocketClient.run {
                for cut in 0...talk.length {
                    let client = try SocketClient(port: port)
                    _ = try client.reply()
                    var left = cut
                    for step in talk.steps where left > 0 {
                        try client.send(Array(step.bytes.prefix(left)))
                        if left >= step.bytes.count { for _ in 0..<step.replies { _ = try client.reply() } }
                        left -= step.bytes.count
                    }
                    switch leaving {
                    case .close: client.close()
                    case .reset: client.reset()
                    case .finish:
                        client.finishSending()
                        _ = try client.linesUntilClosed()
                    }
                }
            }
            await server.whenAlone()
            #expect(server.connectionCount == 0)
            #expect(server.mailboxes.underWayByteCount == 0)
            #expect(server.mailboxes.count == talk.length - talk.messageEnd + 1)
            #expect(server.counters.connections == talk.length + 1)
            #expect(server.counters.timeouts == 0)
            #expect(try await server.talk { try $0.sendMessage() }.first?.hasPrefix("250") == true)
        }
    }

    @Test("A flood of messages never fills more than the room that mailboxes have")
    func mailboxRoom() async throws {
        let room = MailboxLimits(messages: 20, bytes: 5_000, underWay: 10_000)
        let content = "Subject: flood\r\n\r\n" + String(repeating: "0123456789\r\n", count: 30)
        try await withServer({ $0.storage = room }) { server in
            let kept = try await withThrowingTaskGroup(of: [Bool].self) { group in
                for _ in 1...3 {
                    group.addTask {
                        try await server.talk { client in
                            _ = try client.reply()
                            try client.exchange("EHLO x")
                            return try (1...100).map { _ in
                                try client.exchange("MAIL FROM:<>")
                                try client.exchange("RCPT TO:<student@practice.test>")
                                try client.exchange("DATA")
                                try client.send(content + ".\r\n")
                                try #require(client.reply().first?.hasPrefix("250") == true)
                                return server.mailboxes.count <= room.messages
                                    && server.mailboxes.byteCount <= room.bytes
                            }
                        }
                    }
                }
                return try await group.reduce([], +)
            }
            #expect(kept == [Bool](repeating: true, count: 300))
            #expect(server.mailboxes.count == room.bytes / content.utf8.count)
            #expect(server.mailboxes.droppedCount == 300 - server.mailboxes.count)
            #expect(server.mailboxes.underWayByteCount == 0)
        }
    }
}
