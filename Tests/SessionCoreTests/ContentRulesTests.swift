import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("What is checked before and after content is sent")
struct ContentRulesTests {
    @Test("a file above the server's SIZE is refused with what would happen, and goes out with --anyway")
    func size() {
        var play = Play.withRecipient(.unattended, offers: ["SIZE 1000"])
        play.type(":message m.eml")
        play.open(size: 1_001)
        #expect(!play.sent.contains("DATA") && !play.isContentOpen)
        #expect(
            play.said.last
                == "m.eml has 1,001 bytes, and the server takes at most 1,000 (SIZE, RFC 1870): it would answer 552. Nothing "
                + "was sent. --anyway sends it all the same.")
        #expect(play.session.exitCode == .badData)
        play.type(":message m.eml --anyway")
        play.open(size: 1_001)
        #expect(play.sent.hasSuffix("DATA␍␊"))
    }

    @Test(
        "a file of exactly SIZE, and any file where SIZE is no limit, goes out",
        arguments: ["SIZE 1000", "SIZE 0", "SIZE", "HELP"])
    func sizeFits(offer: String) {
        var play = Play.withRecipient(offers: [offer])
        play.type(":message m.eml")
        play.open(size: 1_000)
        #expect(play.sent.hasSuffix("DATA␍␊"))
    }

    @Test("more than MAIL declared is a warning")
    func declared() {
        var play = Play.withRecipient(offers: ["SIZE 1000"], mail: "SIZE=10")
        play.type(":message m.eml")
        play.open(size: 11)
        #expect(play.said.last == "MAIL declared SIZE=10, and m.eml has 11 bytes: the server may refuse it.")
        #expect(play.sent.hasSuffix("DATA␍␊"))
    }

    @Test(
        "eight-bit content without BODY is told of",
        arguments: [
            (["8BITMIME"], "", "It holds bytes above 127, and MAIL did not say BODY=8BITMIME (RFC 6152)."),
            (["8BITMIME"], "BODY=8BITMIME", nil),
            (
                ["HELP"], "",
                "It holds bytes above 127, and the server does not offer 8BITMIME: they may be changed or refused."
            ),
        ] as [([String], String, String?)])
    func eightBit(offers: [String], mail: String, remark: String?) {
        var play = Play.withRecipient(offers: offers, mail: mail)
        play.message("caf\u{e9}␍␊".wire)
        #expect(play.contentRemarks == [remark].compactMap(\.self))
    }

    @Test("NUL and long lines are told of")
    func binary() {
        var play = Play.withRecipient()
        play.message([0x00] + [UInt8](repeating: 0x61, count: 1_234) + "␍␊".wire)
        #expect(
            play.contentRemarks == [
                "It holds NUL bytes, which DATA cannot carry; BDAT with BODY=BINARYMIME can.",
                "Its longest line has 1,235 bytes; RFC 5321 4.5.3.1.6 allows 998.",
            ])
    }

    @Test(
        "content at the wrong moment is refused, and says what comes first",
        arguments: [
            ([], "MAIL and RCPT come first."), (["MAIL FROM:<a@b.example>"], "An accepted RCPT comes first."),
        ])
    func moment(lines: [String], advice: String) {
        var play = Play.ready(offers: ["CHUNKING"])
        for line in lines {
            play.type(line)
            play.server("250 Ok␍␊")
        }
        play.type(":message m.eml")
        #expect(play.said.last?.contains(advice) == true, "\(play.said.last ?? "")")
        #expect(play.contentNumber == nil)
    }

    @Test(
        "when every recipient was refused, the run fails as the refusals do",
        arguments: [("450", ExitCode.temporaryFailure), ("550", .failure)])
    func noRecipient(code: String, exit: ExitCode) {
        var play = Play.ready(.unattended)
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 Ok␍␊")
        play.type("RCPT TO:<c@d.example>")
        play.server("\(code) No␍␊")
        play.type(":message m.eml")
        play.type("QUIT")
        play.server("221 Bye␍␊")
        #expect(play.session.exitCode == exit)
    }

    @Test(
        "a reply that is not in yet may change everything, so the line comes back",
        arguments: [":message m", ":compose"])
    func tooEarly(line: String) {
        var play = Play.withRecipient()
        play.type("RCPT TO:<e@f.example>")
        #expect(play.type(line).returnedLine == line)
        #expect(play.said.last == "The line was not sent: the reply to RCPT is not in yet. Wait for it.")
        #expect(play.contentNumber == nil)
    }

    @Test("without a connection nothing is opened")
    func notConnected() {
        var play = Play(.unattended)
        play.type(":message m.eml")
        #expect(play.contentNumber == nil)
        #expect(play.session.exitCode == .unavailable)
    }

    @Test("standard input is no message where the lines of the session come from it")
    func standardInput() {
        var play = Play.withRecipient(.unattended)
        play.type(":message -")
        #expect(play.contentNumber == nil)
        #expect(play.said.last?.hasPrefix("Standard input is where the lines of this session come from") == true)
        play.session.mayReadStandardInput = true
        play.type(":message -")
        #expect(play.contentNumber != nil)
    }

    @Test("BODY=BINARYMIME needs BDAT, and BDAT needs CHUNKING")
    func extensions() {
        var play = Play.withRecipient(offers: ["CHUNKING", "BINARYMIME"], mail: "BODY=BINARYMIME")
        play.type(":message m.eml")
        #expect(play.said.last?.contains("which only BDAT can carry") == true)
        #expect(play.contentNumber == nil)
        var other = Play.withRecipient()
        other.type(":bdat m.eml")
        #expect(other.said.last?.contains("does not offer CHUNKING") == true)
        other.type(":bdat m.eml --anyway")
        #expect(other.contentNumber != nil)
    }

    @Test("typed content is counted while it is typed, and stuffing is announced")
    func typedContent() {
        var play = Play.content()
        #expect(play.session.hint(for: []).summary == "a dot alone on a line ends it")
        play.type("Subject: x")
        play.type("")
        #expect(play.session.hint(for: []).summary == "2 lines, 14 bytes; a dot alone on a line ends it")
        #expect(
            play.session.hint(for: ".x".wire).summary
                == "2 lines, 14 bytes; this line begins with a dot and gets a second one")
        #expect(play.session.hint(for: ".".wire).summary == "2 lines, 14 bytes; this dot alone ends the message")
    }

    @Test(
        "the words behind :message and :bdat",
        arguments: [
            (":message a.eml", .message(.file("a.eml"))), (":message \"a b\"", .message(.file("a b"))),
            (":message -", .message(.standardInput)), (":message \"-\"", .message(.file("-"))),
            (":message a --anyway", .message(.file("a"), isAnyway: true)),
            (":bdat a", .bdat(.file("a"), chunkSize: nil)), (":bdat a 64k", .bdat(.file("a"), chunkSize: 65_536)),
            (":bdat a 1M --anyway", .bdat(.file("a"), chunkSize: 1_048_576, isAnyway: true)), (":compose", .compose),
        ] as [(String, ExplorerCommand)])
    func words(line: String, command: ExplorerCommand) throws {
        #expect(try ExplorerCommand(parsing: line.wire) == command)
    }

    @Test(
        "wrong words are refused",
        arguments: [
            ":message", ":message a b", ":message --fast", ":bdat", ":bdat a 0", ":bdat a -1", ":bdat a 99999999999",
            ":bdat a 2048M", ":bdat a 1 2", ":compose x", ":message \"a\\0\"",
        ])
    func wrongWords(line: String) {
        #expect(throws: LanguageError.self) { try ExplorerCommand(parsing: line.wire) }
    }
}
