import SASL
import Testing

@Suite("Mechanisms")
struct MechanismTests {
    @Test("A name is found in upper and lower case, and every name has its mechanism", arguments: Mechanism.allCases)
    func names(mechanism: Mechanism) {
        #expect(Mechanism(name: mechanism.name.lowercased()) == mechanism)
        #expect(UnsupportedMechanism(name: mechanism.name) == nil)
    }

    @Test(
        "Mechanisms that are not spoken are known by name, with a reason",
        arguments: [("DIGEST-MD5", true), ("ntlm", true), ("GSSAPI", false), ("SCRAM-SHA-512", false)])
    func unsupported(name: String, isObsolete: Bool) throws {
        let mechanism = try #require(UnsupportedMechanism(name: name))
        #expect(mechanism.isObsolete == isObsolete)
        #expect(mechanism.name == name.uppercased())
        #expect(mechanism.reason.hasSuffix("."))
        #expect(Mechanism(name: name) == nil)
    }

    @Test("An unknown name is nothing")
    func unknown() {
        #expect(UnsupportedMechanism(name: "X-NEW") == nil)
        #expect(Mechanism(name: "") == nil)
        // Unicode's capitals of these would be the letters of PLAIN.
        #expect(Mechanism(name: "pla\u{131}n") == nil)
    }

    @Test("Only SCRAM proves the server, and only -PLUS binds", arguments: Mechanism.allCases)
    func traits(mechanism: Mechanism) {
        #expect(mechanism.provesServer == mechanism.name.hasPrefix("SCRAM-"))
        #expect(mechanism.bindsChannel == mechanism.name.hasSuffix("-PLUS"))
        #expect(mechanism.takesToken == mechanism.name.contains("OAUTH"))
    }

    @Test("clientSpeaksFirst and sendsPasswordItself tell the truth", arguments: Mechanism.allCases)
    func truth(mechanism: Mechanism) throws {
        var client = try Fixtures.client(mechanism, password: "canary")
        let first = client.begin()
        if case .respond = first { #expect(mechanism.clientSpeaksFirst) } else { #expect(!mechanism.clientSpeaksFirst) }
        var conversation = Conversation()
        _ = conversation.run(try Fixtures.client(mechanism), Fixtures.server(mechanism))
        #expect(conversation.messages.contains { $0.text.contains("secret") } == mechanism.sendsPasswordItself)
    }
}
