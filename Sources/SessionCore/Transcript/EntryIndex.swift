/// The numbers of some entries of a transcript, oldest first: those that a filter lets through, or those that failed.
///
/// An entry is found in logarithmic time. Entries are nearly always added at the end and dropped at the start, and both cost little.
public struct EntryIndex: RandomAccessCollection, Hashable, Sendable {
    private var numbers: [EntryID] = []
    /// So many numbers at the start are dropped, and their room is not given back yet.
    private var dropped = 0

    /// No entries.
    public init() {}

    /// The position of the oldest entry; it grows when entries are dropped.
    public var startIndex: Int { dropped }
    /// The position behind the latest entry.
    public var endIndex: Int { numbers.count }
    /// The entry at a position.
    public subscript(position: Int) -> EntryID { numbers[position] }

    /// The position of the first entry that is not before this one: of itself, when it is there.
    public func position(notBefore id: EntryID) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if numbers[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether the entry is there.
    public func contains(_ id: EntryID) -> Bool {
        let position = position(notBefore: id)
        return position < endIndex && numbers[position] == id
    }

    /// Adds an entry where it belongs, once.
    public mutating func insert(_ id: EntryID) {
        guard let last, last >= id else { return numbers.append(id) }
        let position = position(notBefore: id)
        if numbers[position] != id { numbers.insert(id, at: position) }
    }

    /// Drops all entries before this one.
    public mutating func drop(before id: EntryID) {
        dropped = position(notBefore: id)
        guard dropped > numbers.count / 2 else { return }
        numbers.removeFirst(dropped)
        dropped = 0
    }
}
