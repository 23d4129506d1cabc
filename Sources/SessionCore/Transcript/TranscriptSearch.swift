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
        let pattern = needle.map(\.lowercased)
        guard let first = pattern.first else { return [] }
        return ids.filter { id in
            guard let text = text(of: id), text.count >= pattern.count else { return false }
            return text.withUnsafeBufferPointer { bytes in
                for start in 0...(bytes.count - pattern.count) where bytes[start].lowercased == first {
                    var length = 1
                    while length < pattern.count, bytes[start + length].lowercased == pattern[length] { length += 1 }
                    if length == pattern.count { return true }
                }
                return false
            }
        }
    }
}
