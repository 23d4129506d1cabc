public import SMTPProtocol

/// What one command does, and how it is written.
public struct CommandEntry: Hashable, Sendable {
    /// Where a command may stand in a group of commands that is sent without waiting.
    public enum Pipelining: String, Hashable, Sendable, CaseIterable {
        /// Anywhere in the group.
        case anywhere
        /// Only at the end of the group.
        case last
        /// No document says.
        case unspecified
    }

    /// The verb in capitals.
    public let verb: Verb
    /// How the line is written, without its CRLF.
    public let syntax: String
    /// How official it is.
    public let status: EntryStatus
    /// The EHLO keyword that offers it; nil when no keyword is needed.
    public let keyword: String?
    /// When it may be sent.
    public let when: String
    /// What it does, in plain words.
    public let whatItDoes: String
    /// What else follows the line, such as content.
    public let continuation: String?
    /// Where it may stand in a pipelined group. RFC 2920 §3.1
    public let pipelining: Pipelining
    /// Where it is defined.
    public let sources: [Source]
    /// Something to know about its use.
    public let note: String?

    /// The sources as one line.
    public var source: String { sources.map(\.text).joined(separator: "; ") }
}

extension CommandEntry: TableEntry {
    static let columns = [
        "verb", "syntax", "status", "keyword", "when", "what", "continuation", "pipelining", "source", "note",
    ]

    init(row: inout TableRow) throws(TableError) {
        verb = Verb(ascii: try row.takeText().utf8)
        syntax = try row.takeText()
        status = try row.takeWord(EntryStatus.self)
        keyword = try row.takeOptionalText()
        when = try row.takeProse()
        whatItDoes = try row.takeProse()
        continuation = try row.takeOptionalProse()
        pipelining = try row.takeWord(Pipelining.self)
        sources = try row.takeSources()
        note = try row.takeOptionalProse()
        guard syntax.utf8.starts(with: verb.name.utf8) else {
            throw row.error("the syntax does not begin with \(verb.name)")
        }
    }
}
