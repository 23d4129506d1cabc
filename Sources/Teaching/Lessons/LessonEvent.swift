public import SMTPProtocol

/// Something that a lesson can wait for. The explorer makes it from its transcript, a server from what it sees.
public enum LessonEvent: Hashable, Sendable {
    /// The connection is open.
    case connected
    /// The connection is over.
    case disconnected
    /// A command line was sent, without CRLF, its secrets hidden.
    case sent([UInt8])
    /// A line of a message's content was sent, as it was typed, without CRLF.
    case content([UInt8])
    /// A reply came, to a command of this verb; nil for the greeting and for a reply that answers none.
    case reply(Reply, to: Verb?)
    /// The connection is protected by TLS.
    case secured
    /// TLS did not come about: the handshake failed, or the server could not be verified.
    case notSecured
    /// The client logged in.
    case loggedIn(user: String, mechanism: String)
    /// The server keeps a message now, in these mailboxes.
    case stored(mailboxes: [String], content: [UInt8])
    /// An explorer command was given, with its colon.
    case command([UInt8])
}
