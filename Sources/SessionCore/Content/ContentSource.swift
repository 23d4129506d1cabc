/// Where the content of a message comes from.
public enum ContentSource: Hashable, Sendable {
    /// The file at this path, as it is when it is opened.
    case file(String)
    /// Standard input, up to its end.
    case standardInput
    /// These bytes; the name is for people.
    case bytes([UInt8], name: String)

    /// What it is called in a sentence. Foreign text in it is not escaped yet.
    public var name: String {
        switch self {
        case .file(let path): path
        case .standardInput: "standard input"
        case .bytes(_, let name): name
        }
    }
}

/// The command that brings the content to the server.
public enum ContentRoute: Hashable, Sendable {
    /// DATA: dots are stuffed, and a dot alone ends it.
    /// - SeeAlso: RFC 5321 §4.1.1.4
    case data
    /// BDAT: the bytes as they are, in chunks of so many; nil for ``ContentLimits/chunkSize``.
    /// - SeeAlso: RFC 3030 §2
    case bdat(chunkSize: Int?)

    /// The verb, as it is written.
    public var name: String {
        switch self {
        case .data: "DATA"
        case .bdat: "BDAT"
        }
    }
}

/// What the user wants sent, and how.
struct ContentOrder: Hashable, Sendable {
    let source: ContentSource
    let route: ContentRoute
    /// Whether it goes out though the server is expected to refuse it.
    var isAnyway = false
}
