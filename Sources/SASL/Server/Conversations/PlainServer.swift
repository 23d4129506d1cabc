/// PLAIN as the server sees it.
/// - SeeAlso: RFC 4616
struct PlainServer: ServerConversation {
    let accounts: ServerExchange.Accounts

    mutating func received(_ response: [UInt8]) -> ServerStep {
        guard let message = PlainMessage(response) else {
            return .failure(
                .malformedResponse("The response of PLAIN is: identity to act as, NUL, user name, NUL, password."))
        }
        let candidate = accounts.candidate(message.user)
        guard candidate.hasPassword(message.password) else { return .failure(.refused) }
        guard message.authorizationIdentity.isEmpty || message.authorizationIdentity == message.user else {
            return .failure(.mayNotActAs)
        }
        return .success(user: candidate.user)
    }
}
