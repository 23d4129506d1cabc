/// Words by which one kind of mail software can be told.
public struct SoftwareEntry: Hashable, Sendable {
    /// Where the words stand.
    public enum Place: String, Hashable, Sendable, CaseIterable {
        /// In the greeting.
        case greeting
        /// In a line of the reply to EHLO or LHLO.
        case hello
        /// In the reply to anything else.
        case reply
    }

    /// The software's name.
    public let software: String
    /// Where the words stand.
    public let place: Place
    /// A regular expression for one line of a reply, its code included, in the syntax of `:expect`.
    public let pattern: String
    /// A line that it fits.
    public let example: String
    /// Whether no other software is known to say so.
    public let isSure: Bool
    /// Where that was seen.
    public let sources: [Source]
}

extension SoftwareEntry: TableEntry {
    static let columns = ["software", "place", "pattern", "example", "sure", "source"]

    init(row: inout TableRow) throws(TableError) {
        software = try row.takeText()
        place = try row.takeWord(Place.self)
        pattern = try row.takeText()
        example = try row.takeText()
        isSure = try row.takeFlag()
        sources = try row.takeSources()
    }
}
