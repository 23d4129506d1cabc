import SASL

/// What a session knows of logging in. Nothing in it can be printed by accident.
struct Login: Sendable, SecretHolder {
    /// Where the nonces of SCRAM come from; nil when the session was given no random seed.
    var nonces: NonceSource?
    /// The login that the explorer leads, from `:auth` to the last reply.
    var attempt: LoginAttempt?
    /// What is known of the AUTH under way, whoever leads it.
    var dialogue: LoginDialogue?
    /// Who is logged in.
    var identity: LoginIdentity?
    /// Whether the user agreed to send AUTH in the clear, on this connection.
    var allowsClearText = false
    /// Whether an AUTH was not sent, so that what seems to answer it must not be sent either.
    var wasHeldBack = false
    private var lastNumber = 0

    /// - Parameter nonceSeed: random bytes of the system; with fewer than ``NonceSource/seedLength`` SCRAM is not possible.
    init(nonceSeed: [UInt8] = []) { nonces = NonceSource(seed: nonceSeed) }

    /// A number for an action whose answer comes back with it. It is never used again.
    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// Forgets everything that belonged to the connection.
    mutating func connectionEnded() {
        attempt = nil
        dialogue = nil
        identity = nil
        allowsClearText = false
        wasHeldBack = false
    }
}

/// Who is logged in, and how.
struct LoginIdentity: Hashable, Sendable {
    /// The user name as it was sent; nil when the explorer does not know it.
    var user: [UInt8]?
    /// The mechanism as AUTH named it.
    var mechanism: String
    /// Whether the mechanism has the server prove itself, and the server did not.
    var isServerUnproved: Bool
}
