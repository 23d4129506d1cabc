public import SMTPProtocol

/// A wait that must end. A new deadline of a kind replaces the one before it.
public struct Deadline: Hashable, Sendable {
    /// What is waited for.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The greeting, or the reply to the oldest unanswered line. It starts when the line becomes the oldest one, and
        /// bytes that arrive do not push it back.
        case reply
        /// The end of a reply that has begun.
        case wholeReply
        /// The server's end of the connection after 221, 421, or `:quit`.
        case goodbye
        /// What `:expect … within` waits for.
        case expectation
        /// The end of `:sleep`.
        case pause
    }

    /// What is waited for.
    public let kind: Kind
    /// Tells this deadline from earlier ones of its kind: it comes back with the event.
    public let number: Int
    /// When it is over, counted from now.
    public let seconds: Int
    /// Thousandths of a second on top of ``seconds``.
    public var milliseconds = 0
    /// Which limit of RFC 5321 §4.5.3.2 it is; nil for our own.
    public let timeout: ReplyTimeout?
}
