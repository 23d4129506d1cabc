import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// A certificate authority that lives as long as its server: its key is in memory only, and no file is written.
/// - SeeAlso: RFC 5280 §4
struct PracticeAuthority {
    /// A certificate and the key that belongs to it.
    struct Issued {
        let der: [UInt8]
        let privateKeyDER: [UInt8]
    }

    /// How long a certificate is good, in days from the moment it is made.
    struct Validity {
        let from: Double
        let until: Double

        /// From a little before now, for clocks that differ.
        static let usual = Validity(from: -1, until: 30)
        static let over = Validity(from: -93, until: -3)
        static let future = Validity(from: 3, until: 93)
    }

    private let name: DistinguishedName
    private let key: P256.Signing.PrivateKey
    private let certificate: Certificate
    private let now: Date

    /// An authority with a new key.
    init(named commonName: String, now: Date = Date()) throws {
        let key = P256.Signing.PrivateKey()
        self.key = key
        self.now = now
        name = try Self.name(commonName)
        certificate = try Self.certificate(
            for: name, key: key, Validity(from: -120, until: 120), signedBy: (name, key), at: now,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
            })
    }

    /// The authority's own certificate, as a file of trusted authorities holds it.
    func pem() throws -> [UInt8] {
        Array((try certificate.serializeAsPEM().pemString + "\n").utf8)
    }

    /// A certificate for a server of these names and addresses, with a new key.
    ///
    /// - Parameter isSelfSigned: it is signed with its own key, and not by the authority.
    func issue(
        to commonName: String, names: [String], addresses: [[UInt8]] = [], _ validity: Validity = .usual,
        isSelfSigned: Bool = false
    ) throws -> Issued {
        let subject = try Self.name(commonName)
        let ownKey = P256.Signing.PrivateKey()
        let alternatives =
            names.map(GeneralName.dnsName)
            + addresses.map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) }
        // By the name of its issuer alone, a client that trusts several such authorities would pick the wrong one.
        let issuerKey = Certificate.PublicKey((isSelfSigned ? ownKey : key).publicKey)
        let issued = try Self.certificate(
            for: subject, key: ownKey, validity, signedBy: isSelfSigned ? (subject, ownKey) : (name, key), at: now,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(hash: Certificate.PublicKey(ownKey.publicKey))
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: issuerKey).keyIdentifier)
                SubjectAlternativeNames(alternatives)
            })
        var serializer = DER.Serializer()
        try serializer.serialize(issued)
        return Issued(der: serializer.serializedBytes, privateKeyDER: Array(ownKey.derRepresentation))
    }

    private static func certificate(
        for subject: DistinguishedName, key: P256.Signing.PrivateKey, _ validity: Validity,
        signedBy issuer: (name: DistinguishedName, key: P256.Signing.PrivateKey), at now: Date,
        extensions: Certificate.Extensions
    ) throws -> Certificate {
        let day = 86_400.0
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now.addingTimeInterval(validity.from * day),
            notValidAfter: now.addingTimeInterval(validity.until * day),
            issuer: issuer.name, subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(issuer.key))
    }

    private static func name(_ commonName: String) throws -> DistinguishedName {
        try DistinguishedName {
            OrganizationName("SMTP Explorer practice")
            CommonName(commonName)
        }
    }
}
