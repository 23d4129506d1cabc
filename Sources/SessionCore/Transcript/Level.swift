/// How much attention a remark or notice wants.
public enum Level: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    /// For those who want to know.
    case information
    /// Something is unusual or will not work as expected.
    case warning
    /// Something failed or broke a rule.
    case error

    /// The level in one word.
    public var word: String {
        switch self {
        case .information: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// Less serious is smaller.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}
