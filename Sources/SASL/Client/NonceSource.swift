/// Makes nonces for SCRAM out of a seed, so that the code that logs in needs no random numbers of its own.
///
/// Each nonce is an HMAC over a counter under the seed. Whoever does not know the seed cannot guess one, also not from
/// the nonces before it; so the seed must come from the system's random numbers.
/// - SeeAlso: RFC 5802 §5.1 (`c-nonce`)
public struct NonceSource: Sendable, SecretHolder {
    /// The fewest bytes that a seed may have.
    public static let seedLength = 32
    /// How many random bytes stand in a nonce: 144 bits.
    private static let randomLength = 18

    private let seed: [UInt8]
    private var counter: UInt64 = 0

    /// A source; nil when the seed is too short to be random enough.
    public init?(seed: [UInt8]) {
        guard seed.count >= Self.seedLength else { return nil }
        self.seed = seed
    }

    /// A nonce that no other call gives: 36 hexadecimal digits.
    public mutating func next() -> [UInt8] {
        counter += 1
        var message = Array("smtpx nonce".utf8)
        for place in 0..<8 { message.append(UInt8(truncatingIfNeeded: counter >> UInt64(8 * place))) }
        let code = Digest.hmac(.sha256, key: seed, message)
        let digits = Array("0123456789abcdef".utf8)
        return code.prefix(Self.randomLength).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0x0F)]] }
    }
}
