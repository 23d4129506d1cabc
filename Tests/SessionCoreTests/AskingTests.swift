import SASL
import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Questions of the explorer")
struct AskingTests {
    @Test("the passphrase of a key is asked for, masked, before anything is connected")
    func passphrase() {
        var play = Play()
        play.type(":connect mx.example.net:465")
        play.report(.passphraseNeeded(file: "cli\u{1B}ent.pem"))
        #expect(play.session.prompt.isSecret)
        #expect(play.session.prompt.text.hasPrefix("Passphrase for cli"))
        #expect(!play.session.prompt.text.contains("\u{1B}"))
        guard case .usePassphrase(let number, let bytes) = play.type("open sesame").last else {
            Issue.record("no passphrase was used")
            return
        }
        #expect(number == play.connection)
        #expect(bytes == Array("open sesame".utf8))
        #expect(!play.everything.contains("open sesame"))
        #expect(play.session.prompt.kind == .notConnected)
    }

    @Test("^C at the passphrase gives up connecting, and a run cannot be asked")
    func noPassphrase() {
        var play = Play()
        play.type(":connect mx.example.net:465")
        play.report(.passphraseNeeded(file: "client.pem"))
        #expect(play.handle(.interrupt).closes)
        #expect(play.session.prompt.kind == .notConnected)
        var run = Play(.unattended)
        run.type(":connect mx.example.net:465")
        #expect(run.report(.passphraseNeeded(file: "client.pem")).closes)
        #expect(run.session.exitCode == .notPermitted)
        #expect(run.said.last?.contains("without a passphrase") == true)
    }

    @Test("a passphrase that is typed when connecting has failed already is dropped")
    func latePassphrase() {
        var play = Play()
        play.type(":connect mx.example.net:465")
        play.report(.passphraseNeeded(file: "client.pem"))
        play.report(.failed(message: "No.", advice: "Go.", exitCode: .unavailable))
        #expect(play.session.prompt.isSecret)
        play.type("open sesame")
        #expect(!play.everything.contains("open sesame"))
    }

    @Test("^C at each question of a login gives the login up, and nothing is sent", arguments: [[], ["student"]])
    func interrupted(answers: [String]) {
        var play = Play.encrypted()
        play.type(":auth PLAIN")
        for answer in answers { play.type(answer) }
        #expect(play.handle(.interrupt).sentText.isEmpty)
        #expect(play.session.prompt.text == "READY> ")
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
    }

    @Test("an empty user name or password sends nothing")
    func empty() {
        for answers in [[""], ["student", ""]] {
            var play = Play.encrypted()
            play.type(":auth PLAIN")
            for answer in answers { #expect(play.type(answer).sentText.isEmpty) }
            #expect(play.session.prompt.text == "READY> ")
        }
    }

    @Test(
        "the name for EHLO is checked as EHLO would be",
        arguments: [
            ("lab.example.org", true), ("[192.0.2.1]", true), ("[IPv6:2001:db8::1]", true), ("auto", true), ("", true),
            ("a b", false), ("x\r\nRSET", false), ("-x-", false), ("[1.2.3]", false),
        ])
    func helloName(value: String, isGood: Bool) {
        var settings = Settings()
        do {
            try settings.set("ehlo", to: value)
            #expect(isGood)
            #expect(settings.ehlo == (value == "auto" || value.isEmpty ? nil : value))
        } catch {
            #expect(!isGood)
            #expect(error.advice.contains("auto"))
        }
    }
}
