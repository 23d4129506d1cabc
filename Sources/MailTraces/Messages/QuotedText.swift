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
            if position + 1 < line.endIndex, let high = digit(line[position]), let low = digit(line[position + 1]) {
                bytes.append(high << 4 | low)
                position += 2
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// A line in base64: each four characters are three octets; other characters are passed over.
    static func base64(_ line: TextLine) -> [UInt8] {
        var bytes: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        for byte in line {
            guard let value = sextet(byte) else { continue }
            group = group << 6 | UInt32(value)
            count += 1
            if count == 4 {
                bytes += [UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8)]
                bytes.append(UInt8(truncatingIfNeeded: group))
                (group, count) = (0, 0)
            }
        }
        if count == 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 4)) }
        if count == 3 {
            bytes += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte - 0x30 }
        let small = folded(byte)
        return small &- 0x61 < 6 ? small - 0x61 + 10 : nil
    }

    private static func sextet(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
