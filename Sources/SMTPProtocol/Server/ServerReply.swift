/// A reply that a server sends: code, enhanced status code and one or more lines of text.
///
/// Whatever the text holds, the bytes sent are printable ASCII in lines of at most 512 octets (AUTH's challenges may be
/// longer): a client's bytes that are
/// quoted in a reply can neither end the line nor reach a terminal as a control.
/// - SeeAlso: RFC 5321 §4.2, RFC 2034 §4
public struct ServerReply: Hashable, Sendable {
    /// The reply code of every line.
    public let code: ReplyCode
    /// The enhanced status code in front of every line's text.
    public let enhanced: EnhancedStatusCode?
    /// The text, one element a line; never empty.
    public let lines: [String]

    /// The longest text of one line: what 512 octets leave after code, separator, enhanced code and CRLF.
    static let longestText = 490
    /// The longest challenge of AUTH in base64: what AUTH's lines leave after 334, a space and CRLF.
    /// - SeeAlso: RFC 4954 §4
    static let longestChallenge = Limits.commandLineExtended - 6

    /// A reply; without a line of text it has one empty one.
    public init(_ code: ReplyCode, enhanced: EnhancedStatusCode? = nil, lines: [String]) {
        self.code = code
        self.enhanced = enhanced
        self.lines = lines.isEmpty ? [""] : lines
    }

    /// A reply with an enhanced status code given by its three numbers; without one if they make none.
    public init(_ code: ReplyCode, _ statusClass: Int, _ subject: Int, _ detail: Int, _ lines: String...) {
        self.init(
            code, enhanced: EnhancedStatusCode(statusClass: statusClass, subject: subject, detail: detail),
            lines: lines)
    }

    /// Appends the reply's wire form: every line with its CRLF.
    public func append(to output: inout [UInt8]) {
        // A challenge that is cut would mean something else.
        let longest = code == 334 ? Self.longestChallenge : Self.longestText
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            Self.append(digits: code.value, to: &output)
            output.append(isLast ? UInt8(ascii: " ") : UInt8(ascii: "-"))
            if let enhanced {
                output.append(contentsOf: enhanced.description.utf8)
                if !line.isEmpty { output.append(UInt8(ascii: " ")) }
            }
            for byte in line.utf8.prefix(longest) {
                output.append((0x20...0x7E).contains(byte) ? byte : UInt8(ascii: "?"))
            }
            output.append(UInt8(ascii: "\r"))
            output.append(UInt8(ascii: "\n"))
        }
    }

    /// The wire form: every line with its CRLF.
    public var bytes: [UInt8] {
        var output: [UInt8] = []
        append(to: &output)
        return output
    }

    private static func append(digits value: Int, to output: inout [UInt8]) {
        // ReplyCode holds 0...999, so each digit fits.
        output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 100 % 10))
        output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10 % 10))
        output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
    }

    /// Bytes that a client sent, made fit to be quoted in a reply: printable ASCII as it is, the rest as `\xHH`, cut with
    /// `...` after `limit` characters.
    public static func quoted(_ bytes: some Collection<UInt8>, limit: Int = 80) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(min(bytes.count, limit) + 3)
        for byte in bytes {
            guard text.count < limit else {
                text.append(contentsOf: "...".utf8)
                break
            }
            if (0x20...0x7E).contains(byte) {
                text.append(byte)
            } else {
                text.append(contentsOf: "\\x".utf8)
                text.append(hexDigit(byte >> 4))
                text.append(hexDigit(byte & 0x0F))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
