import PracticeServer
import SMTPProtocol
import SMTPReference
import TestSupport
import Testing

@testable import SessionCore

/// The explorer's own guess at a server's software, made of what the practice server says in that software's place.
@Suite("The explorer takes a likeness for what it imitates")
struct LikenessRecognitionTests {
    /// What the table of software calls it.
    static func name(of software: ImitatedSoftware) -> [String] {
        // qmail says the same as its successors, apart from what HELP says.
        software == .qmail ? ["qmail", "qmail family"] : [software.title]
    }

    @Test("A session with one message is enough to tell which software it is", arguments: ImitatedSoftware.allCases)
    func recognised(software: ImitatedSoftware) async throws {
        let candidates = try await Self.candidates(software)
        let best = try #require(candidates.first)
        #expect(Self.name(of: software).contains(best.software), "\(candidates)")
        #expect(best.reasons.contains { $0.isSure })
    }

    @Test("Without a likeness it is known as the practice server")
    func own() async throws {
        #expect(try await Self.candidates(nil).first?.software == "SMTP Explorer's practice server")
    }

    private static func candidates(_ software: ImitatedSoftware?) async throws -> [SoftwareGuess.Candidate] {
        var options = PracticeServerOptions()
        options.likeness = software.map(Likeness.of)
        let server = try await PracticeServer.start(options: options)
        let port = server.port
        let lines = try await SocketClient.run {
            let client = try SocketClient(port: port)
            defer { client.close() }
            var lines = try client.reply().map { (place: SoftwareEntry.Place.greeting, line: Array($0.utf8)) }
            lines += try client.exchange("EHLO lab.example").map { (place: .hello, line: Array($0.utf8)) }
            for line in [
                "HELP", "MAIL FROM:<a@lab.example>", "RCPT TO:<b@elsewhere.example>", "RCPT TO:<student@practice.test>",
                "DATA", "Subject: x\r\n\r\nx\r\n.", "QUIT",
            ] {
                lines += try client.exchange(line).map { (place: .reply, line: Array($0.utf8)) }
            }
            return lines
        }
        await server.stop()
        return SoftwareGuess(lines, tables: .shared).candidates
    }
}
