/// How much of one reply a ``ReplyParser`` reads before it gives up.
public struct ReplyLimits: Hashable, Sendable {
    /// The most bytes in one line, with its line ending; at least 1.
    public let lineBytes: Int
    /// The most lines in one reply; at least 1.
    public let lines: Int
    /// The most bytes in one reply, all lines and line endings together; at least 1.
    public let replyBytes: Int

    /// The limits of ``Limits``.
    public static let standard = ReplyLimits()

    /// Makes limits; a number below 1 counts as 1, and one above 2³⁰ as 2³⁰, so that places in a reply fit 32 bits.
    public init(
        lineBytes: Int = Limits.replyLineHard,
        lines: Int = Limits.replyLines,
        replyBytes: Int = Limits.replyBytes
    ) {
        self.lineBytes = Self.clamped(lineBytes)
        self.lines = Self.clamped(lines)
        self.replyBytes = Self.clamped(replyBytes)
    }

    private static func clamped(_ number: Int) -> Int { min(max(1, number), 1 << 30) }
}

/// The limit that a reply went over, and its number.
public struct ReplyLimit: Hashable, Sendable {
    /// What was counted.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bytes in one line.
        case lineBytes
        /// Lines in one reply.
        case lines
        /// Bytes in one reply.
        case replyBytes
    }

    /// What was counted.
    public let kind: Kind
    /// The most that is allowed.
    public let maximum: Int

    /// Names a limit and its number.
    public init(_ kind: Kind, maximum: Int) {
        self.kind = kind
        self.maximum = maximum
    }

    /// One plain sentence for the person who sees the session end here.
    public var summary: String {
        switch kind {
        case .lineBytes: "The server sent a line of more than \(maximum) bytes; the rest is not read."
        case .lines: "The server sent a reply of more than \(maximum) lines; the rest is not read."
        case .replyBytes: "The server sent a reply of more than \(maximum) bytes; the rest is not read."
        }
    }
}
