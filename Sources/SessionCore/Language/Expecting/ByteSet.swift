/// A set of bytes: what one place of a text pattern may be.
struct ByteSet: Hashable, Sendable {
    private var words: SIMD4<UInt64> = .zero

    /// The set of no byte.
    init() {}

    /// The set of these bytes.
    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    mutating func formUnion(_ other: ByteSet) { words |= other.words }

    /// All other bytes.
    var inverted: ByteSet {
        var result = self
        result.words = ~words
        return result
    }

    /// With the other case of each ASCII letter.
    var foldingCase: ByteSet {
        var result = self
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(letter) || contains(letter & 0xDF) {
            result.insert(letter)
            result.insert(letter & 0xDF)
        }
        return result
    }

    static let digits = ByteSet(0x30...0x39)
    static let blanks = ByteSet([0x20, 0x09])
    static let wordBytes: ByteSet = {
        var set = digits
        set.formUnion(ByteSet(0x41...0x5A))
        set.formUnion(ByteSet(0x61...0x7A))
        set.insert(UInt8(ascii: "_"))
        return set
    }()
    static let all = ByteSet().inverted
}
