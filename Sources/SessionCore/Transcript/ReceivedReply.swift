public import SMTPProtocol
public import SMTPReference

/// A reply, or a line that should have been one, with what it answers.
public struct ReceivedReply: Hashable, Sendable {
    /// What the server sent. Where it echoed a secret, `[hidden]` stands instead.
    public let reply: Reply
    /// How it stands to what was sent.
    public let standing: ReplyStanding
    /// What it answers: the moment of the session that gives its code a meaning.
    public let stage: ReplyStage
    /// The line that it answers.
    public let answers: EntryID?
    /// The state of the client before that line was sent.
    public let state: StateName?
    /// From the sending of the line to the end of the reply, in nanoseconds.
    public let latency: UInt64?

    /// How good or bad the code is.
    public var severity: Severity? { reply.severity }
    /// How much attention it wants: a failure, and what is no reply, is an error.
    public var level: Level {
        switch severity {
        case .ok, .continue: .information
        case .temporary, .permanent, nil: .error
        }
    }
    /// The code that counts.
    public var code: ReplyCode? { reply.code }
}
