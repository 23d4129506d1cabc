/// The mechanisms in which the client says one thing and the server only yes or no: PLAIN, EXTERNAL, ANONYMOUS.
struct SingleResponse: ClientConversation, SecretHolder {
    private let mechanism: Mechanism
    private let response: [UInt8]

    /// Identity to act as, user and password, with a NUL between them. Preparing them is the server's task.
    /// - SeeAlso: RFC 4616 §2
    init(plain credentials: Credentials) throws(SASLFailure) {
        let parts = [
            (credentials.authorizationIdentity, "identity to act as"), (credentials.user, "user name"),
            (credentials.password, "password"),
        ]
        for (part, what) in parts where part.contains(0) { throw .forbidden(what, for: .plain) }
        mechanism = .plain
        response = Array(parts.map(\.0).joined(separator: [0]))
    }

    /// Only who to act as, and nothing for the one whom the certificate names.
    /// - SeeAlso: RFC 4422 appendix A
    init(external credentials: Credentials) throws(SASLFailure) {
        mechanism = .external
        response = credentials.authorizationIdentity.isEmpty ? credentials.user : credentials.authorizationIdentity
        if response.contains(0) { throw .forbidden("identity to act as", for: .external) }
    }

    /// Only a trace text.
    /// - SeeAlso: RFC 4505 §2
    init(anonymous credentials: Credentials) throws(SASLFailure) {
        mechanism = .anonymous
        response = credentials.user
        guard TraceText.isValid(response) else {
            throw SASLFailure(
                .forbiddenByte, "The trace text of ANONYMOUS is too long, or holds control characters.",
                advice: "Give up to \(SASLLimits.traceCharacters) characters, such as a mail address, or none.")
        }
    }

    mutating func begin() -> ClientStep { .respond(response) }

    mutating func received(challenge: [UInt8]) -> ClientStep { .abort(.unexpectedChallenge(mechanism)) }
}
