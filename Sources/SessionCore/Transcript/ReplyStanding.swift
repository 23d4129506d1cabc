/// How a reply stands to what was sent.
public enum ReplyStanding: UInt8, Hashable, Sendable, CaseIterable {
    /// It is the server's greeting.
    case greeting
    /// It answers a line.
    case answer
    /// It answers a line, and more replies to that line will follow.
    case partOfAnswer
    /// Nobody asked for it.
    case unsolicited
    /// The server announces by it that it ends the session.
    case closing
    /// It is no reply at all, and answers nothing.
    case stray
}
