import NIOPosix
import SMTPProtocol
import SMTPTransport

/// One session with one message: greeting, EHLO, STARTTLS, EHLO, MAIL, RCPT, DATA, the content, QUIT.
///
/// A class, for the compiler of Swift 6.3 crashes where it optimizes an async method that consumes a value.
final class Transfer {
    /// The session ended before the message was accepted.
    struct Failure: Error {
        let reason: String
    }

    /// How many bytes may be under way to the system: enough for it to be busy, and little memory.
    private static let window = 1 << 20

    private let message: MessageFile
    private var commands: [String]
    private var machine = ClientMachine()
    private var parser = ReplyParser()
    private var bytesUnderWay = 0

    init(of message: MessageFile, from sender: String, to recipient: String) {
        self.message = message
        let hello = "EHLO bench.lab.example"
        commands = [hello, "STARTTLS", hello, "MAIL FROM:<\(sender)>", "RCPT TO:<\(recipient)>", "DATA", "QUIT"]
        commands.reverse()
    }

    /// Connects, and ends when the server has taken the message and said goodbye.
    func run(to endpoint: Endpoint, trusting authority: [UInt8], at path: String) async throws {
        let (events, source) = AsyncStream.makeStream(of: ConnectionEvent.self)
        let trust = TrustPolicy(anchors: .file(path: path, pem: authority))
        let connection = Transport(group: MultiThreadedEventLoopGroup.singleton).open(
            endpoint, options: ConnectionOptions(tls: TLSOptions(trust: trust))
        ) { event in source.yield(event) }
        for await event in events {
            switch event {
            case .resolving, .resolved, .connecting, .attemptFailed, .securing, .inputClosed: break
            case .connected: machine.connected()
            case .bytes(let bytes, _):
                connection.consumed(bytes.count)
                parser.append(bytes)
                while let output = parser.next() { try answer(output, on: connection) }
            case .secured:
                parser = ReplyParser()
                machine.secured()
                sendCommand(on: connection)
            case .sent(let count, _):
                bytesUnderWay -= count
                try sendContent(on: connection)
            case .tlsFailed(let failure, _): throw Failure(reason: "\(failure.reason)")
            case .failed(let error): throw error
            case .closed(let reason, _):
                guard machine.end == .quit else { throw Failure(reason: "\(reason)") }
                return
            }
        }
    }

    private func answer(_ output: ReplyParser.Output, on connection: Connection) throws {
        let verdict = machine.received(output)
        switch verdict.outcome {
        case .success, .goAhead: break
        case .failure, .none: throw Failure(reason: String(decoding: output.reply.bytes, as: UTF8.self))
        }
        if case .startTLS = verdict.attribution { return }
        if machine.state == .content {
            try sendContent(on: connection)
        } else if commands.isEmpty {
            connection.close()
        } else {
            sendCommand(on: connection)
        }
    }

    private func sendCommand(on connection: Connection) {
        guard let command = commands.popLast() else { return }
        // The greeting is the first reply, and that to EHLO the second.
        if command == "STARTTLS" { connection.expectUpgrade(atReply: 3) }
        send(machine.willSend(Array(command.utf8)).bytes, on: connection)
    }

    /// As much of the message as may be under way, and the end of data behind the last of it.
    private func sendContent(on connection: Connection) throws {
        while machine.state == .content, bytesUnderWay < Self.window {
            let piece = try message.piece()
            send(piece.isEmpty ? machine.willEndContent().bytes : machine.willSendContent(piece), on: connection)
        }
    }

    private func send(_ bytes: [UInt8], on connection: Connection) {
        bytesUnderWay += bytes.count
        connection.send(bytes)
    }
}
