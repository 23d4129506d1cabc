public import SMTPProtocol

/// One line of a scenario that takes effect at a moment of a session.
public struct ScenarioRule: Hashable, Sendable {
    /// When it looks.
    public enum Event: String, Hashable, Sendable, CaseIterable {
        case connect = "CONNECT"
        case hello = "EHLO"
        case mail = "MAIL FROM"
        case recipient = "RCPT TO"
        case endOfData = "DATA end"
        case data = "DATA"
        case login = "AUTH"
        case startTLS = "STARTTLS"
        case verify = "VRFY"
        case reset = "RSET"
        case noop = "NOOP"
        case quit = "QUIT"
        case any
    }

    /// What must be true besides.
    public enum Condition: Hashable, Sendable {
        /// The argument fits the pattern; at CONNECT the client's address, at DATA one of the recipients.
        case pattern(WildcardPattern)
        /// Client, sender and recipient were not seen before, or less than this many seconds ago.
        case greylisted(seconds: Int)
        /// The mailbox holds this many messages or more.
        case full(mailbox: String, messages: Int)
        /// The client did this more often than that within the time.
        case tooOften(count: Int, seconds: Int)
        /// The session is in the clear.
        case inTheClear
        /// Nobody has logged in.
        case notLoggedIn
        /// It happens in so many of a hundred cases, the same ones for the same seed.
        case chance(percent: Int, seed: UInt64)
    }

    /// The line of the file, counted from 1.
    public let line: Int
    /// The line as it is written.
    public let text: String
    /// What the rule is remembered by: one that is changed begins anew.
    var key: String { "\(line) \(text)" }
    /// When it looks.
    public let event: Event
    /// What must be true.
    public let conditions: [Condition]
    /// How long it waits, in seconds.
    public let delay: Int
    /// What it says in place of the server's answer; nil when it only waits.
    public let decision: ServerDecision?
    /// The connection is reset.
    public let resets: Bool
}
