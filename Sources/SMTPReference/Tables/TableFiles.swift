/// The files that make up ``ReferenceTables``.
public struct TableFiles: Sendable {
    /// What each three-digit code means.
    public var replyCodes: TableFile
    /// What each enhanced status code, class and subject means.
    public var enhancedCodes: TableFile
    /// The commands, with their syntax.
    public var commands: TableFile
    /// Which codes answer which command.
    public var commandReplies: TableFile
    /// The EHLO keywords.
    public var extensions: TableFile
    /// The SASL mechanisms.
    public var mechanisms: TableFile
    /// The words by which mail software can be told.
    public var software: TableFile
    /// What a code means as the answer to one command, or in one state.
    public var contexts: TableFile
    /// What each digit of a reply code means.
    public var digits: TableFile
    /// What each anomaly of a reply means for the reader.
    public var anomalies: TableFile
    /// Why mail is refused or delayed: the closed vocabulary.
    public var reasons: TableFile
    /// The wordings by which a reply tells its reason.
    public var wordings: TableFile
    /// The cipher suites of TLS.
    public var tlsCipherSuites: TableFile
    /// The groups of the key exchange of TLS.
    public var tlsGroups: TableFile
    /// The alerts of TLS.
    public var tlsAlerts: TableFile

    /// Gets each file by its name without folder and ending, such as `reply_codes`.
    public init(reading read: (_ name: String) throws -> TableFile) rethrows {
        replyCodes = try read("reply_codes")
        enhancedCodes = try read("enhanced_codes")
        commands = try read("commands")
        commandReplies = try read("command_replies")
        extensions = try read("extensions")
        mechanisms = try read("auth_mechanisms")
        software = try read("software")
        contexts = try read("context")
        digits = try read("digits")
        anomalies = try read("anomalies")
        reasons = try read("reasons")
        wordings = try read("wordings")
        tlsCipherSuites = try read("tls_cipher_suites")
        tlsGroups = try read("tls_groups")
        tlsAlerts = try read("tls_alerts")
    }
}
