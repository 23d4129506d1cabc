import SMTPProtocol

/// The forms in which the hash of a key can be written.
extension TLSRequest {
    /// The 32 bytes of a pin: 64 hexadecimal digits with or without colons between the pairs, or base64, with or without
    /// `sha256//` in front; nil for anything else.
    /// - SeeAlso: RFC 7469 §2.4
    public static func pinBytes(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8.prefix(128))
        let prefix = Array("sha256//".utf8)
        if bytes.starts(with: prefix) { return base64Hash(bytes.dropFirst(prefix.count)) }
        return hexadecimalHash(bytes) ?? base64Hash(bytes[...])
    }

    private static let hashLength = 32

    private static func hexadecimalHash(_ text: [UInt8]) -> [UInt8]? {
        let colon = UInt8(ascii: ":")
        let digits: [UInt8]
        if text.contains(colon) {
            let pairs = text.split(separator: colon, omittingEmptySubsequences: false)
            guard pairs.allSatisfy({ $0.count == 2 }) else { return nil }
            digits = pairs.flatMap(\.self)
        } else {
            digits = text
        }
        return digits.count == hashLength * 2 ? Hexadecimal.decode(digits) : nil
    }

    /// 43 letters of base64 and one `=`, which may be missing.
    private static func base64Hash(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let padding = UInt8(ascii: "=")
        let letters = text.last == padding ? text.dropLast() : text
        guard letters.count == 43 else { return nil }
        return Base64.decode(letters + [padding])
    }
}
