/// Words that must all occur, whatever their case.
///
/// Letters outside ASCII must be the same. All work is on bytes: a search runs on every key press.
struct SearchWords {
    private let words: [[UInt8]]

    init(_ words: [[UInt8]]) {
        self.words = words.map { $0.map(ASCIICase.folded) }
    }

    /// Whether each word is in one of the texts.
    func allOccur(in texts: [String]) -> Bool {
        words.allSatisfy { word in texts.contains { Self.occurs(word, in: $0) } }
    }

    /// Whether the words together, in this order, are in one of the texts.
    func isWhole(of texts: [String]) -> Bool {
        let whole = Array(words.joined(separator: [UInt8(ascii: " ")]))
        return texts.contains { Self.occurs(whole, in: $0) }
    }

    private static func occurs(_ word: [UInt8], in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard word.count <= bytes.count, let first = word.first else { return word.isEmpty }
            for start in 0...(bytes.count - word.count) where ASCIICase.folded(bytes[start]) == first {
                var length = 1
                while length < word.count, ASCIICase.folded(bytes[start + length]) == word[length] { length += 1 }
                if length == word.count { return true }
            }
            return false
        }
    }
}

/// Lower case for ASCII letters; every other byte stays as it is.
enum ASCIICase {
    static func folded(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte + 0x20 : byte
    }
}
