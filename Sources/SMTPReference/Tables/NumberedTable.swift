/// Rows of a registry, each found by its number in one step.
struct NumberedTable<Entry: NumberedEntry>: Sendable {
    let entries: [Entry]
    /// The place of each number in ``entries``.
    private let places: [Entry.Number: Int]

    init(_ entries: [Entry]) {
        self.entries = entries
        places = Dictionary(
            entries.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(number: Entry.Number) -> Entry? { places[number].map { entries[$0] } }
}

/// A row that a registry knows by a number.
protocol NumberedEntry: Sendable {
    associatedtype Number: FixedWidthInteger & Sendable
    /// The registered number.
    var number: Number { get }
}
