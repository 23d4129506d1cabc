import SafeText

/// Words of the line: moving over them, exchanging them, changing their letters.
extension LineEditor {
    /// Letters, digits and everything outside US-ASCII make words.
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
            true
        default: false
        }
    }

    func wordStart(from position: Int, isWord: (UInt8) -> Bool) -> Int {
        var index = position
        var isInside = false
        while index > 0 {
            let start = ByteElements.start(before: index, in: bytes)
            let belongs = isWord(bytes[start])
            if isInside, !belongs { break }
            isInside = isInside || belongs
            index = start
        }
        return index
    }

    func wordEnd(from position: Int) -> Int {
        var index = position
        var isInside = false
        while index < bytes.count {
            let belongs = Self.isWordByte(bytes[index])
            if isInside, !belongs { break }
            isInside = isInside || belongs
            index = ByteElements.end(after: index, in: bytes)
        }
        return index
    }

    /// Exchanges the word around or behind the cursor with the one before it; the cursor goes behind both. At the end of the
    /// line the last two words are exchanged.
    mutating func transposeWords() -> EditOutcome {
        var end = wordEnd(from: cursor)
        var start = wordStart(from: end, isWord: Self.isWordByte)
        if !Self.hasWord(bytes[start..<end]) || start >= end {
            end = Self.trimmedEnd(bytes[..<cursor])
            start = wordStart(from: end, isWord: Self.isWordByte)
        }
        // Behind the last word nothing of it remains: it is the one before the cursor.
        end = start + Self.wordLength(bytes[start..<end])
        let before = wordStart(from: start, isWord: Self.isWordByte)
        guard before < start, end > start else { return .edge }
        let beforeEnd = before + Self.wordLength(bytes[before..<start])
        guard beforeEnd > before else { return .edge }
        let exchanged = Array(bytes[start..<end]) + bytes[beforeEnd..<start] + bytes[before..<beforeEnd]
        replace(before..<end, with: exchanged)
        return .changed
    }

    /// Makes the letters up to the end of the word large or small, or its first one large; the cursor goes behind it. Only
    /// ASCII letters change: the wire has no other commands.
    mutating func changeCase(_ casing: EditingKey.Casing) -> EditOutcome {
        let end = wordEnd(from: cursor)
        guard end > cursor else { return .edge }
        var isFirst = true
        let changed = bytes[cursor..<end].map { byte -> UInt8 in
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            defer { if Self.isWordByte(byte) { isFirst = false } }
            guard isLetter else { return byte }
            switch casing {
            case .upper: return byte & 0xDF
            case .lower: return byte | 0x20
            case .capital: return isFirst ? byte & 0xDF : byte | 0x20
            }
        }
        if changed.elementsEqual(bytes[cursor..<end]) { return move(to: end) }
        replace(cursor..<end, with: changed)
        return .changed
    }

    private static func hasWord(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.contains(where: isWordByte) }

    /// Where the last word in front ends.
    private static func trimmedEnd(_ bytes: ArraySlice<UInt8>) -> Int {
        (bytes.lastIndex(where: isWordByte) ?? -1) + 1
    }

    private static func wordLength(_ bytes: ArraySlice<UInt8>) -> Int { bytes.prefix(while: isWordByte).count }
}
