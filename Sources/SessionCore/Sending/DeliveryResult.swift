public import SMTPProtocol

/// What became of a delivery, recipient by recipient.
public struct DeliveryResult: Hashable, Sendable {
    /// What became of the message for one recipient.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// The server has taken the message.
        case accepted
        /// It was refused for now.
        case temporary
        /// It was refused for good.
        case permanent
        /// The message went out, and its verdict did not come: it may have been delivered.
        case unanswered
        /// It did not come so far.
        case notTried = "not tried"

        init(_ severity: Severity?) {
            switch severity {
            case .ok: self = .accepted
            case .temporary: self = .temporary
            case .permanent: self = .permanent
            case .continue, nil: self = .unanswered
            }
        }
    }

    /// One recipient of one message.
    public struct Recipient: Hashable, Sendable {
        /// The number of the message, from 1.
        public let message: Int
        /// The forward-path.
        public let path: MailPath
        /// What became of it.
        public internal(set) var verdict: Verdict
        /// The reply that decided it; nil when there was none.
        public internal(set) var reply: DecidingReply?
    }

    /// A reply that decided about a recipient.
    public struct DecidingReply: Hashable, Sendable {
        /// The reply code.
        public let code: ReplyCode?
        /// The enhanced code.
        public let enhanced: EnhancedStatusCode?
        /// How good or bad it is.
        public let severity: Severity?
        /// What it means, in a few words.
        public let headline: String
    }

    /// The recipients, message by message.
    public internal(set) var recipients: [Recipient] = []
    /// Why the delivery ended before its end, in a sentence; nil when it did not. Foreign text in it is escaped.
    public internal(set) var stopReason: String?
    /// How the program should end because of ``stopReason``.
    var stopCode: ExitCode?
    /// Whether the delivery was to end early, and did.
    var isStoppedOnPurpose = false

    /// How many recipients have a verdict.
    public func count(of verdict: Verdict) -> Int { recipients.count { $0.verdict == verdict } }

    /// How the program ends: 0 when every recipient was accepted, 1 when one was refused for good, 75 when one was refused
    /// for now. Without any verdict it is what the session came to.
    public func exitCode(of session: Session) -> ExitCode {
        // Also where a person sits in front of the session: a message sent by one command line has an outcome.
        let session = session.failure ?? session.outcome
        if count(of: .permanent) > 0 { return .failure }
        if count(of: .temporary) > 0 { return .temporaryFailure }
        if !recipients.isEmpty, count(of: .accepted) == recipients.count { return .success }
        if isStoppedOnPurpose { return session }
        if let stopCode { return session == .success ? stopCode : session }
        return session == .success ? .temporaryFailure : session
    }
}
