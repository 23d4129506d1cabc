/// LOGIN as the server sees it: two prompts, two answers.
/// - SeeAlso: draft-murchison-sasl-login
struct LoginServer: ServerConversation {
    private let accounts: ServerExchange.Accounts
    private var user: [UInt8]?

    init(accounts: ServerExchange.Accounts) { self.accounts = accounts }

    var firstChallenge: [UInt8] { Array("Username:".utf8) }

    mutating func received(_ response: [UInt8]) -> ServerStep {
        guard let user else {
            guard !response.isEmpty else { return .failure(.malformedResponse("The user name is empty.")) }
            user = response
            return .challenge(Array("Password:".utf8))
        }
        guard !response.isEmpty else { return .failure(.malformedResponse("The password is empty.")) }
        let candidate = accounts.candidate(user)
        return candidate.hasPassword(response) ? .success(user: candidate.user) : .failure(.refused)
    }
}
