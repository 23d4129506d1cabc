public import SMTPProtocol

/// What a code means as the answer to one command, in one state, or together with one enhanced code.
///
/// What a row leaves out (`-`) comes from the entry of the code itself.
public struct ContextEntry: Hashable, Sendable {
    /// The codes it is about.
    public let codes: [ReplyCode]
    /// What those codes answer here. ``ReplyStage/any`` is every stage.
    public let stages: [ReplyStage]
    /// The subject and detail of the enhanced code it is about; nil: with any, or none.
    public let enhanced: EnhancedCodePattern?
    /// The states of the client it holds in, before the command was sent. Empty: all.
    public let states: [StateName]
    /// A short name in plain words.
    public let headline: String
    /// Who can act.
    public let whoCanAct: Fault?
    /// Whether to try again.
    public let retry: Retry?
    /// What happened, in plain words.
    public let whatHappened: String
    /// What to try, one suggestion each.
    public let whatToTry: [String]?
    /// Where it says so, besides the sources of the code.
    public let sources: [Source]
}

/// The subject and detail of an enhanced code, with any class: `X.7.1`.
public struct EnhancedCodePattern: Hashable, Sendable {
    /// The second number.
    public let subject: Int
    /// The third number.
    public let detail: Int

    /// Reads `X.7.1`; nil for anything else.
    init?(_ text: String) {
        guard text.hasPrefix("X."), let code = EnhancedStatusCode(ascii: Array("5".utf8) + text.utf8.dropFirst()) else {
            return nil
        }
        subject = code.subject
        detail = code.detail
    }

    /// Whether a code has this subject and detail.
    func matches(_ code: EnhancedStatusCode) -> Bool { code.subject == subject && code.detail == detail }
}

extension ContextEntry: TableEntry {
    static let columns = [
        "codes", "stages", "enhanced", "states", "headline", "fault", "retry", "what", "try", "source",
    ]

    init(row: inout TableRow) throws(TableError) {
        codes = try row.takeReplyCodes()
        stages = try row.takeStages()
        if codes.isEmpty || stages.isEmpty { throw row.error("a row needs a code and a stage") }
        if let text = try row.takeOptionalText() {
            guard let pattern = EnhancedCodePattern(text) else {
                throw row.error("\"\(text)\" is not written like X.7.1")
            }
            enhanced = pattern
        } else {
            enhanced = nil
        }
        var states: [StateName] = []
        for text in try row.takeList(separator: ",") {
            guard let state = StateName(rawValue: text) else { throw row.error("\"\(text)\" names no state") }
            states.append(state)
        }
        self.states = states
        headline = try row.takeText()
        whoCanAct = try row.takeOptionalWord(Fault.self)
        retry = try row.takeOptionalWord(Retry.self)
        whatHappened = try row.takeProse()
        whatToTry = try row.takeOptionalSuggestions()
        sources = try row.takeOptionalSources()
    }
}
