import ArgumentParser
import Glibc
import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore

/// `smtpx explain`: what a reply means, without any connection.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain replies: from the arguments, or from standard input.",
        discussion: """
            smtpx explain '550 5.1.1 <a@b>: User unknown'
            smtpx explain 451
            grep -o '5[0-9][0-9] .*' bounce.txt | smtpx explain --json

            Give one reply a line; lines of one reply (250-a, 250 b) belong together. --answers says which command
            was answered, because a code can mean something else after DATA than after RCPT.
            """)

    @Argument(help: "The reply. Several words are joined with blanks.") var text: [String] = []
    @Option(help: "The command that the reply answers, such as RCPT.") var answers: String?
    @Flag(help: "Print JSON: an array of objects.") var json = false
    @OptionGroup var look: LookOptions

    func run() throws {
        let bytes =
            text.isEmpty
            ? StandardInput.readAll(limit: StandardInput.largestText) : Array(text.joined(separator: " ").utf8)
        let replies = ReplyText.replies(in: bytes)
        guard !replies.isEmpty else {
            StandardError.write("there is no reply to explain. Give one: smtpx explain '550 5.1.1 User unknown'")
            throw SessionCore.ExitCode.noInput.leave
        }
        let stage = answers.map { ReplyStage.command(Verb(ascii: $0.uppercased().utf8)) } ?? .any
        let listings = replies.map { reply in
            ExplanationListing(
                explanation: Explanation(of: reply, answering: stage), reply: reply, paint: look.paint,
                isASCII: look.isASCII)
        }
        if json {
            StandardOutput.write(JSON.array(listings.map(\.json)).text() + "\n")
        } else {
            StandardOutput.write(listings.map { $0.lines.joined(separator: "\n") + "\n" }.joined(separator: "\n"))
        }
        guard replies.contains(where: { $0.code != nil }) else { throw SessionCore.ExitCode.badData.leave }
    }
}

/// Replies in text that people paste: line ends of any kind, blank lines, and `S: ` or `<- ` in front.
enum ReplyText {
    /// The replies in a text, in order. Lines that are no reply are kept, each as a reply without a code.
    static func replies(in text: [UInt8]) -> [Reply] {
        var parser = ReplyParser()
        var replies: [Reply] = []
        func take(_ output: ReplyParser.Output?) {
            switch output {
            case .reply(let reply), .stray(let reply), .limitExceeded(_, let reply): replies.append(reply)
            case nil: break
            }
        }
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let line = trimmed(line)
            guard !line.isEmpty else { continue }
            parser.append(line + [0x0D, 0x0A])
            while let output = parser.next() { take(output) }
        }
        take(parser.finish())
        return replies
    }

    /// The line without blanks around it and without the marks that transcripts put in front of what a server said.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let blanks: Set<UInt8> = [0x20, 0x09]
        var line = line.drop { blanks.contains($0) }
        for mark in ["S: ", "S:", "<- ", "<~ ", "<< ", "< "] where line.starts(with: mark.utf8) {
            line = line.dropFirst(mark.utf8.count).drop { blanks.contains($0) }
            break
        }
        // The blank behind a code that stands alone may matter, so the end is left as it is.
        return Array(line)
    }
}
