/// Text in a parameter's value: every byte that could be read as something else is written `+` and two hexadecimal digits.
///
///     bob+tag@example.org     bob+2Btag@example.org
///
/// - SeeAlso: RFC 3461 §4
public enum XText {
    private static let plus: UInt8 = 0x2B
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The encoded form: `!` to `~` without `+` and `=` stand for themselves.
    public static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        for byte in bytes {
            if (0x21...0x7E).contains(byte), byte != plus, byte != ASCII.equals {
                text.append(byte)
            } else {
                text += [plus, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return text
    }

    /// What the text stands for; nil when a `+` is not followed by two digits. Digits of either case are read, and bytes that
    /// should have been encoded stand for themselves.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == plus else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(ASCII.hexValue), let low = rest.popFirst().flatMap(ASCII.hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// An address as the parameter ORCPT carries it, with its type: `rfc822` for one of ASCII, else `utf-8`.
    ///
    /// - Parameter keepsUTF8: whether the server takes letters outside ASCII as they are (SMTPUTF8); else they are written
    ///   `\x{760D}`.
    /// - SeeAlso: RFC 3461 §4.2, RFC 6533 §3
    public static func originalRecipient(_ address: [UInt8], keepsUTF8: Bool) -> [UInt8] {
        guard let text = String(validating: address, as: UTF8.self), address.contains(where: ASCII.isNonASCII) else {
            return Array("rfc822;".utf8) + encode(address)
        }
        var value = "utf-8;"
        for scalar in text.unicodeScalars {
            let isPlain = (0x21...0x7E).contains(scalar.value) && !"+=\\".unicodeScalars.contains(scalar)
            if isPlain || (keepsUTF8 && scalar.value > 0x7F) {
                value.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                value += "\\x{\(digits.count == 1 ? "0" : "")\(digits)}"
            }
        }
        return Array(value.utf8)
    }
}
