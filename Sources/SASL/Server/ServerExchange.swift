/// The server's side of one SASL exchange, for the practice server: responses in, challenges out.
///
/// Whether the user is unknown or the password wrong is not to be seen: not in the failure, not in the number of steps.
public struct ServerExchange: Sendable, SecretHolder {
    private enum Stage {
        case ready, going, ended
    }

    private let mechanism: Mechanism
    private var stage = Stage.ready
    private var conversation: any ServerConversation

    /// An exchange that has not begun.
    /// - Parameters:
    ///   - channelBindings: what the TLS connection gives, for -PLUS.
    ///   - nonce: random printable bytes without a comma: the server's part of a SCRAM nonce, or of a CRAM-MD5
    ///     challenge.
    ///   - salt: random bytes that the server keeps: each user's salt for SCRAM is made from them, also that of an
    ///     unknown user.
    ///   - iterations: of SCRAM.
    public init(
        _ mechanism: Mechanism, accounts: Accounts, host: String, channelBindings: [ChannelBinding] = [],
        nonce: [UInt8], salt: [UInt8], iterations: Int = 4096
    ) {
        self.mechanism = mechanism
        conversation =
            switch mechanism {
            case .plain: PlainServer(accounts: accounts)
            case .login: LoginServer(accounts: accounts)
            case .cramMD5: CRAMServer(accounts: accounts, nonce: nonce, host: host)
            case .external: ExternalServer(accounts: accounts)
            case .anonymous: AnonymousServer(accounts: accounts)
            case .xoauth2, .oauthBearer: OAuthServer(mechanism, accounts: accounts, host: host)
            case .scramSHA1, .scramSHA256, .scramSHA1Plus, .scramSHA256Plus:
                SCRAMServer(
                    mechanism, accounts: accounts, channelBindings: channelBindings, nonce: nonce,
                    iterations: iterations
                ) { user in
                    Array(Digest.hmac(.sha256, key: salt, Array(user.utf8)).prefix(16))
                }
            }
    }

    /// AUTH came, with an initial response or without one. An initial response of `=` is empty bytes.
    /// - SeeAlso: RFC 4954 §4
    public mutating func begin(initialResponse: [UInt8]?) -> ServerStep {
        switch stage {
        case .ready: stage = .going
        case .going, .ended: return kept(.failure(.malformedResponse("The login has begun already.")))
        }
        guard let initialResponse else { return .challenge(conversation.firstChallenge) }
        switch mechanism {
        case .cramMD5:
            return kept(.failure(.malformedResponse("CRAM-MD5 takes no initial response: the server speaks first.")))
        case .scramSHA1, .scramSHA256, .scramSHA1Plus, .scramSHA256Plus, .plain, .login, .xoauth2, .oauthBearer,
            .external, .anonymous:
            // LOGIN is meant to have none either, but many clients send the user name in that place.
            return received(response: initialResponse)
        }
    }

    /// The client answered a challenge.
    public mutating func received(response: [UInt8]) -> ServerStep {
        guard case .going = stage else {
            return kept(.failure(.malformedResponse("A response came, and no login was going on.")))
        }
        guard response.count <= SASLLimits.messageBytes else { return kept(.failure(.tooLong(response.count))) }
        return kept(conversation.received(response))
    }

    private mutating func kept(_ step: ServerStep) -> ServerStep {
        switch step {
        case .challenge: break
        case .success, .failure: stage = .ended
        }
        return step
    }
}
