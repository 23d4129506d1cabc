/// How a certificate is signed.
/// - SeeAlso: RFC 3279 §2.2, RFC 4055, RFC 5758 §3.2, RFC 8410 §3
struct SignatureKind: Hashable, Sendable {
    /// A hash that signatures are made over.
    enum Hash: String, Hashable, Sendable {
        case md5 = "MD5"
        case sha1 = "SHA-1"
        case sha224 = "SHA-224"
        case sha256 = "SHA-256"
        case sha384 = "SHA-384"
        case sha512 = "SHA-512"

        /// True when somebody else can make a certificate with the same hash.
        /// - SeeAlso: RFC 6151 §2, RFC 9155 §1
        var isForgeable: Bool { self == .md5 || self == .sha1 }
    }

    /// In words: `ECDSA with SHA-256`.
    let words: String
    /// The hash; nil when there is none of its own, or the algorithm is not known here.
    let hash: Hash?

    private static let known: [DottedIdentifier: (String, Hash?)] = [
        "1.2.840.113549.1.1.4": ("RSA", .md5), "1.2.840.113549.1.1.5": ("RSA", .sha1),
        "1.2.840.113549.1.1.14": ("RSA", .sha224), "1.2.840.113549.1.1.11": ("RSA", .sha256),
        "1.2.840.113549.1.1.12": ("RSA", .sha384), "1.2.840.113549.1.1.13": ("RSA", .sha512),
        "1.2.840.10045.4.1": ("ECDSA", .sha1), "1.2.840.10045.4.3.1": ("ECDSA", .sha224),
        "1.2.840.10045.4.3.2": ("ECDSA", .sha256), "1.2.840.10045.4.3.3": ("ECDSA", .sha384),
        "1.2.840.10045.4.3.4": ("ECDSA", .sha512), "1.2.840.10040.4.3": ("DSA", .sha1),
        "2.16.840.1.101.3.4.3.2": ("DSA", .sha256), "1.3.101.112": ("Ed25519", nil), "1.3.101.113": ("Ed448", nil),
        "2.16.840.1.101.3.4.3.17": ("ML-DSA-44", nil), "2.16.840.1.101.3.4.3.18": ("ML-DSA-65", nil),
        "2.16.840.1.101.3.4.3.19": ("ML-DSA-87", nil),
    ]
    private static let pss: DottedIdentifier = "1.2.840.113549.1.1.10"
    private static let pssHashes: [DottedIdentifier: Hash] = [
        "1.3.14.3.2.26": .sha1, "2.16.840.1.101.3.4.2.4": .sha224, "2.16.840.1.101.3.4.2.1": .sha256,
        "2.16.840.1.101.3.4.2.2": .sha384, "2.16.840.1.101.3.4.2.3": .sha512,
    ]

    /// Reads an AlgorithmIdentifier.
    init(_ algorithm: DERReader.Element) {
        var inside = algorithm.inside
        guard let type = inside.next(DERReader.Tag.objectIdentifier), let identifier = DottedIdentifier(type.content)
        else {
            self.init(words: "unknown", hash: nil)
            return
        }
        if identifier == Self.pss {
            self.init("RSA-PSS", Self.pssHash(inside.next(DERReader.Tag.sequence)))
        } else if let (name, hash) = Self.known[identifier] {
            self.init(name, hash)
        } else {
            self.init(words: identifier.description, hash: nil)
        }
    }

    private init(words: String, hash: Hash?) {
        self.words = words
        self.hash = hash
    }

    private init(_ name: String, _ hash: Hash?) {
        self.init(words: hash.map { "\(name) with \($0.rawValue)" } ?? name, hash: hash)
    }

    /// The hash of RSASSA-PSS stands in its parameters; without any it is SHA-1.
    /// - SeeAlso: RFC 4055 §3.1
    private static func pssHash(_ parameters: DERReader.Element?) -> Hash? {
        var inside = parameters?.inside
        guard var hash = inside?.next(DERReader.Tag.context(0, constructed: true))?.inside else { return .sha1 }
        var algorithm = hash.next(DERReader.Tag.sequence)?.inside
        let type = algorithm?.next(DERReader.Tag.objectIdentifier)
        return type.flatMap { DottedIdentifier($0.content) }.flatMap { pssHashes[$0] }
    }
}
