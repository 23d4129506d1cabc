/// Finds the name that a mistyped one was probably meant to be.
public enum NearestName {
    /// Names longer than this are not compared: the work grows with the square of the length.
    private static let maximumLength = 64

    /// The candidate with the fewest changed letters, the first of equals.
    public static func of(_ typed: String, among candidates: [String]) -> String? {
        let wanted = Array(typed.lowercased().utf8.prefix(maximumLength))
        return candidates.min { left, right in
            score(wanted, Array(left.utf8)) < score(wanted, Array(right.utf8))
        }
    }

    /// The distance, less a little for a candidate that goes on where the typed name ends.
    private static func score(_ typed: [UInt8], _ candidate: [UInt8]) -> Int {
        let bonus = !typed.isEmpty && candidate.starts(with: typed) ? candidate.count - typed.count : 0
        return distance(typed, candidate) * 2 - bonus * 2 + (bonus > 0 ? 1 : 0)
    }

    /// How many letters must be put in, taken out, changed or swapped with their neighbour.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            row.reserveCapacity(right.count + 1)
            for j in 1...right.count {
                let change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var best = min(change, last[j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, beforeLast[j - 2] + 1)
                }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
