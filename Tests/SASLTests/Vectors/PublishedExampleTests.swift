import SASL
import Testing

/// The examples of the other mechanisms' own documents.
@Suite("The examples of the RFCs")
struct PublishedExampleTests {
    private func first(_ mechanism: Mechanism, _ credentials: Credentials, host: String = "", port: Int = 0) throws
        -> ClientStep
    {
        var client = try ClientExchange(mechanism, credentials, host: host, port: port)
        return client.begin()
    }

    @Test("RFC 4616 §4: PLAIN without and with an identity to act as")
    func plain() throws {
        #expect(
            try first(.plain, Credentials(user: "tim".wire, password: "tanstaaftanstaaf".wire))
                == .respond("␀tim␀tanstaaftanstaaf".wire))
        #expect(
            try first(
                .plain,
                Credentials(user: "Kurt".wire, password: "xipj3plmq".wire, authorizationIdentity: "Ursel".wire))
                == .respond("Ursel␀Kurt␀xipj3plmq".wire))
    }

    @Test("RFC 2195 §2: CRAM-MD5, on both sides")
    func cramMD5() throws {
        let challenge = "<1896.697170952@postoffice.reston.mci.net>".wire
        let response = "tim b913a602c7eda7a495b4e6e7334d3890".wire
        var client = try ClientExchange(.cramMD5, Credentials(user: "tim".wire, password: "tanstaaftanstaaf".wire))
        #expect(client.begin() == .wait)
        #expect(client.received(challenge: challenge) == .respond(response))
        #expect(client.succeeded() == .notPartOfMechanism)

        var server = ServerExchange(
            .cramMD5, accounts: .init(password: { $0 == "tim" ? "tanstaaftanstaaf".wire : nil }),
            host: "postoffice.reston.mci.net", nonce: "1896.697170952".wire, salt: [])
        #expect(server.begin(initialResponse: nil) == .challenge(challenge))
        #expect(server.received(response: response) == .success(user: "tim"))
    }

    static let token = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="

    @Test("RFC 7628 §4.1: OAUTHBEARER that succeeds")
    func oauthBearer() throws {
        let expected =
            "n,a=user@example.com,^Ahost=server.example.com^Aport=143^Aauth=Bearer \(Self.token)^A^A".wire
        #expect(
            try first(
                .oauthBearer, Credentials(user: "user@example.com".wire, password: Self.token.wire),
                host: "server.example.com", port: 143) == .respond(expected))
        var server = ServerExchange(
            .oauthBearer,
            accounts: .init(
                password: { _ in nil }, acceptsToken: { $0 == "user@example.com" && $1 == Self.token.wire }),
            host: "server.example.com", nonce: [], salt: [])
        #expect(server.begin(initialResponse: expected) == .success(user: "user@example.com"))
    }

    @Test("RFC 7628 §4.3: OAUTHBEARER that fails is acknowledged with the byte 0x01")
    func oauthBearerError() throws {
        let error = """
            {"status":"invalid_token","scope":"example_scope",\
            "openid-configuration":"https://example.com/.well-known/openid-configuration"}
            """
        var client = try ClientExchange(
            .oauthBearer, Credentials(user: "user@example.com".wire, password: Self.token.wire))
        _ = client.begin()
        #expect(client.received(challenge: error.wire) == .respond([1]))
        guard case .abort(let failure) = client.received(challenge: error.wire) else {
            Issue.record("a second error was acknowledged")
            return
        }
        #expect(failure.code == .unexpectedChallenge)

        var reader = MessageReader(mechanism: "OAUTHBEARER")
        _ = reader.client("n,,^Aauth=Bearer x^A^A".wire)
        #expect(
            reader.server(error.wire) == [
                MessageField("status", "invalid_token".wire), MessageField("scope", "example_scope".wire),
                MessageField(
                    "openid-configuration", "https://example.com/.well-known/openid-configuration".wire),
            ])
        #expect(!reader.isNextClientMessageSecret)
        #expect(reader.client([1]) == [MessageField("acknowledgement", [1])])
    }

    @Test("Google's XOAUTH2 example, and its error")
    func xoauth2() throws {
        let token = "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"
        let expected = "user=someuser@example.com^Aauth=Bearer \(token)^A^A".wire
        var client = try ClientExchange(
            .xoauth2, Credentials(user: "someuser@example.com".wire, password: token.wire))
        #expect(client.begin() == .respond(expected))
        let error = #"{"status":"401","schemes":"bearer mac","scope":"https://mail.google.com/"}"#
        #expect(client.received(challenge: error.wire) == .respond([]))

        var reader = MessageReader(mechanism: "xoauth2")
        #expect(reader.isNextClientMessageSecret)
        #expect(
            reader.client(expected) == [
                MessageField("user", "someuser@example.com".wire), MessageField("access token", [], isSecret: true),
            ])
        #expect(reader.server(error.wire).map(\.name) == ["status", "scope", "schemes"])
    }

    @Test("RFC 4505 §4: ANONYMOUS sends the trace text, or nothing", arguments: ["sirhc", ""])
    func anonymous(trace: String) throws {
        #expect(try first(.anonymous, Credentials(user: trace.wire)) == .respond(trace.wire))
    }

    @Test("RFC 4422 appendix A: EXTERNAL sends who to act as, or nothing", arguments: ["fred@example.com", ""])
    func external(identity: String) throws {
        #expect(
            try first(.external, Credentials(user: [], authorizationIdentity: identity.wire))
                == .respond(identity.wire))
    }
}
