import SessionCore

/// The entries that the transcript's pane goes through, oldest first: all that are kept, or those that a filter lets through.
///
/// Going from one to the next takes no more time in a long transcript than in a short one; with a filter, logarithmic time.
struct ShownEntries {
    /// All entries that are kept.
    let kept: Range<EntryID>
    /// Those that the filter lets through; nil without one.
    private let index: EntryIndex?

    init(_ kept: Range<EntryID>, of filtered: FilteredEntries? = nil) {
        self.kept = kept
        index = filtered?.entries
    }

    var isEmpty: Bool { index?.isEmpty ?? kept.isEmpty }
    var first: EntryID? { index.map(\.first) ?? kept.first }
    var last: EntryID? { index.map(\.last) ?? kept.last }
    /// The place behind the last entry.
    var end: EntryID { kept.upperBound }
    var count: Int { index?.count ?? kept.count }

    func contains(_ id: EntryID) -> Bool { index?.contains(id) ?? kept.contains(id) }

    /// The entry before this one, or before the end; nil at the first.
    func entry(before id: EntryID) -> EntryID? {
        guard let index else { return id > kept.lowerBound ? id.advanced(by: -1) : nil }
        let position = index.position(notBefore: id)
        return position > index.startIndex ? index[position - 1] : nil
    }

    /// The entry after this one; the end after the last.
    func entry(after id: EntryID) -> EntryID {
        let next = id.advanced(by: 1)
        guard let index else { return min(next, end) }
        let position = index.position(notBefore: next)
        return position < index.endIndex ? index[position] : end
    }

    /// The entry so many further on, or the one at the end that is reached before.
    func entry(_ distance: Int, from id: EntryID) -> EntryID? {
        guard let first, let last else { return nil }
        guard let index else { return max(first, min(last, id.advanced(by: distance))) }
        // Behind an entry that the filter hides, the next one is one step further on.
        let position = index.position(notBefore: id) + distance - (distance > 0 && !index.contains(id) ? 1 : 0)
        return index[max(index.startIndex, min(position, index.endIndex - 1))]
    }

    /// How many there are from this entry on.
    func count(from id: EntryID) -> Int {
        guard let index else { return max(0, max(id, kept.lowerBound).distance(to: end)) }
        return index.endIndex - index.position(notBefore: id)
    }
}
