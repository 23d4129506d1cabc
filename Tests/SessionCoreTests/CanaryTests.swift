import SASL
import SMTPProtocol
import SafeText
import SessionCore
import TestSupport
import Testing

@Suite("A password that is looked for everywhere")
struct CanaryTests {
    /// A text in which a password may be hidden: as it is, in base64 at each of three places, and both as numbers.
    static func forms(of secret: String) -> [String] {
        let bytes = Array(secret.utf8)
        var forms = [bytes]
        for lead in 0..<3 {
            let whole = Base64.encode([UInt8](repeating: 0, count: lead) + bytes)
            // The letters that only the secret decides.
            forms.append(Array(whole.dropFirst(lead == 0 ? 0 : 4).prefix((bytes.count - 3) / 3 * 4)))
        }
        forms.append(Base64.encode(Array("\0\(LoginServer.user)\0\(secret)".utf8)))
        return forms.map { String(decoding: $0, as: UTF8.self) }
            + forms.map { $0.map(String.init).joined(separator: ", ") }
    }

    /// Everything but what went to the server.
    static func traces(_ play: Play) -> String {
        var text = play.everything
        text += String(reflecting: play.session.transcript) + String(reflecting: play.session.history)
        dump(play.session.transcript, to: &text)
        for action in play.actions {
            if case .send = action { continue }
            text += String(reflecting: action)
            dump(action, to: &text)
            text += play.session.announcement(of: action).joined()
        }
        text += String(reflecting: play.session.status) + String(reflecting: play.session.prompt)
        text += play.entries.flatMap { $0.remarks.map(\.text) }.joined()
        text += String(decoding: play.wholeRecording, as: UTF8.self)
        for format in ["txt", "md", "html", "json", "cast", "smtpx"] {
            var copy = play
            text += String(decoding: copy.export("x.\(format)"), as: UTF8.self)
        }
        return text
    }

    static func check(_ play: Play, _ secret: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let text = traces(play)
        for form in forms(of: secret) {
            #expect(!text.contains(form), "\(form)", sourceLocation: sourceLocation)
        }
    }

    @Test(
        "LS01: by :auth, right and wrong, in the clear and under TLS, typed and from a variable",
        arguments: Mechanism.allCases)
    func explorerLogin(mechanism: Mechanism) {
        let wrong = "Wr0ng&password!-canary"
        for (isEncrypted, isTyped, secret) in [
            (true, true, LoginServer.password), (true, true, wrong), (false, true, LoginServer.password),
            (false, true, wrong), (true, false, LoginServer.password), (true, false, wrong),
        ] {
            var server = LoginServer(mechanism, echoes: true)
            server.secretThatIsFound = secret
            var play = isEncrypted ? Play.encrypted() : Play.ready(offers: ["AUTH \(mechanism.name)"])
            play.type(
                ":auth \(mechanism.authWords)\(isTyped || !mechanism.needsPassword ? "" : " env:PW")", to: &server)
            if !isEncrypted { play.type("yes", to: &server) }
            if isTyped, play.session.prompt.isSecret { play.type(secret, to: &server) }
            Self.check(play, secret)
            #expect(play.session.prompt.kind == .command)
        }
    }

    @Test("LS01: by hand, right and wrong, with a server that repeats what it gets", arguments: Mechanism.allCases)
    func byHand(mechanism: Mechanism) throws {
        for secret in [LoginServer.password, "Wr0ng&password!-canary"] {
            for withInitial in [true, false] {
                var server = LoginServer(mechanism, echoes: true)
                var play = Play.encrypted()
                var exchange = try ClientExchange(
                    mechanism, Credentials(user: Array(LoginServer.user.utf8), password: Array(secret.utf8)),
                    channelBinding: ChannelBinding(.exporter, data: LoginServer.exporter),
                    nonce: Array("0123456789abcdef0123".utf8))
                var first: [UInt8]?
                if case .respond(let message) = exchange.begin() { first = message }
                var line = "AUTH \(mechanism.name)"
                if withInitial, let message = first {
                    line += " " + (message.isEmpty ? "=" : String(decoding: Base64.encode(message), as: UTF8.self))
                    first = nil
                }
                play.type(line, to: &server)
                while play.replies.last?.code == 334 {
                    let reply = play.lastReplyEntry?.reply?.reply
                    let challenge = Base64.decode(reply?.text(ofLine: 0) ?? []) ?? []
                    var step = first.map { ClientStep.respond($0) } ?? exchange.received(challenge: challenge)
                    first = nil
                    if case .derive(let derivation) = step { step = exchange.derived(derivation.compute()) }
                    guard case .respond(let message) = step else {
                        play.type("*", to: &server)
                        continue
                    }
                    play.type(String(decoding: Base64.encode(message), as: UTF8.self), to: &server)
                }
                #expect([235, 501, 535].contains(play.replies.last?.code))
                Self.check(play, secret)
            }
        }
    }

    @Test("LS01: at the wrong prompts, in the wrong words, and as raw bytes")
    func mistakes() {
        let secret = LoginServer.password
        let blob = String(decoding: Base64.encode(Array("\0student\0\(secret)".utf8)), as: UTF8.self)
        let plays: [[String]] = [
            [":auth PLAIN student \(secret)"], [":auth \(secret)"], [":auth PLAIN student env:PW \(secret)"],
            [":auth PLAIN --as"], [":auth PLAIN \(blob)"], [":auth PLAIN student --\(secret)"],
            ["AUTH PLAIN", "334 ", secret], ["AUTH PLAIN", "334 ", ":\(secret)"],
            ["AUTH LOGIN", "334 VXNlcm5hbWU6", secret],
            ["AUTH PLAIN", "334 ", ":b64 \(secret)", "535 \(secret)"], ["AUTH PLAIN", "334 ", ":b64 \"\(secret)"],
            ["AUTH PLAIN", "334 ", ":b64 ask", secret, "535 \(secret)"],
            [":raw \"AUTH PLAIN \(blob)\\r\\n\"", "535 \(blob)"], ["AUTH XUNKNOWN \(blob)", "535 \(blob)"],
            [":b64 \"\\0student\\0\(secret)\""], [":b64 ask", "AUTH PLAIN \(blob)", "535 you said \(secret)"],
            ["AUTH PLAIN \(blob)", "334 \(blob)", "*"],
        ]
        for lines in plays {
            var play = Play.encrypted()
            for line in lines {
                if line.first?.isNumber == true { play.server("\(line)␍␊") } else { play.type(line) }
            }
            Self.check(play, secret)
        }
    }

    @Test("LS01: a secret cannot be printed by accident")
    func printing() {
        let secret = LoginServer.password
        let answer = SecretAnswer.found(Array(secret.utf8))
        var text = "\(answer)" + String(reflecting: answer) + String(reflecting: SessionEvent.secret(answer, number: 1))
        dump(answer, to: &text)
        for form in Self.forms(of: secret) { #expect(!text.contains(form)) }
    }
}
