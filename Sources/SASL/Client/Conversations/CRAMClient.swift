/// CRAM-MD5: the user name, and the server's challenge signed with the password.
/// - SeeAlso: RFC 2195
struct CRAMClient: ClientConversation, SecretHolder {
    /// Nothing once it has answered: a second challenge would give an attacker a second digest.
    private var credentials: Credentials?

    init(_ credentials: Credentials) throws(SASLFailure) {
        if credentials.user.contains(0) { throw .forbidden("user name", for: .cramMD5) }
        self.credentials = credentials
    }

    mutating func begin() -> ClientStep { .wait }

    mutating func received(challenge: [UInt8]) -> ClientStep {
        guard let credentials else { return .abort(.unexpectedChallenge(.cramMD5)) }
        self.credentials = nil
        guard !challenge.isEmpty else {
            return .abort(.malformed("The challenge of CRAM-MD5 is empty, so the answer could be used again."))
        }
        return .respond(
            CRAMResponse(user: credentials.user, password: credentials.password, challenge: challenge).bytes)
    }
}
