/// ^R: all lines that hold a text.
extension History {
    /// The most matches that are looked for.
    public static let maximumMatches = 500

    /// A line of the history, and where the text stands in it.
    public struct Match: Hashable, Sendable {
        /// The line.
        public let line: [UInt8]
        /// The bytes that match; empty when nothing was looked for.
        public let range: Range<Int>
    }

    /// The lines that hold a text, ASCII letters in any case, newest first, each once.
    public func matches(_ text: [UInt8]) -> [Match] {
        let wanted = text.map(\.lowercased)
        var seen: Set<[UInt8]> = []
        var found: [Match] = []
        for line in lines.reversed() where found.count < Self.maximumMatches {
            guard let range = Self.range(of: wanted, in: line), seen.insert(line).inserted else { continue }
            found.append(Match(line: line, range: range))
        }
        return found
    }

    private static func range(of wanted: [UInt8], in line: [UInt8]) -> Range<Int>? {
        guard let first = wanted.first else { return 0..<0 }
        guard line.count >= wanted.count else { return nil }
        for start in 0...(line.count - wanted.count) where line[start].lowercased == first {
            if zip(line[start...], wanted).allSatisfy({ $0.lowercased == $1 }) { return start..<(start + wanted.count) }
        }
        return nil
    }
}
