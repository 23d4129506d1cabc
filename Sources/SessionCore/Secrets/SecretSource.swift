/// Where a secret comes from. A secret itself never stands in a line that is kept.
public enum SecretSource: Hashable, Sendable {
    /// The user is asked, masked.
    case ask
    /// An environment variable.
    case environment(String)
    /// The first line of a file that only its owner may read.
    case file(String)
}

/// What became of looking for a secret.
public enum SecretAnswer: Hashable, Sendable, SecretHolder {
    /// The secret. It must not be shown or kept.
    case found([UInt8])
    /// There is none: what is wrong, and what to do.
    case missing(message: String, advice: String)
}
