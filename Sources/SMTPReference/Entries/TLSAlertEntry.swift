/// What one alert of TLS means when a mail server sends it.
/// - SeeAlso: RFC 8446 §6
public struct TLSAlertEntry: Hashable, Sendable {
    /// The registered number.
    public let number: UInt8
    /// The registered name: `handshake_failure`.
    public let name: String
    /// Who can act.
    public let fault: Fault
    /// What happened, in plain words.
    public let meaning: String
    /// What to try, one suggestion each.
    public let tryNext: [String]
    /// Where it is defined.
    public let sources: [Source]
}

extension TLSAlertEntry: TableEntry, NumberedEntry {
    static let columns = ["number", "name", "fault", "meaning", "try", "source"]

    init(row: inout TableRow) throws(TableError) {
        number = UInt8(try row.takeNumber(in: 0...255))
        name = try row.takeText()
        fault = try row.takeWord(Fault.self)
        meaning = try row.takeProse()
        tryNext = try row.takeSuggestions()
        sources = try row.takeSources()
    }
}
