import SASL

/// A client and a server wired back to back, with somebody in between who may change what they say.
struct Conversation {
    /// How an exchange ended.
    enum Ending: Hashable {
        /// The server let somebody in; what the client then says about the server.
        case success(user: String, ServerProof)
        case clientGaveUp(SASLFailure.Code)
        case serverRefused(SASLFailure.Code)
    }

    /// Which message it is, counted over both sides from 0, and what becomes of it.
    var changing: (_ message: [UInt8], _ number: Int) -> [UInt8] = { message, _ in message }
    /// Whether the first response comes with AUTH, where the client speaks first.
    var sendsInitialResponse = true
    /// What was said.
    private(set) var messages: [[UInt8]] = []

    init() {}

    /// Leads the exchange to its end.
    mutating func run(_ client: ClientExchange, _ server: ServerExchange) -> Ending {
        var client = client
        var server = server
        var step: ServerStep
        if sendsInitialResponse, client.mechanism.clientSpeaksFirst {
            guard case .respond(let first) = client.begin() else { return .clientGaveUp(.unexpectedChallenge) }
            step = server.begin(initialResponse: passed(first))
        } else {
            step = server.begin(initialResponse: nil)
        }
        while true {
            switch step {
            case .challenge(let challenge):
                var answer = client.received(challenge: passed(challenge))
                if case .derive(let derivation) = answer { answer = client.derived(derivation.compute()) }
                switch answer {
                case .respond(let response): step = server.received(response: passed(response))
                case .abort(let failure): return .clientGaveUp(failure.code)
                case .derive, .wait: return .clientGaveUp(.unexpectedChallenge)
                }
            case .success(let user): return .success(user: user, client.succeeded())
            case .failure(let failure): return .serverRefused(failure.code)
            }
        }
    }

    private mutating func passed(_ message: [UInt8]) -> [UInt8] {
        let changed = changing(message, messages.count)
        messages.append(changed)
        return changed
    }
}
