/// XOAUTH2 and OAUTHBEARER: a token in one message. When the server refuses it, it explains itself in a challenge, and
/// the client has to answer before the server says no.
/// - SeeAlso: RFC 7628 §3.2
struct OAuthClient: ClientConversation, SecretHolder {
    private let mechanism: Mechanism
    private let first: [UInt8]
    /// The answer to the server's explanation; nil when it was given.
    private var acknowledgement: [UInt8]?

    init(xoauth2 credentials: Credentials) throws(SASLFailure) {
        let message = try Self.checked(credentials, user: credentials.user, for: .xoauth2)
        mechanism = .xoauth2
        first = message.xoauth2Bytes
        acknowledgement = []
    }

    init(bearer credentials: Credentials, host: String, port: Int) throws(SASLFailure) {
        let named = credentials.authorizationIdentity.isEmpty ? credentials.user : credentials.authorizationIdentity
        let checked = try Self.checked(credentials, user: named, for: .oauthBearer)
        let message = OAuthMessage(
            user: checked.user, token: checked.token, host: Array(host.utf8),
            port: port > 0 ? Array(String(port).utf8) : [])
        guard message.host.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .forbidden("name of the server", for: .oauthBearer)
        }
        mechanism = .oauthBearer
        first = message.bearerBytes
        acknowledgement = [OAuthMessage.separator]
    }

    private static func checked(
        _ credentials: Credentials, user: [UInt8], for mechanism: Mechanism
    ) throws(SASLFailure) -> OAuthMessage {
        guard user.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .forbidden("user name", for: mechanism) }
        guard credentials.password.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .forbidden("access token", for: mechanism)
        }
        return OAuthMessage(user: user, token: credentials.password)
    }

    mutating func begin() -> ClientStep { .respond(first) }

    mutating func received(challenge: [UInt8]) -> ClientStep {
        guard let answer = acknowledgement else { return .abort(.unexpectedChallenge(mechanism)) }
        acknowledgement = nil
        return .respond(answer)
    }
}
