/// Something that a reply is awaited for: a command that was sent, or the greeting of a new connection.
public struct PendingCommand: Hashable, Sendable, Identifiable {
    /// A number that no other pending command of the same machine has.
    public let id: Int
    /// The command, when it is one; without its secret, see ``Command/redacted``.
    public internal(set) var command: Command?
    /// The line as it may be shown and kept, without CRLF. Secrets are replaced by `[hidden]`.
    public internal(set) var line: [UInt8]
    /// Whether ``line`` hides something that was sent.
    public internal(set) var isSecret = false
    /// What sort of thing it is.
    public internal(set) var kind: Kind
    /// After the content, in LMTP and with PRDR: the recipient that the reply is about.
    public internal(set) var recipient: MailPath?
    /// Whether more replies about the same message follow.
    var isFollowed = false

    /// What a reply is awaited for.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The server's first words.
        case greeting
        /// A command line.
        case command
        /// The dot that ends the content of DATA.
        case endOfData
        /// A BDAT command and the octets of its chunk.
        case chunk
        /// Our answer to a 334.
        case saslResponse
    }

    /// The verb; nil for what is no command.
    public var verb: Verb? { command?.verb }

    /// How long to wait for the reply.
    public var timeout: ReplyTimeout {
        switch kind {
        case .greeting: .greeting
        case .command, .chunk: verb.map(ReplyTimeout.of) ?? .other
        case .endOfData: .dataTermination
        case .saslResponse: .other
        }
    }

    /// What it is called in a sentence or a label: `MAIL`, `the greeting`, `the end of data`.
    public var name: String {
        switch kind {
        case .greeting: "the greeting"
        case .command, .chunk: verb?.name ?? "the command"
        case .endOfData: "the end of data"
        case .saslResponse: "the answer to 334"
        }
    }
}
