import FoundationEssentials
import SwiftASN1
import X509

@testable import SMTPTransport

/// What a test certificate is to say.
struct TestProfile {
    /// The common name of its subject; nil leaves the subject empty.
    var commonName: String?
    /// The organization of its subject.
    var organization: String?
    /// Host names, or addresses in text; they become its subject alternative names. None leaves the extension out.
    var names: [String] = []
    /// The kind of its key.
    var key = TestKey.p256
    /// When it is good.
    var valid = TestValidity.now
    /// Whether it may issue others.
    var isAuthority = false
    /// How many authorities may stand below it.
    var pathLength: Int?
    /// More extensions.
    var extensions: [Certificate.Extension] = []
    /// How it is signed; nil takes what suits the issuer's key.
    var signatureAlgorithm: Certificate.SignatureAlgorithm?
}

/// A certificate made for a test, with its private key.
struct TestCertificate {
    let certificate: Certificate
    let key: Certificate.PrivateKey

    init(_ profile: TestProfile, issuer: DistinguishedName, issuerKey: Certificate.PrivateKey) throws {
        try self.init(profile, key: profile.key.make(), issuer: issuer, issuerKey: issuerKey)
    }

    private init(
        _ profile: TestProfile, key: Certificate.PrivateKey, issuer: DistinguishedName,
        issuerKey: Certificate.PrivateKey
    ) throws {
        let (first, last) = profile.valid.dates
        let algorithm = profile.signatureAlgorithm ?? issuerKey.defaultAlgorithm
        self.key = key
        self.certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey, notValidBefore: first,
            notValidAfter: last, issuer: issuer, subject: try profile.subject, signatureAlgorithm: algorithm,
            extensions: try profile.allExtensions, issuerPrivateKey: issuerKey)
    }

    /// One that is signed with its own key.
    static func selfSigned(_ profile: TestProfile) throws -> Self {
        let key = try profile.key.make()
        return try Self(profile, key: key, issuer: try profile.subject, issuerKey: key)
    }

    /// Another certificate for the same key, signed with that key in the name of anybody.
    func sharingKey(_ profile: TestProfile, issuerName: String) throws -> Self {
        let issuer = try TestProfile(commonName: issuerName).subject
        return try Self(profile, key: key, issuer: issuer, issuerKey: key)
    }

    /// The certificate's bytes.
    var der: [UInt8] {
        get throws {
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            return serializer.serializedBytes
        }
    }

    /// The certificate as PEM.
    var pem: String {
        get throws { try certificate.serializeAsPEM().pemString + "\n" }
    }

    /// The key as PEM: PKCS#8, or PKCS#1 for RSA.
    var keyPEM: String {
        get throws { try key.serializeAsPEM().pemString + "\n" }
    }
}

extension TestProfile {
    fileprivate var subject: DistinguishedName {
        get throws {
            var parts: [RelativeDistinguishedName] = []
            if let organization {
                parts.append(.init(.init(type: .RDNAttributeType.organizationName, utf8String: organization)))
            }
            if let commonName {
                parts.append(.init(.init(type: .RDNAttributeType.commonName, utf8String: commonName)))
            }
            return DistinguishedName(parts)
        }
    }

    fileprivate var allExtensions: Certificate.Extensions {
        get throws {
            var all: [Certificate.Extension] = []
            if isAuthority {
                let constraints = BasicConstraints.isCertificateAuthority(maxPathLength: pathLength)
                all.append(try .init(constraints, critical: true))
            }
            if !names.isEmpty {
                all.append(try .init(SubjectAlternativeNames(names.map(Self.generalName)), critical: false))
            }
            return try Certificate.Extensions(all + extensions)
        }
    }

    private static func generalName(_ name: String) -> GeneralName {
        guard let address = IPAddress(name) else { return .dnsName(name) }
        return .ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
    }
}
