import SMTPProtocol
import TestSupport
import Testing

@Suite("A client machine and a server machine, wired back to back")
struct BackToBackTests {
    /// What a whole session came to, seen from both ends.
    struct Outcome: Equatable {
        var replies: [String] = []
        var answered: [String] = []
        var outcomes: [ReplyVerdict.Outcome] = []
        var messages: [[UInt8]] = []
        var recipients: [[MailPath]] = []
        var clientState = ClientState.disconnected
        var serverState = ServerState.awaitingGreeting
        var oddities: [String] = []
    }

    /// The bytes of one direction on their way.
    struct Wire {
        private var bytes: [UInt8] = []
        private var position = 0

        var isEmpty: Bool { position == bytes.count }

        mutating func put(_ more: [UInt8]) { bytes += more }

        mutating func take(_ count: Int) -> [UInt8] {
            let end = position + min(bytes.count - position, max(1, count))
            defer { position = end }
            return Array(bytes[position..<end])
        }
    }

    /// What the client's user types. Lines are typed one by one, each when the last reply is in.
    static let script = [
        "RCPT TO:<early@practice.test>", "EHLO lab.example", "VRFY one", "EXPN class", "HELP", "BDAT -1", "XYZZY",
        "MAIL FROM:<a@lab.example> SIZE=100 BODY=8BITMIME", "MAIL FROM:<again@lab.example>",
        "RCPT TO:<nobody@practice.test>", "DATA", "RCPT TO:<b@practice.test>", "RCPT TO:<\"c d\"@practice.test>",
        "DATA", "Subject: dots", "", ".one", "..two", "", "RSET", "three", ".",
        "MAIL FROM:<>", "RCPT TO:<slow@practice.test>", "RSET", "MAIL FROM:<>", "RCPT TO:<postmaster>", "DATA", ".",
        "NOOP", "QUIT",
    ]

    /// Runs the session; `size` says how many bytes the wire delivers next.
    static func run(_ script: [String], size: () -> Int) -> Outcome {
        var outcome = Outcome()
        var client = ClientMachine()
        var server = ServerSide(earlyTalk: .close, greeted: false)
        var parser = ReplyParser()
        var toServer = Wire()
        var toClient = Wire()
        var lines = script[...]
        client.connected()
        server.note(server.machine.connected())
        var seen = 0

        func flushReplies() {
            for line in server.allReplies[seen...] { toClient.put(Array(line.utf8) + [0x0D, 0x0A]) }
            seen = server.allReplies.count
        }
        flushReplies()
        while true {
            if !toClient.isEmpty {
                parser.append(toClient.take(size()))
                while let output = parser.next() {
                    let verdict = client.received(output)
                    outcome.answered.append(verdict.answered?.verb?.name ?? "-")
                    outcome.outcomes.append(verdict.outcome)
                    if !output.reply.anomalies.isEmpty { outcome.oddities.append("\(output.reply.anomalies)") }
                }
            } else if !toServer.isEmpty {
                server.send(toServer.take(size()))
                while server.machine.isWaiting { server.note(server.machine.resumed()) }
                flushReplies()
            } else if client.pendingCount == 0, let line = lines.popFirst() {
                toServer.put(client.willSend(Array(line.utf8)).bytes)
            } else {
                break
            }
        }
        if server.ending != nil { client.closed() }
        outcome.replies = server.allReplies
        outcome.messages = server.messages.map(\.content)
        outcome.recipients = server.messages.map(\.envelope.recipients)
        outcome.clientState = client.state
        outcome.serverState = server.machine.state
        if !lines.isEmpty { outcome.oddities.append("not typed: \(lines)") }
        return outcome
    }

    @Test("A whole session comes through in single bytes as in one piece")
    func singleBytes() {
        let whole = Self.run(Self.script) { .max }
        #expect(Self.run(Self.script) { 1 } == whole)
        #expect(whole.oddities.isEmpty)
        #expect(whole.clientState == .closed)
        #expect(whole.serverState == .closed)
        #expect(
            whole.messages == [Array("Subject: dots\r\n\r\n.one\r\n..two\r\n\r\nRSET\r\nthree\r\n".utf8), []])
        #expect(whole.recipients.map(\.count) == [2, 1])
        // The greeting, then one reply for each line that is no content, and 354 and the verdict for each message.
        #expect(whole.outcomes.count { $0 == .goAhead } == 2)
        #expect(!whole.answered.contains("-") || whole.answered.count { $0 == "-" } == 3)
        #expect(whole.outcomes.allSatisfy { $0 != .none })
    }

    @Test("The same session comes through in pieces of any size", arguments: 0..<100)
    func randomPieces(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = Self.run(Self.script) { Int.random(in: 1...40, using: &random) }
        #expect(pieces == Self.run(Self.script) { .max })
    }

    @Test("Both machines agree on the state after every line")
    func statesAgree() {
        for count in 1...Self.script.count {
            let outcome = Self.run(Array(Self.script[..<count])) { .max }
            let expected: ClientState? =
                switch outcome.serverState {
                case .greeted: .greeted
                case .ready: .ready
                case .mailOpen: .mailOpen
                case .recipients(let count): .recipients(count)
                case .content: .content
                case .closed: .closed
                case .awaitingGreeting, .securing, .authenticating, .chunk: nil
                }
            #expect(outcome.clientState == expected, "after \(Self.script[count - 1])")
        }
    }
}
