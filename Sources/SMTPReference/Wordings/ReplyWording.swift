public import SMTPProtocol

/// What a reply says, made ready for ``WordingTable``: its code, its enhanced code, and its text without them.
///
/// The lines are joined with a space. The enhanced code that each line repeats is left out.
///
///     S: 550-5.1.1 The email account that you tried to
///     S: 550 5.1.1 reach does not exist.
///
/// gives 550, 5.1.1 and "The email account that you tried to reach does not exist."
public struct ReplyWording: Hashable, Sendable {
    /// The reply code; nil when there is none, such as in a bounce of a program's own words.
    public let code: ReplyCode?
    /// The enhanced code; nil when there is none.
    public let enhanced: EnhancedStatusCode?
    /// The text, byte for byte.
    public let text: [UInt8]

    /// A wording whose parts are known already.
    public init(code: ReplyCode?, enhanced: EnhancedStatusCode?, text: [UInt8]) {
        self.code = code
        self.enhanced = enhanced ?? Self.enhancedCodeBehindHash(in: text)
        self.text = text
    }

    /// The wording of a reply.
    public init(_ reply: Reply) {
        var text: [UInt8] = []
        for (index, line) in reply.lines.enumerated() {
            if !text.isEmpty { text.append(UInt8(ascii: " ")) }
            let lineText = reply.text(ofLine: index)
            let length = line.enhanced == nil ? 0 : EnhancedStatusCode.leading(in: lineText)?.length ?? 0
            text += lineText.dropFirst(length)
        }
        self.init(code: reply.code, enhanced: reply.enhanced, text: text)
    }

    /// The enhanced code as qmail and a few others write it, somewhere in the text: `(#5.1.1)`.
    private static func enhancedCodeBehindHash(in text: [UInt8]) -> EnhancedStatusCode? {
        var start = text.startIndex
        while let hash = text[start...].firstIndex(of: UInt8(ascii: "#")) {
            let digits = text[(hash + 1)...].prefix(9).prefix { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: ".")
            }
            if let code = EnhancedStatusCode(ascii: digits) { return code }
            start = hash + 1
        }
        return nil
    }
}
