import SMTPProtocol
import SMTPReference

/// The words in which the reference tables name what a reply answers, and when.
extension ReplyStage {
    /// The stage of a reply to something that was pending.
    init(answering pending: PendingCommand) {
        switch pending.kind {
        case .greeting: self = .greeting
        case .endOfData: self = pending.recipient == nil ? .endOfData : .recipientOutcome
        case .saslResponse: self = .saslResponse
        case .command, .chunk:
            if pending.recipient != nil {
                self = .recipientOutcome
            } else {
                self = pending.command.map { ReplyStage(answering: $0) } ?? .any
            }
        }
    }
}

extension StateName {
    /// The name of a client's state.
    init(_ state: ClientState) {
        switch state {
        case .disconnected, .closed: self = .disconnected
        case .awaitingGreeting: self = .awaitingGreeting
        case .greeted, .startingTLS: self = .greeted
        case .ready: self = .ready
        case .mailOpen: self = .mailOpen
        case .recipients: self = .recipients
        case .awaitingContentGoAhead, .content, .chunk, .awaitingAcceptance: self = .content
        case .sasl: self = .login
        case .quitting: self = .quitting
        }
    }
}
