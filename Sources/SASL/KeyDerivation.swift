/// The slow part of SCRAM: a salted password. Compute it on a thread that nobody waits on.
/// - SeeAlso: RFC 5802 §2.2 (Hi), RFC 8018 §5.2 (PBKDF2)
public struct KeyDerivation: Hashable, Sendable, SecretHolder {
    /// The hash under it.
    public enum Hash: String, Hashable, Sendable {
        /// - SeeAlso: RFC 5802
        case sha1
        /// - SeeAlso: RFC 7677
        case sha256

        /// The size of what it gives.
        var byteCount: Int {
            switch self {
            case .sha1: 20
            case .sha256: 32
            }
        }
    }
    /// The hash under it.
    public let hash: Hash
    let password: [UInt8]
    /// The server's salt for this user.
    public let salt: [UInt8]
    /// How often the hash is computed: the work that guessing one password takes.
    public let iterations: Int

    /// A derivation. Fewer than one iteration count as one.
    public init(hash: Hash, password: [UInt8], salt: [UInt8], iterations: Int) {
        self.hash = hash
        self.password = password
        self.salt = salt
        self.iterations = iterations
    }

    /// Computes the key. It takes about a millisecond for a few thousand iterations, and blocks for as long as it
    /// takes.
    public func compute() -> DerivedKey {
        DerivedKey(bytes: Digest.pbkdf2(hash, password: password, salt: salt, iterations: iterations))
    }
}

/// A salted password: as good as the password itself for logging in. It cannot be printed.
public struct DerivedKey: Hashable, Sendable, SecretHolder {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }
}
