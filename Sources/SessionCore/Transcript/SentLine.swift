public import SMTPProtocol

/// A line, or exact bytes, that went to the server.
public struct SentLine: Hashable, Sendable {
    /// What the line was for the server.
    public enum Purpose: UInt8, Hashable, Sendable {
        /// A command.
        case command
        /// The `.` that ends message content.
        case endOfData
        /// A response to a challenge of AUTH: hidden when it holds a secret, else in base64 as it went out; or `*`.
        case saslResponse
        /// Exact bytes from `:raw`.
        case raw
    }

    /// What was sent, without CRLF (with everything for ``Purpose/raw``). Secrets are replaced by `[hidden]`.
    public let bytes: [UInt8]
    /// What the line was for the server.
    public let purpose: Purpose
    /// The verb of a command; nil for everything else.
    public let verb: Verb?
    /// True when a secret was replaced.
    public let isSecret: Bool
    /// True when the explorer sent it by itself, because a command or an option of the user's demands it.
    public let isAutomatic: Bool
    /// The last reply to it so far.
    public let reply: EntryID?
}
