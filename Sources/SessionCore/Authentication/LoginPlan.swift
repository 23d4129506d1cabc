import SASL

/// How a login is going to be done: what `:auth` asked for, with a mechanism chosen. It holds no secret.
struct LoginPlan: Hashable, Sendable {
    /// The mechanism.
    let mechanism: Mechanism
    /// What ties the login to the TLS connection; for -PLUS only.
    let binding: ChannelBinding?
    /// Whether we could bind the login to the TLS connection, and the server offers no mechanism for it.
    let couldBindChannel: Bool
    /// What was asked for; the user is filled in once they are known.
    var request: AuthRequest

    /// What the secret is called: `password` or `access token`.
    var secretName: String { mechanism.takesToken ? "access token" : "password" }
}
