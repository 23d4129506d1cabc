/// What kind of key a certificate holds.
/// - SeeAlso: RFC 3279 §2.3, RFC 5480 §2.1, RFC 8410 §3
enum KeyKind {
    private static let rsa: DottedIdentifier = "1.2.840.113549.1.1.1"
    private static let rsaPSS: DottedIdentifier = "1.2.840.113549.1.1.10"
    private static let ellipticCurve: DottedIdentifier = "1.2.840.10045.2.1"
    private static let others: [DottedIdentifier: String] = [
        "1.3.101.112": "Ed25519", "1.3.101.113": "Ed448", "1.2.840.10040.4.1": "DSA",
        "2.16.840.1.101.3.4.3.17": "ML-DSA-44", "2.16.840.1.101.3.4.3.18": "ML-DSA-65",
        "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
    ]
    private static let curves: [DottedIdentifier: String] = [
        "1.2.840.10045.3.1.7": "P-256", "1.3.132.0.34": "P-384", "1.3.132.0.35": "P-521", "1.3.132.0.33": "P-224",
        "1.3.132.0.10": "secp256k1", "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1", "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
    ]

    /// Kind and size: `RSA 2048 bits`, `EC P-256`, `Ed25519`; for others the object identifier.
    static func words(_ publicKey: DERReader.Element) -> String {
        var inside = publicKey.inside
        var algorithm = inside.next(DERReader.Tag.sequence)?.inside
        guard let type = algorithm?.next(DERReader.Tag.objectIdentifier), let kind = DottedIdentifier(type.content)
        else { return "unknown" }
        switch kind {
        case rsa, rsaPSS:
            let bits = inside.next(DERReader.Tag.bitString).flatMap(modulusBits)
            return bits.map { "RSA \($0) bits" } ?? "RSA"
        case ellipticCurve:
            let curve = algorithm?.next(DERReader.Tag.objectIdentifier).flatMap { DottedIdentifier($0.content) }
            return curve.map { "EC \(curves[$0] ?? $0.description)" } ?? "EC"
        default:
            return others[kind] ?? kind.description
        }
    }

    /// The length of the first number in an RSAPublicKey; a bit string begins with how many bits are unused.
    private static func modulusBits(_ bitString: DERReader.Element) -> Int? {
        var reader = DERReader(bitString.content.dropFirst())
        var key = reader.next(DERReader.Tag.sequence)?.inside
        guard let modulus = key?.next(DERReader.Tag.integer)?.content.drop(while: { $0 == 0 }) else { return nil }
        return modulus.first.map { modulus.count * 8 - $0.leadingZeroBitCount }
    }
}
