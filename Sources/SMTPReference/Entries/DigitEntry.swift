/// What one digit of a reply code means at its place.
/// - SeeAlso: RFC 5321 §4.2.1
public struct DigitEntry: Hashable, Sendable {
    /// The place: 1, 2 or 3.
    public let position: Int
    /// The digit, 0 to 9; nil for any digit that has no row of its own.
    public let digit: Int?
    /// Whether SMTP gives it a meaning.
    public let isDefined: Bool
    /// The meaning in a word or two.
    public let word: String
    /// The meaning in plain words.
    public let what: String
    /// Where it says so.
    public let sources: [Source]
}

extension DigitEntry: TableEntry {
    static let columns = ["position", "digit", "defined", "word", "what", "source"]

    init(row: inout TableRow) throws(TableError) {
        position = try row.takeNumber(in: 1...3)
        let text = try row.takeText()
        if text == "any" {
            digit = nil
        } else if let number = Int(text), 0...9 ~= number, text.utf8.count == 1 {
            digit = number
        } else {
            throw row.error("\"\(text)\" is neither a digit nor \"any\"")
        }
        isDefined = try row.takeFlag()
        word = try row.takeText()
        what = try row.takeProse()
        sources = try row.takeSources()
    }
}
