import SMTPProtocol
import SwiftASN1
import Testing
import X509

@testable import SMTPTransport

@Suite("Verifying a server")
struct ServerVerifierTests {
    private static let host = "mail.example.test"
    private static let now: Int64 = 1_795_505_049
    private static let day: Int64 = 86_400
    private static let good = TestValidity.between(now - 30 * day, now + 60 * day)
    private static let over = TestValidity.between(now - 30 * day, now - 3 * day)
    private static let later = TestValidity.between(now + 2 * day, now + 60 * day)

    private let root: TestAuthority

    init() throws {
        root = try .root(valid: Self.good)
    }

    private func place(_ host: String) throws -> Endpoint.Place {
        if let address = IPAddress(host) { return .address(address) }
        return .host(try HostName(checking: host))
    }

    private func outcome(
        _ chain: [TestCertificate], host: String = host, trusting anchors: [TestCertificate]? = nil,
        pins: [[UInt8]] = [], isInsecure: Bool = false
    ) async throws -> ServerVerifier.Outcome {
        let pem = try (anchors ?? [root.own]).map { try $0.pem }.joined()
        let policy = TrustPolicy(
            anchors: .file(path: "ca.pem", pem: Array(pem.utf8)), pins: pins, isInsecure: isInsecure)
        let verifier = try ServerVerifier(policy: policy, place: place(host))
        return await verifier.verify(chain: try chain.map { try $0.der }, at: Self.now)
    }

    private func problems(
        _ chain: [TestCertificate], host: String = host, trusting anchors: [TestCertificate]? = nil
    ) async throws -> [CertificateProblem] {
        switch try await outcome(chain, host: host, trusting: anchors).result {
        case .success: []
        case .failure(let problems): problems.all
        }
    }

    @Test("a chain that leads to a trusted root is verified, and the anchor is named")
    func verifies() async throws {
        let middle = try root.intermediate(valid: Self.good)
        let leaf = try middle.leaf([Self.host], valid: Self.good)
        let outcome = try await outcome([leaf, middle.own])
        #expect(try outcome.result.get() == .verified(anchor: "CN=Test Root", trust: .file(path: "ca.pem")))
        #expect(outcome.chain.map(\.subject) == ["CN=\(Self.host)", "CN=Test Intermediate"])
    }

    @Test("the order of the chain and certificates that are not needed do not matter", arguments: TestKey.allCases)
    func verifiesDisorder(_ key: TestKey) async throws {
        let root = try TestAuthority.root("R", key: key, valid: Self.good)
        let upper = try root.intermediate("U", key: key, valid: Self.good)
        let lower = try upper.intermediate("L", key: key, valid: Self.good)
        let leaf = try lower.leaf([Self.host], key: key, valid: Self.good)
        let stray = try TestCertificate.selfSigned(TestProfile(commonName: "stray", valid: Self.over))
        #expect(try await problems([leaf, root.own, upper.own, stray, lower.own], trusting: [root.own]).isEmpty)
    }

    @Test("CT09 an expired certificate is refused, with whose it is and since when")
    func refusesExpired() async throws {
        let leaf = try root.leaf([Self.host], valid: Self.over)
        #expect(
            try await problems([leaf])
                == [.expired(subject: "CN=\(Self.host)", notAfter: Self.now - 3 * Self.day)])
    }

    @Test("CT09 an expired intermediate certificate is told apart from the server's own")
    func refusesExpiredIntermediate() async throws {
        let middle = try root.intermediate(valid: Self.over)
        let leaf = try middle.leaf([Self.host], valid: Self.good)
        #expect(
            try await problems([leaf, middle.own])
                == [.expired(subject: "CN=Test Intermediate", notAfter: Self.now - 3 * Self.day)])
    }

    @Test("CT09 a certificate that is not valid yet is refused, with when it begins")
    func refusesEarly() async throws {
        let leaf = try root.leaf([Self.host], valid: Self.later)
        #expect(
            try await problems([leaf])
                == [.notYetValid(subject: "CN=\(Self.host)", notBefore: Self.now + 2 * Self.day)])
    }

    @Test("CT09 a self-signed certificate is refused as such")
    func refusesSelfSigned() async throws {
        let own = try TestCertificate.selfSigned(
            TestProfile(commonName: Self.host, names: [Self.host], valid: Self.good))
        #expect(try await problems([own]) == [.selfSigned(subject: "CN=\(Self.host)")])
    }

    @Test("CT09 an unknown authority is refused, and named")
    func refusesUnknownAuthority() async throws {
        let other = try TestAuthority.root("Other Root", valid: Self.good)
        let leaf = try other.leaf([Self.host], valid: Self.good)
        #expect(try await problems([leaf, other.own]) == [.unknownAuthority(issuer: "CN=Other Root")])
    }

    @Test("CT09 a server that forgot the certificate between is told so")
    func refusesGap() async throws {
        let middle = try root.intermediate(valid: Self.good)
        let leaf = try middle.leaf([Self.host], valid: Self.good)
        let found = try await problems([leaf])
        #expect(found.first == .unknownAuthority(issuer: "CN=Test Intermediate"))
        guard case .invalid(let words)? = found.last, found.count == 2 else { Issue.record("\(found)"); return }
        #expect(words.contains("did not send the certificate of CN=Test Intermediate"))
    }

    @Test("CT09 a certificate for another host is refused, with the names that it has")
    func refusesWrongName() async throws {
        let leaf = try root.leaf(["www.example.test", "192.0.2.1"], valid: Self.good)
        #expect(
            try await problems([leaf]) == [.wrongName(asked: Self.host, names: ["www.example.test", "192.0.2.1"])])
    }

    @Test("CT09 everything that is wrong is told, the most telling first")
    func tellsAll() async throws {
        let own = try TestCertificate.selfSigned(
            TestProfile(commonName: "a", names: ["a.example"], valid: Self.over))
        #expect(
            try await problems([own]) == [
                .expired(subject: "CN=a", notAfter: Self.now - 3 * Self.day),
                .wrongName(asked: Self.host, names: ["a.example"]), .selfSigned(subject: "CN=a"),
            ])
    }

    @Test("CT10 a common name that matches does not help, without other names and with different ones")
    func ignoresCommonName() async throws {
        let nameless = try root.issue(TestProfile(commonName: Self.host, valid: Self.good))
        #expect(try await problems([nameless]) == [.noName(asked: Self.host, commonName: Self.host)])
        let different = try root.leaf(["other.example"], commonName: Self.host, valid: Self.good)
        #expect(try await problems([different]) == [.wrongName(asked: Self.host, names: ["other.example"])])
    }

    @Test("CT12 an address is verified by the addresses in the certificate only")
    func verifiesAddress() async throws {
        let leaf = try root.leaf(["192.0.2.1"], valid: Self.good)
        #expect(try await problems([leaf], host: "192.0.2.1").isEmpty)
        #expect(try await problems([leaf], host: "192.0.2.2") == [.wrongName(asked: "192.0.2.2", names: ["192.0.2.1"])])
        let posing = try root.issue(
            TestProfile(
                commonName: "192.0.2.1", valid: Self.good,
                extensions: [try .init(SubjectAlternativeNames([.dnsName("192.0.2.1")]), critical: false)]))
        #expect(try await !problems([posing], host: "192.0.2.1").isEmpty)
    }

    @Test("CT15 a name with a NUL does not match, and stays whole in the report")
    func refusesNUL() async throws {
        let leaf = try root.leaf(["\(Self.host)\0.evil"], valid: Self.good)
        #expect(try await problems([leaf]) == [.wrongName(asked: Self.host, names: ["\(Self.host)\0.evil"])])
    }

    @Test("a self-signed server certificate that the user names as authority is verified")
    func verifiesNamedSelfSigned() async throws {
        let own = try TestCertificate.selfSigned(
            TestProfile(commonName: Self.host, names: [Self.host], valid: Self.good))
        let outcome = try await outcome([own], trusting: [own])
        #expect(try outcome.result.get() == .verified(anchor: "CN=\(Self.host)", trust: .file(path: "ca.pem")))
        #expect(try await !problems([own], host: "other.example", trusting: [own]).isEmpty)
        let old = try TestCertificate.selfSigned(
            TestProfile(commonName: Self.host, names: [Self.host], valid: Self.over))
        #expect(try await !problems([old], trusting: [old]).isEmpty)
    }

    @Test("an intermediate that the user names as authority is enough")
    func verifiesNamedIntermediate() async throws {
        let middle = try root.intermediate(valid: Self.good)
        let leaf = try middle.leaf([Self.host], valid: Self.good)
        #expect(try await problems([leaf], trusting: [middle.own]).isEmpty)
    }

    @Test("no certificate at all is a reason of its own")
    func refusesNone() async throws {
        #expect(try await problems([]) == [.missing])
    }

    @Test("bytes that are no certificate are refused, and kept for showing")
    func refusesGarbage() async throws {
        let verifier = try ServerVerifier(
            policy: TrustPolicy(anchors: .practice(pem: Array(root.own.pem.utf8))), place: place(Self.host))
        let outcome = await verifier.verify(chain: [[1, 2, 3]], at: Self.now)
        #expect(outcome.chain.map(\.der) == [[1, 2, 3]])
        #expect(throws: ServerVerifier.Problems(all: [.invalid("it cannot be read")])) { try outcome.result.get() }
    }

    @Test("the practice server's authority is named as such")
    func verifiesPractice() async throws {
        let verifier = try ServerVerifier(
            policy: TrustPolicy(anchors: .practice(pem: Array(root.own.pem.utf8))), place: place(Self.host))
        let leaf = try root.leaf([Self.host], valid: Self.good)
        let outcome = await verifier.verify(chain: [try leaf.der], at: Self.now)
        #expect(try outcome.result.get() == .verified(anchor: "CN=Test Root", trust: .practice))
    }

    @Test(
        "a file of authorities that holds none cannot be used",
        arguments: ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
    func refusesFile(_ text: String) throws {
        let policy = TrustPolicy(anchors: .file(path: "ca.pem", pem: Array(text.utf8)))
        let failure = #expect(throws: TLSFailure.self) { try ServerVerifier(policy: policy, place: place(Self.host)) }
        guard case .unusable(let words)? = failure?.reason else { Issue.record("\(failure as Any)"); return }
        #expect(words.contains("ca.pem"))
        #expect(failure?.stage == .start)
    }
}
