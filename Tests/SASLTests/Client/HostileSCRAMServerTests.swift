import Testing

@testable import SASL

/// What a SCRAM client makes of a server that does not keep to the rules.
@Suite("A SCRAM client and a hostile server")
struct HostileSCRAMServerTests {
    private static let ours = Fixtures.clientNonce.text
    private static let salt = "QSXCR+Q6sek8bf92"

    /// The client's answer to a first message of the server.
    private func answer(to challenge: String) throws -> ClientStep {
        var client = try Fixtures.client(.scramSHA256)
        _ = client.begin()
        return client.received(challenge: challenge.wire)
    }

    private func code(_ step: ClientStep) -> SASLFailure.Code? {
        if case .abort(let failure) = step { failure.code } else { nil }
    }

    @Test(
        "CP24: a nonce that does not extend ours is refused before a key is derived",
        arguments: [
            ours, "x\(ours)x", String(ours.dropLast()), "other", ours.uppercased() + "x", "\(ours)\u{7}x",
            "\(ours) x",
            "\(ours)é",
        ])
    func nonce(nonce: String) throws {
        #expect(try code(answer(to: "r=\(nonce),s=\(Self.salt),i=4096")) == .nonceMismatch)
    }

    @Test(
        "CP25: an iteration count that is too low or too high is refused before a key is derived",
        arguments: [
            "0", "1", "4095", "1000001", "2147483647", "9223372036854775807", "9223372036854775808",
            "123456789012345678901234567890",
        ])
    func iterations(count: String) throws {
        #expect(try code(answer(to: "r=\(Self.ours)x,s=\(Self.salt),i=\(count)")) == .iterationCount)
    }

    @Test(
        "CP25: what is no plain whole number is malformed",
        arguments: [
            "-4096", "+4096", "", "04096", "00", "4096.0", "4e3", "0x1000", " 4096", "4096 ", "٤٠٩٦", "4096\u{0}",
        ])
    func badIterations(count: String) throws {
        #expect(try code(answer(to: "r=\(Self.ours)x,s=\(Self.salt),i=\(count)")) == .malformedChallenge)
    }

    @Test("CP25: the counts at both ends are taken", arguments: [4_096, 1_000_000])
    func goodIterations(count: Int) throws {
        guard case .derive(let derivation) = try answer(to: "r=\(Self.ours)x,s=\(Self.salt),i=\(count)") else {
            Issue.record("\(count) was refused")
            return
        }
        #expect(derivation.iterations == count)
    }

    @Test(
        "CP22: a first message that breaks the rules is malformed",
        arguments: [
            "", " ", ",", "=", "!!!", "\u{0}", "r=", "r=\(ours)x", "r=\(ours)x,s=\(salt)",
            "s=\(salt),r=\(ours)x,i=4096",
            "r=\(ours)x,i=4096,s=\(salt)", "r=\(ours)x,s=,i=4096", "r=\(ours)x,s=QSX,i=4096",
            "r=\(ours)x,s=QSXCR*==,i=4096",
            "r=\(ours)x,s=QR==,i=4096", "r=\(ours)x,s=====,i=4096", "r=\(ours)x,s=\(salt),i=4096,",
            "r=\(ours)x,s=\(salt),i=4096,i=4096",
            "r=\(ours)x,s=\(salt),i=4096,x", "r=\(ours)x,s=\(salt),i=4096,1=x",
            "r=\(ours)x,r=\(ours)x,s=\(salt),i=4096",
            "m=future,r=\(ours)x,s=\(salt),i=4096", "r=\(ours)x,s=\(salt),i=4096,m=future", "v=\(salt)",
            String(repeating: "A", count: 9_000),
        ])
    func malformed(challenge: String) throws {
        #expect(try code(answer(to: challenge)) == .malformedChallenge)
    }

    @Test("An extension that need not be understood is let be")
    func optionalExtension() throws {
        guard case .derive = try answer(to: "r=\(Self.ours)x,s=\(Self.salt),i=4096,z=later") else {
            Issue.record("it was refused")
            return
        }
    }

    @Test("CP22: a challenge over the limit is refused unread", arguments: Mechanism.allCases)
    func long(mechanism: Mechanism) throws {
        var client = try Fixtures.client(mechanism)
        _ = client.begin()
        let step = client.received(challenge: [UInt8](repeating: 0x41, count: SASLLimits.messageBytes + 1))
        #expect(code(step) == .malformedChallenge)
        #expect(code(client.received(challenge: [0x41])) == .unexpectedChallenge)
    }

    @Test("A server's error is told in words, and its bytes are escaped")
    func serverError() throws {
        guard case .abort(let known) = try answer(to: "e=unknown-user"),
            case .abort(let foreign) = try answer(to: "e=\u{1B}[2J\u{202E}")
        else {
            Issue.record("the error was not noticed")
            return
        }
        #expect(known.code == .serverError)
        #expect(known.message == "The server reported unknown-user: it does not know the user.")
        #expect(foreign.message == #"The server reported \x1B[2J\xE2\x80\xAE."#)
    }

    /// A client that has sent its proof, and the right signature.
    private func waitingForSignature() throws -> (ClientExchange, signature: [UInt8]) {
        var client = try Fixtures.client(.scramSHA256)
        var server = Fixtures.server(.scramSHA256, bindings: [])
        guard case .respond(let first) = client.begin(),
            case .challenge(let challenge) = server.begin(initialResponse: first),
            case .derive(let derivation) = client.received(challenge: challenge),
            case .respond(let final) = client.derived(derivation.compute()),
            case .challenge(let signature) = server.received(response: final)
        else { throw SASLFailure(.serverError, "the exchange stopped early", advice: "") }
        return (client, signature)
    }

    @Test(
        "CP26: a signature that is wrong or missing ends the exchange, and proves nothing",
        arguments: [
            ("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", SASLFailure.Code.wrongServerSignature),
            ("v=AAAA", .wrongServerSignature), ("v=", .malformedChallenge), ("v=!!!!", .malformedChallenge),
            ("", .malformedChallenge), ("x=1", .malformedChallenge), ("e=invalid-proof", .serverError),
            ("m=1,v=AAAA", .malformedChallenge), ("v=AAAA,m=1", .malformedChallenge),
        ])
    func signature(challenge: String, expected: SASLFailure.Code) throws {
        var (client, _) = try waitingForSignature()
        #expect(code(client.received(challenge: challenge.wire)) == expected)
        #expect(client.succeeded() == .missing)
    }

    @Test("CP26: the right signature proves the server, and only once the client has seen it")
    func rightSignature() throws {
        var (client, signature) = try waitingForSignature()
        #expect(client.succeeded() == .missing)
        #expect(client.received(challenge: signature) == .respond([]))
        #expect(client.succeeded() == .proved)
        #expect(code(client.received(challenge: signature)) == .unexpectedChallenge)
        #expect(client.succeeded() == .missing)
    }

    @Test("CP26: a 235 at any moment before the signature leaves the server unproved")
    func earlySuccess() throws {
        var client = try Fixtures.client(.scramSHA1)
        #expect(client.succeeded() == .missing)
        _ = client.begin()
        #expect(client.succeeded() == .missing)
        _ = client.received(challenge: "r=\(Self.ours)x,s=\(Self.salt),i=4096".wire)
        #expect(client.succeeded() == .missing)
    }

    @Test("A challenge while the key is being derived, and a key that nobody asked for, do no harm")
    func outOfOrder() throws {
        var client = try Fixtures.client(.scramSHA1)
        let key = KeyDerivation(hash: .sha1, password: [1], salt: [1], iterations: 1).compute()
        #expect(client.derived(key) == .wait)
        _ = client.begin()
        #expect(client.derived(key) == .wait)
        let first = "r=\(Self.ours)x,s=\(Self.salt),i=4096".wire
        _ = client.received(challenge: first)
        #expect(code(client.received(challenge: first)) == .unexpectedChallenge)
        #expect(client.derived(key) == .wait)
        #expect(client.succeeded() == .missing)
    }
}
