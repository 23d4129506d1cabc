import SessionCore
import Testing

@Suite("Secrets are never kept")
struct SecretTests {
    static let secret = "AGFkYQBzM2NyM3Q="

    @Test(
        "LS01: what follows AUTH is hidden everywhere, however the line is written",
        arguments: [
            "AUTH PLAIN \(secret)", "auth plain \(secret)", "   AUTH PLAIN \(secret)", "\tAuth\tPLAIN\t\(secret)",
            "AUTH  LOGIN  \(secret)", "AUTH XUNKNOWN \(secret)", "AUTH \(secret)", "AUTH=PLAIN \(secret)",
            "AUHT PLAIN \(secret)",
            "PLAIN \(secret)", "X-EXPS LOGIN \(secret)", "AUTHENTICATE PLAIN \(secret)", "\u{FEFF}AUTH PLAIN \(secret)",
            "AUTH PLAIN \(secret) trailing", "AUTH OAUTHBEARER \(secret)", "A1 LOGIN user \(secret)",
        ])
    func authLine(line: String) {
        for offers in [["AUTH PLAIN"], []] {
            var play = Play.ready(offers: offers)
            play.type(line)
            #expect(
                !play.everything.contains(Self.secret), "while the user is asked whether it may go out in the clear")
            play.type("yes")
            #expect(play.sent.contains(Self.secret), "it must still be sent")
            play.server("535 5.7.8 no: \(line)␍␊")
            #expect(!play.everything.contains(Self.secret))
            #expect(play.everything.contains("[hidden]"))
        }
    }

    @Test("LS01: also before the greeting, and without a connection")
    func outOfOrder() {
        var play = Play()
        play.type("AUTH PLAIN \(Self.secret)")
        play.connect("mx.example.net")
        play.type("AUTH PLAIN \(Self.secret)")
        #expect(!play.everything.contains(Self.secret))
    }

    @Test("LS01: the answers to 334 are hidden, and * is not")
    func responses() {
        var play = Play.encrypted()
        play.type("AUTH LOGIN")
        play.server("334 VXNlcm5hbWU6␍␊")
        play.type(Self.secret)
        #expect(play.last?.sent?.isSecret == true)
        play.server("334 UGFzc3dvcmQ6␍␊")
        #expect(play.session.prompt.isSecret)
        play.type(":quit \(Self.secret)")
        play.server("535 no␍␊")
        #expect(!play.everything.contains(Self.secret))
        play.type("AUTH LOGIN")
        play.server("334 VXNlcm5hbWU6␍␊")
        play.type("*")
        #expect(play.last?.brief == "C: *")
    }

    @Test("LS01: a response that comes when the login has already failed is hidden, though it goes out as a command")
    func lateResponse() {
        var play = Play.encrypted()
        play.type("AUTH LOGIN")
        #expect(play.type(Self.secret).returnedLine == Self.secret)
        play.server("535 no␍␊")
        play.type(Self.secret)
        play.server("500 unknown \(Self.secret)␍␊")
        #expect(!play.everything.contains(Self.secret))
    }

    @Test(
        "LS01: :raw hides secrets in whole lines, in several lines, and in lines sent in pieces",
        arguments: [
            [#":raw "AUTH PLAIN \#(secret)\r\n""#],
            [#":raw "NOOP\r\nauth plain \#(secret)\r\nNOOP\r\n""#],
            [#":raw "AUTH PL""#, #":raw "AIN \#(secret)\r\n""#],
            [#":raw "\x41UTH PLAIN \#(secret)\r\n""#],
        ])
    func raw(lines: [String]) {
        var play = Play.encrypted()
        for line in lines { play.type(line) }
        #expect(play.sent.contains(Self.secret))
        #expect(!play.everything.contains(Self.secret))
        #expect(play.everything.contains("[hidden]"))
    }

    @Test(
        "LS01: explorer lines with a secret are not kept in the history",
        arguments: [":auth plain \(secret)", ":AUTH LOGIN u \(secret)"])
    func explorerLine(line: String) {
        var play = Play.ready()
        play.type(line)
        #expect(!play.everything.contains(Self.secret))
    }

    @Test("LS01: a secret that the server repeats is hidden in its reply, and the reply is paired as before")
    func echo() {
        var play = Play.encrypted()
        play.type("AUTH PLAIN \(Self.secret)")
        play.server("535-5.7.8 you said \(Self.secret)␍␊535 5.7.8 and \(Self.secret) is wrong␍␊")
        #expect(!play.everything.contains(Self.secret))
        #expect(play.last?.brief == "S: 535 answer AUTH")
        #expect(play.last?.has(.hidden) == true)
    }

    @Test("LS01: a history file that holds a secret is read without it")
    func oldHistoryFile() {
        let history = History(decoding: "EHLO x\nAUTH PLAIN \(Self.secret)\nQUIT\n".utf8)
        #expect(history.lines.map { String(decoding: $0, as: UTF8.self) } == ["EHLO x", "QUIT"])
    }

    @Test(
        "what is no secret stays",
        arguments: [
            "AUTH", "AUTH PLAIN", "AUTH LOGIN", "EHLO login", "HELP AUTH", "MAIL FROM:<a@b> AUTH=<>",
            "VRFY auth now",
        ])
    func harmless(line: String) {
        var play = Play.encrypted()
        play.type(line)
        #expect(play.session.history.lines.last == Array(line.utf8))
        #expect(!play.everything.contains("[hidden]"))
    }
}
