/// OAUTHBEARER and XOAUTH2 as the server sees them: a bad token is explained in a challenge before the refusal.
/// - SeeAlso: RFC 7628 §3.2
struct OAuthServer: ServerConversation {
    private let mechanism: Mechanism
    private let accounts: ServerExchange.Accounts
    private let host: String
    private var hasRefused = false

    init(_ mechanism: Mechanism, accounts: ServerExchange.Accounts, host: String) {
        self.mechanism = mechanism
        self.accounts = accounts
        self.host = host
    }

    mutating func received(_ response: [UInt8]) -> ServerStep {
        // Whatever the client answers to the explanation, the login has failed.
        if hasRefused { return .failure(.refusedToken) }
        let isBearer = mechanism == .oauthBearer
        guard let message = isBearer ? OAuthMessage(bearer: response) : OAuthMessage(xoauth2: response) else {
            return .failure(.malformedResponse("The response is no \(mechanism.name) message with auth=Bearer in it."))
        }
        let user = String(decoding: message.user, as: UTF8.self)
        guard message.token.isEmpty || !accounts.acceptsToken(user, message.token) else { return .success(user: user) }
        hasRefused = true
        let error =
            isBearer
            ? OAuthError(
                status: "invalid_token", scope: "mail",
                openIDConfiguration: "https://\(host)/.well-known/openid-configuration")
            : OAuthError(status: "401", scope: "mail")
        return .challenge(error.bytes)
    }
}

extension SASLFailure {
    /// The token is not accepted.
    fileprivate static let refusedToken = SASLFailure(
        .refused, "The access token is not accepted.", advice: "Get a fresh token for this user, and try again.")
}
