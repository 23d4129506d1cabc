/// How official an entry of a table is.
public enum EntryStatus: String, Hashable, Sendable, CaseIterable {
    /// Part of SMTP itself: RFC 5321 and its updates.
    case standard
    /// Part of a published extension.
    case `extension`
    /// Defined once, and no longer to be used.
    case obsolete
    /// In no RFC: seen from servers, or only on lists.
    case unofficial

    /// One plain sentence about it.
    public var summary: String {
        switch self {
        case .standard: "Part of the SMTP standard."
        case .extension: "Part of a published extension of SMTP."
        case .obsolete: "Defined once, but no longer to be used."
        case .unofficial: "No RFC defines it; servers or lists use it on their own."
        }
    }
}
