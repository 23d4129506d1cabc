/// The places of a text in the transcript, for `:find` and its next and previous.
public struct TranscriptSearch: Hashable, Sendable {
    /// The text that was looked for.
    public let text: [UInt8]
    /// The entries that hold it, oldest first.
    public let matches: [EntryID]
    /// Which of the matches is the current one; nil when there is none.
    public let current: Int?

    /// The current match.
    public var currentMatch: EntryID? { current.map { matches[$0] } }
}

extension Transcript {
    /// The entries whose text holds `needle`, oldest first; ASCII letters in any case.
    public func matches(_ needle: [UInt8]) -> [EntryID] {
        let wanted = SearchText(needle)
        return ids.filter { id in text(of: id).map { wanted.isFound(in: $0) } ?? false }
    }

    /// Whether the entry's text holds `needle`; ASCII letters in any case.
    public func holds(_ needle: [UInt8], in id: EntryID) -> Bool {
        text(of: id).map { SearchText(needle).isFound(in: $0) } ?? false
    }
}
