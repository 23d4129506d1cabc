/// The client's side of one SASL exchange, as a pure value: challenges in, responses out. It knows no base64 and no
/// SMTP.
///
///     var exchange = try ClientExchange(.plain, Credentials(user: "student", password: Array("secret".utf8)))
///     let step = exchange.begin()      // .respond: the initial response
///
/// A client that sends no initial response with AUTH gets an empty challenge in its place. It either calls ``begin()``
/// only then and does not hand the challenge over, or it hands it over without having called ``begin()``.
/// - SeeAlso: RFC 4422 §3
public struct ClientExchange: Sendable, SecretHolder {
    private enum Stage {
        case ready, going, failed
    }

    /// The mechanism.
    public let mechanism: Mechanism
    private var stage = Stage.ready
    private var conversation: any ClientConversation

    /// An exchange that has not begun.
    /// - Parameters:
    ///   - channelBinding: what the mechanisms whose names end in -PLUS need.
    ///   - couldBindChannel: for SCRAM without -PLUS: true when there is something to bind to, but the server offered
    ///     no -PLUS (``Mechanism/offersChannelBinding(_:)``). The server is told so, and notices when somebody removed
    ///     its offer.
    ///   - host: the server's name, for OAUTHBEARER.
    ///   - port: the server's port, for OAUTHBEARER.
    ///   - nonce: printable ASCII without a comma, fresh and random, for SCRAM; at least ``SASLLimits/nonceBytes``.
    /// - Throws: what is missing or cannot be carried: `missingCredentials`, `forbiddenByte`, `unusableNonce`,
    ///   `noChannelBinding`.
    public init(
        _ mechanism: Mechanism, _ credentials: Credentials, channelBinding: ChannelBinding? = nil,
        couldBindChannel: Bool = false, host: String = "", port: Int = 0, nonce: [UInt8] = []
    ) throws(SASLFailure) {
        if mechanism.needsUser, credentials.user.isEmpty { throw .missing("a user name", for: mechanism) }
        if mechanism.needsPassword, credentials.password.isEmpty {
            throw .missing(mechanism.takesToken ? "an access token" : "a password", for: mechanism)
        }
        self.mechanism = mechanism
        switch mechanism {
        case .plain: conversation = try SingleResponse(plain: credentials)
        case .external: conversation = try SingleResponse(external: credentials)
        case .anonymous: conversation = try SingleResponse(anonymous: credentials)
        case .login: conversation = try LoginClient(credentials)
        case .cramMD5: conversation = try CRAMClient(credentials)
        case .xoauth2: conversation = try OAuthClient(xoauth2: credentials)
        case .oauthBearer: conversation = try OAuthClient(bearer: credentials, host: host, port: port)
        case .scramSHA1, .scramSHA256, .scramSHA1Plus, .scramSHA256Plus:
            conversation = try SCRAMClient(
                mechanism, credentials, channelBinding: channelBinding, couldBindChannel: couldBindChannel, nonce: nonce
            )
        }
    }

    /// What to say first: `.respond` for a mechanism in which the client speaks first, else `.wait`. Once per exchange.
    public mutating func begin() -> ClientStep {
        guard case .ready = stage else { return stop(.unexpectedChallenge(mechanism)) }
        stage = .going
        return kept(conversation.begin())
    }

    /// The server sent this challenge (the decoded text of a 334).
    public mutating func received(challenge: [UInt8]) -> ClientStep {
        guard challenge.count <= SASLLimits.messageBytes else { return stop(.tooLong(challenge.count)) }
        switch stage {
        case .ready:
            let first = begin()
            guard case .wait = first else {
                return challenge.isEmpty ? first : stop(.unexpectedChallenge(mechanism))
            }
            return kept(conversation.received(challenge: challenge))
        case .going: return kept(conversation.received(challenge: challenge))
        case .failed: return stop(.unexpectedChallenge(mechanism))
        }
    }

    /// The key that ``ClientStep/derive(_:)`` asked for is there. At any other time it changes nothing.
    public mutating func derived(_ key: DerivedKey) -> ClientStep {
        switch stage {
        case .going: kept(conversation.derived(key))
        case .ready, .failed: .wait
        }
    }

    /// The server said that the login succeeded (235). Judges whether the server may say that now.
    /// - SeeAlso: RFC 5802 §3: without its signature the server is not authenticated
    public mutating func succeeded() -> ServerProof {
        switch stage {
        case .going: conversation.serverProof
        case .ready, .failed: mechanism.provesServer ? .missing : .notPartOfMechanism
        }
    }

    private mutating func kept(_ step: ClientStep) -> ClientStep {
        if case .abort = step { stage = .failed }
        return step
    }

    private mutating func stop(_ failure: SASLFailure) -> ClientStep { kept(.abort(failure)) }
}
