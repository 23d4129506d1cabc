/// Bytes as Python's `repr` writes them: `b'250 ok\r\n'`.
enum PythonText {
    /// The bytes, without the line ending at their end; what is not written so is given as it is.
    static func bytes(_ text: TextLine) -> TextLine {
        var text = text.trimmed
        if text.first == UInt8(ascii: "b"), text.count > 1, isQuote(text[text.startIndex + 1]) {
            text = text.dropFirst()
        }
        guard let quote = text.first, isQuote(quote) else { return text }
        text = text.dropFirst()
        if text.last == quote { text = text.dropLast() }
        var bytes: [UInt8] = []
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "\\"), position < text.endIndex else {
                bytes.append(byte)
                continue
            }
            let escaped = text[position]
            position += 1
            switch escaped {
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "x"):
                let digits = text[position...].prefix(2)
                position += digits.count
                bytes.append(UInt8(String(decoding: digits, as: UTF8.self), radix: 16) ?? UInt8(ascii: "?"))
            default: bytes.append(escaped)
            }
        }
        while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
        return bytes[...]
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") }
}
