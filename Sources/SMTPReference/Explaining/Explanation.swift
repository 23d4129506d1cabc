public import SMTPProtocol

/// What a reply means, here and now: in plain words, with its reasons.
///
/// The wording comes from the tables. Where no table has the code, the digits are explained one by one, ``isFallback``
/// is true, and a note says so.
public struct Explanation: Hashable, Sendable {
    /// The code; nil when the reply has none.
    public let code: ReplyCode?
    /// What the first digit says; nil when it says nothing that SMTP knows.
    public let severity: Severity?
    /// What the reply answers.
    public let stage: ReplyStage
    /// What happened, in a few words and in context: `No such mailbox`.
    public let headline: String
    /// The registered name of the code; nil when no table has it.
    public let title: String?
    /// How official the code is; nil when no table has it.
    public let status: EntryStatus?
    /// The three digits; empty when the reply has no code.
    public let digits: [DigitMeaning]
    /// The enhanced status code, if the reply has one.
    public let enhancedCode: EnhancedStatusCode?
    /// The three parts of the enhanced code; empty without one.
    public let enhanced: [EnhancedMeaning]
    /// What happened, in plain words.
    public let what: String
    /// Who can act.
    public let fault: Fault
    /// Whether to try again.
    public let retry: Retry
    /// Whether the server closes the connection with this reply.
    public let closesConnection: Closing
    /// What to try, one suggestion each.
    public let tryNext: [String]
    /// Where all this is written.
    public let sources: [Source]
    /// What is odd, doubtful or missing.
    public let notes: [ExplanationNote]
    /// True when no table has the code, so that only its digits could be explained.
    public let isFallback: Bool

    /// Explains a reply as the answer to a stage.
    ///
    /// - Parameters:
    ///   - reply: the reply as it came.
    ///   - stage: what it answers; ``ReplyStage/any`` when that is not known.
    ///   - state: the client's state before the command was sent, when it is known.
    public init(
        of reply: Reply, answering stage: ReplyStage = .any, in state: StateName? = nil,
        tables: ReferenceTables = .shared
    ) {
        let explainer = Explainer(
            code: reply.code, enhanced: reply.enhanced, stage: stage, state: state, tables: tables)
        self = explainer.explanation(notes: explainer.notes(onBytesOf: reply))
    }

    /// Explains a code that stands alone, such as in a table.
    public init(
        of code: ReplyCode, enhanced: EnhancedStatusCode? = nil, answering stage: ReplyStage = .any,
        in state: StateName? = nil, tables: ReferenceTables = .shared
    ) {
        let explainer = Explainer(code: code, enhanced: enhanced, stage: stage, state: state, tables: tables)
        self = explainer.explanation(notes: [])
    }

    /// Explains an enhanced status code that stands without a reply, as in a log or in a delivery report.
    /// - SeeAlso: RFC 3464 §2.3.4
    public init(ofStatus status: EnhancedStatusCode, tables: ReferenceTables = .shared) {
        let explainer = Explainer(code: nil, enhanced: status, stage: .any, state: nil, tables: tables)
        self = explainer.explanation(ofStatus: status)
    }

    init(
        code: ReplyCode?, severity: Severity? = nil, stage: ReplyStage, wording: Wording, entry: ReplyCodeEntry?,
        digits: [DigitMeaning], enhancedCode: EnhancedStatusCode?, enhanced: [EnhancedMeaning],
        notes: [ExplanationNote],
        isFallback: Bool
    ) {
        self.code = code
        self.stage = stage
        self.digits = digits
        self.enhancedCode = enhancedCode
        self.enhanced = enhanced
        self.notes = notes
        self.isFallback = isFallback
        self.severity = severity ?? code?.severity
        title = entry?.title
        status = entry?.status
        headline = wording.headline
        what = wording.what
        fault = wording.fault
        retry = wording.retry
        closesConnection = entry?.closesConnection ?? .no
        tryNext = wording.tryNext
        sources = wording.sources
    }
}
