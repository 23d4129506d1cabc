/// An enhanced status code such as `5.1.1`: a class, a subject and a detail.
/// - SeeAlso: RFC 3463 §2, RFC 2034 §4
public struct EnhancedStatusCode: Hashable, Sendable {
    private let classByte: UInt8
    private let subjectWord: UInt16
    private let detailWord: UInt16

    /// 2 for success, 4 for a persistent temporary failure, 5 for a permanent failure.
    public var statusClass: Int { Int(classByte) }
    /// What the code is about, 0 to 999.
    public var subject: Int { Int(subjectWord) }
    /// The exact condition, 0 to 999.
    public var detail: Int { Int(detailWord) }

    /// Makes a code; nil when the class is not 2, 4 or 5, or another number is outside `0...999`.
    public init?(statusClass: Int, subject: Int, detail: Int) {
        guard [2, 4, 5].contains(statusClass), 0...999 ~= subject, 0...999 ~= detail else { return nil }
        self.init(UInt8(statusClass), UInt16(subject), UInt16(detail))
    }

    private init(_ statusClass: UInt8, _ subject: UInt16, _ detail: UInt16) {
        classByte = statusClass
        subjectWord = subject
        detailWord = detail
    }

    /// Reads a code that is the whole of `ascii`; nil for anything else.
    public init?(ascii: some Collection<UInt8>) {
        guard let (code, length) = Self.leading(in: ascii), length == ascii.count else { return nil }
        self = code
    }

    /// Reads the code that stands at the very start of a reply's text, where RFC 2034 §4 puts it.
    ///
    /// What follows the code must be a space or the end of the text. `length` counts the code alone.
    public static func leading(in text: some Collection<UInt8>) -> (code: EnhancedStatusCode, length: Int)? {
        let found = text.withContiguousStorageIfAvailable { storage in
            leading(in: storage.span)
        }
        if let found { return found }
        // "5.999.999" and the byte behind it: no code is longer.
        return leading(in: Array(text.prefix(longest + 1)).span)
    }

    private static let longest = 9

    static func leading(in text: borrowing Span<UInt8>) -> (code: EnhancedStatusCode, length: Int)? {
        // The shortest code, "2.0.0", has five bytes.
        guard text.count >= 5, text[1] == ASCII.dot else { return nil }
        let statusClass = text[0] &- ASCII.zero
        guard statusClass == 2 || statusClass == 4 || statusClass == 5 else { return nil }
        var position = 2
        guard let subject = number(in: text, at: &position) else { return nil }
        guard position < text.count, text[position] == ASCII.dot else { return nil }
        position += 1
        guard let detail = number(in: text, at: &position) else { return nil }
        guard position == text.count || text[position] == ASCII.space else { return nil }
        return (EnhancedStatusCode(statusClass, subject, detail), position)
    }

    /// Reads one to three digits without a leading zero (RFC 3463 §2) and moves behind them.
    private static func number(in text: borrowing Span<UInt8>, at position: inout Int) -> UInt16? {
        let start = position
        var value: UInt16 = 0
        while position < text.count, ASCII.isDigit(text[position]) {
            guard position - start < 3 else { return nil }
            value = value * 10 + UInt16(text[position] - ASCII.zero)
            position += 1
        }
        let count = position - start
        guard count == 1 || (count > 1 && text[start] != ASCII.zero) else { return nil }
        return value
    }

    /// What the class means: 2 ok, 4 temporary, 5 permanent.
    public var severity: Severity {
        switch classByte {
        case 2: .ok
        case 4: .temporary
        default: .permanent
        }
    }
}

extension EnhancedStatusCode: Comparable {
    /// Orders codes by class, then subject, then detail.
    public static func < (lhs: EnhancedStatusCode, rhs: EnhancedStatusCode) -> Bool {
        (lhs.classByte, lhs.subjectWord, lhs.detailWord) < (rhs.classByte, rhs.subjectWord, rhs.detailWord)
    }
}

extension EnhancedStatusCode: CustomStringConvertible {
    /// The code as servers write it: `5.1.1`.
    public var description: String { "\(statusClass).\(subject).\(detail)" }
}
