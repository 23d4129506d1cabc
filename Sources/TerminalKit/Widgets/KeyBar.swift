/// The bottom row that names keys and what they do.
public struct KeyBar: Hashable, Sendable {
    /// One key with its label.
    public struct Item: Hashable, Sendable {
        /// The key as it is printed on keyboards: `F1`, `^D`.
        public let key: String
        /// What it does, in a word.
        public let label: String

        /// A key with its label.
        public init(key: String, label: String) {
            self.key = key
            self.label = label
        }
    }

    /// The keys, the most important ones first.
    public let items: [Item]

    /// A bar of keys, the most important ones first.
    public init(_ items: [Item]) { self.items = items }

    /// The columns of each item that fits wholly, from the bar's left edge.
    public func places(width: Int) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var column = 1
        for item in items {
            let end = column + Self.text(of: item).width()
            guard end <= width else { break }
            places.append(column..<end)
            column = end + 2
        }
        return places
    }

    /// The item at a column, for a click; nil between items.
    public func item(at column: Int, width: Int) -> Item? {
        places(width: width).firstIndex { $0.contains(column) }.map { items[$0] }
    }

    /// Draws the items that fit wholly into the first row of a rectangle.
    public func draw(into surface: inout Surface, in rect: Rect, theme: Theme) {
        guard !rect.isEmpty else { return }
        surface.fill(
            Rect(row: rect.row, column: rect.column, rows: 1, columns: rect.columns), style: theme.style(for: .keyLabel)
        )
        let names = theme.style(for: .keyName)
        let labels = theme.style(for: .keyLabel)
        for (item, place) in zip(items, places(width: rect.columns)) {
            surface.write(
                Self.text(of: item, names: names, labels: labels), row: rect.row,
                column: rect.column + place.lowerBound, limit: place.count)
        }
    }

    private static func text(of item: Item, names: Style = .plain, labels: Style = .plain) -> StyledText {
        StyledText([.init(item.key, style: names), .init(" " + item.label, style: labels)])
    }
}
