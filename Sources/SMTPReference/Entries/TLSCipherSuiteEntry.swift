public import SMTPProtocol

/// What one cipher suite of TLS is, and how far it can be trusted.
/// - SeeAlso: RFC 8446 §4.1.2, RFC 5246 §7.4.1.2
public struct TLSCipherSuiteEntry: Hashable, Sendable {
    /// The registered number.
    public let number: UInt16
    /// The registered name: `TLS_AES_128_GCM_SHA256`.
    public let name: String
    /// The versions of TLS that it can be used with, oldest first.
    public let versions: [TLSVersion]
    /// How far it can be trusted.
    public let strength: TLSStrength
    /// Why, in plain words.
    public let whatItIs: String
    /// Where it is defined, and where it is judged.
    public let sources: [Source]
}

extension TLSCipherSuiteEntry: TableEntry, NumberedEntry {
    static let columns = ["number", "name", "versions", "strength", "what", "source"]

    init(row: inout TableRow) throws(TableError) {
        number = try row.takeRegisteredNumber()
        name = try row.takeText()
        versions = try row.takeTLSVersions()
        strength = try row.takeWord(TLSStrength.self)
        whatItIs = try row.takeProse()
        sources = try row.takeSources()
        if !name.hasPrefix("TLS_") { throw row.error("\"\(name)\" is not written like TLS_AES_128_GCM_SHA256") }
    }
}
