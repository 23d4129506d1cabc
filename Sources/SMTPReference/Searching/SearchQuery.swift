import SMTPProtocol

/// What a typed query asks for.
enum SearchQuery {
    case everything
    case replyCode(DigitPattern)
    case enhancedCode(EnhancedPattern)
    case rfc(Int)
    case words(SearchWords)

    init(_ text: String) {
        let words = text.utf8.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
        if words.isEmpty {
            self = .everything
        } else if words.count == 1, let pattern = DigitPattern(words[0]) {
            self = .replyCode(pattern)
        } else if words.count == 1, let pattern = EnhancedPattern(words[0]) {
            self = .enhancedCode(pattern)
        } else if let number = Self.rfcNumber(words) {
            self = .rfc(number)
        } else {
            self = .words(SearchWords(words.map { Array($0) }))
        }
    }

    /// `RFC 5321`, `rfc5321`; a section behind it does not narrow the search.
    private static func rfcNumber(_ words: [Substring.UTF8View]) -> Int? {
        let first = words[0].map(ASCIICase.folded)
        guard first.starts(with: "rfc".utf8) else { return nil }
        let digits = first.dropFirst(3)
        if digits.isEmpty { return words.count > 1 ? Int(Substring(words[1])) : nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

/// A reply code of which not all digits are given: `55_`, `5xx`, `5`.
struct DigitPattern {
    /// One for each place; nil for any digit.
    private let digits: [Int?]

    /// Reads one to three digits and wildcards, with at least one digit; nil for anything else.
    init?(_ text: some Collection<UInt8>) {
        var digits: [Int?] = []
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(Int(byte - UInt8(ascii: "0")))
            case UInt8(ascii: "*"):
                // A star stands for all that is left.
                guard index == text.count - 1, !digits.isEmpty else { return nil }
            case UInt8(ascii: "_"), UInt8(ascii: "?"), UInt8(ascii: "."): digits.append(nil)
            case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "y"), UInt8(ascii: "z"): digits.append(nil)
            default: return nil
            }
        }
        guard 1...3 ~= digits.count, digits.contains(where: { $0 != nil }) else { return nil }
        // "5." and "5.7" begin an enhanced code; "5.." does not.
        let bytes = Array(text)
        if bytes.count == 2, bytes[1] == UInt8(ascii: ".") { return nil }
        if bytes.count == 3, bytes[1] == UInt8(ascii: "."), bytes[2] != UInt8(ascii: ".") { return nil }
        self.digits = digits
    }

    func matches(_ code: ReplyCode) -> Bool {
        let (first, second, third) = code.digits
        return zip(digits, [first, second, third]).allSatisfy { wanted, found in wanted == nil || wanted == found }
    }

    /// The code, when every digit is given.
    var exactCode: ReplyCode? {
        let known = digits.compactMap(\.self)
        guard known.count == 3 else { return nil }
        return ReplyCode(known[0] * 100 + known[1] * 10 + known[2])
    }
}

/// An enhanced code of which not all parts are given: `5.7.x`, `X.7`, `5.`.
struct EnhancedPattern {
    private let statusClass: Int?
    private let subject: Int?
    private let detail: Int?

    /// Reads one to three parts, each a number or a wildcard, with a dot after the class; nil for anything else.
    init?(_ text: some Collection<UInt8>) {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count else { return nil }
        var numbers: [Int?] = []
        for (index, part) in parts.enumerated() {
            let word = String(decoding: part, as: UTF8.self)
            switch word {
            case "x", "X", "*", "_", "?", "y", "z": numbers.append(nil)
            case "" where index > 0 && index == parts.count - 1: numbers.append(nil)
            default:
                guard let number = Int(word), 0...999 ~= number else { return nil }
                numbers.append(number)
            }
        }
        if let statusClass = numbers[0], ![2, 4, 5].contains(statusClass) { return nil }
        guard numbers.contains(where: { $0 != nil }) else { return nil }
        statusClass = numbers[0]
        subject = numbers[1]
        detail = numbers.count > 2 ? numbers[2] : nil
    }

    func matches(_ entry: EnhancedCodeEntry) -> Bool {
        if let subject, subject != entry.subject { return false }
        if let detail, detail != entry.detail { return false }
        if let statusClass, !entry.usualClasses.isEmpty, detail == nil {
            return entry.usualClasses.contains(statusClass)
        }
        return true
    }

    /// Whether reply codes of this severity can stand beside the class.
    func allows(_ severity: Severity) -> Bool { statusClass.map { $0 == severity.firstDigit } ?? true }
}
