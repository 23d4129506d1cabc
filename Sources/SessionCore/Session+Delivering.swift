import SMTPProtocol
import SafeText

/// What an unattended run makes of a message that was taken for some recipients only, and of a goodbye that fails after it.
extension Session {
    /// Notes whether all recipients have the message.
    ///
    /// The message is looked for in the verdict: a copy of the transaction held during a reply would be made anew for each
    /// recipient.
    mutating func judgeMessage(_ verdict: ReplyVerdict) {
        guard let answered = verdict.answered else { return }
        if answered.verb == .rcpt {
            settleRefusal()
            if verdict.outcome == .failure, let code = transcript.lastReply.flatMap({ transcript[$0]?.reply?.code }) {
                expecting.unexpectedRefusal = code.severity == .temporary ? .temporaryFailure : .failure
            }
            return
        }
        if answered.verb == .mail || answered.verb == .rset { refusals = Refusals() }
        guard answered.kind == .endOfData || answered.kind == .chunk, verdict.outcome == .success,
            let transaction = verdict.endedTransaction
        else { return }
        settleRefusal()
        hasAcceptedMessage = true
        let all = transaction.accepted.count + transaction.refused.count
        guard !transaction.refused.isEmpty, attendance == .unattended else { return }
        tell(.warning, "The message was accepted for \(transaction.accepted.count) of \(all) recipients.")
        guard let unexpected = refusals.worst else { return }
        partialDelivery = partialDelivery == .failure ? .failure : unexpected
        refusals = Refusals()
    }

    /// A refused recipient that nothing was expected of counts for the message.
    mutating func settleRefusal() {
        guard let refusal = expecting.unexpectedRefusal else { return }
        expecting.unexpectedRefusal = nil
        refusals.add(refusal)
    }

    /// Whether a reply says nothing about what was to be done: a goodbye that is refused after a message was accepted.
    /// - SeeAlso: RFC 5321 §4.1.1.10
    mutating func isHarmless(_ verdict: ReplyVerdict) -> Bool {
        guard verdict.answered?.verb == .quit, verdict.outcome != .success, hasAcceptedMessage, outcome == .success
        else { return false }
        hasGoodbyeFailed = true
        tell(.warning, "Only QUIT failed. The message was accepted before that, and is on its way.")
        return true
    }
}

extension ReplyVerdict {
    /// The message that is over with this reply.
    fileprivate var endedTransaction: Transaction? {
        for forgotten in forgotten { if case .transaction(let transaction) = forgotten { return transaction } }
        return nil
    }
}

/// The recipients of a message that were refused against all expectation.
struct Refusals: Sendable {
    /// A permanent refusal before a temporary one; nil without any.
    private(set) var worst: ExitCode?

    mutating func add(_ code: ExitCode) {
        if worst != .failure { worst = code }
    }
}
