import SessionCore

/// What the transcript's pane shows: where it is scrolled to, which replies are open, which entry is selected.
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

    /// The row at the top; nil while the pane follows the end.
    private(set) var top: Place?
    /// Folded entries that were opened.
    private(set) var open: Set<EntryID> = []
    /// The entry that the pane's cursor is on, when the pane has or had the focus.
    var selection: EntryID?
    /// The entry that a search found last.
    var match: EntryID?

    var isFollowing: Bool { top == nil }

    mutating func follow() { top = nil }

    /// Opens an entry, or folds it; another one that belongs to it goes along.
    mutating func toggle(_ id: EntryID, with other: EntryID? = nil) {
        let both = [id, other].compactMap(\.self)
        if open.contains(id) { open.subtract(both) } else { open.formUnion(both) }
    }

    /// Opens a folded entry, so that all of it can be seen.
    mutating func unfold(_ id: EntryID) { open.insert(id) }

    /// Scrolls by rows; negative is towards the start. Following begins again at the end.
    /// - Parameters:
    ///   - rowsOf: how many rows an entry takes.
    mutating func scroll(by delta: Int, height: Int, ids: Range<EntryID>, rowsOf: (EntryID) -> Int) {
        guard height > 0, !ids.isEmpty else { return }
        let start = visibleTop(height: height, ids: ids, rowsOf: rowsOf)
        let moved = Self.move(start, by: delta, ids: ids, rowsOf: rowsOf)
        let last = Self.bottomTop(height: height, ids: ids, rowsOf: rowsOf)
        top = moved >= last ? nil : moved
    }

    /// Scrolls as little as needed to have an entry in view.
    mutating func reveal(_ id: EntryID, height: Int, ids: Range<EntryID>, rowsOf: (EntryID) -> Int) {
        guard height > 0, ids.contains(id) else { return }
        let start = visibleTop(height: height, ids: ids, rowsOf: rowsOf)
        let last = Self.bottomTop(height: height, ids: ids, rowsOf: rowsOf)
        let own = Place(entry: id, row: 0)
        if own < start {
            top = own >= last ? nil : own
            return
        }
        // The top that puts the entry's last row at the bottom of the pane; needed when it ends below the pane.
        let lowest = Self.move(own, by: min(rowsOf(id), height) - height, ids: ids, rowsOf: rowsOf)
        if lowest > start { top = lowest >= last ? nil : lowest }
    }

    mutating func showStart(_ ids: Range<EntryID>) {
        guard !ids.isEmpty else { return }
        top = Place(entry: ids.lowerBound, row: 0)
    }

    /// The place of the top row: the end's while following. A place that is no longer kept becomes the oldest.
    func visibleTop(height: Int, ids: Range<EntryID>, rowsOf: (EntryID) -> Int) -> Place {
        let last = Self.bottomTop(height: height, ids: ids, rowsOf: rowsOf)
        guard let top else { return last }
        guard top.entry >= ids.lowerBound else { return min(last, Place(entry: ids.lowerBound, row: 0)) }
        return min(top, last)
    }

    /// The top place that puts the last row of the transcript at the bottom of the pane.
    private static func bottomTop(height: Int, ids: Range<EntryID>, rowsOf: (EntryID) -> Int) -> Place {
        move(Place(entry: ids.upperBound, row: 0), by: -height, ids: ids, rowsOf: rowsOf)
    }

    /// The place so many rows further on; stops at both ends. Work grows with the rows moved, not with the transcript.
    private static func move(_ place: Place, by delta: Int, ids: Range<EntryID>, rowsOf: (EntryID) -> Int) -> Place {
        var place = place
        var left = delta
        while left < 0 {
            if place.row >= -left {
                place.row += left
                return place
            }
            left += place.row
            guard place.entry > ids.lowerBound else { return Place(entry: ids.lowerBound, row: 0) }
            place.entry = place.entry.advanced(by: -1)
            place.row = rowsOf(place.entry)
        }
        while left > 0, place.entry < ids.upperBound {
            let rows = rowsOf(place.entry)
            if place.row + left < rows {
                place.row += left
                return place
            }
            left -= rows - place.row
            place = Place(entry: place.entry.advanced(by: 1), row: 0)
        }
        return place
    }
}
