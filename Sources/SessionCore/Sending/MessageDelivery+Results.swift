import SMTPProtocol

/// How the replies to a message become the verdicts on its recipients.
extension MessageDelivery {
    /// The message is answered: writes down what became of it for each recipient.
    mutating func settleMessage() {
        var acceptedSoFar = 0
        for (index, path) in plan.recipients.enumerated() {
            var recipient = DeliveryResult.Recipient(message: message, path: path, verdict: .notTried, reply: nil)
            if let mail = replies.mail, mail.severity != .ok {
                recipient.reply = mail
                recipient.verdict = .init(mail.severity)
            } else if index < replies.rcpt.count {
                let rcpt = replies.rcpt[index]
                recipient.reply = rcpt
                recipient.verdict = .init(rcpt.severity)
                if rcpt.severity == .ok {
                    decide(&recipient, place: acceptedSoFar)
                    acceptedSoFar += 1
                }
            }
            result.recipients.append(recipient)
        }
        replies = DeliveryReplies()
    }

    /// What the content's reply makes of a recipient that RCPT accepted.
    private func decide(_ recipient: inout DeliveryResult.Recipient, place: Int) {
        if let data = replies.data, data.severity != .continue {
            recipient.reply = data
            recipient.verdict = .init(data.severity)
        } else if let content = replies.content, content.severity != .ok || replies.outcomes.isEmpty {
            recipient.reply = content
            recipient.verdict = .init(content.severity)
        } else if place < replies.outcomes.count {
            recipient.reply = replies.outcomes[place]
            recipient.verdict = .init(replies.outcomes[place].severity)
        } else {
            recipient.verdict = wasContentSent ? .unanswered : .notTried
        }
    }

    /// Whether the content has its verdict, for each recipient where each gets one.
    var isMessageAnswered: Bool {
        wasContentSent
            && (replies.content != nil || (replies.accepted > 0 && replies.outcomes.count >= replies.accepted))
    }

    private var wasContentSent: Bool {
        switch phase {
        case .content: true
        case .start, .greeting, .hello, .pretending, .login, .draft, .mail, .rcpt, .group, .grouped, .emptied, .reset,
            .leaving:
            false
        }
    }

    /// The session ended under a message.
    mutating func settleUnanswered() {
        switch phase {
        case .mail, .rcpt, .group, .grouped, .emptied, .content: settleMessage()
        case .start, .greeting, .hello, .pretending, .login, .draft, .reset, .leaving: break
        }
        phase = .leaving
    }

    /// What no message was begun for.
    mutating func noteUntried() {
        switch phase {
        case .mail, .rcpt, .group, .grouped, .emptied, .content: settleMessage()
        case .start, .greeting, .hello, .pretending, .login, .draft, .reset, .leaving:
            guard !result.recipients.contains(where: { $0.message == message }) else { return }
            for path in plan.recipients {
                result.recipients.append(
                    DeliveryResult.Recipient(message: message, path: path, verdict: .notTried, reply: nil))
            }
        }
    }

    /// Nothing came of this message, and it may be tried again.
    mutating func forgetMessage() { replies = DeliveryReplies() }
}
