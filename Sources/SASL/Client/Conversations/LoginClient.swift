/// LOGIN: the user name to the first prompt, the password to the second, whatever the prompts say.
/// - SeeAlso: draft-murchison-sasl-login
struct LoginClient: ClientConversation, SecretHolder {
    /// What is still to be sent, the last first.
    private var answers: [[UInt8]]

    init(_ credentials: Credentials) throws(SASLFailure) {
        if credentials.user.contains(0) { throw .forbidden("user name", for: .login) }
        if credentials.password.contains(0) { throw .forbidden("password", for: .login) }
        answers = [credentials.password, credentials.user]
    }

    mutating func begin() -> ClientStep { .wait }

    mutating func received(challenge: [UInt8]) -> ClientStep {
        answers.popLast().map(ClientStep.respond) ?? .abort(.unexpectedChallenge(.login))
    }
}
