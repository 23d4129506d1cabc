import SafeText

/// A line of a script that is played: what is left when comments, empty lines and `:include` are gone.
public struct ScriptLine: Hashable, Sendable {
    /// What a line is.
    public enum Role: Hashable, Sendable {
        /// It goes to the server as a command.
        case command
        /// It is message content, or the dot that ends it.
        case content
        /// An explorer command.
        case explorer
        /// `:let`
        case definition
        /// `:expect`
        case expectation
        /// `:session NAME`
        case session(String)
    }

    /// The file that it stands in, as it was named: escape it before it is shown.
    public let file: String
    /// Where it stands there, counted from 1.
    public let number: Int
    /// The line, without its line end.
    public let bytes: [UInt8]
    /// What it is.
    public let role: Role

    /// A line.
    public init(file: String, number: Int, bytes: [UInt8], role: Role) {
        self.file = file
        self.number = number
        self.bytes = bytes
        self.role = role
    }

    /// `greeting.smtpx:12`, escaped.
    public var place: String { "\(Sanitizer.escape(file)):\(number)" }
}
