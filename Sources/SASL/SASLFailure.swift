/// Why an exchange cannot begin or go on. The texts hold nothing secret; foreign text in them is escaped.
public struct SASLFailure: Error, Hashable, Sendable {
    /// What went wrong. New kinds may come with new versions.
    public enum Code: String, Hashable, Sendable {
        /// The mechanism needs a user name, a password or a token that was not given.
        case missingCredentials
        /// A user name or password holds a byte that the mechanism cannot carry.
        case forbiddenByte
        /// The client's nonce is too short, or holds a byte that must not be in one.
        case unusableNonce
        /// A -PLUS mechanism without data to bind to.
        case noChannelBinding
        /// The two ends do not see the same TLS connection, or somebody removed the offer to bind to it.
        case wrongChannelBinding
        /// The challenge or the response breaks the rules of the mechanism.
        case malformedChallenge
        /// The server's nonce does not begin with ours.
        case nonceMismatch
        /// The iteration count is too low to protect the password, or too high to be honest.
        case iterationCount
        /// The server's signature is wrong: it does not know the password.
        case wrongServerSignature
        /// The server reported an error inside the mechanism.
        case serverError
        /// A challenge came when none was due.
        case unexpectedChallenge
        /// The server does not accept the user, the password, the token or the identity to act as.
        case refused
    }

    /// What went wrong.
    public let code: Code
    /// What happened, in a sentence.
    public let message: String
    /// What to do, in a sentence.
    public let advice: String

    /// A failure.
    public init(_ code: Code, _ message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}

/// The failures that come from more than one place.
extension SASLFailure {
    /// A message of the server that breaks the rules.
    static func malformed(_ message: String) -> SASLFailure {
        SASLFailure(
            .malformedChallenge, message, advice: "The login was stopped. Try another mechanism that the server offers."
        )
    }

    /// A message of the client that breaks the rules.
    static func malformedResponse(_ message: String) -> SASLFailure {
        SASLFailure(
            .malformedChallenge, message, advice: "Begin again with AUTH, and look at the form of the response.")
    }

    /// A challenge behind the last one.
    static func unexpectedChallenge(_ mechanism: Mechanism) -> SASLFailure {
        SASLFailure(
            .unexpectedChallenge, "The server sent a challenge although \(mechanism.name) has nothing more to say.",
            advice: "The login was stopped. The server's side of \(mechanism.name) is broken.")
    }

    /// A message over ``SASLLimits/messageBytes``.
    static func tooLong(_ count: Int) -> SASLFailure {
        .malformed("The message has \(count) bytes; \(SASLLimits.messageBytes) are the most that SMTP carries.")
    }

    /// Something that the mechanism needs was not given.
    static func missing(_ what: String, for mechanism: Mechanism) -> SASLFailure {
        SASLFailure(.missingCredentials, "\(mechanism.name) needs \(what).", advice: "Give one and log in again.")
    }

    /// A value that the mechanism cannot carry.
    static func forbidden(_ what: String, for mechanism: Mechanism) -> SASLFailure {
        SASLFailure(
            .forbiddenByte, "The \(what) holds a character that \(mechanism.name) cannot carry.",
            advice: "Look for a line ending, a NUL or another control character in it.")
    }

    /// The server does not let the user in. It is the same for every reason, so that nobody learns which names exist.
    static let refused = SASLFailure(
        .refused, "The user name and the password do not belong together.", advice: "Check both, and try again.")

    /// Somebody logged in well, but asked to act as somebody else.
    static let mayNotActAs = SASLFailure(
        .refused, "The user may not act as somebody else.", advice: "Leave the authorization identity empty.")
}
