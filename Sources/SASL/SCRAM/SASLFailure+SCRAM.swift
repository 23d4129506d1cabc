/// The errors that a SCRAM server reports in `e=`.
extension SASLFailure {
    /// The failure for the value of `e=`.
    /// - SeeAlso: RFC 5802 §7 (server-error-value)
    static func scramError(_ value: [UInt8]) -> SASLFailure {
        let known = meanings[String(decoding: value, as: UTF8.self)]
        return SASLFailure(
            .serverError, "The server reported \(ForeignText.escape(value))\(known.map { ": \($0.meaning)" } ?? "").",
            advice: known?.advice ?? "Ask the server's administrator what it means.")
    }

    private static let again = "Check the user name and the password."
    private static let inBetween = "Look at the certificate of the connection; somebody may be in between."
    private static let otherMechanism = "Log in with the other form of the mechanism, with or without -PLUS."
    private static let broken = "One side's SCRAM is broken; look at the messages of the exchange."

    private static let meanings: [String: (meaning: String, advice: String)] = [
        "invalid-proof": ("the password is wrong", again),
        "unknown-user": ("it does not know the user", again),
        "invalid-username-encoding": ("it cannot read the user name", again),
        "channel-bindings-dont-match": ("it sees another TLS connection than we do", inBetween),
        "server-does-support-channel-binding": ("it offered -PLUS, but the offer did not arrive here", inBetween),
        "channel-binding-not-supported": ("it cannot bind a login to the connection", otherMechanism),
        "unsupported-channel-binding-type": ("it cannot bind to what we chose", otherMechanism),
        "invalid-encoding": ("it cannot read our message", broken),
        "extensions-not-supported": ("it does not know an extension in our message", broken),
        "no-resources": ("it has no resources left", "Try again later."),
        "other-error": ("it does not say what", "Ask the server's administrator what its log says."),
    ]
}
