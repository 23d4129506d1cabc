/// What the explorer asks before something has the server take a message: a dot alone, a last BDAT or BURL, or exact bytes
/// that hold one.
public enum CommitMode: String, Hashable, Sendable, CaseIterable {
    /// It asks each time. Where nobody can be asked, nothing is committed.
    case safe
    /// It asks once for each remote host, and never on this machine.
    case normal
    /// It asks nothing.
    case free
}
