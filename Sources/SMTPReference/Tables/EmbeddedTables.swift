import CAssets

/// The tables that are compiled in, each read when it is first used: the first screen needs one of them only.
///
/// The checks between tables are left to the tests, which read these same files.
enum EmbeddedTables {
    static let replyCodes = ReplyCodeTable(rows(of: asset_reply_codes(), as: ReplyCodeEntry.self))
    static let enhancedCodes = EnhancedCodeTable(rows(of: asset_enhanced_codes(), as: EnhancedCodeEntry.self))
    static let commands = rows(of: asset_commands(), as: CommandEntry.self)
    static let commandReplies = rows(of: asset_command_replies(), as: CommandReplyEntry.self)
    static let extensions = rows(of: asset_extensions(), as: ExtensionEntry.self)
    static let mechanisms = rows(of: asset_auth_mechanisms(), as: MechanismEntry.self)
    static let software = rows(of: asset_software(), as: SoftwareEntry.self)
    static let contexts = rows(of: asset_context(), as: ContextEntry.self)
    static let digits = rows(of: asset_digits(), as: DigitEntry.self)
    static let anomalies = rows(of: asset_anomalies(), as: AnomalyEntry.self)
    static let reasons = rows(of: asset_reasons(), as: ReasonEntry.self)
    static let wordings = WordingTable(rows(of: asset_wordings(), as: WordingRule.self), reasons: reasons)
    static let tlsCipherSuites = NumberedTable(rows(of: asset_tls_cipher_suites(), as: TLSCipherSuiteEntry.self))
    static let tlsGroups = NumberedTable(rows(of: asset_tls_groups(), as: TLSGroupEntry.self))
    static let tlsAlerts = NumberedTable(rows(of: asset_tls_alerts(), as: TLSAlertEntry.self))

    private static func rows<Entry: TableEntry>(of asset: asset, as type: Entry.Type) -> [Entry] {
        do {
            return try TableReader.read(TableFile(asset), as: type)
        } catch {
            // The files are compiled in, so they are the ones that the tests have read and checked. Only a build that
            // skipped its tests gets here, and without its tables it can explain nothing.
            fatalError(error.description)
        }
    }
}
