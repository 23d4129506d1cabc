/// How good or bad a reply is: the meaning of the first digit of its code.
///
/// The order is from good to bad.
/// - SeeAlso: RFC 5321 §4.2.1
public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// 2yz: the requested action was completed.
    case ok
    /// 3yz: accepted so far; the server waits for more.
    case `continue`
    /// 4yz: refused for now; the same command may succeed later.
    case temporary
    /// 5yz: refused for good; the same command will fail again.
    case permanent

    /// The severity that a first digit means; nil for a digit that SMTP gives no meaning.
    public init?(firstDigit: Int) {
        switch firstDigit {
        case 2: self = .ok
        case 3: self = .continue
        case 4: self = .temporary
        case 5: self = .permanent
        default: return nil
        }
    }

    /// The first digit of the codes of this severity.
    public var firstDigit: Int {
        switch self {
        case .ok: 2
        case .continue: 3
        case .temporary: 4
        case .permanent: 5
        }
    }
}

extension Severity: Comparable {
    /// True when `lhs` is better news than `rhs`.
    public static func < (lhs: Severity, rhs: Severity) -> Bool {
        lhs.firstDigit < rhs.firstDigit
    }
}
