/// The states of a client that change what a reply means, by name.
///
/// Only the kind of state counts here, not what it holds.
public enum StateName: String, Hashable, Sendable, CaseIterable {
    /// No connection, or it is closed.
    case disconnected
    /// Connected; the server has not spoken yet.
    case awaitingGreeting
    /// Greeted; no EHLO or HELO was accepted yet.
    case greeted
    /// EHLO or HELO was accepted; no transaction is open.
    case ready
    /// MAIL was accepted; no recipient yet.
    case mailOpen
    /// At least one recipient was accepted.
    case recipients
    /// Content is on its way, or waits for its answer.
    case content
    /// A login is going on.
    case login
    /// QUIT was sent.
    case quitting
}
