import SMTPProtocol

/// A reply code with `x` for any digit, as `wordings.tsv` writes it: `550`, `55x`, `5xx`; or `none`: there is no code.
struct ReplyCodePattern: Hashable, Sendable {
    /// The pattern as it is written.
    let word: String
    /// The codes that fit; nil for `none`.
    private let digits: [Int?]?

    /// Reads a pattern; nil for anything else.
    init?(_ word: String) {
        self.word = word
        if word == "none" {
            digits = nil
            return
        }
        var digits: [Int?] = []
        for byte in word.utf8 {
            switch byte {
            case UInt8(ascii: "x"): digits.append(nil)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(Int(byte - UInt8(ascii: "0")))
            default: return nil
            }
        }
        guard digits.count == 3, let first = digits[0], 2...5 ~= first else { return nil }
        self.digits = digits
    }

    /// Whether a code fits.
    func matches(_ code: ReplyCode) -> Bool {
        guard let digits else { return false }
        let (first, second, third) = code.digits
        return digits[0] == first && (digits[1] ?? second) == second && (digits[2] ?? third) == third
    }

    /// Whether the pattern may hold where a reply has no code: it is `none`, or the class of the enhanced code, if
    /// there is one, agrees with its first digit.
    func allowsNoCode(beside enhanced: EnhancedStatusCode?) -> Bool {
        guard let digits, let enhanced else { return true }
        return digits[0] == enhanced.statusClass
    }
}
