/// Where one session stands, as the server sees it.
///
/// - SeeAlso: RFC 5321 §4.1.4, the order of commands
public enum ServerState: Hashable, Sendable {
    /// The connection is open and the greeting has not been sent.
    case awaitingGreeting
    /// The greeting is out and no EHLO or HELO has been accepted.
    case greeted
    /// EHLO or HELO was accepted and no transaction is open.
    case ready
    /// MAIL was accepted and no recipient has been accepted yet.
    case mailOpen
    /// At least one recipient was accepted.
    case recipients(Int)
    /// AUTH is under way: a line is a response to a challenge, not a command.
    /// - SeeAlso: RFC 4954 §4
    case authenticating
    /// STARTTLS was accepted: until the handshake is over, nothing is looked at.
    /// - SeeAlso: RFC 3207 §4
    case securing
    /// 354 was sent: what comes is content, until CRLF.CRLF.
    case content
    /// BDAT was read: so many octets as it said are content.
    /// - SeeAlso: RFC 3030 §2
    case chunk
    /// The session is over: nothing that still comes is looked at.
    case closed
}
