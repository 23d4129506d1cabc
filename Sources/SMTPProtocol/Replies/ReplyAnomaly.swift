/// Something in a reply that RFC 5321 does not allow, or that a server hardly meant.
///
/// An anomaly never hides or changes a byte: it stands beside the reply.
public struct ReplyAnomaly: Hashable, Sendable {
    /// What is odd.
    public let kind: Kind
    /// The line it was found in, counted from 0.
    public let line: Int
    /// Where it stands in ``Reply/bytes``, when it has one place. The first place, when a line has several.
    public let offset: Int?

    /// Names an anomaly and its place.
    public init(kind: Kind, line: Int, offset: Int?) {
        self.kind = kind
        self.line = line
        self.offset = offset
    }

    /// What can be odd about a reply.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A line ends with LF and no CR before it. RFC 5321 §2.3.8
        case bareLF
        /// A CR stands where no LF follows. It is kept as text. RFC 5321 §2.3.8
        case bareCR
        /// The line's code is not the first line's. The last line counts. RFC 5321 §4.2.1
        case codeMismatch
        /// There is a code and no text. RFC 5321 §4.2 tells clients to accept it.
        case missingText
        /// The first digit of the code is not 2 to 5. RFC 5321 §4.2
        case codeOutOfRange
        /// The second digit of the code is above 5. RFC 5321 §4.2
        case secondDigitOutOfRange
        /// The line is longer than RFC 5321 §4.5.3.1.5 allows.
        case lineTooLong
        /// There is a NUL. RFC 5321 §4.2 has no place for it.
        case nul
        /// The line is not UTF-8. RFC 6531 §3.7.4.2
        case notUTF8
        /// The enhanced code's class is not the reply code's first digit. RFC 2034 §4
        case enhancedClassMismatch
        /// The line does not begin with a code, or a wrong byte follows the code. RFC 5321 §4.2
        case notAReplyLine
        /// The connection ended inside the reply.
        case truncated
    }

    /// One plain sentence about it.
    public var summary: String { kind.summary }
}

extension ReplyAnomaly.Kind {
    /// One plain sentence about this kind of anomaly.
    public var summary: String {
        switch self {
        case .bareLF: "The line ends with LF alone; SMTP lines end with CR LF."
        case .bareCR: "There is a CR with no LF after it; it is kept as text."
        case .codeMismatch: "The lines of this reply have different codes; the last line counts."
        case .missingText: "The code has no text after it."
        case .codeOutOfRange: "SMTP codes begin with 2, 3, 4 or 5; this one does not."
        case .secondDigitOutOfRange: "The second digit of an SMTP code is 0 to 5; here it is higher."
        case .lineTooLong: "The line is longer than the \(Limits.replyLine) bytes that SMTP allows."
        case .nul: "There is a NUL byte (zero) in the line."
        case .notUTF8: "The line is not valid UTF-8 text."
        case .enhancedClassMismatch: "The enhanced code and the reply code disagree about success or failure."
        case .notAReplyLine: "The line is not an SMTP reply: it needs three digits, then a space or a hyphen."
        case .truncated: "The connection ended inside this reply; it is only a part."
        }
    }
}
