public import SMTPProtocol

/// What one EHLO keyword offers.
public struct ExtensionEntry: Hashable, Sendable {
    /// How official a keyword is.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// A standards-track RFC defines it.
        case standard
        /// An experimental RFC defines it.
        case experimental
        /// It names a command of SMTP itself.
        case base
        /// It is registered, and no RFC defines it.
        case registered
        /// Only an Internet-Draft describes it.
        case draft
        /// A vendor's own.
        case vendor
        /// No longer to be used.
        case obsolete
    }

    /// The keyword in capitals.
    public let keyword: String
    /// The words that follow it in the EHLO reply; nil for none.
    public let parameters: String?
    /// How official it is.
    public let status: Status
    /// Whether IANA has registered it.
    public let isRegistered: Bool
    /// The commands it adds.
    public let verbs: [Verb]
    /// The parameters it adds to MAIL.
    public let mailParameters: String?
    /// The parameters it adds to RCPT.
    public let rcptParameters: String?
    /// The parameters it adds elsewhere.
    public let otherParameters: String?
    /// By how many bytes it lengthens which command line.
    public let lineGrowth: String?
    /// Its place in message submission (RFC 6409 §7), in a few words.
    public let submission: String?
    /// Where it is defined.
    public let sources: [Source]
    /// What it offers, in plain words.
    public let whatItOffers: String

    /// The sources as one line.
    public var source: String { sources.map(\.text).joined(separator: "; ") }
}

extension ExtensionEntry: TableEntry {
    static let columns = [
        "keyword", "parameters", "status", "registered", "verbs", "mail_parameters", "rcpt_parameters",
        "other_parameters", "line_growth", "submission", "source", "what",
    ]

    init(row: inout TableRow) throws(TableError) {
        keyword = try row.takeText()
        parameters = try row.takeOptionalText()
        status = try row.takeWord(Status.self)
        isRegistered = try row.takeFlag()
        verbs = try row.takeList(separator: ",").map { Verb(ascii: $0.utf8) }
        mailParameters = try row.takeOptionalText()
        rcptParameters = try row.takeOptionalText()
        otherParameters = try row.takeOptionalText()
        lineGrowth = try row.takeOptionalText()
        submission = try row.takeOptionalText()
        sources = try row.takeSources()
        whatItOffers = try row.takeProse()
    }
}
