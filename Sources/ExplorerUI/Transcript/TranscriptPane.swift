import SessionCore

/// What the transcript's pane shows: where it is scrolled to, which entries are open, which one is selected, what a filter leaves.
///
/// It holds places, no text: rows are made for the entries that are in view, so a long transcript costs no more than a
/// short one.
struct TranscriptPane: Hashable, Sendable {
    /// A row of an entry.
    struct Place: Hashable, Sendable, Comparable {
        var entry: EntryID
        var row: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.entry, left.row) < (right.entry, right.row)
        }
    }

    /// The match of a search that the pane shows, and its number among all of them, from 1.
    struct MatchNumber: Hashable, Sendable {
        var number: Int
        var count: Int
    }

    /// The row at the top; nil while the pane follows the end.
    private(set) var top: Place?
    /// Where the transcript ended when the pane stopped following it: what comes from there on is new.
    private(set) var newFrom = EntryID(0)
    /// Whether entries are open that were not folded by hand, instead of folded unless they were opened.
    private(set) var isAllOpen = false
    /// The entries that a person has opened, or folded while all are open.
    private var exceptions: Set<EntryID> = []
    /// The entry that the pane's cursor is on, when the pane has or had the focus.
    var selection: EntryID?
    /// The entry that a search found last.
    var match: EntryID?
    /// Which one of the matches that is.
    var matchNumber: MatchNumber?
    /// What a filter lets through; nil for everything.
    var filtered: FilteredEntries?

    var isFollowing: Bool { top == nil }

    mutating func follow() { top = nil }

    /// Whether all of a folded entry is shown.
    func isOpen(_ id: EntryID) -> Bool { isAllOpen != exceptions.contains(id) }

    /// Opens an entry, or folds it; another one that belongs to it goes along.
    mutating func toggle(_ id: EntryID, with other: EntryID? = nil) {
        let isOpen = !isOpen(id)
        for id in [id, other].compactMap(\.self) { set(id, isOpen: isOpen) }
    }

    /// Opens a folded entry, so that all of it can be seen.
    mutating func unfold(_ id: EntryID) { set(id, isOpen: true) }

    /// Opens all entries, or folds all of them. The entry at the top stays there.
    mutating func toggleAll() {
        isAllOpen.toggle()
        exceptions = []
        top?.row = 0
    }

    private mutating func set(_ id: EntryID, isOpen: Bool) {
        if isOpen == isAllOpen { exceptions.remove(id) } else { exceptions.insert(id) }
    }

    /// How many entries have come since the pane stopped following the end.
    func newCount(_ ids: ShownEntries) -> Int { isFollowing ? 0 : ids.count(from: newFrom) }

    /// Scrolls by rows; negative is towards the start. Following begins again at the end.
    /// - Parameters:
    ///   - rowsOf: how many rows an entry takes.
    mutating func scroll(by delta: Int, height: Int, ids: ShownEntries, rowsOf: (EntryID) -> Int) {
        guard height > 0, !ids.isEmpty else { return }
        let start = visibleTop(height: height, ids: ids, rowsOf: rowsOf)
        let moved = Self.move(start, by: delta, ids: ids, rowsOf: rowsOf)
        let last = Self.bottomTop(height: height, ids: ids, rowsOf: rowsOf)
        go(to: moved >= last ? nil : moved, ids)
    }

    /// Scrolls as little as needed to have an entry in view.
    mutating func reveal(_ id: EntryID, height: Int, ids: ShownEntries, rowsOf: (EntryID) -> Int) {
        guard height > 0, ids.contains(id) else { return }
        let start = visibleTop(height: height, ids: ids, rowsOf: rowsOf)
        let last = Self.bottomTop(height: height, ids: ids, rowsOf: rowsOf)
        let own = Place(entry: id, row: 0)
        if own < start { return go(to: own >= last ? nil : own, ids) }
        // The top that puts the entry's last row at the bottom of the pane; needed when it ends below the pane.
        let lowest = Self.move(own, by: min(rowsOf(id), height) - height, ids: ids, rowsOf: rowsOf)
        if lowest > start { go(to: lowest >= last ? nil : lowest, ids) }
    }

    mutating func showStart(_ ids: ShownEntries) {
        guard let first = ids.first else { return }
        go(to: Place(entry: first, row: 0), ids)
    }

    private mutating func go(to place: Place?, _ ids: ShownEntries) {
        if top == nil, place != nil { newFrom = ids.end }
        top = place
    }

    /// The place of the top row: the end's while following. A place that is no longer kept becomes the oldest, one that the
    /// filter hides the next that it does not.
    func visibleTop(height: Int, ids: ShownEntries, rowsOf: (EntryID) -> Int) -> Place {
        let last = Self.bottomTop(height: height, ids: ids, rowsOf: rowsOf)
        guard var top else { return last }
        if !ids.contains(top.entry) {
            let isDropped = top.entry < ids.kept.lowerBound
            top = Place(entry: isDropped ? ids.first ?? ids.end : ids.entry(after: top.entry), row: 0)
        }
        return min(top, last)
    }

    /// The top place that puts the last row of the transcript at the bottom of the pane.
    private static func bottomTop(height: Int, ids: ShownEntries, rowsOf: (EntryID) -> Int) -> Place {
        move(Place(entry: ids.end, row: 0), by: -height, ids: ids, rowsOf: rowsOf)
    }

    /// The place so many rows further on; stops at both ends. Work grows with the rows moved, not with the transcript.
    private static func move(_ place: Place, by delta: Int, ids: ShownEntries, rowsOf: (EntryID) -> Int) -> Place {
        var place = place
        var left = delta
        while left < 0 {
            if place.row >= -left {
                place.row += left
                return place
            }
            left += place.row
            guard let before = ids.entry(before: place.entry) else { return Place(entry: place.entry, row: 0) }
            place = Place(entry: before, row: rowsOf(before))
        }
        while left > 0, place.entry < ids.end {
            let rows = rowsOf(place.entry)
            if place.row + left < rows {
                place.row += left
                return place
            }
            left -= rows - place.row
            place = Place(entry: ids.entry(after: place.entry), row: 0)
        }
        return place
    }
}
