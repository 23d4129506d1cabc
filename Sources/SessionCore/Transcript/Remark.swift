/// Something that is said about an entry, beside what was sent or received.
public struct Remark: Hashable, Sendable {
    /// What the remark is about. New kinds may come with new versions.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The line breaks the grammar of its command.
        case syntax
        /// The command comes too early or out of order.
        case outOfOrder
        /// The server has not offered what the command needs.
        case notOffered
        /// A reply is still awaited.
        case replyAwaited
        /// A secret was hidden.
        case hidden
        /// The line or content was changed before it was sent, or is unusual as content.
        case content
        /// Nobody asked for this reply.
        case unsolicited
        /// The reply does not fit the command or stage that it answers.
        case unexpected
        /// The line is no reply; it answers nothing.
        case stray
        /// The server ends the session.
        case closing
        /// Only a part of the reply arrived.
        case partial
        /// A limit was exceeded.
        case limit
        /// Something in the reply breaks a rule.
        case anomaly
        /// The peer seems to speak another protocol.
        case foreignProtocol
        /// What a line of a login says when it is decoded; secrets are `[hidden]`.
        case decoded
        /// For which recipient the reply is: `for <b@example.net>`.
        case recipient
        /// What the client has forgotten, or now knows, after this reply.
        case state
    }

    /// How much attention it wants.
    public let level: Level
    /// What it is about.
    public let kind: Kind
    /// The remark in plain English; foreign text in it is already escaped.
    public let text: String

    /// A remark.
    public init(_ level: Level, _ kind: Kind, _ text: String) {
        self.level = level
        self.kind = kind
        self.text = text
    }

    /// A line of content got a second dot on its way.
    /// - SeeAlso: RFC 5321 §4.5.2
    static let stuffed = Remark(
        .information, .content, "It was sent with a second dot in front, which the server removes.")
}
