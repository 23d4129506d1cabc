internal import Crypto

/// The channel binding `tls-server-end-point`: a hash of the server's certificate.
/// - SeeAlso: RFC 5929 §4
enum ServerEndPoint {
    /// The hash of the certificate, made as the certificate's own signature is; SHA-256 stands in for MD5 and SHA-1. Nil
    /// when the signature has no hash of its own, as Ed25519, or it is not known: there is no such binding then.
    /// - SeeAlso: RFC 5929 §4.1
    static func binding(der: [UInt8]) -> [UInt8]? {
        guard let fields = CertificateFields(der) else { return nil }
        return switch SignatureKind(fields.signatureAlgorithm).hash {
        case .md5, .sha1, .sha256: Array(SHA256.hash(data: der))
        case .sha384: Array(SHA384.hash(data: der))
        case .sha512: Array(SHA512.hash(data: der))
        case .sha224, nil: nil
        }
    }
}
