/// What ANONYMOUS sends in the place of a login.
/// - SeeAlso: RFC 4505 §2 and §3
enum TraceText {
    /// Whether it is UTF-8 without control characters, and not too long.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.count <= SASLLimits.traceCharacters
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
