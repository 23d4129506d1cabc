import SASL
import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Logging in with :auth")
struct LoginTests {
    @Test("every mechanism logs in, each step decoded", arguments: Mechanism.allCases)
    func everyMechanism(mechanism: Mechanism) {
        var play = Play.encrypted(certificate: .sent(subject: "CN=student"))
        var server = LoginServer(mechanism)
        play.type(":auth \(mechanism.authWords)", to: &server)
        if mechanism.needsPassword {
            #expect(play.session.prompt.isSecret)
            play.type(LoginServer.password, to: &server)
        }
        #expect(play.session.machine.isAuthenticated)
        #expect(play.session.status.authentication.hasSuffix("(\(mechanism.name))"))
        #expect(play.session.status.authenticationLevel == .information)
        #expect(
            play.entries.contains {
                $0.sent?.verb == .auth && $0.has(.decoded) || mechanism == .login || mechanism == .cramMD5
            })
        #expect(play.words.contains("The server proved that it knows your password") == mechanism.provesServer)
        #expect(play.session.prompt.kind == .command)
    }

    @Test("a wrong password is a failure that ends with 77 in a run", arguments: Mechanism.allCases)
    func wrongPassword(mechanism: Mechanism) {
        guard mechanism.needsPassword else { return }
        var play = Play.encrypted(.unattended)
        var server = LoginServer(mechanism)
        server.secretThatIsFound = "wrong-password"
        play.type(":auth \(mechanism.authWords) env:PW", to: &server)
        #expect(!play.session.machine.isAuthenticated)
        #expect(play.session.status.authentication == "no")
        #expect(play.session.exitCode == .notPermitted)
        #expect(play.session.isQuiescent)
        #expect(play.said.contains { $0.contains("failed") || $0.contains("ended with *") })
    }

    @Test(
        "without a mechanism the strongest one is taken, and the reason is told",
        arguments: [
            (["LOGIN", "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"], "SCRAM-SHA-256", "never sent"),
            (["LOGIN", "PLAIN", "CRAM-MD5"], "CRAM-MD5", "not sent"), (["login", "plain"], "PLAIN", "only TLS"),
            (["PLAIN", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"], "SCRAM-SHA-256-PLUS", "tls-exporter"),
        ])
    func strongest(offers: [String], chosen: String, reason: String) {
        var play = Play.encrypted(offers: offers)
        play.type(":auth")
        #expect(play.said.last?.contains("strongest mechanism offered here is \(chosen)") == true)
        #expect(play.said.last?.contains(reason) == true)
        #expect(play.session.prompt.text == "User> ")
        #expect(play.session.prompt.kind == .question)
        play.type("student")
        #expect(play.session.prompt.text == "Password of student> ")
        #expect(play.type("secret").sentText.hasPrefix("AUTH \(chosen)"))
        #expect(!play.session.history.lines.contains(Array("student".utf8)))
    }

    @Test("without channel binding the reason is told")
    func noBinding() {
        var play = Play.encrypted(offers: ["SCRAM-SHA-256"])
        play.type(":auth")
        #expect(
            play.said.last?.contains("no channel binding: the server offers no mechanism whose name ends in -PLUS")
                == true)
        var bare = Play.encrypted(offers: ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"], exporter: nil)
        bare.type(":auth")
        #expect(bare.said.last?.contains("SCRAM-SHA-256:") == true)
        #expect(bare.said.last?.contains("gives nothing to bind to") == true)
        bare.handle(.interrupt)
        bare.type(":auth SCRAM-SHA-256-PLUS student")
        #expect(bare.said.last?.contains("There is no channel binding for SCRAM-SHA-256-PLUS") == true)
        #expect(bare.session.prompt.text == "READY> ", "no password is asked for in vain")
    }

    @Test("when nothing on offer can be chosen, each name is told with its reason")
    func nothingToChoose() {
        var play = Play.encrypted(offers: ["DIGEST-MD5", "NTLM", "XSECRET", "EXTERNAL"])
        play.type(":auth")
        let text = play.said.last ?? ""
        for word in [
            "DIGEST-MD5: It was withdrawn", "NTLM: It is the old Windows login", "XSECRET: It is not known", "EXTERNAL",
        ] {
            #expect(text.contains(word), "\(word)")
        }
        play.type(":auth DIGEST-MD5 student")
        #expect(play.said.last?.contains("obsolete") == true)
        var none = Play.ready()
        none.type(":auth")
        #expect(none.said.last?.contains("offers no AUTH") == true)
    }

    @Test(
        "the first response goes out as the user says, and else where it fits into 512 bytes",
        arguments: [
            ("", 10, true), ("--no-initial-response", 10, false), ("--initial-response", 600, true), ("", 600, false),
        ])
    func initialResponse(option: String, length: Int, isInitial: Bool) {
        var play = Play.encrypted()
        var server = LoginServer(.plain)
        play.type(":auth PLAIN student \(option)")
        let start = play.actions.count
        let sent = play.type(String(repeating: "x", count: length)).sentText
        #expect((sent == "AUTH PLAIN␍␊") == !isInitial)
        play.converse(&server, from: start)
        #expect(play.sent.components(of: "AUTH PLAIN") == 1)
        #expect(play.replies.last?.code == 535)
    }

    @Test("an empty first response is =")
    func emptyInitialResponse() {
        var play = Play.encrypted(certificate: .sent(subject: "CN=student"))
        #expect(play.type(":auth EXTERNAL").sentText == "AUTH EXTERNAL =␍␊")
        #expect(!play.words.contains("client certificate, and none was sent"))
    }

    @Test("EXTERNAL without a client certificate is warned about")
    func external() {
        var play = Play.encrypted(certificate: .notSent)
        play.type(":auth EXTERNAL")
        #expect(play.words.contains("client certificate, and none was sent"))
    }

    @Test("the identity to act as is sent, and stands in the decoded message")
    func actingAs() {
        var play = Play.encrypted()
        play.type(":auth PLAIN student --as admin")
        let wire =
            "AUTH PLAIN \(String(decoding: Base64.encode(Array("admin\0student\0secret".utf8)), as: UTF8.self))␍␊"
        #expect(play.type("secret").sentText == wire)
        #expect(play.words.contains("decoded: acting as admin, user student, password [hidden]"))
    }

    @Test("the secret comes from where the user says, and what is missing is told")
    func sources() {
        for (word, source) in [("env:PW", SecretSource.environment("PW")), ("file:/a/b", .file("/a/b"))] {
            var play = Play.encrypted(.unattended)
            let actions = play.type(":auth PLAIN student \(word)")
            guard case .resolveSecret(let asked, let number) = actions.last else {
                Issue.record("no secret was asked for")
                continue
            }
            #expect(asked == source)
            #expect(!play.session.isQuiescent)
            #expect(play.type("NOOP").returnedLine == "NOOP", "a line has to wait")
            play.handle(.secret(.missing(message: "There is no such thing.", advice: "Make one."), number: number + 1))
            #expect(!play.session.isQuiescent, "the answer to another question changes nothing")
            play.handle(.secret(.missing(message: "There is no such thing.", advice: "Make one."), number: number))
            #expect(play.said.last == "There is no such thing. Make one. Nothing was sent.")
            #expect(play.session.exitCode == .notPermitted)
            #expect(play.session.isQuiescent)
        }
    }

    @Test(
        "where nobody can be asked, what is missing is an error with advice",
        arguments: [
            (":auth PLAIN", ":auth PLAIN USER"), (":auth PLAIN student", "env:NAME"),
            (":auth PLAIN student ask", "file:PATH"),
        ])
    func unattended(line: String, advice: String) {
        var play = Play.encrypted(.unattended)
        #expect(play.type(line).sentText.isEmpty)
        #expect(play.said.last?.contains(advice) == true)
        #expect(play.session.exitCode == .usage)
        #expect(play.session.isQuiescent)
    }

    @Test("while the key is computed the prompt says so, typed lines wait, and ^C ends the login with *")
    func computing() throws {
        var play = Play.encrypted()
        play.type(":auth SCRAM-SHA-256 student")
        play.type(LoginServer.password)
        var server = LoginServer(.scramSHA256)
        let first = play.actions.sentLines.last ?? []
        let actions = play.server(server.reply(to: Array(first.dropLast(2))))
        let (derivation, number) = try #require(actions.derivation)
        #expect(play.session.prompt == Prompt(text: "AUTH (computing)> ", kind: .command))
        #expect(play.type("NOOP").returnedLine == "NOOP")
        #expect(play.handle(.interrupt).sentText == "*␍␊")
        #expect(play.handle(.derivedKey(derivation.compute(), number: number)).sentText.isEmpty)
        play.server("501 5.7.0 ended␍␊")
        #expect(play.session.prompt.text == "READY> ")
    }

    @Test("nonces are never the same, and without random numbers there is no SCRAM")
    func nonces() {
        func first(_ play: inout Play) -> String {
            play.type(":auth SCRAM-SHA-256 student")
            let sent = play.type("secret").sentText
            play.server("535 no␍␊")
            return sent
        }
        var play = Play.encrypted()
        let lines = [first(&play), first(&play)]
        #expect(lines[0] != lines[1])
        var other = Play(nonceSeed: Array(1...32))
        other.connect("mx.example.net:465")
        other.report(.securing(serverNameSent: nil))
        other.report(.secured(TLSStage.facts(.implicit)))
        other.server("220 x␍␊")
        other.type("EHLO x")
        other.answerHello(["AUTH SCRAM-SHA-256 PLAIN"])
        #expect(!lines.contains(first(&other)))
        var bare = Play(nonceSeed: Array(0..<31))
        bare.connect("unix:/run/x.sock", remote: "unix:/run/x.sock")
        bare.server("220 x␍␊")
        bare.type("EHLO x")
        bare.answerHello(["AUTH SCRAM-SHA-256 PLAIN"])
        bare.type(":auth SCRAM-SHA-256 student")
        #expect(bare.type("secret").sentText.isEmpty)
        #expect(bare.said.last?.contains("random") == true)
        bare.type(":auth PLAIN student")
        #expect(bare.type("secret").sentText.hasPrefix("AUTH PLAIN "))
    }

    @Test(
        "there are moments at which the explorer does not log in",
        arguments: [("MAIL FROM:<a@b.example>", "RSET"), ("QUIT", ":reconnect"), ("NOOP", "Wait")])
    func moments(line: String, advice: String) {
        var play = Play.encrypted()
        play.type(line)
        if line.hasPrefix("MAIL") { play.server("250 ok␍␊") }
        #expect(play.type(":auth PLAIN student").sentText.isEmpty)
        #expect(play.said.last?.contains(advice) == true)
    }

    @Test("a second login is refused, and TLS forgets the first")
    func twice() {
        var play = Play.encrypted()
        var server = LoginServer(.plain)
        play.type(":auth PLAIN student")
        play.type(LoginServer.password, to: &server)
        play.type(":auth PLAIN student")
        #expect(play.said.last?.contains("logged in already") == true)
        play.report(.closed(.byServer))
        #expect(play.session.status.authentication == "no")
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
