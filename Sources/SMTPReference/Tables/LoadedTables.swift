/// Every table of one set of files, read at once.
struct LoadedTables: Sendable {
    let replyCodes: ReplyCodeTable
    let enhancedCodes: EnhancedCodeTable
    let commands: [CommandEntry]
    let commandReplies: [CommandReplyEntry]
    let extensions: [ExtensionEntry]
    let mechanisms: [MechanismEntry]
    let software: [SoftwareEntry]
    let contexts: [ContextEntry]
    let digits: [DigitEntry]
    let anomalies: [AnomalyEntry]
    let reasons: [ReasonEntry]
    let wordings: WordingTable
    let tlsCipherSuites: NumberedTable<TLSCipherSuiteEntry>
    let tlsGroups: NumberedTable<TLSGroupEntry>
    let tlsAlerts: NumberedTable<TLSAlertEntry>

    init(_ files: TableFiles) throws(TableError) {
        replyCodes = ReplyCodeTable(try TableReader.read(files.replyCodes, as: ReplyCodeEntry.self))
        enhancedCodes = EnhancedCodeTable(try TableReader.read(files.enhancedCodes, as: EnhancedCodeEntry.self))
        commands = try TableReader.read(files.commands, as: CommandEntry.self)
        commandReplies = try TableReader.read(files.commandReplies, as: CommandReplyEntry.self)
        extensions = try TableReader.read(files.extensions, as: ExtensionEntry.self)
        mechanisms = try TableReader.read(files.mechanisms, as: MechanismEntry.self)
        software = try TableReader.read(files.software, as: SoftwareEntry.self)
        contexts = try TableReader.read(files.contexts, as: ContextEntry.self)
        digits = try TableReader.read(files.digits, as: DigitEntry.self)
        anomalies = try TableReader.read(files.anomalies, as: AnomalyEntry.self)
        reasons = try TableReader.read(files.reasons, as: ReasonEntry.self)
        wordings = WordingTable(try TableReader.read(files.wordings, as: WordingRule.self), reasons: reasons)
        tlsCipherSuites = NumberedTable(try TableReader.read(files.tlsCipherSuites, as: TLSCipherSuiteEntry.self))
        tlsGroups = NumberedTable(try TableReader.read(files.tlsGroups, as: TLSGroupEntry.self))
        tlsAlerts = NumberedTable(try TableReader.read(files.tlsAlerts, as: TLSAlertEntry.self))
    }
}
