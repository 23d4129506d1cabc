import SMTPProtocol
import SMTPReference

/// Leads a session through the delivery of messages: it looks at the session whenever nothing is awaited, and says what to do
/// next. It has no socket, no clock and no file.
///
///     while true {
///         switch delivery.next(runtime.session) {
///         case .wait: show(runtime.drain())
///         case .line(let line): show(runtime.handle(line: line))
///         …
///
/// Everything that it wants goes through the session, as if somebody typed it, so its dialogue reads like any other.
public struct MessageDelivery: Sendable {
    /// What to do next.
    public enum Step: Hashable, Sendable {
        /// Something is awaited: come back when something has happened.
        case wait
        /// Connect, for the first time or again.
        case connect
        /// Give the session this line.
        case line([UInt8])
        /// Give the session this event.
        case event(SessionEvent)
        /// Put the next message together, and hand it over with ``MessageDelivery/take(_:_:)``. It is asked again until then.
        case compose(message: Int, allowsEightBit: Bool, usesUTF8: Bool)
        /// The session asks something, see ``Session/prompt``: give it the answer as a line.
        case ask
        /// All is over; see ``MessageDelivery/result``.
        case done
    }

    /// How far it is.
    enum Phase: Hashable, Sendable {
        case start
        case greeting
        case hello(said: Verb?)
        case pretending(Int)
        case login(wasAsked: Bool)
        /// The message is to be put together.
        case draft
        case mail
        case rcpt(Int)
        /// Held lines are going into one write.
        case group([[UInt8]])
        /// All that was sent in one write is answered.
        case grouped
        /// Nobody was accepted and the server waits for content: it gets none.
        case emptied
        case content
        case reset
        case leaving
    }

    let plan: DeliveryPlan
    /// What became of it so far.
    public internal(set) var result = DeliveryResult()
    var phase = Phase.start
    var message = 1
    /// The messages that were answered over this connection.
    var messagesOnConnection = 0
    var draft: (facts: MessageFacts, source: ContentSource)?
    /// What was answered since MAIL.
    var replies = DeliveryReplies()
    var lastReply: DeliveryReplies.Seen?
    private var lookedAt = EntryID(0)

    /// A delivery that has not begun.
    public init(_ plan: DeliveryPlan) { self.plan = plan }

    /// The message that ``Step/compose(message:allowsEightBit:usesUTF8:)`` asked for.
    public mutating func take(_ facts: MessageFacts, _ source: ContentSource) {
        guard phase == .draft, draft == nil else { return }
        draft = (facts, source)
    }

    /// The message could not be put together.
    public mutating func giveUp(_ reason: String, _ code: ExitCode) {
        stop(reason, code)
        phase = .leaving
    }

    /// What to do next.
    public mutating func next(_ session: Session) -> Step {
        look(at: session)
        if session.isFinished {
            settleUnanswered()
            return .done
        }
        if session.asking != nil { return .ask }
        guard session.isQuiescent else { return .wait }
        if session.link == nil, phase != .start { return lost(session) }
        // After a refused DATA the session passes over content that is typed behind it. There is none: only its end.
        if session.isDroppingContent { return .line([UInt8(ascii: ".")]) }
        return proceed(session)
    }

    /// Notes the replies that are new.
    private mutating func look(at session: Session) {
        let ids = session.transcript.ids
        var id = max(lookedAt, ids.lowerBound)
        while id < ids.upperBound {
            if let entry = session.transcript[id], let reply = entry.reply {
                let seen = DeliveryReplies.Seen(
                    stage: reply.stage, isClosing: reply.standing == .closing,
                    reply: DeliveryResult.DecidingReply(
                        code: reply.code, enhanced: reply.reply.enhanced, severity: reply.severity,
                        headline: session.headline(for: entry) ?? ""))
                replies.add(seen)
                lastReply = seen
            }
            id = EntryID(id.number + 1)
        }
        lookedAt = ids.upperBound
    }

    /// The connection is gone, or never came.
    private mutating func lost(_ session: Session) -> Step {
        guard phase != .leaving else { return .line(Array(":quit".utf8)) }
        // The verdict was in before the connection went.
        if isMessageAnswered { countMessage() }
        guard message <= plan.messageCount else { return leave() }
        // Between messages a server may end the connection; one that has taken nothing of this message can be asked again.
        let isBetween = messagesOnConnection > 0 && replies.accepted == 0
        if isBetween {
            forgetMessage()
            draft = nil
            messagesOnConnection = 0
            phase = .start
            return proceed(session)
        }
        settleUnanswered()
        stop("The connection was lost before the delivery was over.", .temporaryFailure)
        phase = .leaving
        return .line(Array(":quit".utf8))
    }

    /// Writes down what became of a message, and goes on to the next.
    mutating func countMessage() {
        settleMessage()
        messagesOnConnection += 1
        message += 1
        draft = nil
        phase = .reset
    }

    /// Ends the session politely.
    mutating func leave() -> Step {
        phase = .leaving
        return .line(Array(":quit".utf8))
    }

    /// Ends the session because of something that makes the rest impossible.
    mutating func leave(because reason: String, _ code: ExitCode) -> Step {
        stop(reason, code)
        return leave()
    }

    private mutating func stop(_ reason: String, _ code: ExitCode) {
        guard result.stopReason == nil else { return }
        result.stopReason = reason
        result.stopCode = code
        noteUntried()
    }

    /// Whether the session was to end behind this stage.
    mutating func isOver(after stage: DeliveryPlan.Stage) -> Bool {
        guard plan.lastStage == stage else { return false }
        result.isStoppedOnPurpose = true
        noteUntried()
        return true
    }
}
