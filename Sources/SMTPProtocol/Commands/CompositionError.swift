/// Why a command could not be composed of its parts. Nothing has been sent.
public struct CompositionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sorts of error.
    public enum Reason: String, Hashable, Sendable {
        /// The part holds CR, LF or NUL, and would become a second command or be cut.
        case lineBreakOrNUL
        /// The part holds something that would be read as another part, such as a space in a domain.
        case changesMeaning
    }

    /// What is wrong.
    public let reason: Reason
    /// The part of the command: `reverse-path`, `EHLO name`, `SIZE`.
    public let part: String
    /// Where the byte stands in the composed line, when one byte is to blame.
    public let offset: Int?

    init(_ reason: Reason, part: String, offset: Int? = nil) {
        self.reason = reason
        self.part = part
        self.offset = offset
    }

    /// What is wrong and what to do, in one or two sentences.
    public var description: String {
        switch reason {
        case .lineBreakOrNUL:
            "The \(part) holds a line break or NUL, which would end the command early. Remove it, or send it with :raw."
        case .changesMeaning:
            "The \(part) would be read as something else on the line. Correct it, or send the line with :raw."
        }
    }
}
