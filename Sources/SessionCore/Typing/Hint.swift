/// What can be said about a line before it is sent.
public struct Hint: Hashable, Sendable {
    /// A place in the line that deserves attention.
    public struct Problem: Hashable, Sendable {
        /// The bytes of the line that are meant; empty where something is missing.
        public let range: Range<Int>
        /// How bad it is.
        public let level: Level
        /// What is wrong, in plain English.
        public let message: String

        /// A problem.
        public init(range: Range<Int>, level: Level, message: String) {
            self.range = range
            self.level = level
            self.message = message
        }
    }

    /// The syntax of the command: `RCPT TO:<forward-path> [parameters]`.
    public var syntax: String?
    /// What the command does, in a few words.
    public var summary: String?
    /// Where that is written: `RFC 5321 §4.1.1.3`.
    public var source: String?
    /// What is wrong with the line so far, in its order.
    public var problems: [Problem] = []
    /// What speaks against sending the line now: out of order, not offered, a reply is awaited.
    public var advice: [Remark] = []
    /// Names of commands that make sense now, in their usual order.
    public var now: [String] = []
    /// Names of commands that make sense later.
    public var later: [String] = []
    /// Names of commands that the server does not offer.
    public var notOffered: [String] = []

    /// A hint that says nothing yet.
    public init() {}

    /// The worst level of all problems and advice; nil when nothing speaks against the line.
    public var level: Level? {
        (problems.map(\.level) + advice.map(\.level)).max()
    }
}
