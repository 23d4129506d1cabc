import SASL
import Testing

@Suite("The strongest mechanism")
struct MechanismChoiceTests {
    static let all = Mechanism.allCases.map(\.name) + ["DIGEST-MD5", "NTLM", "X-NEW"]

    @Test("One after the other, from the strongest down")
    func order() {
        var failed: [Mechanism] = []
        while let choice = Mechanism.strongest(
            among: Self.all.reversed(), isEncrypted: true, channelBinding: [.serverEndPoint, .exporter],
            canUse: { !failed.contains($0) })
        {
            #expect(choice.channelBinding == (choice.mechanism.bindsChannel ? .exporter : nil))
            #expect(choice.reason.hasPrefix("\(choice.mechanism.name): "))
            failed.append(choice.mechanism)
        }
        #expect(failed == Mechanism.byStrength)
    }

    @Test("The reason of the best is the whole of it")
    func reason() {
        let choice = Mechanism.strongest(
            among: ["plain", "scram-sha-256-plus"], isEncrypted: true, channelBinding: [.serverEndPoint])
        #expect(
            choice?.reason == """
                SCRAM-SHA-256-PLUS: the password is never sent, the server must prove that it knows it, \
                and the login is tied to this TLS connection
                """)
    }

    @Test("-PLUS needs TLS and something to bind to")
    func binding() {
        let names = ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-1"]
        let unbound = Mechanism.strongest(among: names, isEncrypted: true)
        #expect(unbound?.mechanism == .scramSHA1)
        let plaintext = Mechanism.strongest(among: names, isEncrypted: false, channelBinding: [.exporter])
        #expect(plaintext?.mechanism == .scramSHA1)
    }

    @Test("Mechanisms that need another kind of credential, or are unknown, are never chosen")
    func never() {
        let names = ["EXTERNAL", "ANONYMOUS", "XOAUTH2", "OAUTHBEARER", "DIGEST-MD5", "NTLM", "X-NEW", ""]
        #expect(Mechanism.strongest(among: names, isEncrypted: true) == nil)
        #expect(Mechanism.strongest(among: [], isEncrypted: true) == nil)
    }

    @Test("The reason says who can read the password")
    func readers() {
        let encrypted = Mechanism.strongest(among: ["LOGIN"], isEncrypted: true)
        let plaintext = Mechanism.strongest(among: ["LOGIN"], isEncrypted: false)
        #expect(encrypted?.reason == "LOGIN: the password itself is sent, and only TLS keeps it from others")
        #expect(
            plaintext?.reason == "LOGIN: the password itself is sent, and without TLS everybody on the way can read it")
    }

    @Test("An offer of -PLUS is seen in either case, also of a hash that is not spoken")
    func offer() {
        #expect(Mechanism.offersChannelBinding(["plain", "scram-sha-512-plus"]))
        #expect(!Mechanism.offersChannelBinding(["PLAIN", "SCRAM-SHA-256"]))
    }
}
