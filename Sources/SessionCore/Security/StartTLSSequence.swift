import SMTPProtocol

/// What the explorer does by itself to bring a connection under TLS: EHLO, STARTTLS, the handshake, and EHLO again.
///
/// It is told what was answered, and says what to do next. While it lasts nothing else is sent, so what it gives up for has
/// cost no secret.
/// - SeeAlso: RFC 3207 §4
struct StartTLSSequence: Hashable, Sendable {
    /// Who wants it, and what happens when it cannot be had.
    enum Insistence: Hashable, Sendable {
        /// `:starttls`: the user is told, and the session goes on.
        case asked
        /// `--tls starttls`: the session goes on in the clear.
        case whenOffered
        /// `--tls require-starttls`: the connection is closed.
        case required
    }

    /// What is waited for.
    enum Step: Hashable, Sendable {
        case greeting
        /// The first EHLO, which tells whether STARTTLS is offered.
        case offer
        /// The reply to STARTTLS.
        case agreement
        case handshake
        /// The second EHLO.
        case secondOffer
    }

    /// What to do next.
    enum Move: Hashable, Sendable {
        case wait
        case sayHello
        /// HELO, since the server does not know EHLO.
        case sayOldHello
        case sayStartTLS
        /// All is done.
        case finish
        case giveUp(Refusal)
    }

    /// Why it cannot go on.
    enum Refusal: Hashable, Sendable {
        /// The server greeted with a refusal, or ended the session.
        case noSession
        /// EHLO was not accepted.
        case noHello(ReplyCode)
        /// STARTTLS is not offered.
        case notOffered
        /// STARTTLS was answered by something else than 220.
        case refused(ReplyCode)
    }

    /// Who wants it.
    let insistence: Insistence
    /// What is waited for.
    private(set) var step: Step
    /// The pending command whose reply is waited for; the replies to others pass by.
    private var awaited: Int?

    /// A sequence at its beginning, or further on when the session has come so far already.
    init(_ insistence: Insistence, at step: Step) {
        self.insistence = insistence
        self.step = step
    }

    /// What the first move has sent.
    mutating func sent(_ pending: PendingCommand?) { awaited = pending?.id }

    /// A reply came to something that was pending.
    mutating func answered(_ pending: PendingCommand, _ verdict: ReplyVerdict, code: ReplyCode, offersTLS: Bool) -> Move
    {
        switch step {
        case .greeting:
            guard pending.kind == .greeting else { return .wait }
            guard verdict.outcome == .success else { return .giveUp(.noSession) }
            step = .offer
            return .sayHello
        case .offer:
            guard pending.id == awaited else { return .wait }
            guard verdict.outcome == .success else {
                return Self.lacksEHLO(pending, code) ? .sayOldHello : .giveUp(.noHello(code))
            }
            guard offersTLS else { return .giveUp(.notOffered) }
            step = .agreement
            return .sayStartTLS
        case .agreement:
            guard pending.id == awaited else { return .wait }
            guard case .startTLS = verdict.attribution else { return .giveUp(.refused(code)) }
            step = .handshake
            return .wait
        case .handshake:
            return .wait
        case .secondOffer:
            guard pending.id == awaited else { return .wait }
            return Self.lacksEHLO(pending, code) ? .sayOldHello : .finish
        }
    }

    /// Whether the server does not know EHLO, so that HELO is the way to go on.
    /// - SeeAlso: RFC 5321 §3.2
    private static func lacksEHLO(_ pending: PendingCommand, _ code: ReplyCode) -> Bool {
        pending.verb == .ehlo && [500, 502, 504].contains(code)
    }

    /// The handshake is done.
    mutating func secured() -> Move {
        switch step {
        case .handshake:
            step = .secondOffer
            return .sayHello
        case .greeting, .offer, .agreement, .secondOffer:
            // TLS began in another way, as with the first byte.
            return .finish
        }
    }
}
