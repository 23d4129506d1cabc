import Testing

@testable import SASL

@Suite("Secrets cannot be printed")
struct SecrecyTests {
    static let canary = "canary-7f3a"

    /// All that printing, interpolation, reflection and dumping tell of a value.
    private func everything(about value: some Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text + "\(value)" + String(reflecting: value) + String(describing: value)
    }

    private func isClean(_ value: some Any) -> Bool {
        let text = everything(about: value)
        let bytes = Self.canary.utf8.map(String.init)
        let encoded = SCRAMBase64.encode(Self.canary.wire).text.prefix(12)
        return !text.contains(Self.canary) && !text.contains(bytes.prefix(3).joined(separator: ", "))
            && !text.contains(encoded) && !text.contains("- \(bytes[0])\n")
    }

    @Test("Credentials, derivations, keys and answers show their own names alone")
    func values() throws {
        let credentials = Credentials(user: "student".wire, password: Self.canary.wire)
        let derivation = KeyDerivation(hash: .sha256, password: Self.canary.wire, salt: [1], iterations: 2)
        let key = DerivedKey(bytes: Self.canary.wire)
        #expect(isClean(credentials))
        #expect(isClean([derivation]))
        #expect(isClean(Optional(key)))
        #expect(isClean(ClientStep.respond(Self.canary.wire)))
        #expect(isClean(ClientStep.derive(derivation)))
        #expect("\(credentials)" == "Credentials([hidden])")
        #expect("\(ClientStep.respond([1, 2]))" == "respond(2 bytes)")
    }

    @Test("Exchanges show nothing at any moment", arguments: Mechanism.allCases)
    func exchanges(mechanism: Mechanism) throws {
        var client = try Fixtures.client(mechanism, password: Self.canary)
        #expect(isClean(client))
        _ = client.begin()
        #expect(isClean(client))
        let answer = client.received(challenge: "r=\(Fixtures.clientNonce.text)x,s=AAAA,i=4096".wire)
        #expect(isClean(client))
        #expect(isClean(answer))

        var server = Fixtures.server(mechanism, accounts: .init(password: { _ in Self.canary.wire }))
        _ = server.begin(initialResponse: nil)
        _ = server.received(response: "student".wire)
        #expect(isClean(server))
    }
}
