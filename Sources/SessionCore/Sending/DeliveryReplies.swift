import SMTPProtocol
import SMTPReference

/// The replies to one message's commands, in the order in which they came, whatever was sent before them.
struct DeliveryReplies: Hashable, Sendable {
    /// A reply, with what it answers.
    struct Seen: Hashable, Sendable {
        var stage: ReplyStage
        var isClosing: Bool
        var reply: DeliveryResult.DecidingReply
    }

    private(set) var mail: DeliveryResult.DecidingReply?
    /// The replies to RCPT, in the order of the recipients.
    private(set) var rcpt: [DeliveryResult.DecidingReply] = []
    /// The reply to DATA.
    private(set) var data: DeliveryResult.DecidingReply?
    /// The verdict on the message, or the refusal of a chunk.
    private(set) var content: DeliveryResult.DecidingReply?
    /// The verdicts for the accepted recipients, where each gets its own.
    private(set) var outcomes: [DeliveryResult.DecidingReply] = []

    /// How many recipients were accepted.
    var accepted: Int { rcpt.count { $0.severity == .ok } }

    mutating func add(_ seen: Seen) {
        switch seen.stage {
        case .command(.mail): mail = seen.reply
        case .command(.rcpt): rcpt.append(seen.reply)
        case .command(.data): data = seen.reply
        case .command(.bdat):
            // A chunk in the middle decides only when it is refused.
            if seen.reply.severity != .ok, content == nil { content = seen.reply }
        case .endOfData, .lastChunk:
            // 353 says that the replies for the recipients follow.
            if seen.reply.severity != .continue, content == nil { content = seen.reply }
        case .recipientOutcome: outcomes.append(seen.reply)
        case .any, .greeting, .unsolicited, .saslResponse, .command: break
        }
    }
}
