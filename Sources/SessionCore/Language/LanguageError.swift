/// What is wrong with a line of the session language, and what to write instead.
public struct LanguageError: Error, Hashable, Sendable {
    /// The kind of mistake. New kinds may come with new versions.
    public enum Code: String, Hashable, Sendable {
        /// `:` stands alone.
        case missingName
        /// There is no command of this name.
        case unknownCommand
        /// There is no setting of this name.
        case unknownSetting
        /// The value does not suit the setting or the option.
        case badValue
        /// An argument is missing.
        case missingArgument
        /// There is one argument too many.
        case unexpectedArgument
        /// There is no option of this name.
        case unknownOption
        /// A quotation mark is not closed.
        case openQuote
        /// A backslash sequence is not known.
        case badEscape
        /// A typed line holds CR, LF or NUL.
        case forbiddenByte
        /// The line is too long.
        case tooLong
        /// There is no help on this topic.
        case unknownTopic
        /// Nothing was found or there is nothing to repeat.
        case nothingThere
        /// A file that the line names cannot be read.
        case unreadable
        /// It makes no sense at this point of the session.
        case notNow
    }

    /// The kind of mistake.
    public let code: Code
    /// What is wrong, in a sentence. Foreign text in it is already escaped.
    public let message: String
    /// Where it is wrong: a byte offset in the line, counted from 0.
    public let position: Int?
    /// What to do, in a sentence.
    public let advice: String

    init(_ code: Code, _ message: String, at position: Int? = nil, advice: String) {
        self.code = code
        self.message = message
        self.position = position
        self.advice = advice
    }
}

extension LanguageError: CustomStringConvertible {
    /// The message, the column (counted from 1) and the advice, in one line.
    public var description: String {
        let place = position.map { " (column \($0 + 1))" } ?? ""
        return "\(message)\(place) \(advice)"
    }
}
