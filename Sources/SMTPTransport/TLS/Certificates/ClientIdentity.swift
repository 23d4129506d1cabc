internal import NIOSSL

/// A certificate of ours and its private key.
///
/// The key can be used and not be seen: nothing here prints it.
public struct ClientIdentity: Hashable, Sendable {
    /// What is wrong with the files.
    public enum Problem: Error, Hashable, Sendable {
        /// The key is encrypted, and there is no passphrase.
        case needsPassphrase
        /// The passphrase does not open the key.
        case wrongPassphrase
        /// The certificate or the key cannot be read, or they do not belong together: in words.
        case unusable(String)
    }

    /// The holder's name in the certificate, as RFC 4514 writes it. It is as it stands in the certificate: escape it.
    public let subject: String
    /// The certificate and those between it and its authority, for the TLS library.
    let certificateChain: [NIOSSLCertificate]
    /// The key, for the TLS library.
    let privateKey: NIOSSLPrivateKey

    /// Reads both and tries them.
    /// - Parameters:
    ///   - certificatePEM: our certificate first, then those above it.
    ///   - keyPEM: the key: PKCS#8, PKCS#1 or SEC1, in the clear or encrypted. It may stand in the same file.
    ///   - passphrase: what opens an encrypted key.
    /// - SeeAlso: RFC 7468 §10 and §11, RFC 1421 §4.6.1.1
    public init(certificatePEM: [UInt8], keyPEM: [UInt8], passphrase: [UInt8]? = nil) throws(Problem) {
        certificateChain = try Self.chain(certificatePEM)
        privateKey = try Self.key(keyPEM, passphrase: passphrase)
        subject = try Self.subject(of: certificateChain)
        try Self.check(certificateChain, belongTo: privateKey)
    }

    private static func chain(_ pem: [UInt8]) throws(Problem) -> [NIOSSLCertificate] {
        var chain: [NIOSSLCertificate] = []
        for der in PEMCertificates(pem) {
            guard let certificate = try? NIOSSLCertificate(bytes: der, format: .der) else {
                throw .unusable("certificate \(chain.count + 1) in the file is damaged")
            }
            chain.append(certificate)
        }
        guard !chain.isEmpty else { throw .unusable("there is no certificate in PEM") }
        return chain
    }

    private static func key(_ pem: [UInt8], passphrase: [UInt8]?) throws(Problem) -> NIOSSLPrivateKey {
        guard let kind = PrivateKeyPEM(pem) else { throw .unusable("there is no private key in PEM") }
        switch (kind, passphrase) {
        case (.inTheClear, _):
            guard let key = try? NIOSSLPrivateKey(bytes: pem, format: .pem) else {
                throw .unusable("the private key is damaged, or of a kind that is not known here")
            }
            return key
        case (.encrypted, nil):
            throw .needsPassphrase
        case (.encrypted, let passphrase?):
            // The library ends the program at any other byte.
            guard passphrase.allSatisfy({ $0 < 0x80 }) else {
                throw .unusable("its passphrase has a letter that is not ASCII, which the TLS library cannot take")
            }
            let key = try? NIOSSLPrivateKey(bytes: pem, format: .pem) { setPassphrase in setPassphrase(passphrase) }
            guard let key else { throw .wrongPassphrase }
            return key
        }
    }

    private static func subject(of chain: [NIOSSLCertificate]) throws(Problem) -> String {
        guard let der = try? chain.first?.toDERBytes(), let fields = CertificateFields(der) else {
            throw .unusable("the certificate is damaged")
        }
        return DistinguishedNameText.text(fields.subject)
    }

    /// The library compares the two when both are put into one context.
    private static func check(
        _ chain: [NIOSSLCertificate], belongTo key: NIOSSLPrivateKey
    ) throws(Problem) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([])
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = .privateKey(key)
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .unusable("the private key does not belong to the certificate")
        }
    }
}

extension ClientIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The certificate's subject; never the key.
    public var description: String { "client certificate \(subject)" }
    /// The same.
    public var debugDescription: String { description }
    /// Shows nothing inside.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
