import FoundationEssentials
import NIOSSL
import SMTPProtocol
import SwiftASN1
import TestSupport
import Testing
import X509

@testable import PracticeServer

@Suite("The scenarios of the practice server")
struct ScenarioTests {
    @Test("Each scenario has a name of its own, a title and a summary of one sentence")
    func words() {
        #expect(Set(Scenario.all.map(\.title)).count == Scenario.all.count)
        for scenario in Scenario.all {
            #expect(scenario.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" || $0 == "." })
            #expect(scenario.summary.hasSuffix(".") && !scenario.summary.dropLast().contains(". "))
        }
    }

    static let badCertificates: [Scenario] = [.expired, .notYetValid, .wrongName, .selfSigned, .unknownAuthority]

    @Test("A bad certificate is refused by who checks it, and serves who does not", arguments: badCertificates)
    func certificates(scenario: Scenario) async throws {
        let log = EventLog()
        try await withServer({ $0.scenario = scenario }, observer: { log.add($0) }) { server in
            let settings = server.trusting
            await #expect(throws: (any Error).self) {
                try await server.talkSecurely { _ = try await $0.startTLS(settings) }
            }
            await #expect(throws: (any Error).self) { try await server.talkSecurely(implicit: true) { _ in } }
            try await server.talkSecurely { client in
                let hello = try await client.startTLS(SecureClient.Settings())
                #expect(hello.last == "250 HELP")
            }
            await server.whenAlone()
        }
        // Who looks at the name only after the handshake has already completed it on our side.
        #expect(log.tlsFailures.count == (scenario == .wrongName ? 0 : 2))
    }

    @Test("Each certificate has the fault it is named after, and no other", arguments: Scenario.all)
    func faults(scenario: Scenario) throws {
        let identity = try PracticeIdentity(hostName: "mail.practice.test", scenario: scenario)
        let certificate = try Certificate(derEncoded: identity.certificateDER)
        let authority = try Certificate(pemEncoded: String(decoding: identity.authorityPEM, as: UTF8.self))
        let names = try #require(try certificate.extensions.subjectAlternativeNames).map { $0 }
        let isOwn = names.contains(.dnsName("mail.practice.test")) && names.contains(.dnsName("localhost"))
        #expect(isOwn == (scenario != .wrongName))
        #expect((certificate.notValidAfter < Date()) == (scenario == .expired))
        #expect((certificate.notValidBefore > Date()) == (scenario == .notYetValid))
        #expect((certificate.issuer == certificate.subject) == (scenario == .selfSigned))
        let isVouchedFor = authority.publicKey.isValidSignature(certificate.signature, for: certificate)
        #expect(isVouchedFor == (scenario != .selfSigned && scenario != .unknownAuthority))
        #expect(certificate.notValidAfter.timeIntervalSinceNow < 100 * 86_400)
    }

    @Test("starttls-injection: forged lines come in one piece with the 220, then silence")
    func injection() async throws {
        let log = EventLog()
        try await withServer({ $0.scenario = .startTLSInjection }, observer: { log.add($0) }) { server in
            try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO lab.example")
                try client.send("STARTTLS\r\n")
                #expect(client.hearsSomething(within: SocketClient.patience))
                let lines = try [client.reply(), client.reply()]
                #expect(lines[0] == ["220 2.0.0 Ready to start TLS"])
                #expect(lines[1] == ["250-mail.practice.test hello", "250-8BITMIME", "250 AUTH PLAIN LOGIN"])
                try client.send("EHLO lab.example\r\nAUTH PLAIN AHN0dWRlbnQAc2VjcmV0\r\n")
                client.finishSending()
                #expect(try client.linesUntilClosed().isEmpty)
            }
        }
        #expect(log.lines == ["EHLO lab.example", "STARTTLS"])
    }

    @Test("starttls-stripped: STARTTLS is not listed and not known, and a login is still offered")
    func stripped() async throws {
        try await withServer({ $0.scenario = .startTLSStripped }) { server in
            try await server.talk { client in
                _ = try client.reply()
                let hello = try client.exchange("EHLO lab.example")
                #expect(!hello.contains { $0.contains("STARTTLS") })
                #expect(hello.contains { $0.hasPrefix("250-AUTH ") })
                #expect(try client.exchange("STARTTLS").first?.hasPrefix("502 5.5.1 STARTTLS is not offered") == true)
            }
        }
    }

    @Test("PS01: starttls-pipelining: what stood behind STARTTLS in the clear is answered after the handshake")
    func pipelining() async throws {
        try await withServer({ $0.scenario = .startTLSPipelining }) { server in
            let settings = server.trusting
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                try await client.send("STARTTLS\r\nEHLO evil.example\r\n")
                #expect(try await client.reply() == ["220 2.0.0 Ready to start TLS"])
                try await client.handshake(settings)
                #expect(try await client.reply().first == "250-mail.practice.test hello evil.example")
            }
        }
    }

    @Test("tls1.0: nothing newer is spoken, and who allows it gets in")
    func oldTLS() async throws {
        let log = EventLog()
        try await withServer({ $0.scenario = .oldTLS }, observer: { log.add($0) }) { server in
            var settings = server.trusting
            for oldest in [NIOSSL.TLSVersion.tlsv12, .tlsv13] {
                settings.oldest = oldest
                await #expect(throws: (any Error).self) {
                    try await server.talkSecurely { _ = try await $0.startTLS(settings) }
                }
            }
            settings.oldest = .tlsv1
            try await server.talkSecurely { client in
                let hello = try await client.startTLS(settings)
                #expect(hello.last == "250 HELP")
            }
            try await server.talkSecurely(implicit: true, settings) { client in
                let greeting = try await client.reply()
                #expect(greeting.first?.hasPrefix("220") == true)
            }
            await server.whenAlone()
        }
        #expect(log.versions == [.tls10, .tls10])
        #expect(log.tlsFailures.count == 2)
    }

    @Test("CP27: auth-downgrade: SCRAM breaks off with rubbish, then only PLAIN and LOGIN are offered")
    func downgrade() async throws {
        try await withServer({ $0.scenario = .authenticationDowngrade }) { server in
            try await server.talk { client in
                _ = try client.reply()
                #expect(try client.exchange("EHLO x").contains("250-AUTH SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN"))
                try client.send("AUTH SCRAM-SHA-256 biwsbj11c2VyLHI9YWJj\r\n")
                #expect(try client.linesUntilClosed() == ["334 !rubbish!"])
            }
            try await server.talk { client in
                _ = try client.reply()
                #expect(try client.exchange("EHLO x").contains("250-AUTH PLAIN LOGIN"))
                #expect(try client.exchange("AUTH SCRAM-SHA-256").first?.hasPrefix("504 5.5.4") == true)
                #expect(try client.exchange("AUTH PLAIN AHN0dWRlbnQAc2VjcmV0") == ["235 2.7.0 Logged in"])
            }
        }
    }
}
