import Crypto
import SMTPProtocol
import SwiftASN1
import Testing
import X509

@testable import SMTPTransport

@Suite("Certificate facts")
struct CertificateFactsTests {
    private func facts(_ certificate: TestCertificate) throws -> CertificateFacts {
        try #require(CertificateFacts(der: certificate.der))
    }

    private func facts(pem: String) throws -> CertificateFacts {
        let der = try #require(Array(PEMCertificates(Array(pem.utf8))).first)
        return try #require(CertificateFacts(der: der))
    }

    @Test("a server's certificate tells its names, dates, key, signature and where to ask")
    func readsAll() throws {
        let root = try TestAuthority.root("Root, Inc.")
        let access = AuthorityInformationAccess([
            .init(method: .ocspServer, location: .uniformResourceIdentifier("http://ocsp.test/")),
            .init(method: .issuingCA, location: .uniformResourceIdentifier("http://ca.test/root.cer")),
        ])
        let made = try root.issue(
            TestProfile(
                commonName: "mail.example.test", organization: "A+B", names: ["mail.example.test", "192.0.2.1", "::1"],
                valid: .between(1_700_000_000, 1_800_000_000), extensions: [try .init(access, critical: false)]))
        let facts = try facts(made)
        #expect(facts.subject == "CN=mail.example.test,O=A\\+B")
        #expect(facts.commonName == "mail.example.test")
        #expect(facts.issuer == "CN=Root\\, Inc.")
        let loopback = [UInt8](repeating: 0, count: 15) + [1]
        #expect(
            facts.alternativeNames == [.dns("mail.example.test"), .address([192, 0, 2, 1]), .address(loopback)])
        #expect(facts.notBefore == 1_700_000_000)
        #expect(facts.notAfter == 1_800_000_000)
        #expect(facts.key == "EC P-256")
        #expect(facts.signatureAlgorithm == "ECDSA with SHA-256")
        #expect(facts.serial == Array(made.certificate.serialNumber.bytes))
        #expect(!facts.isAuthority && !facts.isSelfSigned)
        #expect(facts.fingerprint == Array(SHA256.hash(data: try made.der)))
        #expect(facts.ocspURLs == ["http://ocsp.test/"])
        #expect(facts.issuerURLs == ["http://ca.test/root.cer"])
        #expect(try facts.der == made.der)
    }

    @Test("the pin is the hash of the whole SubjectPublicKeyInfo", arguments: TestKey.allCases)
    func pins(_ key: TestKey) throws {
        let made = try TestCertificate.selfSigned(TestProfile(commonName: "pin", key: key))
        var serializer = DER.Serializer()
        try serializer.serialize(made.certificate.publicKey)
        #expect(try facts(made).keyPin == Array(SHA256.hash(data: serializer.serializedBytes)))
    }

    @Test(
        "keys and signatures are named as people name them",
        arguments: [
            (TestKey.p256, "EC P-256", "ECDSA with SHA-256"), (.p384, "EC P-384", "ECDSA with SHA-384"),
            (.p521, "EC P-521", "ECDSA with SHA-512"), (.ed25519, "Ed25519", "Ed25519"),
            (.rsa2048, "RSA 2048 bits", "RSA with SHA-256"),
        ])
    func names(_ key: TestKey, _ kind: String, _ signature: String) throws {
        let facts = try facts(TestCertificate.selfSigned(TestProfile(commonName: "key", key: key)))
        #expect(facts.key == kind)
        #expect(facts.signatureAlgorithm == signature)
        #expect(facts.isSelfSigned)
    }

    @Test("an authority says so; the same name alone does not make it self-signed")
    func tellsAuthority() throws {
        let root = try TestAuthority.root("Same")
        #expect(try facts(root.own).isAuthority)
        #expect(try facts(root.own).isSelfSigned)
        let namesake = try root.issue(TestProfile(commonName: "Same"))
        #expect(try !facts(namesake).isSelfSigned)
    }

    @Test("CT15 NUL and ESC stay in the text as they are")
    func keepsHostileText() throws {
        let root = try TestAuthority.root("evil\u{1B}[2J\0")
        let leaf = try root.leaf(["good.example\0.evil"], commonName: "a\0b")
        let facts = try facts(leaf)
        #expect(facts.alternativeNames == [.dns("good.example\0.evil")])
        #expect(facts.issuer == "CN=evil\u{1B}[2J\0")
        #expect(facts.commonName == "a\0b")
    }

    @Test("a certificate whose key is too weak to be verified is told all the same")
    func readsWeakCertificate() throws {
        let facts = try facts(pem: OddCertificates.rsa1024)
        #expect(facts.key == "RSA 1024 bits")
        #expect(facts.subject == "CN=weak.test")
        #expect(facts.isSelfSigned)
    }

    @Test("RSA-PSS and Ed448 are named")
    func readsOthers() throws {
        let pss = try facts(pem: OddCertificates.pss)
        #expect(pss.signatureAlgorithm == "RSA-PSS with SHA-256")
        #expect(pss.key == "RSA 2048 bits")
        let ed448 = try facts(pem: OddCertificates.ed448)
        #expect(ed448.signatureAlgorithm == "Ed448")
        #expect(ed448.key == "Ed448")
    }

    @Test("bytes that end anywhere, or are changed anywhere, never stop the program")
    func survivesDamage() throws {
        let der = try TestAuthority.root().leaf().der
        for length in der.indices { #expect(CertificateFacts(der: Array(der[..<length])) == nil) }
        for index in der.indices {
            for value: UInt8 in [0x00, 0x7F, 0x80, 0x84, 0xFF] {
                var damaged = der
                damaged[index] = value
                _ = CertificateFacts(der: damaged)
            }
        }
    }

    @Test(
        "times are read in both forms",
        arguments: [
            (DERReader.Tag.utcTime, "700101000000Z", Int64(0)), (DERReader.Tag.utcTime, "491231235959Z", 2_524_607_999),
            (DERReader.Tag.utcTime, "500101000000Z", -631_152_000),
            (DERReader.Tag.generalizedTime, "20261124072409Z", 1_795_505_049),
            (DERReader.Tag.generalizedTime, "20240229120000Z", 1_709_208_000),
            (DERReader.Tag.generalizedTime, "99991231235959Z", 253_402_300_799),
        ])
    func readsTimes(_ tag: UInt8, _ text: String, _ seconds: Int64) throws {
        var reader = DERReader(([tag, UInt8(text.utf8.count)] + text.utf8)[...])
        let element = reader.next()
        #expect(CertificateTime.seconds(try #require(element)) == seconds)
    }

    @Test("other forms of time are refused", arguments: ["7001010000Z", "700101000000+0100", "701301000000Z", "", "Z"])
    func refusesTimes(_ text: String) throws {
        var reader = DERReader(([DERReader.Tag.utcTime, UInt8(text.utf8.count)] + text.utf8)[...])
        let element = reader.next()
        #expect(CertificateTime.seconds(try #require(element)) == nil)
    }

    @Test(
        "lengths that are not in their shortest form are refused",
        arguments: [
            [0x30, 0x80, 0, 0], [0x30, 0x81, 0x01, 0], [0x30, 0x82, 0x00, 0x80], [0x1F, 0x01, 0],
            [0x30, 0x85, 1, 0, 0, 0, 0],
        ])
    func refusesLengths(_ bytes: [UInt8]) {
        var reader = DERReader(bytes[...])
        #expect(reader.next() == nil)
    }
}
