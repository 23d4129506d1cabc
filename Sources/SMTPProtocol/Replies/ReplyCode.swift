/// A three-digit SMTP reply code.
///
/// The digits carry meaning one by one: severity, category, detail. A code outside `200...599` is kept as it was
/// received and is never ``isValid``.
/// - SeeAlso: RFC 5321 §4.2.1
public struct ReplyCode: Hashable, Sendable {
    private let number: UInt16

    /// The code as a number, 0 to 999.
    public var value: Int { Int(number) }

    /// Makes a code of a number; nil outside `0...999`.
    public init?(_ value: Int) {
        guard 0...999 ~= value else { return nil }
        number = UInt16(value)
    }

    /// Reads a code of exactly three ASCII digits; nil for anything else.
    public init?(ascii: some Collection<UInt8>) {
        var value = 0
        var count = 0
        for byte in ascii {
            guard count < 3, ASCII.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - ASCII.zero)
            count += 1
        }
        guard count == 3 else { return nil }
        number = UInt16(value)
    }

    init(digits first: UInt8, _ second: UInt8, _ third: UInt8) {
        number = UInt16(first) * 100 + UInt16(second) * 10 + UInt16(third)
    }

    /// The three digits, each with what it stands for.
    public var digits: (severity: Int, category: Int, detail: Int) {
        (value / 100, value / 10 % 10, value % 10)
    }

    /// What the first digit means; nil when it is not 2 to 5.
    public var severity: Severity? { Severity(firstDigit: digits.severity) }

    /// What the second digit means; nil when it is above 5.
    public var category: ReplyCategory? { ReplyCategory(rawValue: digits.category) }

    /// True when the grammar of RFC 5321 §4.2 allows the code: first digit 2 to 5, second digit 0 to 5.
    public var isValid: Bool { 200...599 ~= number && number / 10 % 10 <= 5 }
}

extension ReplyCode: Comparable {
    /// Orders codes by number.
    public static func < (lhs: ReplyCode, rhs: ReplyCode) -> Bool { lhs.number < rhs.number }
}

extension ReplyCode: CustomStringConvertible {
    /// Always three digits.
    public var description: String {
        let (first, second, third) = digits
        return "\(first)\(second)\(third)"
    }
}

extension ReplyCode: ExpressibleByIntegerLiteral {
    /// Makes a code of a literal in the source; a literal outside `0...999` is a programmer's mistake and traps.
    public init(integerLiteral value: Int) {
        precondition(0...999 ~= value, "A reply code has three digits.")
        number = UInt16(value)
    }
}
