/// EXTERNAL as the server sees it: the certificate of the TLS connection says who it is.
/// - SeeAlso: RFC 4422 appendix A
struct ExternalServer: ServerConversation {
    let accounts: ServerExchange.Accounts

    mutating func received(_ response: [UInt8]) -> ServerStep {
        guard !response.contains(0), String(validating: response, as: UTF8.self) != nil else {
            return .failure(.malformedResponse("The response of EXTERNAL is who to act as, in UTF-8, or nothing."))
        }
        guard let user = accounts.certificateUser else {
            return .failure(
                SASLFailure(
                    .refused, "There is no client certificate that says who you are.",
                    advice: "Connect again, with a client certificate and its key."))
        }
        return response.isEmpty || response == Array(user.utf8) ? .success(user: user) : .failure(.mayNotActAs)
    }
}
