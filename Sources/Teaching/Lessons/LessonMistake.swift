import SafeText

/// What is wrong with a lesson's file, where, and what was expected.
public struct LessonMistake: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong and what was expected; foreign text in it is escaped.
    public let message: String

    /// The mistake in one line.
    public var description: String { "\(Sanitizer.escape(file)), line \(line): \(message)" }
}
