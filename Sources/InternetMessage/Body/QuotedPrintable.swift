/// Quoted-printable: text that stays readable, in short lines of ASCII.
/// - SeeAlso: RFC 2045 §6.7
enum QuotedPrintable {
    /// The text for content whose lines end with CRLF.
    static func encode(_ content: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(content.count + content.count / 8)
        var column = 0
        for (index, byte) in content.enumerated() {
            if byte == 0x0D || byte == 0x0A {
                output.append(byte)
                column = 0
                continue
            }
            let next = index + 1 < content.count ? content[index + 1] : 0x0D
            let isAtEnd = next == 0x0D
            let piece = isPlain(byte, isAtEnd: isAtEnd) ? [byte] : [UInt8(ascii: "=")] + byte.hex
            // The last piece of a line may take the place of the = that a broken line needs.
            if column + piece.count > MessageLimits.encodedLine - (isAtEnd ? 0 : 1) {
                output += Array("=\r\n".utf8)
                column = 0
            }
            output += piece
            column += piece.count
        }
        return output
    }

    /// Blanks at the end of a line would be lost.
    private static func isPlain(_ byte: UInt8, isAtEnd: Bool) -> Bool {
        if byte.isBlank { return !isAtEnd }
        return !byte.isControl && !byte.isNonASCII && byte != UInt8(ascii: "=")
    }
}
