/// What the machine made of a line: the bytes to send, and what is awaited for them.
public struct Outgoing: Hashable, Sendable {
    /// Exactly the bytes to send, with CRLF and stuffed dots.
    public let bytes: [UInt8]
    /// What the line is at this point of the session.
    public let kind: Kind
    /// The line as it may be shown and kept, without CRLF. Secrets are replaced by `[hidden]`.
    public let shownLine: [UInt8]
    /// Whether ``bytes`` hold a secret, and must not be shown or kept.
    public let isSecret: Bool
    /// What the machine now awaits replies for because of this line. None for a line of content.
    ///
    /// More than one when the line had line breaks inside: most servers see several commands then.
    public let pending: [PendingCommand]
    /// The command, when the line is one; without its secret, see ``Command/redacted``.
    public let command: Command?

    /// What a line can be.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A command line.
        case command
        /// A line of message content.
        case content
        /// The dot that ends the content.
        case endOfData
        /// Octets of a BDAT chunk.
        case chunk
        /// Our answer to a 334.
        case saslResponse
        /// `*`, which ends an AUTH exchange. Past ``ClientMachine/challengeLimit`` it is sent whatever was typed.
        case saslCancel
        /// Bytes sent as they are, of several sorts or of a part of a line.
        case raw
        /// There is no connection: nothing can be sent, and nothing is awaited.
        case nothing
    }
}
