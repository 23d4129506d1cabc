import SASL
import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

@Suite("Logging in at the practice server")
struct LoginTests {
    static let passwordMechanisms: [Mechanism] = [.scramSHA256, .scramSHA1, .cramMD5, .plain, .login]
    static let boundMechanisms: [Mechanism] = [.scramSHA256Plus, .scramSHA1Plus]

    @Test("Every mechanism with a password lets the right one in and no other", arguments: passwordMechanisms)
    func passwords(mechanism: Mechanism) async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            let users = [("student", "secret"), ("teacher", "chalk"), ("alice", "wonderland"), ("bob", "builder")]
            for (user, password) in users {
                for isImplicit in [true, false] {
                    try await server.talkSecurely(implicit: isImplicit) { client in
                        _ = try await client.reply()
                        try await client.exchange("EHLO lab.example")
                        for (name, wrong) in [
                            (user, "wrong"), ("nobody", password), ("postmaster", ""), ("abuse", "x"),
                        ] {
                            // An empty password is not even tried by every mechanism.
                            guard let answer = try? await client.login(mechanism, name, wrong) else { continue }
                            #expect(answer.reply.hasPrefix("535 5.7.8"), "\(name): \(answer)")
                        }
                        let answer = try await client.login(mechanism, user, password)
                        #expect(answer.reply == "235 2.7.0 Logged in")
                        let proves = [.scramSHA256, .scramSHA1].contains(mechanism)
                        #expect(answer.proof == (proves ? .proved : .notPartOfMechanism))
                        #expect(try await client.login(mechanism, user, password).reply.hasPrefix("503 5.5.1"))
                    }
                }
            }
        }
        #expect(
            log.logins
                == ["student", "student", "teacher", "teacher", "alice", "alice", "bob", "bob"].map {
                    "\($0) \(mechanism.name)"
                })
    }

    @Test("The initial response may come with AUTH or after an empty challenge", arguments: passwordMechanisms)
    func initialResponse(mechanism: Mechanism) async throws {
        try await withServer { server in
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                let answer = try await client.login(mechanism, "student", "secret", sendsInitialResponse: false)
                #expect(answer.reply == "235 2.7.0 Logged in")
            }
        }
    }

    @Test("A user may be named with the practice domain")
    func fullName() async throws {
        try await withServer { server in
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                #expect(try await client.login(.plain, "student@practice.test", "secret").reply.hasPrefix("235"))
            }
        }
    }

    @Test(
        "SCRAM is bound to the TLS connection, by its certificate and by its exporter", arguments: boundMechanisms,
        [ChannelBinding.Kind.serverEndPoint, .exporter])
    func channelBinding(mechanism: Mechanism, kind: ChannelBinding.Kind) async throws {
        try await withServer { server in
            let settings = server.trusting
            try await server.talkSecurely { client in
                let hello = try await client.startTLS(settings)
                #expect(hello.contains { $0.contains(" \(mechanism.name) ") })
                let binding = try #require(client.binding(kind, of: server))
                let other = ChannelBinding(kind, data: [UInt8](repeating: 7, count: 32))
                let stolen = try await client.login(mechanism, "student", "secret", binding: other)
                #expect(stolen.reply.hasPrefix("535 5.7.8"), "\(stolen)")
                let answer = try await client.login(mechanism, "student", "secret", binding: binding)
                #expect(answer.reply == "235 2.7.0 Logged in")
                #expect(answer.proof == .proved)
            }
        }
    }

    @Test("In the clear neither binding nor certificates are offered, and the strongest mechanism comes first")
    func offers() async throws {
        try await withServer { server in
            let settings = server.trusting
            try await server.talkSecurely { client in
                _ = try await client.reply()
                let clear = try await client.exchange("EHLO lab.example")
                #expect(
                    clear.contains(
                        "250-AUTH SCRAM-SHA-256 SCRAM-SHA-1 OAUTHBEARER XOAUTH2 CRAM-MD5 PLAIN LOGIN ANONYMOUS"))
                #expect(try await client.exchange("AUTH SCRAM-SHA-256-PLUS").first?.hasPrefix("504") == true)
                #expect(try await client.exchange("AUTH EXTERNAL =").first?.hasPrefix("504") == true)
                try await client.exchange("STARTTLS")
                try await client.handshake(settings)
                let secure = try await client.exchange("EHLO lab.example")
                #expect(
                    secure.contains(
                        "250-AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-1 OAUTHBEARER XOAUTH2 "
                            + "CRAM-MD5 PLAIN LOGIN ANONYMOUS"))
            }
        }
    }

    @Test("AUTH can be kept for TLS: 538 in the clear, and not listed")
    func needsTLS() async throws {
        try await withServer({ $0.requiresTLSForLogin = true }) { server in
            let settings = server.trusting
            try await server.talkSecurely { client in
                _ = try await client.reply()
                let clear = try await client.exchange("EHLO lab.example")
                #expect(!clear.contains { $0.contains("AUTH") })
                #expect(try await client.exchange("AUTH PLAIN").first?.hasPrefix("538 5.7.11") == true)
                try await client.exchange("STARTTLS")
                try await client.handshake(settings)
                try await client.exchange("EHLO lab.example")
                #expect(try await client.login(.plain, "student", "secret").reply.hasPrefix("235"))
            }
        }
    }

    @Test(
        "A good token is accepted, an expired and an unknown one are refused",
        arguments: [Mechanism.oauthBearer, .xoauth2])
    func tokens(mechanism: Mechanism) async throws {
        try await withServer { server in
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                for (user, token) in [
                    ("student", PracticeToken.expired), ("student", "x"), ("nobody", PracticeToken.good),
                ] {
                    let answer = try await client.login(mechanism, user, token, port: server.port)
                    #expect(answer.reply.hasPrefix("535 5.7.8"), "\(answer)")
                }
                let answer = try await client.login(mechanism, "student", PracticeToken.good, port: server.port)
                #expect(answer.reply == "235 2.7.0 Logged in")
            }
        }
    }

    @Test("ANONYMOUS is welcome")
    func anonymous() async throws {
        try await withServer { server in
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                #expect(try await client.login(.anonymous, "visitor", "").reply == "235 2.7.0 Logged in")
            }
        }
    }

    @Test(
        "EXTERNAL takes the user from the client's certificate, from any authority",
        arguments: [("student", []), ("Sam", ["x.example"]), ("bob@practice.test", [])] as [(String, [String])])
    func external(commonName: String, names: [String]) async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            var settings = server.trusting
            settings.certificate = try PracticeAuthority(named: "Somebody").issue(to: commonName, names: names)
            try await server.talkSecurely(implicit: true, settings) { client in
                _ = try await client.reply()
                let hello = try await client.exchange("EHLO lab.example")
                let isKnown = commonName != "Sam"
                #expect(hello.contains { $0.contains(" EXTERNAL ") } == isKnown)
                let reply = try await client.login(.external, "", "").reply
                #expect(reply.hasPrefix(isKnown ? "235" : "504"), "\(reply)")
            }
        }
        #expect(log.logins == (commonName == "Sam" ? [] : [commonName.prefix { $0 != "@" } + " EXTERNAL"]))
    }

    @Test(
        "PS15: rubbish, *, =, a blank and another authorization identity on a socket",
        arguments: [
            ("AUTH PLAIN !!!!", "501 5.5.2"), ("AUTH PLAIN =", "5"), ("AUTH PLAIN AA AA", "501 5.5.2"),
            ("AUTH PLAIN\r\n*", "501 5.0.0"), ("AUTH PLAIN\r\n=", "501 5.5.2"),
            // teacher, student, secret
            ("AUTH PLAIN dGVhY2hlcgBzdHVkZW50AHNlY3JldA==", "535 5.7.8"), ("AUTH CRAM-MD5\r\nAAAA", "5"),
            ("AUTH SCRAM-SHA-256 AAAA", "5"), ("AUTH XOAUTH2 AAAA", "5"), ("AUTH OAUTHBEARER AAAA", "5"),
        ])
    func rubbish(lines: String, reply: String) async throws {
        try await withServer({ $0.earlyTalk = .allow }) { server in
            try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO lab.example")
                try client.send(lines + "\r\n")
                var got = try client.reply()
                while got.first?.hasPrefix("334") == true {
                    got =
                        lines.hasPrefix("AUTH PLAIN\r\n") || lines.hasPrefix("AUTH CRAM")
                        ? try client.reply() : try client.exchange("AQ==")
                }
                #expect(got.first?.hasPrefix(reply) == true, "\(got)")
                #expect(try client.exchange("NOOP").first?.hasPrefix("250") == true)
            }
        }
    }

    @Test("No password or token is in any event, whatever becomes of the login", arguments: [true, false])
    func canary(isGood: Bool) async throws {
        let canary = "zK9-canary-7fQ"
        let log = EventLog()
        let people = Directory(users: [
            Directory.User(name: "student", fullName: "Sam Student", password: isGood ? canary : "other")
        ])
        try await withServer({ $0.directory = people }, observer: { log.add($0) }) { server in
            for mechanism in Self.passwordMechanisms + [.oauthBearer, .xoauth2] {
                for sendsInitialResponse in [true, false] {
                    try await server.talkSecurely { client in
                        _ = try await client.reply()
                        try await client.exchange("EHLO lab.example")
                        let answer = try await client.login(
                            mechanism, "student", canary, port: server.port, sendsInitialResponse: sendsInitialResponse)
                        let hasToken = [.oauthBearer, .xoauth2].contains(mechanism)
                        #expect(answer.reply.hasPrefix(isGood && !hasToken ? "235" : "535"), "\(mechanism) \(answer)")
                    }
                }
            }
            #expect(!String(reflecting: people).contains("canary") && !"\(people)".contains("122, 75, 57"))
        }
        var shown = ""
        dump(log.all, to: &shown)
        shown += log.lines.joined(separator: "\n")
        for form in [canary, "ekt5LWNhbmFyeS03ZlE", "c3R1ZGVudAB6SzktY2FuYXJ5LTdmU"] { #expect(!shown.contains(form)) }
        for event in log.all {
            guard case .line(let line) = event.kind else { continue }
            #expect(
                line == Array("EHLO lab.example".utf8) || line.starts(with: Array("AUTH ".utf8))
                    || line == Array("[hidden]".utf8))
            #expect(!line.contains(UInt8(ascii: "=")))
        }
    }
}
