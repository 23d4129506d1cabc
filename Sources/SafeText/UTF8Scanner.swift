/// Reads bytes as UTF-8, one scalar or one wrong byte at a time.
///
/// Strict: no overlong forms, no surrogates, nothing above U+10FFFF. A wrong byte is always taken alone, so the same
/// bytes are shown whatever follows them.
/// - SeeAlso: RFC 3629 §4, Unicode Standard table 3-7
struct UTF8Scanner {
    /// A scalar with the length of its encoding, or one byte that is no UTF-8.
    enum Step {
        case scalar(UInt32, length: Int)
        case invalid(UInt8)
    }

    let bytes: UnsafeBufferPointer<UInt8>

    /// What stands at an index, which must be inside the buffer.
    func step(at index: Int) -> Step {
        let first = bytes[index]
        switch first {
        case 0x00...0x7F: return .scalar(UInt32(first), length: 1)
        case 0xC2...0xDF: return sequence(at: index, length: 2, lowestSecond: 0x80, highestSecond: 0xBF)
        case 0xE0: return sequence(at: index, length: 3, lowestSecond: 0xA0, highestSecond: 0xBF)
        case 0xED: return sequence(at: index, length: 3, lowestSecond: 0x80, highestSecond: 0x9F)
        case 0xE1...0xEF: return sequence(at: index, length: 3, lowestSecond: 0x80, highestSecond: 0xBF)
        case 0xF0: return sequence(at: index, length: 4, lowestSecond: 0x90, highestSecond: 0xBF)
        case 0xF1...0xF3: return sequence(at: index, length: 4, lowestSecond: 0x80, highestSecond: 0xBF)
        case 0xF4: return sequence(at: index, length: 4, lowestSecond: 0x80, highestSecond: 0x8F)
        default: return .invalid(first)
        }
    }

    private func sequence(at index: Int, length: Int, lowestSecond: UInt8, highestSecond: UInt8) -> Step {
        let first = bytes[index]
        guard index + length <= bytes.count else { return .invalid(first) }
        let second = bytes[index + 1]
        guard second >= lowestSecond, second <= highestSecond else { return .invalid(first) }
        // The first byte of a sequence of n bytes carries 7 - n bits.
        var value = UInt32(first & (0x7F >> UInt8(length))) << 6 | UInt32(second & 0x3F)
        for offset in 2..<max(2, length) {
            let next = bytes[index + offset]
            guard next & 0xC0 == 0x80 else { return .invalid(first) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        return .scalar(value, length: length)
    }

    /// The end of the run of printable US-ASCII that starts at an index.
    func endOfPrintableASCII(from index: Int) -> Int {
        var index = index
        if let base = bytes.baseAddress {
            let raw = UnsafeRawPointer(base)
            while index + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if !Self.isPrintableASCII(word) { break }
                index += 8
            }
        }
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x7F { index += 1 }
        return index
    }

    /// Whether all eight bytes lie in 0x20...0x7E.
    ///
    /// With all high bits clear, adding 1 sets the high bit of 0x7F, and subtracting 0x20 borrows from it below 0x20;
    /// neither carries into the neighbouring byte.
    private static func isPrintableASCII(_ word: UInt64) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        guard word & high == 0 else { return false }
        let overDelete = word &+ 0x0101_0101_0101_0101
        let underSpace = (word | high) &- 0x2020_2020_2020_2020
        return overDelete & high == 0 && underSpace & high == high
    }
}
