import SMTPProtocol

/// The reply codes, with the place of each.
struct ReplyCodeTable: Sendable {
    let entries: [ReplyCodeEntry]
    /// One place in ``entries`` for each number from 0 to 999, -1 for none.
    private let places: [Int16]

    init(_ entries: [ReplyCodeEntry]) {
        self.entries = entries
        var places = [Int16](repeating: -1, count: 1_000)
        for (index, entry) in entries.enumerated() { places[entry.code.value] = Int16(clamping: index) }
        self.places = places
    }

    subscript(code: ReplyCode) -> ReplyCodeEntry? {
        let place = Int(places[code.value])
        return place < 0 ? nil : entries[place]
    }
}
