import SASL
import Testing

@Suite("A server and responses that break the rules")
struct MalformedResponseTests {
    private func code(_ step: ServerStep) -> SASLFailure.Code? {
        if case .failure(let failure) = step { failure.code } else { nil }
    }

    @Test(
        "PS15: a blank response, or one of another form, is malformed",
        arguments: [
            (Mechanism.plain, ""), (.plain, " "), (.plain, "="), (.plain, "student␀secret"), (.plain, "␀␀secret"),
            (.plain, "␀student␀"), (.plain, "␀student␀secret␀"), (.plain, "␀␀␀"), (.login, ""), (.cramMD5, ""),
            (.cramMD5, "student"), (.cramMD5, " 0123456789abcdef0123456789abcdef"), (.cramMD5, "student 0123"),
            (.cramMD5, "student 0123456789ABCDEF0123456789ABCDEF"), (.xoauth2, ""), (.xoauth2, "user=a^Aauth=Bearer x"),
            (.xoauth2, "user=^Aauth=Bearer x^A^A"), (.xoauth2, "user=a^Aauth=Basic x^A^A"), (.oauthBearer, ""),
            (.oauthBearer, "n,,^Aauth=Bearer x^A"), (.oauthBearer, "^Aauth=Bearer x^A^A"),
            (.oauthBearer, "n,,^Ahost=x^A^A"), (.oauthBearer, "n,,^Aauth=Bearer x^Aauth=Bearer y^A^A"),
            (.oauthBearer, "p=tls-exporter,,^Aauth=Bearer x^A^A"), (.external, "a␀b"), (.anonymous, "a\nb"),
            (.scramSHA256, ""), (.scramSHA256, "n,,"), (.scramSHA256, "n,,n=,r=x"), (.scramSHA256, "n,,n=a=,r=x"),
            (.scramSHA256, "n,,n=a=2c,r=x"), (.scramSHA256, "n,,n=a"), (.scramSHA256, "n,,r=x,n=a"),
            (.scramSHA256, "n,,m=x,n=a,r=x"), (.scramSHA256, "n,a=,n=a,r=x"), (.scramSHA256, "x,,n=a,r=x"),
            (.scramSHA256, "n,b=c,n=a,r=x"),
        ])
    func malformed(mechanism: Mechanism, response: String) {
        var server = Fixtures.server(mechanism)
        guard case .challenge = server.begin(initialResponse: nil) else {
            Issue.record("there is no first challenge")
            return
        }
        #expect(code(server.received(response: response.wire)) == .malformedChallenge)
        #expect(code(server.received(response: response.wire)) == .malformedChallenge, "it is over")
    }

    @Test("PS15: a response over the limit is refused unread", arguments: Mechanism.allCases)
    func long(mechanism: Mechanism) {
        var server = Fixtures.server(mechanism)
        _ = server.begin(initialResponse: nil)
        let response = [UInt8](repeating: 0x41, count: SASLLimits.messageBytes + 1)
        #expect(code(server.received(response: response)) == .malformedChallenge)
    }

    @Test("CRAM-MD5 takes no initial response, and LOGIN takes the user name as one")
    func initialResponses() {
        var cram = Fixtures.server(.cramMD5)
        #expect(code(cram.begin(initialResponse: "student".wire)) == .malformedChallenge)
        var login = Fixtures.server(.login)
        #expect(login.begin(initialResponse: "student".wire) == .challenge("Password:".wire))
        #expect(login.received(response: "secret".wire) == .success(user: "student"))
    }

    @Test("An answer before AUTH, and a second AUTH, get nobody in")
    func order() {
        var server = Fixtures.server(.plain)
        #expect(code(server.received(response: "␀student␀secret".wire)) == .malformedChallenge)
        var other = Fixtures.server(.external)
        _ = other.begin(initialResponse: nil)
        #expect(code(other.begin(initialResponse: [])) == .malformedChallenge)
    }

    @Test("PS15: a SCRAM answer to the server's signature must be empty")
    func lastAnswer() throws {
        var conversation = Conversation()
        conversation.changing = { $1 == 4 ? "x".wire : $0 }
        let ending = conversation.run(try Fixtures.client(.scramSHA256), Fixtures.server(.scramSHA256))
        #expect(ending == .serverRefused(.malformedChallenge))
    }

    @Test("EXTERNAL without a certificate and ANONYMOUS where it is not welcome are refused")
    func notWelcome() {
        let nobody = ServerExchange.Accounts(password: { _ in nil })
        for mechanism in [Mechanism.external, .anonymous] {
            var server = Fixtures.server(mechanism, accounts: nobody)
            #expect(code(server.begin(initialResponse: [])) == .refused)
        }
    }

    @Test("A user name that is not UTF-8 is nobody's, even where the accounts know all")
    func notUnicode() {
        var server = Fixtures.server(.plain, accounts: .init(password: { _ in "x".wire }))
        #expect(code(server.begin(initialResponse: [0, 0xFF, 0, 0x78])) == .refused)
    }

    @Test("Each user has a salt that stays the same, unknown users too")
    func salts() {
        func first(_ user: String) -> ServerStep {
            var server = Fixtures.server(.scramSHA256)
            return server.begin(initialResponse: "n,,n=\(user),r=abc".wire)
        }
        #expect(first("student") == first("student"))
        #expect(first("nobody") == first("nobody"))
        #expect(first("student") != first("nobody"))
    }
}
