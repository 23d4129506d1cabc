import SMTPProtocol

/// One wording of a server or provider, and the reason that it stands for.
///
/// A rule holds for a reply when each of its conditions does: code, enhanced code, text and command.
public struct WordingRule: Hashable, Sendable {
    /// The rule's own name: `postfix-relaying-denied`.
    public let name: String
    /// Where the wording is known from; nil for one that many use. Others may have copied it.
    public let software: String?
    /// The reply codes; empty: any, or none.
    let codes: [ReplyCodePattern]
    /// The enhanced code; nil: any, or none.
    let enhanced: EnhancedCodeRange?
    /// What the text has; nil: anything.
    let text: WordingPattern?
    /// What the reply answers; empty: anything.
    public let stages: [ReplyStage]
    /// The slug of the reason.
    public let reason: String
    /// Who is at fault, where it differs from the reason's own.
    let ownFault: AtFault?
    /// Whether to try again, where it differs from the reason's own.
    let ownRetry: Retry?
    /// The usual wait, where it differs from the reason's own.
    let ownWait: String?
    /// What to do, where something more exact than the reason's own advice is known.
    public let advice: [String]
    /// Where the wording was seen.
    public let source: String
    /// When that was: a year and a month.
    public let date: String
    /// The four conditions as the table writes them.
    public let conditions: String
}

extension WordingRule: TableEntry {
    static let columns = [
        "rule", "software", "codes", "enhanced", "text", "command", "reason", "fault", "retry", "wait", "advice",
        "source", "date",
    ]

    init(row: inout TableRow) throws(TableError) {
        name = try row.takeText()
        software = try row.takeOptionalText()
        var codes: [ReplyCodePattern] = []
        for word in try row.takeList(separator: ",") {
            guard let code = ReplyCodePattern(word) else {
                throw row.fieldError("\"\(word)\" is not written like 550, 55x, 5xx or none")
            }
            codes.append(code)
        }
        self.codes = codes
        let enhancedText = try row.takeOptionalText()
        if let enhancedText {
            guard let pattern = EnhancedCodeRange(enhancedText) else {
                throw row.fieldError("\"\(enhancedText)\" is not written like 5.7.1, *.7.1 or 5.7.606-649")
            }
            enhanced = pattern
        } else {
            enhanced = nil
        }
        let wording = try row.takeOptionalText()
        if let wording {
            guard let pattern = WordingPattern(wording) else {
                throw row.fieldError("\"\(wording)\" has nothing to look for beside, or between, its *")
            }
            text = pattern
        } else {
            text = nil
        }
        stages = try row.takeStages()
        reason = try row.takeText()
        ownFault = try row.takeOptionalWord(AtFault.self)
        ownRetry = try row.takeOptionalWord(Retry.self)
        ownWait = try row.takeOptionalText()
        advice = try row.takeOptionalSuggestions() ?? []
        source = try row.takeText()
        date = try row.takeText()
        let stageWords = stages.map(\.token).joined(separator: ",")
        let codeWords = codes.map(\.word).joined(separator: ",")
        conditions = "\(codeWords) \(enhancedText ?? "-") \(wording ?? "-") \(stageWords)"
        if codes.isEmpty, enhanced == nil, text == nil { throw row.error("\(name) would hold for every reply") }
    }
}
