/// One certificate as a server presented it. Text in it is as it stands in the certificate: escape it.
/// - SeeAlso: RFC 5280 §4.1
public struct CertificateFacts: Hashable, Sendable {
    /// A name that the certificate is for.
    /// - SeeAlso: RFC 5280 §4.2.1.6
    public enum AlternativeName: Hashable, Sendable {
        case dns(String)
        /// 4 or 16 bytes.
        case address([UInt8])
        case email(String)
        case uri(String)
        /// Of another kind: what kind, in a word.
        case other(String)
    }

    /// Its holder's name, as RFC 4514 writes it: `CN=mail.example.net,O=Example`.
    public var subject: String
    /// The common name in the subject; only for showing.
    public var commonName: String?
    /// Who signed it.
    public var issuer: String
    /// The names that it is for.
    public var alternativeNames: [AlternativeName]
    /// When it begins, in seconds since 1970.
    public var notBefore: Int64
    /// When it ends, in seconds since 1970.
    public var notAfter: Int64
    /// The kind of key and its size: `RSA 2048 bits`, `EC P-256`, `Ed25519`.
    public var key: String
    /// The signature algorithm: `ECDSA with SHA-256`.
    public var signatureAlgorithm: String
    /// The serial number, big-endian.
    public var serial: [UInt8]
    /// True for a certificate authority.
    public var isAuthority: Bool
    /// True when it is signed with its own key.
    public var isSelfSigned: Bool
    /// The SHA-256 hash of the whole certificate, 32 bytes.
    public var fingerprint: [UInt8]
    /// The SHA-256 hash of its SubjectPublicKeyInfo, 32 bytes: what `--pin` takes.
    /// - SeeAlso: RFC 7469 §2.4
    public var keyPin: [UInt8]
    /// Where its revocation can be asked for (OCSP).
    public var ocspURLs: [String]
    /// Where its issuer's certificate can be had (AIA).
    public var issuerURLs: [String]
    /// The certificate itself.
    public var der: [UInt8]

    /// Facts, part by part.
    public init(
        subject: String, commonName: String? = nil, issuer: String, alternativeNames: [AlternativeName] = [],
        notBefore: Int64, notAfter: Int64, key: String = "", signatureAlgorithm: String = "", serial: [UInt8] = [],
        isAuthority: Bool = false, isSelfSigned: Bool = false, fingerprint: [UInt8] = [], keyPin: [UInt8] = [],
        ocspURLs: [String] = [], issuerURLs: [String] = [], der: [UInt8] = []
    ) {
        self.subject = subject
        self.commonName = commonName
        self.issuer = issuer
        self.alternativeNames = alternativeNames
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.key = key
        self.signatureAlgorithm = signatureAlgorithm
        self.serial = serial
        self.isAuthority = isAuthority
        self.isSelfSigned = isSelfSigned
        self.fingerprint = fingerprint
        self.keyPin = keyPin
        self.ocspURLs = ocspURLs
        self.issuerURLs = issuerURLs
        self.der = der
    }
}
