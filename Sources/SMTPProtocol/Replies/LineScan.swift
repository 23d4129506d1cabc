/// The search for the end of one line, which goes on where it stopped when more bytes have come.
///
/// It looks at eight bytes at once, and each byte only once, however small the pieces are. On the way it notes whether
/// the line needs a closer look.
struct LineScan {
    /// The next byte to look at.
    private(set) var position = 0
    /// The first CR of the line; `Int.max` when there is none. If it is not the CR before the LF, it is a bare one.
    private(set) var firstCR = Int.max
    /// True when the line has a NUL or a byte above 0x7F so far.
    private(set) var hasUnusualBytes = false

    /// Looks for LF before `end` and gives its place; nil when there is none yet.
    @inline(__always)
    mutating func lineFeed(in bytes: borrowing Span<UInt8>, before end: Int) -> Int? {
        let raw = bytes.bytes
        var position = position
        var unusual: UInt64 = 0
        while position + 8 <= end {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
            let feeds = ByteSearch.zeroBytes(word ^ (ByteSearch.ones &* UInt64(ASCII.lf)))
            // The bits below the first LF; all of them when there is none. Only the lowest mark of a word is sure to be
            // right, and the lowest is all that counts here.
            let before = feeds == 0 ? ~0 : (feeds & (0 &- feeds)) &- 1
            let returns = ByteSearch.zeroBytes(word ^ (ByteSearch.ones &* UInt64(ASCII.cr))) & before
            unusual |= (ByteSearch.zeroBytes(word) | (word & ByteSearch.highs)) & before
            if returns != 0, firstCR == Int.max { firstCR = position + returns.trailingZeroBitCount / 8 }
            if feeds != 0 {
                self.position = position + feeds.trailingZeroBitCount / 8
                hasUnusualBytes = hasUnusualBytes || unusual != 0
                return self.position
            }
            position += 8
        }
        while position < end {
            let byte = bytes[position]
            if byte == ASCII.lf { break }
            if byte == ASCII.cr {
                if firstCR == Int.max { firstCR = position }
            } else if byte == ASCII.nul || byte >= 0x80 {
                unusual = 1
            }
            position += 1
        }
        self.position = position
        hasUnusualBytes = hasUnusualBytes || unusual != 0
        return position < end ? position : nil
    }

    /// Begins the next line at `start`.
    @inline(__always)
    mutating func restart(at start: Int) {
        position = start
        firstCR = Int.max
        hasUnusualBytes = false
    }

    /// Follows the bytes when `count` of them are dropped from the front of the buffer.
    mutating func bytesWereDropped(_ count: Int) {
        position -= count
        if firstCR != Int.max { firstCR -= count }
    }
}
