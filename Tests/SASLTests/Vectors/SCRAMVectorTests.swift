import Testing

@testable import SASL

/// The exchanges that the RFCs print.
@Suite("SCRAM as the RFCs show it")
struct SCRAMVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let source: String
        let mechanism: Mechanism
        let clientNonce: String
        let serverNonce: String
        let salt: String
        let messages: [String]

        var testDescription: String { source }
    }

    static let vectors = [
        Vector(
            source: "RFC 5802 §5", mechanism: .scramSHA1, clientNonce: "fyko+d2lbbFgONRv9qkxdawL",
            serverNonce: "3rfcNHYJY1ZVvWVs7j", salt: "QSXCR+Q6sek8bf92",
            messages: [
                "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
                "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
            ]),
        Vector(
            source: "RFC 7677 §3", mechanism: .scramSHA256, clientNonce: "rOprNGfwEbeRWgbNEkqO",
            serverNonce: "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", salt: "W22ZaJ0SNY7soEsUEjb6gQ==",
            messages: [
                "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
                "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                """
                c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=
                """,
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
            ]),
    ]

    @Test("The client says what the RFC prints, and the server is proved", arguments: vectors)
    func client(vector: Vector) throws {
        var client = try ClientExchange(
            vector.mechanism, Credentials(user: "user".wire, password: "pencil".wire), nonce: vector.clientNonce.wire)
        #expect(client.begin() == .respond(vector.messages[0].wire))
        guard case .derive(let derivation) = client.received(challenge: vector.messages[1].wire) else {
            Issue.record("no key was asked for")
            return
        }
        #expect(derivation.iterations == 4096)
        #expect(derivation.hash == (vector.mechanism == .scramSHA1 ? .sha1 : .sha256))
        #expect(client.derived(derivation.compute()) == .respond(vector.messages[2].wire))
        #expect(client.succeeded() == .missing)
        #expect(client.received(challenge: vector.messages[3].wire) == .respond([]))
        #expect(client.succeeded() == .proved)
    }

    @Test("The server says what the RFC prints", arguments: vectors)
    func server(vector: Vector) throws {
        let salt = try #require(SCRAMBase64.decode(vector.salt.wire))
        var server = SCRAMServer(
            vector.mechanism, accounts: .init(password: { $0 == "user" ? "pencil".wire : nil }),
            nonce: vector.serverNonce.wire, iterations: 4096, salt: { _ in salt })
        #expect(server.received(vector.messages[0].wire) == .challenge(vector.messages[1].wire))
        #expect(server.received(vector.messages[2].wire) == .challenge(vector.messages[3].wire))
        #expect(server.received([]) == .success(user: "user"))
    }
}
