import SMTPProtocol

/// The message that is being handed over on a connection, and the one before it. It refers to the transcript for everything that was
/// said, so it takes a fixed amount of memory for each message.
struct MessageRecord: Sendable {
    /// The most recipients that are remembered one by one.
    static let maximumRecipients = 200
    /// The most lines of content that are remembered: the last ones.
    static let maximumLines = 200

    /// One RCPT and the reply to it.
    struct Recipient: Sendable {
        let path: [UInt8]
        let reply: EntryID
    }

    /// What became of a message.
    enum Fate: Hashable, Sendable {
        /// It is still being handed over.
        case open
        /// Its end was sent, and nothing has been answered.
        case awaitingVerdict
        /// The server has taken it; in LMTP, for one recipient at least.
        case accepted
        /// The server has refused it.
        case refused
        /// It was given up before its end was sent, by this command.
        case forgotten(by: String)
        /// The connection ended before the verdict.
        case cut
    }

    /// One message, from its MAIL on.
    struct Message: Sendable {
        let reversePath: [UInt8]
        let parameters: [Parameter]
        /// The reply to MAIL.
        let reply: EntryID
        var recipients: [Recipient] = []
        /// How many more recipients there were than are remembered.
        var moreRecipients = 0
        /// The last lines of typed content.
        var lines: [EntryID] = []
        var lineCount = 0
        var byteCount = 0
        var stuffedLineCount = 0
        /// The content of a file.
        var file: EntryID?
        /// The replies to the end of the content: several in LMTP.
        var verdicts: [EntryID] = []
        var fate = Fate.open
    }

    /// The message that is begun, or the last one.
    private(set) var current: Message?
    /// The one before it.
    private(set) var previous: Message?

    /// A message was begun.
    mutating func begin(_ transaction: Transaction, line: [UInt8], reply: EntryID) {
        previous = current
        current = Message(
            reversePath: transaction.reversePath?.bytes ?? line, parameters: transaction.parameters, reply: reply)
    }

    /// A recipient was answered.
    mutating func add(_ path: [UInt8], reply: EntryID) {
        guard let count = current?.recipients.count else { return }
        if count < Self.maximumRecipients {
            current?.recipients.append(Recipient(path: path, reply: reply))
        } else {
            current?.moreRecipients += 1
        }
    }

    /// A line of content went out.
    mutating func addLine(_ entry: EntryID, byteCount: Int, isStuffed: Bool) {
        guard current?.fate == .open else { return }
        current?.lineCount += 1
        current?.byteCount += byteCount
        if isStuffed { current?.stuffedLineCount += 1 }
        current?.lines.append(entry)
        // Twice as many before the oldest go, so that this seldom moves anything.
        if let count = current?.lines.count, count >= Self.maximumLines * 2 {
            current?.lines.removeFirst(count - Self.maximumLines)
        }
    }

    /// Content from a file went out.
    mutating func add(file: EntryID) {
        guard current != nil else { return }
        current?.file = file
    }

    /// The end of the content went out.
    mutating func ended() {
        if current?.fate == .open { current?.fate = .awaitingVerdict }
    }

    /// The server has answered the end of the content.
    mutating func judged(_ reply: EntryID, isAccepted: Bool) {
        guard let fate = current?.fate else { return }
        if let count = current?.verdicts.count, count < Self.maximumRecipients { current?.verdicts.append(reply) }
        current?.fate = isAccepted || fate == .accepted ? .accepted : .refused
    }

    /// The message was given up.
    mutating func forget(by name: String) {
        if current?.fate == .open { current?.fate = .forgotten(by: name) }
    }

    /// The connection is over.
    mutating func cut() {
        if current?.fate == .open || current?.fate == .awaitingVerdict { current?.fate = .cut }
    }
}
