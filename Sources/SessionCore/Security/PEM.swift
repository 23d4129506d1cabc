import SafeText

/// The text form of certificates.
/// - SeeAlso: RFC 7468 §5
enum PEM {
    private static let lineLength = 64

    /// A certificate between its two lines.
    static func certificate(_ der: [UInt8]) -> [UInt8] {
        let text = Array(Quoting.base64(der).utf8)
        var result = Array("-----BEGIN CERTIFICATE-----\n".utf8)
        for start in stride(from: 0, to: text.count, by: lineLength) {
            result += text[start..<min(start + lineLength, text.count)] + [0x0A]
        }
        return result + Array("-----END CERTIFICATE-----\n".utf8)
    }
}
