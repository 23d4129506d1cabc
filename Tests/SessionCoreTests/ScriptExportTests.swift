import SASL
import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("An exported script does the same again, and expects the same codes")
struct ScriptExportTests {
    private static func script(_ play: Play) -> [String] {
        var play = play
        return String(decoding: play.export("x.smtpx"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Whether these lines stand in the script one behind the other.
    private static func holds(_ script: [String], _ lines: [String]) -> Bool {
        script.indices.contains { script[$0...].starts(with: lines) }
    }

    @Test("LS01: a login that was typed becomes one command, whose password comes from the environment")
    func typedLogin() {
        var server = LoginServer(.login)
        var play = Play.encrypted()
        play.type("AUTH LOGIN", to: &server)
        play.type(":b64 student", to: &server)
        play.type(":b64 \"\(LoginServer.password)\"", to: &server)
        play.type("NOOP")
        play.server("250 Ok␍␊")
        let script = Self.script(play)
        #expect(
            Self.holds(
                script,
                [
                    ":auth LOGIN ${env:SMTPX_USER} env:SMTPX_PASSWORD", ":expect 235 and 2.7.0", "NOOP", ":expect 250",
                ]))
        #expect(script.contains { $0.contains("# The password comes from the environment: SMTPX_PASSWORD.") })
        #expect(!script.contains { $0.contains("AUTH LOGIN") || $0.contains("[hidden]") })
    }

    @Test("a login in the clear is allowed by the script, and says so")
    func loginInTheClear() {
        var server = LoginServer(.plain)
        var play = Play.ready(offers: ["AUTH PLAIN"])
        play.type(":auth PLAIN student env:PW", to: &server)
        play.type("yes", to: &server)
        let script = Self.script(play)
        #expect(script.contains(":set allow-plaintext-auth yes"))
        #expect(Self.holds(script, [":auth PLAIN student env:PW", ":expect 235 and 2.7.0"]))
    }

    @Test("a script states safe unless a message was handed over")
    func mode() {
        #expect(Self.script(Play.wholeSession()).contains(":set mode free"))
        #expect(Self.script(Play.ready()).contains(":set mode safe"))
    }

    @Test("a message from a file stands as its command, by itself and once, and one that was not sent is left out")
    func messageFromFile() {
        var early = Play.ready()
        early.type(":message m.eml")
        early.type("NOOP")
        early.server("250 Ok␍␊")
        #expect(!Self.script(early).contains(":message m.eml"))
        var play = Play.withRecipient()
        play.message("Subject: x\n".wire)
        play.server("250 2.0.0 queued␍␊")
        let script = Self.script(play)
        #expect(
            Self.holds(script, ["RCPT TO:<c@d.example>", ":expect 250", ":message m.eml", ":expect 250 and 2.0.0"]))
        #expect(!script.contains("DATA"))
    }

    @Test("raw bytes with a secret are left out, and others are written so that they come out the same")
    func raw() {
        var play = Play.encrypted()
        play.type(#":raw "AUTH PLAIN AGFkYQBzM2NyM3Q=\r\n""#)
        play.server("535 no␍␊")
        play.type(#":raw "N\x00\xFF$${A}\"\\\r\n""#)
        let script = Self.script(play)
        #expect(script.contains { $0.hasPrefix("# Raw bytes with a secret") })
        #expect(script.contains(#":raw "N\x00\xFF\x24{A}\"\\\r\n""#))
        #expect(!script.contains { $0.contains("AGFkYQBzM2NyM3Q=") })
    }

    @Test("a new connection is expected to greet, also after the old one was closed for it")
    func reconnecting() {
        var play = Play.greeted()
        play.type(":reconnect")
        play.report(.connected(remote: "192.0.2.1:25", local: nil))
        play.server("220 again␍␊")
        play.report(.inputClosed)
        #expect(
            Self.holds(
                Self.script(play),
                [":connect mx.example.net", ":expect 220", ":reconnect", ":expect 220", ":expect closed"]))
    }

    @Test("the reply to a chunk is expected behind its content")
    func chunk() {
        var play = Play.ready(offers: ["CHUNKING"])
        for (line, reply) in [("MAIL FROM:<a@b.example>", "250"), ("RCPT TO:<c@d.example>", "250")] {
            play.type(line)
            play.server("\(reply) x␍␊")
        }
        play.type("BDAT 3 LAST")
        play.type("x")
        play.server("250 2.0.0 Ok␍␊")
        #expect(Self.holds(Self.script(play), ["BDAT 3 LAST", "x", ":expect 250 and 2.0.0"]))
    }

    @Test("content that looks like an expectation stays content")
    func expectationAsContent() {
        var play = Play.ready()
        play.type(":let COLON :")
        for (line, reply) in [("MAIL FROM:<a@b.example>", "250"), ("RCPT TO:<c@d.example>", "250"), ("DATA", "354")] {
            play.type(line)
            play.server("\(reply) x␍␊")
        }
        play.type("${COLON}expect 250")
        play.type(":expect 250")
        play.type(".")
        play.server("250 2.0.0 Ok␍␊")
        let script = Self.script(play)
        #expect(script.contains(":let COLON :"))
        #expect(Self.holds(script, ["DATA", ":expect 354", "${COLON}expect 250", ":expect 250"]))
    }

    @Test("what only changes the looks is left out, and what the server feels is kept")
    func settings() {
        var play = Play()
        play.type(":set timestamps off")
        play.type(":set timeout.mail 7")
        play.connect("mx.example.net")
        play.server("220 x␍␊")
        let script = Self.script(play)
        var replayed = Play()
        replayed.replay(play.wholeRecording, " all")
        #expect(Self.script(replayed).contains(":set timeout.mail 7"))
        #expect(script.contains(":set timeout.mail 7") && !script.contains { $0.contains("timestamps") })
    }
}
