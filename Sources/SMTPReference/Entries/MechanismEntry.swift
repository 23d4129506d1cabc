/// What one SASL mechanism of AUTH does.
public struct MechanismEntry: Hashable, Sendable {
    /// How a mechanism stands today.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// In use and sound, over TLS.
        case current
        /// Still met; something better should be used.
        case legacy
        /// Hardly met in SMTP.
        case rare
        /// No longer to be used.
        case obsolete
        /// A vendor's own.
        case vendor
        /// Only an Internet-Draft describes it.
        case draft
    }

    /// The name in capitals, as the EHLO reply lists it.
    public let name: String
    /// How it stands today.
    public let status: Status
    /// Whether the client speaks first; nil when that is not known.
    public let clientSpeaksFirst: Bool?
    /// How many challenges the server sends, in words.
    public let challenges: String
    /// What goes over the line, in words: it tells how much TLS is needed.
    public let onTheWire: String
    /// Whether it binds the login to the TLS channel; nil when that is not known.
    public let bindsChannel: Bool?
    /// Where it is defined.
    public let sources: [Source]
    /// What it is, in plain words.
    public let whatItIs: String

    /// The sources as one line.
    public var source: String { sources.map(\.text).joined(separator: "; ") }
}

extension MechanismEntry: TableEntry {
    static let columns = [
        "mechanism", "status", "client_first", "challenges", "on_the_wire", "channel_binding", "source", "what",
    ]

    /// Yes, no, or not known.
    private enum Answer: String, CaseIterable {
        case yes, no
    }

    init(row: inout TableRow) throws(TableError) {
        name = try row.takeText()
        status = try row.takeWord(Status.self)
        clientSpeaksFirst = try row.takeOptionalWord(Answer.self).map { $0 == .yes }
        challenges = try row.takeText()
        onTheWire = try row.takeText()
        bindsChannel = try row.takeOptionalWord(Answer.self).map { $0 == .yes }
        sources = try row.takeSources()
        whatItIs = try row.takeProse()
    }
}
