import Testing

@testable import SASL

@Suite("Tying a login to the TLS connection")
struct ChannelBindingTests {
    @Test("The header names what the login is bound to", arguments: Fixtures.bindings)
    func header(binding: ChannelBinding) throws {
        var client = try Fixtures.client(.scramSHA256Plus, binding: binding)
        #expect(
            client.begin() == .respond("p=\(binding.kind.rawValue),,n=student,r=\(Fixtures.clientNonce.text)".wire))
        var conversation = Conversation()
        let ending = conversation.run(
            try Fixtures.client(.scramSHA256Plus, binding: binding), Fixtures.server(.scramSHA256Plus))
        #expect(ending == .success(user: "student", .proved))
    }

    @Test("A client that could bind says so with y when nothing was offered, and n otherwise")
    func flags() throws {
        for (couldBind, flag) in [(true, "y"), (false, "n")] {
            var client = try Fixtures.client(.scramSHA256, couldBindChannel: couldBind)
            #expect(client.begin() == .respond("\(flag),,n=student,r=\(Fixtures.clientNonce.text)".wire))
        }
    }

    @Test("RFC 5802 §6: y to a server that offered -PLUS is a downgrade, and is refused")
    func downgrade() throws {
        var conversation = Conversation()
        let client = try Fixtures.client(.scramSHA256, couldBindChannel: true)
        #expect(conversation.run(client, Fixtures.server(.scramSHA256)) == .serverRefused(.wrongChannelBinding))
        var honest = Conversation()
        #expect(
            honest.run(client, Fixtures.server(.scramSHA256, bindings: [])) == .success(user: "student", .proved))
    }

    @Test("Another connection under the client is noticed")
    func otherConnection() throws {
        var conversation = Conversation()
        let ending = conversation.run(
            try Fixtures.client(.scramSHA1Plus, binding: ChannelBinding(.exporter, data: [1, 2, 3])),
            Fixtures.server(.scramSHA1Plus))
        #expect(ending == .serverRefused(.wrongChannelBinding))
        var unknown = Conversation()
        #expect(
            unknown.run(
                try Fixtures.client(.scramSHA1Plus),
                Fixtures.server(.scramSHA1Plus, bindings: [Fixtures.bindings[1]]))
                == .serverRefused(.wrongChannelBinding))
    }

    @Test(
        "-PLUS without anything to bind to is not begun", arguments: [nil, ChannelBinding(.exporter, data: [])])
    func nothing(binding: ChannelBinding?) {
        #expect {
            try Fixtures.client(.scramSHA256Plus, binding: binding)
        } throws: { ($0 as? SASLFailure)?.code == .noChannelBinding }
    }

    @Test(
        "A flag that does not belong to the mechanism is malformed",
        arguments: [
            (Mechanism.scramSHA256Plus, "n,,"), (.scramSHA256Plus, "y,,"), (.scramSHA256, "p=tls-exporter,,"),
        ])
    func wrongFlag(mechanism: Mechanism, header: String) {
        var server = Fixtures.server(mechanism)
        guard case .failure(let failure) = server.begin(initialResponse: "\(header)n=student,r=abc".wire) else {
            Issue.record("it was taken")
            return
        }
        #expect(failure.code == .malformedChallenge)
    }
}
