/// The form of user names and passwords that both sides of SCRAM compute with.
///
/// ASCII stays as it is. Of RFC 4013 this does the mapping (§2.1) and the prohibition (§2.3). It does neither the
/// normalisation to NFKC (§2.2), for which the standard library has no function, nor the check of mixed writing
/// directions (§2.4): a name typed with combining marks, or in wide letters, goes out as it was typed. Bytes that are
/// not UTF-8 are left alone too, since old accounts have such passwords.
/// - SeeAlso: RFC 4013
enum SASLPrep {
    /// The prepared form; nil when a character is prohibited or nothing is left.
    static func prepare(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !bytes.isEmpty else { return nil }
        guard bytes.contains(where: { $0 >= 0x80 }), let text = String(validating: bytes, as: UTF8.self) else {
            return bytes
        }
        var prepared = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                prepared.append(" ")
            } else if !isMappedToNothing(scalar) {
                if isProhibited(scalar) { return nil }
                prepared.append(scalar)
            }
        }
        return prepared.isEmpty ? nil : Array(String(prepared).utf8)
    }

    /// - SeeAlso: RFC 3454 table C.1.2
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200B || scalar.properties.generalCategory == .spaceSeparator
    }

    /// - SeeAlso: RFC 3454 table B.1
    private static func isMappedToNothing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x034F, 0x1806, 0x180B...0x180D, 0x200C...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: true
        case _: false
        }
    }

    /// - SeeAlso: RFC 3454 tables C.2.1 to C.9
    private static func isProhibited(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0340...0x0341, 0x2FF0...0x2FFB, 0xFFFC...0xFFFD, 0xE0000...0xE007F: return true
        case _: break
        }
        if scalar.properties.isNoncharacterCodePoint { return true }
        return [.control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator]
            .contains(scalar.properties.generalCategory)
    }
}
