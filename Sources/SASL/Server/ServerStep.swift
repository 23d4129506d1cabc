/// What the server has to do next.
public enum ServerStep: Hashable, Sendable {
    /// Send 334 with this challenge; empty bytes are an empty challenge.
    case challenge([UInt8])
    /// The login succeeded: 235. Who is logged in now.
    case success(user: String)
    /// The login failed: 535, or 501 for ``SASLFailure/Code-swift.enum/malformedChallenge``.
    case failure(SASLFailure)
}
