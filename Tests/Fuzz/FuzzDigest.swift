/// Stands in for the digests of the SASL mechanisms, so that the fuzzers need no library: the same bytes in give the
/// same bytes out, other bytes hardly ever.
enum Digest {
    static func hmac(_ hash: KeyDerivation.Hash, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        mixed(key + [0] + message, count: hash.byteCount)
    }

    static func hmacMD5(key: [UInt8], _ message: [UInt8]) -> [UInt8] { mixed(key + [1] + message, count: 16) }

    static func hash(_ hash: KeyDerivation.Hash, _ message: [UInt8]) -> [UInt8] {
        mixed([2] + message, count: hash.byteCount)
    }

    static func pbkdf2(
        _ hash: KeyDerivation.Hash, password: [UInt8], salt: [UInt8], iterations: Int, byteCount: Int? = nil
    ) -> [UInt8] {
        mixed(password + [3] + salt + Array("\(iterations)".utf8), count: byteCount ?? hash.byteCount)
    }

    private static func mixed(_ bytes: [UInt8], count: Int) -> [UInt8] {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }
}
