/// How much mail the practice server keeps in memory.
public struct MailboxLimits: Hashable, Sendable {
    /// The most messages; above it the oldest goes.
    public var messages: Int
    /// The most octets of content, all messages together; above it the oldest go.
    public var bytes: Int
    /// The most octets of messages that are being received, all connections together; above it a message gets 452.
    public var underWay: Int

    /// Limits; at least one message is kept.
    public init(messages: Int = 1_000, bytes: Int = 64 << 20, underWay: Int = 64 << 20) {
        self.messages = max(1, messages)
        self.bytes = max(0, bytes)
        self.underWay = max(0, underWay)
    }
}
