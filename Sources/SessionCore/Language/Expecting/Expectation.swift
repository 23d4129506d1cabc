public import SMTPProtocol

/// What `:expect` asks for: conditions that must all hold, and how long they may take.
///
///     :expect 250
///     :expect 5.7.x and /relay/i
///     :expect closed within 5
public struct Expectation: Hashable, Sendable {
    /// One thing that must hold.
    public indirect enum Condition: Hashable, Sendable {
        /// The last reply has one of these codes.
        case reply([ReplyPattern])
        /// A line of the last reply has this in its text, which begins behind the code and its separator.
        case text(TextPattern)
        /// The last EHLO offered this keyword, and with it this word.
        case capability(keyword: String, value: [UInt8]?)
        /// There is no connection, or not any more.
        case closed
        /// The connection is encrypted, with this version.
        case tls(TLSVersion?)
        /// The opposite.
        case not(Condition)
    }

    /// The conditions as they were written.
    public let text: [UInt8]
    /// What must hold, all of it.
    public let conditions: [Condition]
    /// How long it may take, in milliseconds; nil where nothing was said.
    public let milliseconds: Int?

    /// Whether the reply to the last line is judged.
    var judgesReply: Bool { conditions.contains(where: \.judgesReply) }

    /// Whether the end of the connection is wanted.
    var wantsEnd: Bool { conditions.contains(.closed) }

    /// Whether a reply with nothing but this code could do: a script says by it whether content follows its DATA.
    func admits(_ code: ReplyCode) -> Bool { conditions.allSatisfy { $0.admits(code) } }
}

extension Expectation.Condition {
    fileprivate var judgesReply: Bool {
        switch self {
        case .reply, .text: true
        case .capability, .closed, .tls: false
        case .not(let condition): condition.judgesReply
        }
    }

    fileprivate func admits(_ code: ReplyCode) -> Bool {
        switch self {
        case .reply(let patterns): patterns.contains { $0.matches(code) }
        case .text, .capability, .tls: true
        case .closed: false
        case .not(.reply(let patterns)): !patterns.contains { $0.matches(code) }
        case .not: true
        }
    }
}
