import SASL
import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Logins that a server spoils")
struct LoginFailureTests {
    /// A play in which `:auth` has sent its first line, under TLS.
    static func begun(
        _ mechanism: String, offers: [String] = ["SCRAM-SHA-256", "PLAIN"], password: String = "secret-pw"
    ) -> Play {
        var play = Play.encrypted(offers: offers)
        play.type(":auth \(mechanism) student")
        play.type(password)
        return play
    }

    static func base64(_ text: String) -> String { String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) }

    /// Our nonce, out of the first message of SCRAM.
    static func nonce(_ play: Play) -> String {
        let line = play.actions.sentLines.last ?? []
        let message = Base64.decode(line.dropLast(2).split(separator: 0x20).last ?? []) ?? []
        return String(decoding: message, as: UTF8.self).split(separator: ",r=").last.map(String.init) ?? ""
    }

    @Test(
        "CP22: a 334 that nothing can answer gets *, and is explained",
        arguments: [
            ("SCRAM-SHA-256", "334 !!!␍␊", "no base64"), ("SCRAM-SHA-256", "334 ␍␊", ""),
            ("SCRAM-SHA-256", "334␍␊", ""),
            ("PLAIN", "334 ␍␊", ""), ("PLAIN", "334 YWJj␍␊", ""),
        ])
    func badChallenge(mechanism: String, reply: String, word: String) {
        var play = Self.begun(mechanism)
        #expect(play.server(reply).sentText == "*␍␊")
        #expect(play.said.last?.contains("ended with *") == true)
        #expect(play.said.last?.contains(word) == true || word.isEmpty)
        #expect(play.server("501 5.7.0 ended␍␊").sentText.isEmpty)
        #expect(play.session.prompt.text == "READY> ")
    }

    @Test("CP22: a server that does not stop asking is left", arguments: ["LOGIN", "XOAUTH2", "CRAM-MD5"])
    func endlessChallenges(mechanism: String) {
        var play = Self.begun(mechanism)
        for _ in 0..<40 { play.server("334 \(Self.base64("again"))␍␊") }
        #expect(play.actions.closes)
        #expect(play.said.last?.contains("closed") == true)
        #expect(
            play.actions.count { if case .send(_, let bytes) = $0 { bytes == Array("*\r\n".utf8) } else { false } } == 1
        )
    }

    @Test("CP22: the challenge that should be empty is not")
    func challengeBeforeFirstResponse() {
        var play = Play.encrypted(offers: ["PLAIN"])
        play.type(":auth PLAIN student --no-initial-response")
        play.type("secret-pw")
        #expect(play.server("334 YWJj␍␊").sentText == "*␍␊")
    }

    @Test(
        "CP24: a SCRAM nonce that does not extend ours ends the login before the proof", arguments: ["", "x", "other"])
    func nonce(lead: String) {
        var play = Self.begun("SCRAM-SHA-256")
        let nonce = lead.isEmpty ? Self.nonce(play) : lead + Self.nonce(play)
        let actions = play.server("334 \(Self.base64("r=\(nonce),s=c2FsdHNhbHQ=,i=4096"))␍␊")
        #expect(actions.sentText == "*␍␊")
        #expect(!actions.contains { if case .deriveKey = $0 { true } else { false } })
    }

    @Test(
        "CP25: an iteration count that protects nothing, or that blocks for minutes, is refused",
        arguments: ["0", "1", "4095", "2147483647", String(repeating: "9", count: 30), "-1", "", "4096x"])
    func iterations(count: String) {
        var play = Self.begun("SCRAM-SHA-256")
        let actions = play.server("334 \(Self.base64("r=\(Self.nonce(play))server,s=c2FsdHNhbHQ=,i=\(count)"))␍␊")
        #expect(actions.sentText == "*␍␊")
        #expect(!actions.contains { if case .deriveKey = $0 { true } else { false } })
        #expect(play.said.last?.contains("ended with *") == true)
    }

    @Test("CP26: a wrong signature, or a yes without one, leaves the server unauthenticated", arguments: [true, false])
    func signature(isEarly: Bool) throws {
        var play = Self.begun("SCRAM-SHA-256")
        let challenge = "334 \(Self.base64("r=\(Self.nonce(play))server,s=c2FsdHNhbHQ=,i=4096"))␍␊"
        let (derivation, number) = try #require(play.server(challenge).derivation)
        play.handle(.derivedKey(derivation.compute(), number: number))
        if !isEarly {
            let wrong = Self.base64("v=" + Self.base64(String(repeating: "x", count: 32)))
            #expect(play.server("334 \(wrong)␍␊").sentText == "*␍␊")
        }
        play.server("235 2.7.0 Welcome␍␊")
        #expect(
            play.lastReplyEntry?.remarks.contains {
                $0.level == .error && $0.text.hasPrefix("Server not authenticated")
            } == true)
        #expect(play.session.status.authentication == "student (SCRAM-SHA-256, server NOT authenticated)")
        #expect(play.session.status.authenticationLevel == .error)
    }

    @Test("CP26: a yes to the first message proves nothing; a run ends with 77")
    func veryEarly() {
        var play = Play.encrypted(.unattended, offers: ["SCRAM-SHA-256"])
        play.type(":auth SCRAM-SHA-256 student env:PW")
        play.handle(.secret(.found(Array("secret-pw".utf8)), number: 1))
        play.server("235 2.7.0 Welcome␍␊")
        #expect(play.session.status.authenticationLevel == .error)
        #expect(play.session.exitCode == .notPermitted)
    }

    @Test(
        "CP27: after a failure nothing weaker is tried, and the user is told what there is",
        arguments: ["334 !!!␍␊", "535 5.7.8 no␍␊", "334 ␍␊"])
    func neverWeaker(reply: String) {
        var play = Play.encrypted(offers: ["SCRAM-SHA-256", "PLAIN"])
        for line in [":auth", "student", "secret-pw"] { play.type(line) }
        play.server(reply)
        if reply.hasPrefix("334") { play.server("501 ended␍␊") }
        #expect(
            play.said.last?.contains(
                "Nothing weaker was tried by itself. By hand, :auth PLAIN tries PLAIN: the password itself is sent")
                == true)
        #expect(!play.sent.contains("AUTH PLAIN"))
        play.type("EHLO lab.example.org")
        play.answerHello(["AUTH PLAIN"])
        #expect(!play.sent.contains("AUTH PLAIN"))
        #expect(play.session.isQuiescent)
    }

    @Test("a temporary failure ends a run with 75, and the end of the connection ends the login")
    func temporary() {
        var play = Play.encrypted(.unattended, offers: ["PLAIN"])
        play.type(":auth PLAIN student env:PW")
        play.handle(.secret(.found(Array("secret-pw".utf8)), number: 1))
        play.server("454 4.7.0 later␍␊")
        #expect(play.session.exitCode == .temporaryFailure)
        var gone = Play.encrypted(.unattended, offers: ["PLAIN"])
        gone.type(":auth PLAIN student env:PW")
        gone.report(.closed(.reset("x")))
        #expect(gone.handle(.secret(.found(Array("secret-pw".utf8)), number: 1)).sentText.isEmpty)
        #expect(gone.session.isQuiescent)
    }
}
