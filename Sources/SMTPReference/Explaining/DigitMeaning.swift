public import SMTPProtocol

/// What one of the three digits of a reply code says.
public struct DigitMeaning: Hashable, Sendable {
    /// The place: 1, 2 or 3.
    public let position: Int
    /// The digit, 0 to 9.
    public let digit: Int
    /// The meaning in a few words: `permanent failure`.
    public let word: String
    /// The meaning in plain words.
    public let what: String
    /// False when SMTP gives this digit no meaning here.
    public let isDefined: Bool

    /// The digit at its place, with dots for the others: `5 · ·`.
    public var pattern: String {
        (1...3).map { $0 == position ? String(digit) : "·" }.joined(separator: " ")
    }

    /// The three digits of a code, one by one.
    public static func meanings(of code: ReplyCode, in tables: ReferenceTables = .shared) -> [DigitMeaning] {
        let (first, second, third) = code.digits
        return [
            meaning(of: first, at: 1, in: tables), meaning(of: second, at: 2, in: tables),
            thirdMeaning(of: third, code: code, in: tables),
        ]
    }

    private static func meaning(of digit: Int, at position: Int, in tables: ReferenceTables) -> DigitMeaning {
        let rows = tables.digits.filter { $0.position == position }
        let row = rows.first { $0.digit == digit } ?? rows.first { $0.digit == nil }
        return DigitMeaning(
            position: position, digit: digit, word: row?.word ?? "no meaning",
            what: row?.what ?? "SMTP gives this digit no meaning.", isDefined: row?.isDefined ?? false)
    }

    /// The third digit only tells conditions apart; what it tells is the whole code's name.
    private static func thirdMeaning(of digit: Int, code: ReplyCode, in tables: ReferenceTables) -> DigitMeaning {
        let general = meaning(of: digit, at: 3, in: tables)
        guard let entry = tables.entry(for: code) else {
            return DigitMeaning(
                position: 3, digit: digit, word: "a condition that no standard names",
                what: "\(general.what) No standard says what \(code) is.", isDefined: false)
        }
        return DigitMeaning(
            position: 3, digit: digit, word: "this condition: \(entry.headline)",
            what: "\(general.what) \(code) is \"\(entry.headline)\".", isDefined: general.isDefined)
    }
}
