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
        let pairs: [ArraySlice<UInt8>]
        if text.contains(colon) {
            pairs = text.split(separator: colon, omittingEmptySubsequences: false)
        } else {
            pairs = stride(from: 0, to: text.count, by: 2).map { text[$0..<min($0 + 2, text.count)] }
        }
        guard pairs.count == hashLength else { return nil }
        var hash: [UInt8] = []
        for pair in pairs {
            guard pair.count == 2, let high = pair.first?.hexValue, let low = pair.last?.hexValue else { return nil }
            hash.append(high << 4 | low)
        }
        return hash
    }

    /// 43 letters of base64 and one `=`, which may be missing; the bits that are left over are 0.
    private static func base64Hash(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let letters = text.last == UInt8(ascii: "=") ? text.dropLast() : text
        guard letters.count == 43 else { return nil }
        var hash: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount = 0
        for letter in letters {
            guard let value = base64Value(letter) else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                hash.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
                bits &= 1 << UInt32(bitCount) - 1
            }
        }
        return bits == 0 ? hash : nil
    }

    private static func base64Value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
