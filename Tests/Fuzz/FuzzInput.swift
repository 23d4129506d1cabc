/// The bytes that the fuzzer made up, taken one after the other.
struct FuzzInput {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next byte; 0 when there is none.
    mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        defer { position += 1 }
        return bytes[position]
    }

    /// All the bytes that are left.
    mutating func rest() -> [UInt8] {
        defer { position = bytes.count }
        return Array(bytes[position...])
    }
}

/// Cuts bytes into pieces of pseudo-random sizes, the same for the same seed.
func cut(_ bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
    var state = seed &+ 0x9E37_79B9
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let end = min(bytes.count, start + 1 + Int(state >> 33) % 17)
        pieces.append(Array(bytes[start..<end]))
        start = end
    }
    return pieces
}
