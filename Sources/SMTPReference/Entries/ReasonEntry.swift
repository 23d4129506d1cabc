public import SMTPProtocol

/// Why mail was refused, delayed or taken: one word of a closed vocabulary, with what it means for each side.
public struct ReasonEntry: Hashable, Sendable {
    /// The word as it stands in output for programs: `user-unknown`.
    public let slug: String
    /// The reason in a few plain words.
    public let title: String
    /// Who is mostly at fault; a ``WordingRule`` may know better.
    public let atFault: AtFault
    /// Whether to try again after a temporary failure.
    public let retryAfterTemporary: Retry
    /// Whether to try again after a permanent failure.
    public let retryAfterPermanent: Retry
    /// How long one mostly waits before a new try: `5 to 15 minutes`; nil when waiting alone does not help.
    public let usualWait: String?
    /// What it means for the sender.
    public let forSender: String
    /// What it means for the administrator of the receiving side.
    public let forReceiver: String
    /// How to find out more.
    public let howToFindOut: String
    /// What to change, one suggestion each.
    public let whatToChange: [String]

    /// Whether to try again after a reply of this severity.
    public func retry(after severity: Severity?) -> Retry {
        severity == .temporary ? retryAfterTemporary : retryAfterPermanent
    }
}

extension ReasonEntry: TableEntry {
    static let columns = [
        "slug", "title", "fault", "retry_temporary", "retry_permanent", "wait", "sender", "receiver", "find_out",
        "change",
    ]

    init(row: inout TableRow) throws(TableError) {
        slug = try row.takeText()
        guard slug.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "-") }) else {
            throw row.fieldError("\"\(slug)\" is not written in small letters and hyphens")
        }
        title = try row.takeText()
        atFault = try row.takeWord(AtFault.self)
        retryAfterTemporary = try row.takeWord(Retry.self)
        retryAfterPermanent = try row.takeWord(Retry.self)
        usualWait = try row.takeOptionalText()
        forSender = try row.takeProse()
        forReceiver = try row.takeProse()
        howToFindOut = try row.takeProse()
        whatToChange = try row.takeSuggestions()
        if (atFault == .nobody) != (retryAfterPermanent == .notNeeded) {
            throw row.error("\(slug) says fault \"\(atFault.rawValue)\", which does not fit its retry")
        }
    }
}
