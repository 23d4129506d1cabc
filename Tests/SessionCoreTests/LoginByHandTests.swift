import SASL
import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("AUTH typed by hand")
struct LoginByHandTests {
    static func base64(_ text: String) -> String { String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) }

    @Test("AUTH LOGIN: each step is decoded, the user name shown and the password hidden")
    func login() {
        var play = Play.encrypted()
        play.type("AUTH LOGIN")
        play.server("334 VXNlcm5hbWU6␍␊")
        #expect(
            play.lastReplyEntry?.remarks.contains { $0.kind == .decoded && $0.text == "decoded: Username:" } == true)
        #expect(play.session.prompt == Prompt(text: "AUTH LOGIN, user name in base64> ", kind: .question))
        play.type("c3R1ZGVudA==")
        #expect(play.last?.brief == "C: c3R1ZGVudA==")
        #expect(play.last?.remarks.first?.text == "decoded: user student")
        play.server("334 UGFzc3dvcmQ6␍␊")
        #expect(play.session.prompt == Prompt(text: "AUTH LOGIN (hidden)> ", kind: .secret))
        play.type("c2VjcmV0LXB3")
        #expect(play.last?.brief == "C: [hidden]")
        #expect(play.last?.remarks.first?.text == "decoded: password [hidden]")
        play.server("235 ok␍␊")
        #expect(play.session.status.authentication == "student (LOGIN)")
        #expect(!play.session.history.lines.contains(Array("c3R1ZGVudA==".utf8)))
    }

    @Test("AUTH PLAIN with its response in the line shows who, and hides the rest")
    func plain() {
        var play = Play.encrypted()
        play.type("AUTH PLAIN \(Self.base64("\0student\0secret-pw"))")
        #expect(play.last?.brief == "C: AUTH PLAIN [hidden]")
        #expect(play.last?.remarks.contains { $0.text == "decoded: user student, password [hidden]" } == true)
        play.server("235 ok␍␊")
        #expect(play.session.status.authentication == "student (PLAIN)")
    }

    @Test(
        "what holds no secret is shown as it went out",
        arguments: [
            "AUTH SCRAM-SHA-256 biwsbj1zdHVkZW50LHI9YWJjZGVmZ2hpamtsbW5vcHFyc3Q=", "AUTH EXTERNAL =",
            "AUTH ANONYMOUS dHJhY2U=", "AUTH LOGIN c3R1ZGVudA==",
        ])
    func verbatim(line: String) {
        var play = Play.encrypted()
        play.type(line)
        #expect(play.last?.brief == "C: \(line)")
        #expect(play.last?.has(.decoded) == true)
        #expect(!play.session.history.lines.contains(Array(line.utf8)))
    }

    @Test("a message of PLAIN typed where LOGIN asks for the user is hidden all the same")
    func misplaced() {
        var play = Play.encrypted()
        play.type("AUTH LOGIN")
        play.server("334 VXNlcm5hbWU6␍␊")
        play.type(Self.base64("\0student\0secret-pw"))
        #expect(play.last?.brief == "C: [hidden]")
        #expect(!play.everything.contains("secret-pw"))
    }

    @Test("a server that asks for the password first gets no shown line")
    func passwordFirst() {
        var play = Play.encrypted()
        play.type("AUTH LOGIN")
        play.server("334 UGFzc3dvcmQ6␍␊")
        #expect(play.session.prompt.isSecret)
    }

    @Test(
        ":b64 encodes the answer and sends it; with ask it asks first",
        arguments: [":b64 student", "  :b64", ":B64 student"])
    func encoded(line: String) {
        guard line.hasPrefix(":") else { return }
        var play = Play.encrypted()
        play.type("AUTH LOGIN")
        play.server("334 VXNlcm5hbWU6␍␊")
        #expect(play.type(line).sentText == "c3R1ZGVudA==␍␊")
        play.server("334 UGFzc3dvcmQ6␍␊")
        play.type(":b64 ask")
        #expect(play.session.prompt == Prompt(text: "Text to send in base64> ", kind: .secret))
        #expect(play.type(":b64 secret").sentText == "\(Self.base64(":b64 secret"))␍␊")
        #expect(!play.everything.contains("b64"))
    }

    @Test(#":b64 knows \0 in double quotes, and its mistakes do not repeat the text"#)
    func escapes() {
        var play = Play.encrypted()
        play.type("AUTH PLAIN")
        play.server("334 ␍␊")
        for line in [
            #":b64 "\0student\0secret-pw"#, #":b64 "\0student\qsecret-pw""#, #":b64 "\0student" secret-pw"#, ":b64",
        ] {
            #expect(play.type(line).sentText.isEmpty)
            #expect(play.session.prompt.isSecret)
        }
        #expect(play.type(#":b64 "\0student\0secret-pw""#).sentText == "\(Self.base64("\0student\0secret-pw"))␍␊")
        #expect(play.last?.remarks.first?.text == "decoded: user student, password [hidden]")
        #expect(!play.everything.contains("secret-pw"))
    }

    @Test("outside a login :b64 shows the base64 of a text, and never of a secret")
    func outside() {
        var play = Play.encrypted()
        play.type(":b64 student")
        #expect(play.said.last == "In base64: c3R1ZGVudA==")
        play.type(":b64 ask")
        #expect(play.said.last?.contains("No server waits") == true)
        play.type(#":b64 "\0student\0secret-pw""#)
        #expect(!play.everything.contains("secret-pw"))
        #expect(!play.everything.contains(Self.base64("\0student\0secret-pw")))
        #expect(play.session.history.lines.allSatisfy { !$0.starts(with: Array(":b64".utf8)) })
    }

    @Test("a line at the prompt that is no base64 is hinted at while it is typed, and sent when the user insists")
    func noBase64() {
        var play = Play.encrypted()
        play.type("AUTH PLAIN")
        play.server("334 ␍␊")
        #expect(play.session.hint(for: Array("secret-pw!".utf8)).problems.first?.message.contains(":b64") == true)
        for good in ["", "*", "c2Vj", "c2V", ":b64 x"] {
            #expect(play.session.hint(for: Array(good.utf8)).problems.isEmpty)
        }
        #expect(play.type("secret-pw!").sentText == "secret-pw!␍␊")
        #expect(!play.everything.contains("secret-pw!"))
        #expect(play.last?.has(.decoded) == true)
    }

    @Test(
        "a password that begins with a colon is sent and hidden; only whole commands are commands",
        arguments: [":secret-pw", ":set secret-pw x", ":connect secret-pw", ":quit secret-pw", ":help secret-pw"])
    func colon(line: String) {
        var play = Play.encrypted()
        play.type("AUTH PLAIN")
        play.server("334 ␍␊")
        #expect(play.type(line).sentText == "\(line)␍␊")
        #expect(!play.everything.contains("secret-pw"))
    }

    @Test("* and ^C cancel, :disconnect and :quit leave", arguments: ["*", "^C", ":disconnect", ":quit"])
    func leaving(line: String) {
        var play = Play.encrypted()
        play.type("AUTH PLAIN")
        play.server("334 ␍␊")
        let actions = line == "^C" ? play.handle(.interrupt) : play.type(line)
        if line.hasPrefix(":") {
            #expect(actions.closes)
            #expect(!play.session.prompt.isSecret)
        } else {
            #expect(actions.sentText == "*␍␊")
            #expect(play.last?.brief == "C: *")
            play.server("501 ended␍␊")
            #expect(play.session.prompt.text == "READY> ")
        }
    }

    @Test("an error of OAuth is shown decoded")
    func oauthError() {
        var play = Play.encrypted()
        play.type("AUTH XOAUTH2 \(Self.base64("user=student\u{1}auth=Bearer secret-token\u{1}\u{1}"))")
        #expect(!play.everything.contains("secret-token"))
        play.server("334 \(Self.base64(#"{"status":"400","schemes":"bearer","scope":"mail"}"#))␍␊")
        #expect(play.words.contains("400"))
        play.type("")
        #expect(play.last?.brief == "C: ")
    }

    @Test("SCRAM by hand says that the server was not checked")
    func scram() {
        var play = Play.encrypted()
        play.type("AUTH SCRAM-SHA-256 biwsbj1zdHVkZW50LHI9YWJjZGVmZ2hpamtsbW5vcHFyc3Q=")
        play.server("235 ok␍␊")
        #expect(play.words.contains("was not checked"))
        #expect(play.session.status.authentication == "student (SCRAM-SHA-256)")
    }

    @Test(
        "when the login ends while a password is typed, the line is dropped and becomes no command",
        arguments: [true, false])
    func endedMeanwhile(isClosed: Bool) {
        var play = Play.encrypted()
        play.type("AUTH PLAIN")
        play.server("334 ␍␊")
        if isClosed { play.report(.closed(.byServer)) } else { play.server("535 5.7.8 too slow␍␊") }
        #expect(play.session.prompt.isSecret)
        #expect(play.type("secret-pw").sentText.isEmpty)
        #expect(!play.everything.contains("secret-pw"))
        #expect(!play.session.prompt.isSecret)
    }
}
