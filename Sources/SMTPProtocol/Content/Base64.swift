/// Base64 as SMTP uses it: the standard alphabet, padded, without a blank or a line break.
/// - SeeAlso: RFC 4648 §4, RFC 4954 §4
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text for some bytes. No bytes give no text: the lone `=` of an empty initial response is not base64.
    public static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = rest.prefix(3)
            rest = rest.dropFirst(3)
            var bits: UInt32 = 0
            for byte in group { bits = bits << 8 | UInt32(byte) }
            bits <<= 8 * UInt32(3 - group.count)
            for place in 0..<4 {
                // Six bits are always inside the alphabet of 64.
                let sextet = Int(bits >> UInt32(18 - 6 * place)) & 0x3F
                text.append(place <= group.count ? alphabet[sextet] : ASCII.equals)
            }
        }
        return text
    }

    /// The bytes that a text stands for; nil when it is not exactly what ``encode(_:)`` gives for them.
    ///
    /// It is strict: a missing or misplaced `=`, a blank, a letter outside the alphabet, or set bits behind the last byte
    /// make it nil. So no two texts stand for the same bytes.
    /// - SeeAlso: RFC 4648 §3.5, §12
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var sextets = 0
        var padding = 0
        for letter in text {
            if letter == ASCII.equals {
                padding += 1
                continue
            }
            guard padding == 0, let sextet = value(of: letter) else { return nil }
            bits = bits << 6 | sextet
            sextets += 1
            guard sextets % 4 == 0 else { continue }
            append(bits, count: 3, to: &bytes)
            bits = 0
        }
        // The last group: what is left of it, its padding, and no set bit behind its last byte.
        let left = sextets % 4
        guard (left + padding) % 4 == 0, left != 1, padding <= 2 else { return nil }
        guard left > 0 else { return bytes }
        let spare = UInt32(2 * padding)
        guard bits & (1 << spare - 1) == 0 else { return nil }
        append(bits << UInt32(6 * padding), count: 3 - padding, to: &bytes)
        return bytes
    }

    /// Appends the first bytes of a group of 24 bits.
    private static func append(_ bits: UInt32, count: Int, to bytes: inout [UInt8]) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place))) }
    }

    private static func value(of letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
