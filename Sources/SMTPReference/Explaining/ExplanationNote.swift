/// A remark that belongs to an explanation: something odd, doubtful or missing, said aloud.
public struct ExplanationNote: Hashable, Sendable, CustomStringConvertible {
    /// What a remark is about.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No standard defines the code; the digits had to do.
        case undefinedCode = "undefined-code"
        /// The code is not a standard one, or no longer.
        case status
        /// The code is not a usual answer to this command.
        case unusualHere = "unusual-here"
        /// The enhanced code is not registered, or does not fit.
        case enhancedCode = "enhanced-code"
        /// The bytes of the reply break a rule.
        case anomaly
        /// What the server does with the connection.
        case connection
        /// Something else to know about the code.
        case remark
    }

    /// What the remark is about.
    public let kind: Kind
    /// The remark, in plain words.
    public let text: String

    /// The remark.
    public var description: String { text }
}
