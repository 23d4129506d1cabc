import Glibc
import SMTPTransport

/// Sends one message through STARTTLS and DATA, for `Tests/Bench/run`, which takes the time from outside as it does for
/// the peers. Prints nothing when the server accepts the message.
@main
struct TransferBench {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 5 else { give(up: "usage: transfer-bench TARGET CA-FILE MESSAGE SENDER RECIPIENT") }
        let words = Array(arguments)
        do {
            let message = try MessageFile(words[2])
            let transfer = Transfer(of: message, from: words[3], to: words[4])
            try await transfer.run(
                to: Endpoint(parsing: words[0]), trusting: try MessageFile(words[1]).rest(), at: words[1])
        } catch {
            give(up: "\(error)")
        }
    }

    private static func give(up reason: String) -> Never {
        let line = Array("transfer-bench: \(reason)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(1)
    }
}
