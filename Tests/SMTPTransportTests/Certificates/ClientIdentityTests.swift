import Testing

@testable import SMTPTransport

@Suite("Client identities")
struct ClientIdentityTests {
    private func identity(
        _ key: String, certificate: String = KeyFixtures.certificate, passphrase: String? = nil
    ) throws(ClientIdentity.Problem) -> ClientIdentity {
        try ClientIdentity(
            certificatePEM: Array(certificate.utf8), keyPEM: Array(key.utf8),
            passphrase: passphrase.map { Array($0.utf8) })
    }

    @Test("keys in the clear are read in every usual form", arguments: [KeyFixtures.Form.sec1, .pkcs8])
    func readsKeys(_ key: KeyFixtures.Form) throws {
        let identity = try identity(key.pem)
        #expect(identity.subject == "O=Lab,CN=client.test")
        #expect(identity.certificateChain.count == 1)
    }

    @Test("a PKCS#1 key is read, and a chain stays whole")
    func readsRSA() throws {
        let root = try TestAuthority.root()
        let own = try root.leaf(["client.test"], key: .rsa2048)
        let identity = try identity(TestKey.rsaPEM, certificate: own.pem + root.own.pem)
        #expect(identity.certificateChain.count == 2)
    }

    @Test("an encrypted key opens with its passphrase", arguments: [KeyFixtures.Form.encryptedPKCS8, .encryptedSEC1])
    func opensEncrypted(_ form: KeyFixtures.Form) throws {
        let key = form.pem
        #expect(throws: ClientIdentity.Problem.needsPassphrase) { try identity(key) }
        #expect(throws: ClientIdentity.Problem.wrongPassphrase) { try identity(key, passphrase: "wrong") }
        #expect(throws: ClientIdentity.Problem.wrongPassphrase) { try identity(key, passphrase: "") }
        let opened = try identity(key, passphrase: KeyFixtures.passphrase)
        #expect(try opened == identity(KeyFixtures.pkcs8))
    }

    @Test("a passphrase that the TLS library cannot take is refused, not fatal")
    func refusesPassphrase() throws {
        let problem = #expect(throws: ClientIdentity.Problem.self) {
            try identity(KeyFixtures.encryptedPKCS8, passphrase: "pässword")
        }
        #expect("\(try #require(problem))".contains("not ASCII"))
        #expect(throws: ClientIdentity.Problem.wrongPassphrase) {
            try identity(KeyFixtures.encryptedPKCS8, passphrase: String(repeating: "x", count: 5_000))
        }
    }

    @Test("certificate and key may stand in one file")
    func readsOneFile() throws {
        let both = KeyFixtures.sec1 + KeyFixtures.certificate
        #expect(try identity(both, certificate: both).certificateChain.count == 1)
    }

    @Test("a key of another certificate is refused, as are files that hold neither")
    func refusesOthers() throws {
        let other = try TestCertificate.selfSigned(TestProfile(commonName: "other"))
        #expect(throws: ClientIdentity.Problem.unusable("the private key does not belong to the certificate")) {
            try identity(other.keyPEM)
        }
        #expect(throws: ClientIdentity.Problem.unusable("there is no private key in PEM")) {
            try identity(KeyFixtures.certificate)
        }
        #expect(throws: ClientIdentity.Problem.unusable("there is no certificate in PEM")) {
            try identity(KeyFixtures.sec1, certificate: "")
        }
        #expect(throws: ClientIdentity.Problem.unusable("certificate 1 in the file is damaged")) {
            try identity(KeyFixtures.sec1, certificate: String(KeyFixtures.certificate.dropLast(40)))
        }
    }

    @Test("nothing of the key is printed")
    func hidesKey() throws {
        let identity = try identity(KeyFixtures.pkcs8)
        var dumped = ""
        dump(identity, to: &dumped)
        for text in ["\(identity)", String(reflecting: identity), dumped] {
            #expect(!text.contains("PRIVATE") && !text.contains("privateKey"))
        }
    }
}
