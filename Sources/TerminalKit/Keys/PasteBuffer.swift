/// The bytes of one bracketed paste, bounded.
struct PasteBuffer: Sendable {
    /// What ends a paste: `ESC [ 201 ~`.
    static let endMarker: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

    private var bytes: [UInt8] = []
    private var discarded = 0

    mutating func append(_ byte: UInt8, limit: Int) {
        if bytes.count < limit { bytes.append(byte) } else { discarded += 1 }
    }

    /// The paste, and what did not fit; the buffer is empty after that.
    mutating func finish() -> [KeyEvent] {
        defer { self = PasteBuffer() }
        guard discarded > 0 else { return [.paste(bytes)] }
        discarded += dropTornCharacter()
        return [.paste(bytes), .pasteTruncated(discarded: discarded)]
    }

    /// A character that the limit cut is left out as a whole; returns its bytes that were there.
    private mutating func dropTornCharacter() -> Int {
        let tail = bytes.suffix(3)
        guard let lead = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[lead] >= 0xC2 else { return 0 }
        let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : 2
        let present = bytes.count - lead
        guard present < length else { return 0 }
        bytes.removeLast(present)
        return present
    }
}
