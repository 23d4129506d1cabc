public import SMTPProtocol

/// Everything the reference knows, read from `Assets/Reference`.
///
/// ``shared`` holds the tables that are compiled in; each is read once, when it is first used.
public struct ReferenceTables: Sendable {
    /// Tables from other files; nil for those that are compiled in.
    private let loaded: LoadedTables?

    /// The tables that are compiled in.
    public static let shared = ReferenceTables()

    private init() { loaded = nil }

    /// Reads and checks tables.
    ///
    /// - Throws: ``TableError`` with the file and the line of the first mistake: a wrong header, number of columns or
    ///   word, a missing text, a duplicate, or a reference to something that no table has.
    public init(validating files: TableFiles) throws(TableError) {
        loaded = try LoadedTables(files)
        try TableChecks(tables: self, files: files).run()
    }

    /// The reply codes, by number.
    public var replyCodes: [ReplyCodeEntry] { replyCodeTable.entries }
    /// The enhanced status codes, by subject and detail.
    public var enhancedCodes: [EnhancedCodeEntry] { enhancedCodeTable.codes }
    /// The three classes of enhanced codes: 2, 4, 5.
    public var enhancedClasses: [EnhancedCodeEntry] { enhancedCodeTable.classes }
    /// The eight subjects of enhanced codes: 0 to 7.
    public var enhancedSubjects: [EnhancedCodeEntry] { enhancedCodeTable.subjects }
    /// The commands, by name.
    public var commands: [CommandEntry] { loaded?.commands ?? EmbeddedTables.commands }
    /// Which codes answer which command.
    public var commandReplies: [CommandReplyEntry] { loaded?.commandReplies ?? EmbeddedTables.commandReplies }
    /// The EHLO keywords: the registered ones first.
    public var extensions: [ExtensionEntry] { loaded?.extensions ?? EmbeddedTables.extensions }
    /// The SASL mechanisms, by name.
    public var mechanisms: [MechanismEntry] { loaded?.mechanisms ?? EmbeddedTables.mechanisms }

    /// The words by which mail software can be told.
    public var software: [SoftwareEntry] { loaded?.software ?? EmbeddedTables.software }

    /// Why mail is refused or delayed, in plain words: the closed vocabulary.
    public var reasons: [ReasonEntry] { loaded?.reasons ?? EmbeddedTables.reasons }
    /// The wordings by which a reply tells its reason, ready for matching.
    public var wordings: WordingTable { loaded?.wordings ?? EmbeddedTables.wordings }

    /// The reason with this slug; nil when there is none.
    public func reason(_ slug: String) -> ReasonEntry? { reasons.first { $0.slug == slug } }

    /// What codes mean in one context.
    var contexts: [ContextEntry] { loaded?.contexts ?? EmbeddedTables.contexts }
    var digits: [DigitEntry] { loaded?.digits ?? EmbeddedTables.digits }
    var anomalies: [AnomalyEntry] { loaded?.anomalies ?? EmbeddedTables.anomalies }
    var tlsCipherSuites: NumberedTable<TLSCipherSuiteEntry> {
        loaded?.tlsCipherSuites ?? EmbeddedTables.tlsCipherSuites
    }
    var tlsGroups: NumberedTable<TLSGroupEntry> { loaded?.tlsGroups ?? EmbeddedTables.tlsGroups }
    var tlsAlerts: NumberedTable<TLSAlertEntry> { loaded?.tlsAlerts ?? EmbeddedTables.tlsAlerts }
    var enhancedCodeTable: EnhancedCodeTable { loaded?.enhancedCodes ?? EmbeddedTables.enhancedCodes }
    private var replyCodeTable: ReplyCodeTable { loaded?.replyCodes ?? EmbeddedTables.replyCodes }

    /// What a code means; nil when no table has it.
    public func entry(for code: ReplyCode) -> ReplyCodeEntry? { replyCodeTable[code] }

    /// What an enhanced code's subject and detail mean together; nil when the registry does not have them.
    public func entry(for code: EnhancedStatusCode) -> EnhancedCodeEntry? {
        enhancedCodes.first { $0.subject == code.subject && $0.detail == code.detail }
    }

    /// What an enhanced code's first number means.
    public func classEntry(for code: EnhancedStatusCode) -> EnhancedCodeEntry? {
        enhancedClasses.first { $0.statusClass == code.statusClass }
    }

    /// What an enhanced code's second number means; nil for a subject that nobody has registered.
    public func subjectEntry(for code: EnhancedStatusCode) -> EnhancedCodeEntry? {
        enhancedSubjects.first { $0.subject == code.subject }
    }

    /// What a command does; nil when no table has it.
    public func entry(for verb: Verb) -> CommandEntry? { commands.first { $0.verb == verb } }

    /// What an EHLO keyword offers, whatever its case; nil when no table has it.
    public func extensionEntry(for keyword: String) -> ExtensionEntry? {
        let upper = keyword.uppercased()
        return extensions.first { $0.keyword == upper }
    }

    /// What a SASL mechanism is, whatever its case; nil when no table has it.
    public func mechanismEntry(for name: String) -> MechanismEntry? {
        let upper = name.uppercased()
        return mechanisms.first { $0.name == upper }
    }

    /// The codes that the standards let answer a stage, without those that answer any command.
    public func usualReplies(to stage: ReplyStage) -> [CommandReplyEntry] {
        let own = commandReplies.filter { $0.stage == stage }
        if own.isEmpty, let general = stage.general { return commandReplies.filter { $0.stage == general } }
        return own
    }

    /// Whether the standards let a code answer a stage; nil when they say nothing about that stage.
    public func isUsual(_ code: ReplyCode, answering stage: ReplyStage) -> Bool? {
        guard stage != .any, stage != .unsolicited else { return nil }
        let own = usualReplies(to: stage)
        if own.isEmpty { return nil }
        if own.contains(where: { $0.code == code }) { return true }
        if stage == .greeting { return false }
        return commandReplies.contains { row in
            row.stage == .any && row.code == code && !row.exceptions.contains(stage)
        }
    }
}
