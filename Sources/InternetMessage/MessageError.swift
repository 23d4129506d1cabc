/// Why a message could not be put together. Nothing has been sent.
///
/// Foreign text in it is not escaped.
public struct MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sorts of error.
    public enum Code: String, Hashable, Sendable {
        /// The name of a field holds something that no name may hold.
        case badFieldName
        /// A value holds CR, LF or NUL, and would become a second field or be cut.
        case lineBreakOrNUL
        /// A word is too long for a line, and cannot be folded.
        case tooLong
        /// An address cannot be read.
        case badAddress
        /// A content type cannot be read, or does not suit the content.
        case badContentType
        /// The text is not in the character set that it is said to be in.
        case badCharacters
        /// It needs SMTPUTF8, which the server does not offer.
        case needsSMTPUTF8
        /// It is larger than what is put together in memory.
        case tooLarge
    }

    /// What sort it is.
    public let code: Code
    /// What is wrong, in a sentence.
    public let message: String
    /// What to do, in a sentence.
    public let advice: String

    /// An error.
    public init(_ code: Code, _ message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }

    /// What is wrong and what to do.
    public var description: String { "\(message) \(advice)" }
}
