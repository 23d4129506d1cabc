public import SMTPProtocol

/// A message that the practice server accepted.
public struct StoredMessage: Hashable, Sendable {
    /// Its number, counted from 1 since the server started.
    public let number: Int
    /// Who it is from and for.
    public let envelope: Envelope
    /// The names of the mailboxes it lies in.
    public let mailboxes: [String]
    /// The content exactly as the client meant it: dot-stuffing undone, nothing added.
    public let content: [UInt8]
    /// The client's address.
    public let peer: String
}
