/// A version of TLS, oldest first.
/// - SeeAlso: RFC 8446 §4.2.1; RFC 8996 for the two oldest, which are not to be used any more
public enum TLSVersion: UInt16, Hashable, Sendable, CaseIterable, Comparable {
    case tls10 = 0x0301
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304

    /// As `--tls-min` takes it: `1.2`.
    public var number: String {
        switch self {
        case .tls10: "1.0"
        case .tls11: "1.1"
        case .tls12: "1.2"
        case .tls13: "1.3"
        }
    }

    /// As the field writes it: `TLSv1.2`.
    public var name: String { "TLSv\(number)" }

    /// The version that `--tls-min` names: `1.0` to `1.3`.
    public init?(number: String) {
        guard let version = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = version
    }

    /// Older is lower.
    public static func < (lower: Self, higher: Self) -> Bool { lower.rawValue < higher.rawValue }
}
