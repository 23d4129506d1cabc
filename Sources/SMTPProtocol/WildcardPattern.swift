/// A text with `*` for anything, by which lines and addresses are told; capital and small letters are the same.
///
/// Scenarios and lessons are written with such patterns.
public struct WildcardPattern: Hashable, Sendable {
    private let pattern: [UInt8]

    /// A pattern.
    public init(_ text: String) { pattern = text.utf8.map(ASCII.uppercased) }

    /// Whether the whole line is like this. The work is at most the product of both lengths.
    public func matches(_ line: some Collection<UInt8>) -> Bool {
        let line = line.map(ASCII.uppercased)
        var (place, position) = (0, 0)
        // The last star that was seen, and where the line stood then: from there one more byte goes to the star.
        var star: (place: Int, position: Int)?
        while position < line.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == line[position] {
                place += 1
                position += 1
            } else if let last = star {
                star = (last.place, last.position + 1)
                (place, position) = (last.place + 1, last.position + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
