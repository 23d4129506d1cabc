extension Rect {
    /// Splits the rectangle into parts from top to bottom; the parts fill it whenever one of them can grow.
    public func rows(_ extents: Extent...) -> [Rect] { split(rows: extents) }

    /// Splits the rectangle into parts from left to right; the parts fill it whenever one of them can grow.
    public func columns(_ extents: Extent...) -> [Rect] { split(columns: extents) }

    /// Splits the rectangle into parts from top to bottom.
    public func split(rows extents: [Extent]) -> [Rect] {
        var start = row
        return Self.lengths(of: extents, in: rows).map { length in
            defer { start += length }
            return Rect(row: start, column: column, rows: length, columns: columns)
        }
    }

    /// Splits the rectangle into parts from left to right.
    public func split(columns extents: [Extent]) -> [Rect] {
        var start = column
        return Self.lengths(of: extents, in: columns).map { length in
            defer { start += length }
            return Rect(row: row, column: start, rows: rows, columns: length)
        }
    }

    /// The lengths of the parts. When there is too little room, the first parts are served first, so put what matters
    /// most in front or check the room before; no length is negative, and the sum is never above the whole.
    static func lengths(of extents: [Extent], in total: Int) -> [Int] {
        var left = max(0, total)
        var lengths = extents.map { extent -> Int in
            switch extent {
            case .fixed(let length), .minimum(let length):
                let granted = min(max(0, length), left)
                left -= granted
                return granted
            case .flexible: return 0
            }
        }
        let weights = extents.map { extent -> Int in
            switch extent {
            case .fixed: 0
            case .minimum: 1
            case .flexible(let weight): max(0, weight)
            }
        }
        // Shares are rounded so that the rest of one part goes to the next and nothing is lost.
        var weightLeft = weights.reduce(0, +)
        for index in lengths.indices where weights[index] > 0 {
            let share = left * weights[index] / weightLeft
            lengths[index] += share
            left -= share
            weightLeft -= weights[index]
        }
        return lengths
    }
}
