public import SMTPProtocol

/// What a reply says, made ready for ``WordingTable``: its code, its enhanced code, and its text without them.
///
/// The lines are joined with a space. The enhanced code that each line repeats is left out.
///
///     S: 550-5.1.1 The email account that you tried to
///     S: 550 5.1.1 reach does not exist.
///
/// gives 550, 5.1.1 and "The email account that you tried to reach does not exist." So does the one line that a log or a
/// bounce makes of it: `550-5.1.1 The email account that you tried to 550 5.1.1 reach does not exist.`
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
        let enhanced = enhanced ?? Self.enhancedCodeBehindHash(in: text)
        self.enhanced = enhanced
        self.text = code.map { Self.withoutRepeats(of: $0, enhanced, in: text) } ?? text
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

    /// The text without the codes of lines that were joined to one, as mail servers do it in logs and bounces.
    ///
    /// A code with the enhanced code behind it is one of those, and a code with a hyphen; a code with a space only behind
    /// one with a hyphen, because it may be part of a sentence.
    private static func withoutRepeats(
        of code: ReplyCode, _ enhanced: EnhancedStatusCode?, in text: [UInt8]
    ) -> [UInt8] {
        let digits = Array(code.description.utf8)
        let enhancedDigits = enhanced.map { Array($0.description.utf8) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var hasSeveralLines = false
        var index = 0
        while index < text.count {
            guard text[index] == digits[0], index == 0 || WordingPattern.isSpace(text[index - 1]),
                text[index...].starts(with: digits), index + 3 < text.count,
                text[index + 3] == UInt8(ascii: "-") || text[index + 3] == UInt8(ascii: " ")
            else {
                result.append(text[index])
                index += 1
                continue
            }
            let rest = text[(index + 4)...]
            if text[index + 3] == UInt8(ascii: "-") { hasSeveralLines = true }
            if let enhancedDigits, rest.starts(with: enhancedDigits),
                rest.dropFirst(enhancedDigits.count).first.map(WordingPattern.isSpace) ?? true
            {
                index += 4 + enhancedDigits.count
            } else if hasSeveralLines {
                index += 4
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
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
