/// Who or what ended a session.
public enum SessionEnd: String, Hashable, Sendable, CaseIterable {
    /// We said QUIT and the server agreed.
    case quit
    /// The server announced the end: 421, or 221 that answers no QUIT.
    /// - SeeAlso: RFC 5321 §3.8
    case announcedByServer
    /// We waited too long for a reply. A late one must not answer a later command, so the connection is not used again.
    case gaveUp
    /// The server sent more than the limits allow.
    case limitExceeded
    /// The connection ended without any announcement.
    case unannounced
}
