import SMTPProtocol

extension EnhancedStatusCode {
    /// The code at the start of a text that may stand in parentheses, behind `#`, or before a colon or semicolon.
    static func atStart(of text: TextLine) -> (code: EnhancedStatusCode, rest: TextLine)? {
        let text = text.drop { isBlank($0) || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "(") }
        let word = text.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        guard let code = EnhancedStatusCode(ascii: word) else { return nil }
        return (code, text[word.endIndex...])
    }
}
