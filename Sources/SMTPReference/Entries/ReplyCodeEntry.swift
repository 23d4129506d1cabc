public import SMTPProtocol

/// What one three-digit reply code means.
public struct ReplyCodeEntry: Hashable, Sendable {
    /// The code.
    public let code: ReplyCode
    /// The registered name, or for an unofficial code what servers mean by it.
    public let title: String
    /// A short name in plain words.
    public let headline: String
    /// How official the code is.
    public let status: EntryStatus
    /// Where it is defined, or was seen.
    public let sources: [Source]
    /// Where else it is described.
    public let alsoIn: [Source]
    /// What it can answer. Empty when nothing is known.
    public let answers: [ReplyStage]
    /// Whether the server closes the connection with it.
    public let closesConnection: Closing
    /// Whether to try again.
    public let retry: Retry
    /// Whether the code is one of the twenty-one of RFC 821, with which every table of SMTP codes begins.
    public let isInRFC821: Bool
    /// Whether it covers so many cases that an enhanced code or a policy tells more than the code itself.
    public let isBroad: Bool
    /// Who can act.
    public let whoCanAct: Fault
    /// What happened, in plain words.
    public let whatHappened: String
    /// What to try, one suggestion each.
    public let whatToTry: [String]
    /// Something to know about the use of the code.
    public let note: String?

    /// What the first digit says. Table codes begin with 2 to 5.
    public var severity: Severity { code.severity ?? .permanent }
    /// What the second digit says; nil for a digit that SMTP gives no meaning.
    public var category: ReplyCategory? { code.category }
    /// The sources as one line: `RFC 5321 §4.2.3; RFC 821 §4.2.2`.
    public var source: String { sources.map(\.text).joined(separator: "; ") }
}

extension ReplyCodeEntry: TableEntry {
    static let columns = [
        "code", "title", "headline", "status", "source", "also_in", "answers", "closes", "retry", "rfc821", "broad",
        "fault", "what", "try", "note",
    ]

    init(row: inout TableRow) throws(TableError) {
        code = try row.takeReplyCode()
        title = try row.takeText()
        headline = try row.takeText()
        status = try row.takeWord(EntryStatus.self)
        sources = try row.takeSources()
        alsoIn = try row.takeOptionalSources()
        answers = try row.takeStages()
        closesConnection = try row.takeWord(Closing.self)
        retry = try row.takeWord(Retry.self)
        isInRFC821 = try row.takeFlag()
        isBroad = try row.takeFlag()
        whoCanAct = try row.takeWord(Fault.self)
        whatHappened = try row.takeProse()
        whatToTry = try row.takeSuggestions()
        note = try row.takeOptionalProse()
        try Self.check(code: code, retry: retry, fault: whoCanAct, row: row)
    }

    /// The first digit and the advice must agree.
    private static func check(
        code: ReplyCode, retry: Retry, fault: Fault, row: TableRow
    ) throws(TableError) {
        let failed = code.severity == .temporary || code.severity == .permanent
        if failed == (retry == .notNeeded) {
            throw row.error("\(code) says retry \"\(retry.rawValue)\", which does not fit its first digit")
        }
        if !failed, fault != .nobody {
            throw row.error("\(code) says fault \"\(fault.rawValue)\", which does not fit its first digit")
        }
    }
}
