public import SMTPProtocol

/// One connection as its server tells of it, made into what lessons wait for: it knows which command a reply answers.
public struct ServerDialogue: Hashable, Sendable {
    /// The most bytes of a message that a lesson looks at.
    public static let maximumContent = 65_536
    /// The most lines of a message that a lesson looks at.
    public static let maximumLines = 400

    /// What the next reply answers; nil for the greeting, and for what is said unasked.
    private var asked: Verb?

    /// A connection on which nothing was said.
    public init() {}

    /// A line came in, without CRLF, its secrets hidden.
    public mutating func heard(_ line: [UInt8]) -> [LessonEvent] {
        // While the server asks on, the line is an answer in a login.
        if asked != .auth { asked = Verb(ascii: line.prefix { $0 != 0x20 && $0 != 0x09 }) }
        return [.sent(line)]
    }

    /// A reply went out.
    public mutating func said(_ reply: ServerReply) -> [LessonEvent] {
        let answered = asked
        if reply.code == 354, answered == .data {
            asked = .endOfData
        } else if reply.code != 334 || answered != .auth {
            asked = nil
        }
        return [.reply(Reply(parsing: reply.bytes), to: answered)]
    }

    /// The server keeps a message: first its lines, then the message.
    public func stored(mailboxes: [String], content: [UInt8]) -> [LessonEvent] {
        let content = Array(content.prefix(Self.maximumContent))
        let lines = content.split(separator: 0x0A, maxSplits: Self.maximumLines, omittingEmptySubsequences: false)
        return lines.prefix(Self.maximumLines).map { .content(Array($0.last == 0x0D ? $0.dropLast() : $0)) }
            + [.stored(mailboxes: mailboxes, content: content)]
    }
}
