/// CRAM-MD5 as the server sees it.
/// - SeeAlso: RFC 2195
struct CRAMServer: ServerConversation {
    private let accounts: ServerExchange.Accounts
    /// In the form of a message identifier: the nonce and the server's name.
    let firstChallenge: [UInt8]

    init(accounts: ServerExchange.Accounts, nonce: [UInt8], host: String) {
        self.accounts = accounts
        firstChallenge = Array("<".utf8) + nonce + Array("@\(host)>".utf8)
    }

    mutating func received(_ response: [UInt8]) -> ServerStep {
        guard let given = CRAMResponse(response) else {
            return .failure(
                .malformedResponse(
                    "The response of CRAM-MD5 is: user name, space, 32 hexadecimal digits in small letters."))
        }
        let candidate = accounts.candidate(given.user)
        let right = CRAMResponse(user: given.user, password: candidate.password, challenge: firstChallenge)
        guard ConstantTime.equal(given.digest, right.digest), candidate.isKnown else { return .failure(.refused) }
        return .success(user: candidate.user)
    }
}
