import SMTPProtocol
import SMTPReference
import TestSupport
import Testing

@testable import MailTraces

/// Each text in `Samples` has a file of its name in `Golden` with what is found in it, one finding a line, so that a change
/// is read in review.
@Suite("What other programs wrote down")
struct SampleTests {
    static let names = [
        "telnet", "replies", "openssl", "swaks", "curl", "smtplib", "exim-debug", "marked", "postfix", "exim",
        "sendmail",
        "opensmtpd", "exchange", "dsn-gmail", "dsn-two-recipients", "bounce-qmail", "bounce-exim", "bounce-sendmail",
        "bounce-exchange", "bounce-encoded", "mbox", "rfc3464-simple", "rfc3464-several",
    ]

    private static func found(in bytes: [UInt8], pieces: Int) -> (lines: [String], counts: TraceCounts) {
        var reader = TraceReader()
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            reader.read(Array(bytes[start..<min(bytes.count, start + pieces)]))
            lines += reader.take().map(Self.line)
        }
        reader.finish()
        lines += reader.take().map(Self.line)
        let counts = reader.counts
        lines.append("\(counts.lines) lines, \(counts.unrecognised) not recognised")
        return (lines, counts)
    }

    private static func line(_ finding: TraceFinding) -> String {
        func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "-" }
        let reply = finding.reply.map { reply in
            reply.lines.indices.map { text(Array(reply.verbatim(line: $0))) }.joined(separator: " / ")
        }
        return [
            "\(finding.lines.lowerBound)-\(finding.lines.upperBound)", finding.format.rawValue, finding.stage.token,
            finding.enhanced?.description ?? "-", finding.outcome?.rawValue ?? "-", text(finding.recipient),
            text(finding.host), reply ?? "words: \(text(finding.words))",
        ].joined(separator: " | ")
    }

    @Test("each sample is understood as its file says, however it is cut into pieces", arguments: names)
    func samples(name: String) throws {
        let folder = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let path = folder.joined(separator: "/") + "/Samples/\(name).txt"
        let bytes = Array(try #require(TextFile.read(path)).utf8)
        let whole = Self.found(in: bytes, pieces: bytes.count)
        #expect(Golden.difference(of: whole.lines, from: name) == nil)
        for pieces in [1, 7] { #expect(Self.found(in: bytes, pieces: pieces).lines == whole.lines) }
        let withCR = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: [0x0D, 0x0A])
        #expect(Self.found(in: Array(withCR), pieces: 5).lines == whole.lines)
    }

    @Test("no text traps, and each line is counted once")
    func anything() {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "550", " 5.1.1 ", "-", "\r", "\n", "<", ">", "RCPT TO:", "S: ", "<-  ", "postfix/smtp[1]: ",
            "status=bounced (",
            "said: ", "Final-Recipient: ", "rfc822;", "a@b.example", "Content-Type: multipart/report; boundary=x\n\n",
            "--x",
            "--", "=3D", "354 go\n", ".", "#", "'", "(", ")", "\u{0}", "é", "reply: b'", "\\n", "\\x",
            "2026-01-02 03:04:05 ",
            "1rKabc-000123-AB ** ", "From x Mon Jan  1 00:00:00 2026\n", ",", "[1]:25: ", "reject: RCPT from ",
        ]
        for _ in 0..<2_000 {
            var text: [UInt8] = []
            for _ in 0..<Int(generator.next() % 40) {
                text += pieces[Int(generator.next() % UInt64(pieces.count))].utf8
            }
            let whole = Self.found(in: text, pieces: max(1, text.count))
            #expect(Self.found(in: text, pieces: 3).lines == whole.lines)
            #expect(whole.counts.unrecognised >= 0)
        }
    }
}
