import SASL

/// A login that the explorer leads: what it waits for, and the exchange behind it.
///
/// The exchange holds the password, so an attempt is dropped as soon as the login is decided.
struct LoginAttempt: Sendable, SecretHolder {
    /// What is waited for.
    enum Step: Hashable, Sendable {
        /// The secret, under this number.
        case secret(Int)
        /// The server's reply.
        case reply
        /// The key that is computed under this number.
        case key(Int)
    }

    let plan: LoginPlan
    var step: Step
    /// The exchange; nil until the secret is there.
    var exchange: ClientExchange?
    /// The first response, when it did not go out in the AUTH line.
    var withheld: [UInt8]?
    /// Whether `*` went out, so that only the end of the login is awaited.
    var isCancelled = false

    /// What stands before the input meanwhile.
    var promptText: String {
        switch step {
        case .secret: "AUTH (fetching the \(plan.secretName))> "
        case .reply: "AUTH (waiting)> "
        case .key: "AUTH (computing)> "
        }
    }
}
