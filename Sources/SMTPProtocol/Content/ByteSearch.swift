/// Looking at eight bytes at once.
enum ByteSearch {
    /// 1 in each byte.
    static let ones: UInt64 = 0x0101_0101_0101_0101
    /// The highest bit of each byte.
    static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first CR or LF at or after `start`; the end when there is none.
    static func firstLineByte(in bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        var position = start
        while position + 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
            let found = zeroBytes(word ^ (ones &* UInt64(ASCII.lf))) | zeroBytes(word ^ (ones &* UInt64(ASCII.cr)))
            // A wrong mark stands only above a right one, so the lowest mark is always right.
            if found != 0 { return position + found.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < bytes.count, bytes[position] != ASCII.lf, bytes[position] != ASCII.cr { position += 1 }
        return position
    }

    /// Marks, in its highest bit, each byte of `word` that is zero, and perhaps some above the first such byte.
    @inline(__always)
    static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highs
    }
}

extension Array<UInt8> {
    /// Appends the bytes of a span as one block.
    mutating func append(copying bytes: borrowing Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
