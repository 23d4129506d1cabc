/// Whether the server ends the connection with a reply.
public enum Closing: String, Hashable, Sendable, CaseIterable {
    /// The connection stays open.
    case no
    /// The server may close it.
    case maybe
    /// The server closes it.
    case yes
}
