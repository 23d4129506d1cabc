/// The alphabet and shape of base64.
/// - SeeAlso: RFC 4648 §4, RFC 4954 §4
enum Base64Syntax {
    /// Whether the bytes are base64: groups of four, padded with `=` at the end. Nothing is base64 too.
    static func isValid(_ text: some Collection<UInt8>) -> Bool {
        guard text.count % 4 == 0 else { return false }
        var padding = 0
        for byte in text {
            if byte == ASCII.equals {
                padding += 1
            } else if padding > 0 || !(ASCII.isAlphanumeric(byte) || byte == 0x2B || byte == 0x2F) {
                return false
            }
        }
        return padding <= 2
    }
}
