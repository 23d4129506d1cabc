import SMTPProtocol

/// The two encodings of MIME, read line by line and forgivingly.
/// - SeeAlso: RFC 2045 §6.7, §6.8
enum QuotedText {
    /// A line in quoted-printable, without its soft ending; what is no code is kept as it is.
    static func bytes(_ line: TextLine) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = line.startIndex
        while position < line.endIndex {
            let byte = line[position]
            position += 1
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            guard position < line.endIndex else { break }
            if position + 1 < line.endIndex, let octet = Hexadecimal.decode(line[position...(position + 1)]) {
                bytes += octet
                position += 2
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// A line in base64: every program wraps whole groups of four; a line that is no base64 has no octets.
    static func base64(_ line: TextLine) -> [UInt8] { Base64.decode(line.trimmed) ?? [] }
}
