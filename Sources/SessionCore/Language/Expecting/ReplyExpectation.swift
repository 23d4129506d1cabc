public import SMTPProtocol

/// What a reply may be, written as `:expect` takes it: `250`, `2xx`, `5.7.1`, `/text/`, and joins several.
public struct ReplyExpectation: Hashable, Sendable {
    private let conditions: [Expectation.Condition]

    /// Reads what stands in the text.
    /// - Throws: `LanguageError` when it is written wrongly, or asks for something else than a reply.
    public init(parsing text: [UInt8]) throws(LanguageError) {
        let expectation = try Expectation(parsing: text, from: 0)
        guard expectation.conditions.allSatisfy(\.isAboutReply), expectation.milliseconds == nil else {
            throw LanguageError(
                .badValue, "Only a reply can be expected here.",
                advice: "Write a code such as 250, 2xx or 5.7.1, or /text/.")
        }
        conditions = expectation.conditions
    }

    /// Whether the reply is like this.
    public func matches(_ reply: Reply) -> Bool { conditions.allSatisfy { $0.holds(for: reply) } }
}

extension Expectation.Condition {
    fileprivate var isAboutReply: Bool {
        switch self {
        case .reply, .text: true
        case .capability, .closed, .tls: false
        case .not(let condition): condition.isAboutReply
        }
    }

    fileprivate func holds(for reply: Reply) -> Bool {
        switch self {
        case .reply(let patterns): patterns.contains { $0.matches(reply) }
        case .text(let pattern): reply.lines.indices.contains { pattern.matches(reply.text(ofLine: $0)) }
        case .not(let condition): !condition.holds(for: reply)
        case .capability, .closed, .tls: false
        }
    }
}
