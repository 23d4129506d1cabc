/// Whether it makes sense to try again.
public enum Retry: String, Hashable, Sendable, CaseIterable {
    /// Nothing failed.
    case notNeeded = "not-needed"
    /// The same again, some time later.
    case later
    /// Not the same again; something must be changed first.
    case changed
    /// No: the same will fail again.
    case no

    /// How it reads behind `Retry:`.
    public var words: String {
        switch self {
        case .notNeeded: "not needed"
        case .later: "yes, later"
        case .changed: "after a change"
        case .no: "no"
        }
    }
}
