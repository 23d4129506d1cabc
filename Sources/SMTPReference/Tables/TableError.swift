/// A mistake in a reference table, with its place.
///
/// It reads as compilers write: `Assets/Reference/reply_codes.tsv:17: …`.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The table's file, as a path in the repository.
    public let file: String
    /// The line, counted from 1. The header is line 1.
    public let line: Int
    /// What is wrong with it.
    public let message: String

    /// Names a mistake and its place.
    public init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// File, line and message.
    public var description: String { "\(file):\(line): \(message)" }
}
