import SMTPProtocol

/// How a part of a message goes through servers that may know only ASCII and short lines.
/// - SeeAlso: RFC 2045 §6
enum TransferEncoding: String {
    case sevenBit = "7bit"
    case eightBit = "8bit"
    case quotedPrintable = "quoted-printable"
    case base64

    /// The encoding that changes least. Binary data, which has no lines, goes as base64.
    static func suiting(_ bytes: [UInt8], isText: Bool, allowsEightBit: Bool) -> TransferEncoding {
        guard isText else { return .base64 }
        let scan = ContentScan(bytes)
        guard scan.longestLine <= MessageLimits.line, !scan.hasNUL else { return .quotedPrintable }
        guard scan.hasEightBit else { return .sevenBit }
        if allowsEightBit { return .eightBit }
        // Quoted-printable stays readable; base64 is shorter where more than about one byte in six is not ASCII.
        let strange = bytes.count { $0.isNonASCII || ($0.isControl && $0 != 0x0A && $0 != 0x0D && $0 != 0x09) }
        return strange * 6 > bytes.count ? .base64 : .quotedPrintable
    }

    /// The bytes in this encoding, as lines that end with CRLF.
    func encode(_ bytes: [UInt8], isText: Bool) -> [UInt8] {
        let content = isText ? LineEndings.normalized(bytes) : bytes
        switch self {
        case .sevenBit, .eightBit: return content
        case .quotedPrintable: return QuotedPrintable.encode(content)
        case .base64:
            let text = Base64.encode(content)
            var lines: [UInt8] = []
            lines.reserveCapacity(text.count + text.count / MessageLimits.encodedLine * 2 + 2)
            for start in stride(from: 0, to: text.count, by: MessageLimits.encodedLine) {
                lines += text[start..<min(start + MessageLimits.encodedLine, text.count)]
                lines += [0x0D, 0x0A]
            }
            return lines
        }
    }
}

/// Lines as a message has them.
enum LineEndings {
    /// Every line with CRLF, the last one too.
    /// - SeeAlso: RFC 5322 §2.1
    static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count + bytes.count / 32 + 2)
        var isAfterReturn = false
        for byte in bytes {
            if byte == 0x0A {
                if !isAfterReturn { lines += [0x0D, 0x0A] }
            } else if byte == 0x0D {
                lines += [0x0D, 0x0A]
            } else {
                lines.append(byte)
            }
            isAfterReturn = byte == 0x0D
        }
        if let last = lines.last, last != 0x0A { lines += [0x0D, 0x0A] }
        return lines
    }
}
