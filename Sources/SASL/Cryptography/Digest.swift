import Crypto
import CryptoExtras

/// The only place that computes digests: bytes in, bytes out.
enum Digest {
    /// A keyed digest.
    /// - SeeAlso: RFC 2104
    static func hmac(_ hash: KeyDerivation.Hash, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: key)
        return switch hash {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        }
    }

    /// The keyed digest of CRAM-MD5.
    /// - SeeAlso: RFC 2195 §2
    static func hmacMD5(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        Array(HMAC<Insecure.MD5>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }

    /// A digest without a key.
    static func hash(_ hash: KeyDerivation.Hash, _ message: [UInt8]) -> [UInt8] {
        switch hash {
        case .sha1: Array(Insecure.SHA1.hash(data: message))
        case .sha256: Array(SHA256.hash(data: message))
        }
    }

    /// A password made slow to guess: as many bytes as the hash has, unless told otherwise.
    /// - SeeAlso: RFC 8018 §5.2
    static func pbkdf2(
        _ hash: KeyDerivation.Hash, password: [UInt8], salt: [UInt8], iterations: Int, byteCount: Int? = nil
    ) -> [UInt8] {
        // An HMAC key is filled up with zeros, so one zero is the empty key; the library takes no empty one.
        let password = password.isEmpty ? [0] : password
        let function: KDF.Insecure.PBKDF2.HashFunction =
            switch hash {
            case .sha1: .insecureSHA1
            case .sha256: .sha256
            }
        do {
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: password, salt: salt, using: function, outputByteCount: byteCount ?? hash.byteCount,
                unsafeUncheckedRounds: min(max(iterations, 1), Int(UInt32.max)))
            return key.withUnsafeBytes { Array($0) }
        } catch {
            // With one round and more, BoringSSL fails only when memory runs out, and then nothing in Swift can go on.
            fatalError("There is no memory for deriving a key.")
        }
    }
}
