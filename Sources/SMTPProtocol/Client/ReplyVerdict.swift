/// What the machine makes of something that the server sent.
public struct ReplyVerdict: Hashable, Sendable {
    /// What it answers.
    public let attribution: Attribution
    /// How it ended what it answers.
    public let outcome: Outcome
    /// What is unusual about it, most important first. Empty when all is as it should be.
    public internal(set) var flags: [Flag] = []
    /// What the server has forgotten because of it, and so have we.
    public internal(set) var forgotten: [Forgotten] = []
    /// Whether the exchange of the command is over. False for 334 and 354, which ask for more.
    public let isFinal: Bool

    /// What something that the server sent belongs to.
    public enum Attribution: Hashable, Sendable {
        /// It answers the greeting we waited for, a command, the end of data or a SASL response.
        case answer(PendingCommand)
        /// 220 to STARTTLS: TLS begins now, and nothing may be sent in clear any more.
        case startTLS(PendingCommand)
        /// The server says that it ends the session, and does so: 421, or 221 to something else than QUIT. The pending
        /// command, if there is one, gets no other answer.
        case closing(PendingCommand?)
        /// A reply that nobody asked for. It answers nothing, now or later.
        case unsolicited
        /// A line that is no reply. It answers nothing.
        case stray
        /// The server sent more than the limits allow. The connection cannot be used any more.
        case limitExceeded(ReplyLimit, PendingCommand?)
        /// It came when the session was over for us; it answers nothing.
        case tooLate
    }

    /// How a reply ends what it answers.
    public enum Outcome: String, Hashable, Sendable {
        /// 2yz, where it means success.
        case success
        /// 334 or 354 where it is asked for: the client goes on.
        case goAhead
        /// 4yz or 5yz.
        case failure
        /// Nothing was done that could be relied on: a reply that does not fit, or that answers nothing.
        case none
    }

    /// What is unusual about a reply.
    public enum Flag: Hashable, Sendable {
        /// The code is not one that this command gets; the text says what was to be expected.
        case unexpectedCode(String)
        /// 2yz to DATA: no leave to send content. RFC 5321 §4.1.1.4
        case noLeaveForContent
        /// 354 to DATA though no recipient was accepted: the content must be empty. RFC 2920 §3.1
        case noRecipients
        /// So many lines were sent too early and were taken as message content, not as commands.
        case linesBecameContent(Int)
        /// A line sent too early was taken as the answer to the 334.
        case lineBecameResponse
        /// The text of a 334 is not base64. RFC 4954 §4
        case malformedChallenge
        /// There were more 334 than any mechanism needs; only `*` goes out now.
        case tooManyChallenges
        /// The server ended the login though it had asked for an answer and got none. RFC 4954 §4
        case loginEnded
        /// STARTTLS is offered under TLS. RFC 3207 §4.2
        case offersTLSAgain
        /// The connection ended or a limit cut the reply.
        case incomplete

        /// One plain sentence.
        public var summary: String {
            switch self {
            case .unexpectedCode(let expected): expected
            case .noLeaveForContent: "Content may be sent only after 354; none is sent now."
            case .noRecipients: "No recipient was accepted: end the content at once with a dot alone."
            case .linesBecameContent(1): "One line sent before the 354 became message content."
            case .linesBecameContent(let count): "\(count) lines sent before the 354 became message content."
            case .lineBecameResponse: "The line sent before the 334 became the answer to it."
            case .malformedChallenge: "The text of a 334 should be base64; this is not."
            case .tooManyChallenges: "The server asks for ever; only * is sent now, which ends the exchange."
            case .loginEnded: "The server ended the login without waiting for the answer that it had asked for."
            case .offersTLSAgain:
                "STARTTLS is offered although the connection is encrypted, which RFC 3207 4.2 forbids; it is of no use."
            case .incomplete: "The reply is cut: the connection ended inside it, or it was too long."
            }
        }
    }

    /// What is forgotten with a reply.
    public enum Forgotten: Hashable, Sendable {
        /// The transaction: sender, recipients and content.
        case transaction(Transaction)
        /// What the server offered in its reply to EHLO.
        case capabilities
        /// Who we had said we are: a new hello is needed.
        case hello
        /// That we had logged in.
        case authentication
    }

    /// What the reply answers, if anything.
    public var answered: PendingCommand? {
        switch attribution {
        case .answer(let pending), .startTLS(let pending): pending
        case .closing(let pending), .limitExceeded(_, let pending): pending
        case .unsolicited, .stray, .tooLate: nil
        }
    }

    /// Whether something deserves the reader's attention beyond the reply's own severity.
    public var isUnusual: Bool {
        if !flags.isEmpty { return true }
        switch attribution {
        case .answer, .startTLS: return false
        case .closing, .unsolicited, .stray, .limitExceeded, .tooLate: return true
        }
    }
}
