public import SMTPProtocol

/// What an oddity of a reply means for the reader.
public struct AnomalyEntry: Hashable, Sendable {
    /// Which oddity.
    public let kind: ReplyAnomaly.Kind
    /// What follows from it, in plain words.
    public let consequence: String
    /// Which rule it breaks.
    public let sources: [Source]
}

extension AnomalyEntry: TableEntry {
    static let columns = ["kind", "what", "source"]

    init(row: inout TableRow) throws(TableError) {
        kind = try row.takeWord(ReplyAnomaly.Kind.self)
        consequence = try row.takeProse()
        sources = try row.takeSources()
    }
}
