public import SafeText

/// One event of a session, as the transcript shows it.
public struct Entry: Hashable, Sendable, Identifiable {
    /// What kind of event it is.
    public enum Kind: Hashable, Sendable {
        /// A line that was sent.
        case sent(SentLine)
        /// A line of message content that was sent, as it was typed, without CRLF.
        case content([UInt8])
        /// The content of a message that was sent from a file or another source.
        case sentContent(SentContent, reply: EntryID?)
        /// A reply.
        case reply(ReceivedReply)
        /// Something that the explorer says; foreign text in it is already escaped.
        case notice(Level, String)
        /// Something that the user wrote down with `:note`.
        case note([UInt8])
        /// Something that happened to the connection.
        case connection(ConnectionNote)
    }

    /// The entry's number.
    public let id: EntryID
    /// When it happened.
    public let time: WallTime
    /// What it is.
    public let kind: Kind
    /// What is said about it.
    public let remarks: [Remark]

    /// The reply, when it is one.
    public var reply: ReceivedReply? {
        if case .reply(let reply) = kind { reply } else { nil }
    }

    /// The last reply to what was sent, when it is that and has one.
    public var answer: EntryID? {
        switch kind {
        case .sent(let line): line.reply
        case .sentContent(_, let reply): reply
        case .content, .reply, .notice, .note, .connection: nil
        }
    }

    /// The sent line, when it is one.
    public var sent: SentLine? {
        if case .sent(let line) = kind { line } else { nil }
    }

    /// What was sent as it went over the wire, byte for byte, with the CR LF behind it and the dot that was put in front of a line of
    /// content; secrets are hidden. Nil for what was not sent, and for the content of a file, which is not kept.
    public func byteView(style: EscapeStyle = .unicode) -> String? {
        switch kind {
        case .sent(let line):
            ByteView.show(line.purpose == .raw ? line.bytes : line.bytes + [0x0D, 0x0A], style: style)
        case .content(let bytes):
            (remarks.contains(.stuffed) ? ByteView.stuffedDot(style: style) : "")
                + ByteView.show(bytes + [0x0D, 0x0A], style: style)
        case .sentContent, .reply, .notice, .note, .connection: nil
        }
    }
}
