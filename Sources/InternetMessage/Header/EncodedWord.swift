import SMTPProtocol

/// Text in encoded words: UTF-8 in ASCII, in pieces that never cut a character.
///
///     Größe   =?UTF-8?Q?Gr=C3=B6=C3=9Fe?=
///
/// - SeeAlso: RFC 2047
enum EncodedWord {
    private static let overhead = "=?UTF-8?Q??=".utf8.count

    /// The text as encoded words.
    /// - Parameter firstLength: how long the first word may be; the others have the length that the RFC allows.
    static func words(for text: String, firstLength: Int = MessageLimits.encodedWord) -> [[UInt8]] {
        let utf8 = Array(text.utf8)
        let isBase64Shorter = (utf8.count + 2) / 3 * 4 < utf8.reduce(0) { $0 + quotedLength($1) }
        var words: [[UInt8]] = []
        var piece: [UInt8] = []
        for unit in units(of: text) {
            // A first word that could hold next to nothing goes onto a line of its own.
            let length = words.isEmpty && firstLength >= 24 ? firstLength : MessageLimits.encodedWord
            if !piece.isEmpty, size(piece + unit, isBase64Shorter) > length {
                words.append(word(piece, isBase64Shorter))
                piece = []
            }
            piece += unit
        }
        if !piece.isEmpty { words.append(word(piece, isBase64Shorter)) }
        return words
    }

    /// What must not be cut: a character as people see it, or its code points where it is too long for a word.
    private static func units(of text: String) -> [[UInt8]] {
        text.flatMap { character in
            let whole = Array(character.utf8)
            return whole.count <= 15 ? [whole] : character.unicodeScalars.map { Array(String($0).utf8) }
        }
    }

    private static func size(_ bytes: [UInt8], _ isBase64: Bool) -> Int {
        overhead + (isBase64 ? (bytes.count + 2) / 3 * 4 : bytes.reduce(0) { $0 + quotedLength($1) })
    }

    private static func word(_ bytes: [UInt8], _ isBase64: Bool) -> [UInt8] {
        let text = isBase64 ? Base64.encode(bytes) : bytes.flatMap(quoted)
        return Array("=?UTF-8?\(isBase64 ? "B" : "Q")?".utf8) + text + Array("?=".utf8)
    }

    /// What may stand as it is in every place where an encoded word can be.
    /// - SeeAlso: RFC 2047 §5 (3)
    private static func isPlain(_ byte: UInt8) -> Bool { byte.isAlphanumeric || "!*+-/".utf8.contains(byte) }

    private static func quotedLength(_ byte: UInt8) -> Int { isPlain(byte) || byte == 0x20 ? 1 : 3 }

    private static func quoted(_ byte: UInt8) -> [UInt8] {
        if byte == 0x20 { return [UInt8(ascii: "_")] }
        return isPlain(byte) ? [byte] : [UInt8(ascii: "=")] + byte.hex
    }
}
