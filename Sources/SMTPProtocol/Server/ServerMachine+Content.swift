/// What happens between 354 and the reply to the end of data.
extension ServerMachine {
    /// Reads content up to its end or to the end of the input.
    /// - SeeAlso: RFC 5321 §4.5.2, RFC 1870 §6.3
    mutating func readContent(
        _ input: UnsafeBufferPointer<UInt8>, from position: inout Int, _ actions: inout [ServerAction]
    ) {
        let wasAcceptable = content.refusal == nil
        let step = content.scan(UnsafeBufferPointer(rebasing: input[position...]))
        position = input.count - step.remaining.count
        if content.refusal != nil {
            if wasAcceptable { actions.append(.discardContent) }
        } else if !step.content.isEmpty {
            actions.append(.content(step.content))
        }
        if step.isEnd { endContent(&actions) }
    }

    private mutating func endContent(_ actions: inout [ServerAction]) {
        let finished = envelope
        let refusal = content.refusal
        let size = content.size
        if content.endsAtBareLineFeed { hasEndedAtBareLineFeed = true }
        content = ContentReader()
        state = .ready
        forgetTransaction()
        switch refusal {
        case nil:
            guard var finished else { return }
            finished.contentSize = size
            finish(finished, &actions)
        case .tooLarge:
            count(.neutral, answering: .tooLarge(configuration.limits, .contentTooLarge), &actions)
        case .noStorage:
            count(.neutral, answering: .noStorage, &actions)
        case .bareCarriageReturn:
            count(.bad, answering: .bareCarriageReturnInContent, &actions)
        case .bareLineFeed:
            count(.bad, answering: .bareLineFeedInContent, &actions)
        }
    }
}
