/// What one group of the key exchange of TLS is, and how far it can be trusted.
/// - SeeAlso: RFC 8446 §4.2.7
public struct TLSGroupEntry: Hashable, Sendable {
    /// The registered number.
    public let number: UInt16
    /// The registered name: `x25519`.
    public let name: String
    /// How far it can be trusted.
    public let strength: TLSStrength
    /// What it is, in plain words.
    public let whatItIs: String
    /// Where it is defined.
    public let sources: [Source]
}

extension TLSGroupEntry: TableEntry, NumberedEntry {
    static let columns = ["number", "name", "strength", "what", "source"]

    init(row: inout TableRow) throws(TableError) {
        number = try row.takeRegisteredNumber()
        name = try row.takeText()
        strength = try row.takeWord(TLSStrength.self)
        whatItIs = try row.takeProse()
        sources = try row.takeSources()
    }
}
