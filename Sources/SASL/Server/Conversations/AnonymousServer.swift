/// ANONYMOUS as the server sees it.
/// - SeeAlso: RFC 4505
struct AnonymousServer: ServerConversation {
    let accounts: ServerExchange.Accounts

    mutating func received(_ response: [UInt8]) -> ServerStep {
        guard TraceText.isValid(response) else {
            return .failure(
                .malformedResponse(
                    "A trace text is UTF-8 of at most \(SASLLimits.traceCharacters) characters, without controls."
                ))
        }
        guard accounts.allowsAnonymous else {
            return .failure(
                SASLFailure(.refused, "Nobody gets in here without a name.", advice: "Log in with a user name."))
        }
        return .success(user: "anonymous")
    }
}
