import SMTPProtocol
import SwiftASN1
import Testing
import X509

@testable import SMTPTransport

@Suite("What a user may decide about trust, and what authorities may")
struct TrustDecisionTests {
    private static let host = "mail.example.test"
    private static let now: Int64 = 1_795_505_049
    private static let good = TestValidity.between(now - 86_400, now + 86_400)

    private let root: TestAuthority

    init() throws {
        root = try .root(valid: Self.good)
    }

    private func result(
        _ chain: [TestCertificate], pins: [[UInt8]] = [], isInsecure: Bool = false
    ) async throws -> Result<TLSVerification, ServerVerifier.Problems> {
        try await result(ofDER: chain.map { try $0.der }, pins: pins, isInsecure: isInsecure)
    }

    private func result(
        ofDER chain: [[UInt8]], pins: [[UInt8]] = [], isInsecure: Bool = false
    ) async throws -> Result<TLSVerification, ServerVerifier.Problems> {
        let policy = TrustPolicy(
            anchors: .file(path: "ca.pem", pem: Array(try root.own.pem.utf8)), pins: pins, isInsecure: isInsecure)
        let verifier = try ServerVerifier(policy: policy, place: .host(try HostName(checking: Self.host)))
        return await verifier.verify(chain: chain, at: Self.now).result
    }

    /// What is wrong with a chain, when it is one thing in words.
    private func words(_ chain: [TestCertificate]) async throws -> String {
        guard case .failure(let problems) = try await result(chain), case .invalid(let words)? = problems.all.first,
            problems.all.count == 1
        else { return "\(try await result(chain))" }
        return words
    }

    private func selfSigned() throws -> TestCertificate {
        try .selfSigned(TestProfile(commonName: "own", names: [Self.host], valid: Self.good))
    }

    private func pin(_ certificate: TestCertificate) throws -> [UInt8] {
        try #require(CertificateFacts(der: certificate.der)).keyPin
    }

    // MARK: Pins and --insecure

    @Test("a pinned key is accepted, and what it makes up for is told")
    func acceptsPin() async throws {
        let own = try selfSigned()
        let other = [UInt8](repeating: 7, count: 32)
        #expect(
            try await result([own], pins: [other, pin(own)])
                == .success(.pinned(ignoring: [.selfSigned(subject: "CN=own")])))
        let leaf = try root.leaf([Self.host], valid: Self.good)
        #expect(try await result([leaf], pins: [pin(leaf)]) == .success(.pinned(ignoring: [])))
    }

    @Test(
        "a key that is not pinned is refused, however good its chain is, and with --insecure too",
        arguments: [false, true])
    func refusesOtherKey(_ isInsecure: Bool) async throws {
        let leaf = try root.leaf([Self.host], valid: Self.good)
        let found = String(decoding: Base64.encode(try pin(leaf)), as: UTF8.self)
        #expect(
            try await result([leaf], pins: [[UInt8](repeating: 7, count: 32)], isInsecure: isInsecure)
                == .failure(.init(all: [.wrongPin(found: found)])))
        #expect(
            try await result([], pins: [[UInt8](repeating: 7, count: 32)], isInsecure: isInsecure)
                == .failure(.init(all: [.missing])))
    }

    @Test("--insecure connects, and says what would have stopped it")
    func overrides() async throws {
        let own = try selfSigned()
        #expect(
            try await result([own], isInsecure: true) == .success(.overridden([.selfSigned(subject: "CN=own")])))
        let leaf = try root.leaf([Self.host], valid: Self.good)
        #expect(try await result([leaf], isInsecure: true) == .success(.overridden([])))
    }

    @Test("a key that is too weak to be verified can be pinned")
    func pinsWeakKey() async throws {
        let der = try #require(Array(PEMCertificates(Array(OddCertificates.rsa1024.utf8))).first)
        let pin = try #require(CertificateFacts(der: der)).keyPin
        guard case .success(.pinned) = try await result(ofDER: [der], pins: [pin]) else {
            Issue.record("not pinned")
            return
        }
        guard case .failure = try await result(ofDER: [der]) else { Issue.record("accepted"); return }
    }

    // MARK: Forged and wrongly issued

    @Test("a signature that the issuer did not make is told as such")
    func refusesForgery() async throws {
        let forged = try TestCertificate(
            TestProfile(commonName: "forged", names: [Self.host], valid: Self.good),
            issuer: root.own.certificate.subject, issuerKey: TestKey.p256.make())
        #expect(try await words([forged]).hasPrefix("bad signature: CN=forged names CN=Test Root"))
    }

    @Test("a byte that was changed in a good certificate is found")
    func refusesChange() async throws {
        var der = try root.leaf([Self.host], valid: Self.good).der
        der[der.count - 1] ^= 1
        guard case .failure(let problems) = try await result(ofDER: [der]) else { Issue.record("accepted"); return }
        #expect("\(problems)".contains("bad signature"))
    }

    @Test("a server's certificate may not issue others")
    func refusesIssuingServer() async throws {
        let server = try root.leaf(["shop.example"], valid: Self.good)
        let leaf = try TestAuthority(server).leaf([Self.host], valid: Self.good)
        #expect(try await words([leaf, server]).contains("was issued by CN=shop.example, which is no authority"))
    }

    @Test("an authority whose key may not sign certificates may not issue them")
    func refusesKeyUsage() async throws {
        let usage = try Certificate.Extension(KeyUsage(digitalSignature: true), critical: true)
        let middle = try root.issue(
            TestProfile(commonName: "M", valid: Self.good, isAuthority: true, extensions: [usage]))
        let leaf = try TestAuthority(middle).leaf([Self.host], valid: Self.good)
        #expect(try await words([leaf, middle]).contains("which is no authority that may issue"))
    }

    @Test("a limit on the length of the chain holds")
    func refusesLength() async throws {
        let upper = try root.intermediate("U", valid: Self.good, pathLength: 0)
        let lower = try upper.intermediate("L", valid: Self.good)
        let leaf = try lower.leaf([Self.host], valid: Self.good)
        #expect(try await words([leaf, lower.own, upper.own]).contains("limits how long the chain may be"))
    }

    @Test("a limit on names holds")
    func refusesNameOutsideLimits() async throws {
        let limits = try Certificate.Extension(
            NameConstraints(permittedSubtrees: [.dnsName("other.example")]), critical: true)
        let middle = try root.issue(
            TestProfile(commonName: "M", valid: Self.good, isAuthority: true, extensions: [limits]))
        let leaf = try TestAuthority(middle).leaf([Self.host], valid: Self.good)
        #expect(try await words([leaf, middle]).contains("which names it may issue for"))
    }

    @Test("a certificate for other purposes is refused, and one for servers is not", arguments: [true, false])
    func checksPurpose(_ isCritical: Bool) async throws {
        func leaf(_ usage: ExtendedKeyUsage.Usage) throws -> TestCertificate {
            let usage = try Certificate.Extension(ExtendedKeyUsage([usage]), critical: isCritical)
            return try root.issue(
                TestProfile(commonName: "p", names: [Self.host], valid: Self.good, extensions: [usage]))
        }
        #expect(try await words([leaf(.clientAuth)]) == "its extended key usage does not allow it for a server")
        guard case .success = try await result([leaf(.serverAuth)]) else { Issue.record("refused"); return }
    }

    @Test("a critical extension that is not known is refused, and named")
    func refusesUnknownExtension() async throws {
        let odd = Certificate.Extension(oid: [1, 3, 6, 1, 4, 1, 55555, 1], critical: true, value: [5, 0])
        let leaf = try root.issue(
            TestProfile(commonName: "odd", names: [Self.host], valid: Self.good, extensions: [odd]))
        #expect(
            try await words([leaf])
                == "CN=odd has a critical extension that is not known here: 1.3.6.1.4.1.55555.1")
    }

    @Test("a signature over SHA-1 is refused, except an anchor's own")
    func refusesSHA1() async throws {
        let old = try TestAuthority(
            .selfSigned(
                TestProfile(
                    commonName: "old", key: .rsa2048, valid: Self.good, isAuthority: true,
                    signatureAlgorithm: .sha1WithRSAEncryption)))
        let policy = TrustPolicy(anchors: .file(path: "ca.pem", pem: Array(try old.own.pem.utf8)))
        let verifier = try ServerVerifier(policy: policy, place: .host(try HostName(checking: Self.host)))
        let fresh = try old.leaf([Self.host], valid: Self.good).der
        guard case .success = await verifier.verify(chain: [fresh], at: Self.now).result else {
            Issue.record("refused")
            return
        }
        let weak = try old.issue(
            TestProfile(
                commonName: "weak", names: [Self.host], valid: Self.good, signatureAlgorithm: .sha1WithRSAEncryption))
        let result = await verifier.verify(chain: [try weak.der], at: Self.now).result
        #expect(
            result
                == .failure(.init(all: [.invalid("CN=weak is signed with RSA with SHA-1, which can be forged")])))
    }

    @Test("many certificates that all could have issued each other do not hold the verifier up")
    func endsSoon() async throws {
        let key = try TestCertificate.selfSigned(TestProfile(commonName: "0", valid: Self.good, isAuthority: true))
        var chain = [try TestAuthority(key).leaf([Self.host], valid: Self.good)]
        for index in 0..<60 {
            let profile = TestProfile(
                commonName: "\(index % 8)", names: ["\(index).example"], valid: Self.good, isAuthority: true)
            chain.append(try key.sharingKey(profile, issuerName: "\(index / 8)"))
        }
        let clock = ContinuousClock()
        let chainDER = try chain.map { try $0.der }
        let time = try await clock.measure { _ = try await result(ofDER: chainDER) }
        #expect(time < .seconds(20))
    }
}
