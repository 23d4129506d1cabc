import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("AUTH on a connection without encryption")
struct ClearTextTests {
    static let lines = [
        "AUTH PLAIN AHN0dWRlbnQAc2VjcmV0LXB3", "AUTH LOGIN", "auth plain AHN0dWRlbnQAc2VjcmV0LXB3",
        "AUHT PLAIN AHN0dWRlbnQAc2VjcmV0LXB3", #":raw "AUTH LOGIN\r\n""#,
        #":raw "NOOP\r\nAUTH PLAIN AHN0dWRlbnQAc2VjcmV0LXB3\r\n""#,
    ]

    @Test("CT21: the user is asked before it goes out, and only a yes sends it", arguments: lines)
    func asked(line: String) {
        for (answer, isSent) in [
            ("yes", true), ("Y", true), ("no", false), ("", false), ("c2VjcmV0", false), ("^C", false),
        ] {
            var play = Play.ready(offers: ["STARTTLS", "AUTH PLAIN LOGIN"])
            #expect(play.type(line).sentText.isEmpty)
            let prompt = play.session.prompt
            #expect(prompt.kind == .question)
            #expect(prompt.text.hasPrefix("The connection is not encrypted: "))
            #expect(prompt.text.hasSuffix("Send it all the same? yes/no> "))
            #expect(!play.everything.contains("AHN0dWRlbnQAc2VjcmV0LXB3"))
            let actions = answer == "^C" ? play.handle(.interrupt) : play.type(answer)
            #expect(actions.sentText.uppercased().contains("LOGIN") || actions.sentText.contains("AHN0") == isSent)
            #expect(actions.sentText.isEmpty != isSent)
            #expect(!play.everything.contains("AHN0dWRlbnQAc2VjcmV0LXB3"))
            if !isSent { #expect(play.said.last?.contains(":starttls") == true) }
        }
    }

    @Test("CT21: a yes holds for this connection, and not for the next")
    func once() {
        var play = Play.ready(offers: ["AUTH PLAIN"])
        play.type("AUTH PLAIN")
        play.type("yes")
        play.server("535 no␍␊")
        #expect(play.type("AUTH PLAIN").sentText == "AUTH PLAIN␍␊")
        play.connect("mx.example.net")
        play.server("220 x␍␊")
        #expect(play.type("AUTH PLAIN").sentText.isEmpty)
        #expect(play.session.prompt.kind == .question)
    }

    @Test(
        "CT21: :auth asks too, before it asks for the password",
        arguments: [
            ("PLAIN", "read the password"), ("SCRAM-SHA-256", "try passwords"), ("XOAUTH2", "access token"),
            ("ANONYMOUS", "read along"),
        ])
    func explorerLogin(mechanism: String, danger: String) {
        var play = Play.ready(offers: ["AUTH PLAIN SCRAM-SHA-256 XOAUTH2 ANONYMOUS"])
        play.type(":auth \(mechanism) student")
        #expect(play.session.prompt.text.contains(danger))
        play.type("yes")
        if mechanism != "ANONYMOUS" {
            #expect(play.session.prompt.isSecret)
            play.type("secret-pw")
        }
        #expect(play.sent.contains("AUTH \(mechanism) "))
    }

    @Test(
        "CT21: where nobody can be asked it is refused with 77, and what seems to answer it is not sent either",
        arguments: lines + [":auth PLAIN student env:PW"])
    func refused(line: String) {
        var play = Play.ready(.unattended, offers: ["AUTH PLAIN LOGIN"])
        #expect(play.type(line).sentText.isEmpty)
        #expect(play.said.last?.contains(":set allow-plaintext-auth yes") == true)
        #expect(play.session.exitCode == .notPermitted)
        #expect(play.type("c2VjcmV0LXB3").sentText.isEmpty)
        #expect(!play.everything.contains("c2VjcmV0LXB3"))
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
    }

    @Test("CT21: the setting sends it unasked")
    func setting() {
        for attendance in [Session.Attendance.interactive, .unattended] {
            var play = Play.ready(attendance, offers: ["AUTH PLAIN"])
            play.type(":set allow-plaintext-auth yes")
            #expect(play.type("AUTH PLAIN").sentText == "AUTH PLAIN␍␊")
        }
    }

    @Test(
        "CT21: what is no login is not asked about",
        arguments: ["AUTH", "HELP AUTH", "MAIL FROM:<a@b.example> AUTH=<>", #":raw "NOOP\r\n""#])
    func harmless(line: String) {
        var play = Play.ready(offers: ["AUTH PLAIN"])
        #expect(!play.type(line).sentText.isEmpty)
    }

    @Test("CT21: on a Unix socket there is no way on which somebody could read along")
    func socket() {
        var play = Play()
        play.connect("unix:/run/mail.sock", remote: "unix:/run/mail.sock")
        play.server("220 x␍␊")
        #expect(play.type("AUTH PLAIN").sentText == "AUTH PLAIN␍␊")
    }

    @Test("CT21: under TLS nothing is asked")
    func encrypted() {
        var play = Play.encrypted()
        #expect(play.type("AUTH PLAIN").sentText == "AUTH PLAIN␍␊")
    }

    @Test("CT21: in message content AUTH is a word like any other")
    func content() {
        var play = Play.content()
        #expect(play.type("AUTH PLAIN AHN0dWRlbnQAc2VjcmV0LXB3").sentText.hasPrefix("AUTH PLAIN"))
    }
}
