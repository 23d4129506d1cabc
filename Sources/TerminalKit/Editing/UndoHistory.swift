/// The changes of one line that can be taken back, newest first.
struct UndoHistory: Hashable, Sendable {
    /// The most changes kept.
    static let maximumChanges = 500

    private struct Change: Hashable, Sendable {
        let offset: Int
        let removed: [UInt8]
        var inserted: Int
        let cursor: Int
    }

    private var changes: [Change] = []
    private var removedBytes = 0

    /// Notes a change: at an offset, these bytes were removed and so many put in.
    ///
    /// The removed bytes kept in all never exceed four times the `budget`; the oldest changes are forgotten first.
    mutating func record(
        removed: [UInt8], at offset: Int, inserted: Int, cursor: Int, joiningPrevious: Bool, budget: Int
    ) {
        if joiningPrevious, removed.isEmpty, let previous = changes.last,
            previous.offset + previous.inserted == offset
        {
            changes[changes.count - 1].inserted += inserted
            return
        }
        changes.append(Change(offset: offset, removed: removed, inserted: inserted, cursor: cursor))
        removedBytes += removed.count
        while changes.count > Self.maximumChanges || (removedBytes > budget * 4 && changes.count > 1) {
            removedBytes -= changes.removeFirst().removed.count
        }
    }

    /// Takes the newest change back and returns the cursor of that time; nil when there is none.
    mutating func undo(_ bytes: inout [UInt8]) -> Int? {
        guard let change = changes.popLast() else { return nil }
        removedBytes -= change.removed.count
        bytes.replaceSubrange(change.offset..<change.offset + change.inserted, with: change.removed)
        return change.cursor
    }
}
