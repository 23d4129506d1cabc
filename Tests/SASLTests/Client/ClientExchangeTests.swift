import Testing

@testable import SASL

@Suite("A client exchange")
struct ClientExchangeTests {
    private func failure(_ body: () throws -> Void) -> SASLFailure.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? SASLFailure)?.code
        }
    }

    @Test("What a mechanism needs and does not get is said before anything is sent", arguments: Mechanism.allCases)
    func missing(mechanism: Mechanism) {
        let withoutUser = failure { _ = try Fixtures.client(mechanism, user: "") }
        let withoutPassword = failure { _ = try Fixtures.client(mechanism, password: "") }
        #expect(withoutUser == (mechanism.needsUser ? .missingCredentials : nil))
        #expect(withoutPassword == (mechanism.needsPassword ? .missingCredentials : nil))
    }

    @Test(
        "What a mechanism cannot carry is refused before anything is sent",
        arguments: [
            (Mechanism.plain, "a␀b", "x"), (.plain, "a", "x␀y"), (.login, "a␀b", "x"), (.cramMD5, "a␀b", "x"),
            (.xoauth2, "a^Ab", "x"), (.xoauth2, "a", "x^Ay"), (.oauthBearer, "a", "x y"), (.oauthBearer, "a", "x\n"),
            (.scramSHA256, "a\u{7}", "x"), (.scramSHA256, "a", "x\u{85}y"), (.scramSHA1, "a", "x\u{E000}"),
            (.external, "a␀b", ""), (.anonymous, "a\nb", ""), (.anonymous, String(repeating: "a", count: 256), ""),
        ])
    func forbidden(mechanism: Mechanism, user: String, password: String) {
        #expect(failure { _ = try Fixtures.client(mechanism, user: user, password: password) } == .forbiddenByte)
    }

    @Test("A server's name with a separator in it does not reach the wire")
    func forbiddenHost() {
        #expect(
            failure {
                _ = try ClientExchange(
                    .oauthBearer, Credentials(user: [], password: "x".wire), host: "a\u{1}auth=Bearer y")
            } == .forbiddenByte)
    }

    @Test(
        "A SCRAM nonce that is short or not printable is refused",
        arguments: [
            "", "short", "exactly17letters!", "with,a,comma,in,it", "with a blank in it", "umlaut in the nöonce",
        ])
    func nonce(nonce: String) {
        #expect(
            failure {
                _ = try ClientExchange(
                    .scramSHA256, Credentials(user: "a".wire, password: "b".wire), nonce: nonce.wire)
            } == .unusableNonce)
    }

    @Test("A challenge behind the last one ends the exchange", arguments: [Mechanism.plain, .external, .anonymous])
    func extraChallenge(mechanism: Mechanism) throws {
        var client = try Fixtures.client(mechanism)
        _ = client.begin()
        guard case .abort(let failure) = client.received(challenge: []) else {
            Issue.record("it was answered")
            return
        }
        #expect(failure.code == .unexpectedChallenge)
        #expect(client.succeeded() == .notPartOfMechanism)
    }

    @Test("A first challenge that is not empty gets no answer from a client that speaks first")
    func promptForPassword() throws {
        var client = try Fixtures.client(.plain)
        guard case .abort = client.received(challenge: "Password:".wire) else {
            Issue.record("it was answered")
            return
        }
    }

    @Test("LOGIN answers by position, whatever the prompts say, and no third time")
    func login() throws {
        var client = try Fixtures.client(.login)
        #expect(client.begin() == .wait)
        #expect(client.received(challenge: "Password:".wire) == .respond("student".wire))
        #expect(client.received(challenge: []) == .respond("secret".wire))
        guard case .abort = client.received(challenge: "Password:".wire) else {
            Issue.record("it was answered")
            return
        }
    }

    @Test("CRAM-MD5 signs one challenge, and never an empty one")
    func cramMD5() throws {
        var client = try Fixtures.client(.cramMD5)
        guard case .abort(let empty) = client.received(challenge: []) else {
            Issue.record("it was answered")
            return
        }
        #expect(empty.code == .malformedChallenge)
        var other = try Fixtures.client(.cramMD5)
        guard case .respond = other.received(challenge: "<1@a>".wire),
            case .abort(let second) = other.received(challenge: "<2@a>".wire)
        else {
            Issue.record("two challenges were answered, or none")
            return
        }
        #expect(second.code == .unexpectedChallenge)
    }

    @Test("An exchange begins only once")
    func twice() throws {
        var client = try Fixtures.client(.plain)
        _ = client.begin()
        guard case .abort = client.begin() else {
            Issue.record("it began twice")
            return
        }
    }
}
