import SMTPProtocol

/// What a code may be, digit by digit or number by number: `250`, `25x`, `5.7.1`, `5.7.x`.
public enum ReplyPattern: Hashable, Sendable {
    /// Three digits; nil for any.
    case code([UInt8?])
    /// Class, subject and detail of an enhanced code; nil for any.
    /// - SeeAlso: RFC 3463 §2
    case enhanced([Int?])

    /// Reads a pattern; nil for anything that is none.
    init?(_ word: some Collection<UInt8>) {
        let parts = Array(word).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard word.count == 3 else { return nil }
            var digits: [UInt8?] = []
            for (index, byte) in word.enumerated() {
                switch byte {
                case UInt8(ascii: "x"), UInt8(ascii: "X"): digits.append(nil)
                case 0x32...0x35: digits.append(byte - 0x30)
                case 0x30...0x39 where index > 0: digits.append(byte - 0x30)
                default: return nil
                }
            }
            self = .code(digits)
        case 3:
            var numbers: [Int?] = []
            for (index, part) in parts.enumerated() {
                if part.count == 1, part.first?.lowercased == UInt8(ascii: "x") {
                    numbers.append(nil)
                    continue
                }
                guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }),
                    let number = Int(String(decoding: part, as: UTF8.self)), index > 0 || [2, 4, 5].contains(number)
                else { return nil }
                numbers.append(number)
            }
            self = .enhanced(numbers)
        default: return nil
        }
    }

    /// Whether a reply has a code like this.
    func matches(_ reply: Reply) -> Bool {
        switch self {
        case .code: reply.code.map(matches) ?? false
        case .enhanced(let numbers):
            reply.enhanced.map { code in
                zip(numbers, [code.statusClass, code.subject, code.detail]).allSatisfy { $0 == nil || $0 == $1 }
            } ?? false
        }
    }

    /// Whether a reply with this code, and without an enhanced one, would do.
    func matches(_ code: ReplyCode) -> Bool {
        guard case .code(let digits) = self else { return false }
        return zip(digits, Array(code.description.utf8)).allSatisfy { $0 == nil || $0 == $1 &- 0x30 }
    }
}
