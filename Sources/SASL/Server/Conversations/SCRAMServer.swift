/// SCRAM as the server sees it.
///
/// Its signature goes out as a challenge, which the client answers with nothing: SMTP has no room for it in the 235.
/// - SeeAlso: RFC 5802, RFC 7677, RFC 4954 §4
struct SCRAMServer: ServerConversation, SecretHolder {
    /// A login under way: the client has said who it is.
    private struct Login {
        let candidate: ServerExchange.Accounts.Candidate
        let clientFirst: SCRAMClientFirst
        /// The header of the client with what it has to be bound to.
        let binding: [UInt8]
        let nonce: [UInt8]
        let salt: [UInt8]
        let serverFirst: [UInt8]
    }

    private enum State {
        case ready
        case sentFirst(Login)
        case sentSignature(user: String)
        case ended
    }

    private let mechanism: Mechanism
    private let hash: KeyDerivation.Hash
    private let accounts: ServerExchange.Accounts
    private let channelBindings: [ChannelBinding]
    private let nonce: [UInt8]
    private let iterations: Int
    private let salt: @Sendable (_ user: String) -> [UInt8]
    private var state = State.ready

    /// - Parameter salt: the salt of a user: always the same, also for one who is unknown.
    init(
        _ mechanism: Mechanism, accounts: ServerExchange.Accounts, channelBindings: [ChannelBinding] = [],
        nonce: [UInt8],
        iterations: Int, salt: @escaping @Sendable (String) -> [UInt8]
    ) {
        self.mechanism = mechanism
        // Every mechanism that comes here has a hash; the other one would only make the login fail.
        hash = mechanism.scramHash ?? .sha256
        self.accounts = accounts
        self.channelBindings = channelBindings
        self.nonce = nonce
        self.iterations = max(iterations, 1)
        self.salt = salt
    }

    mutating func received(_ response: [UInt8]) -> ServerStep {
        do throws(SASLFailure) {
            switch state {
            case .ready: return try .challenge(receivedFirst(response))
            case .sentFirst(let login): return try .challenge(receivedFinal(response, login))
            case .sentSignature(let user):
                guard response.isEmpty else {
                    throw .malformedResponse("The answer to the server's signature must be empty.")
                }
                state = .ended
                return .success(user: user)
            case .ended: throw .malformedResponse("The login is over.")
            }
        } catch {
            state = .ended
            return .failure(error)
        }
    }

    private mutating func receivedFirst(_ message: [UInt8]) throws(SASLFailure) -> [UInt8] {
        guard let first = SCRAMClientFirst(message) else {
            throw .malformedResponse("The client's first SCRAM message does not have the form n,,n=user,r=nonce.")
        }
        let bindingData = try bindingData(for: first.header.binding)
        let candidate = accounts.candidate(first.user)
        let salt = salt(candidate.user)
        let nonce = first.nonce + self.nonce
        let answer =
            Array("r=".utf8) + nonce + Array(",s=".utf8) + SCRAMBase64.encode(salt) + Array(",i=\(iterations)".utf8)
        state = .sentFirst(
            Login(
                candidate: candidate, clientFirst: first, binding: first.header.bytes + bindingData, nonce: nonce,
                salt: salt, serverFirst: answer))
        return answer
    }

    /// What the client has to have bound its login to.
    /// - SeeAlso: RFC 5802 §6
    private func bindingData(for binding: GS2Header.Binding) throws(SASLFailure) -> [UInt8] {
        switch (binding, mechanism.bindsChannel) {
        case (.bound(let kind), true):
            guard let own = channelBindings.first(where: { $0.kind.rawValue.utf8.elementsEqual(kind) }) else {
                throw SASLFailure(
                    .wrongChannelBinding, "The server cannot bind a login to \(ForeignText.escape(kind)).",
                    advice: "Bind to something else, or take the form of the mechanism without -PLUS.")
            }
            return own.data
        case (.notOffered, false) where !channelBindings.isEmpty:
            throw SASLFailure(
                .wrongChannelBinding, "The client did not see the offer of -PLUS, so somebody in between removed it.",
                advice: "Do not log in over this connection. Look at its certificate.")
        case (.unsupported, false), (.notOffered, false):
            return []
        case (.bound, false), (.unsupported, true), (.notOffered, true):
            throw .malformedResponse("The first message does not bind as \(mechanism.name) does.")
        }
    }

    private mutating func receivedFinal(_ message: [UInt8], _ login: Login) throws(SASLFailure) -> [UInt8] {
        guard let final = SCRAMClientFinal(message) else {
            throw .malformedResponse(
                "The client's last SCRAM message does not have the form c=binding,r=nonce,p=proof.")
        }
        guard final.nonce == login.nonce else {
            throw .malformedResponse("The nonce in the client's last SCRAM message is not the one of this login.")
        }
        let comma = [UInt8(ascii: ",")]
        let derivation = KeyDerivation(
            hash: hash, password: SASLPrep.prepare(login.candidate.password) ?? login.candidate.password,
            salt: login.salt, iterations: iterations)
        let keys = SCRAMKeys(
            hash: hash, saltedPassword: derivation.compute(),
            authMessage: login.clientFirst.bare + comma + login.serverFirst + comma + final.withoutProof)
        guard ConstantTime.equal(final.binding, login.binding) else {
            throw SASLFailure(
                .wrongChannelBinding,
                "The client sees another connection than the server, so somebody may be in between.",
                advice: "Do not log in over this connection. Look at its certificate.")
        }
        guard ConstantTime.equal(final.proof, keys.clientProof), login.candidate.isKnown else { throw .refused }
        let identity = login.clientFirst.header.authorizationIdentity
        guard identity.isEmpty || identity == login.clientFirst.user else { throw .mayNotActAs }
        state = .sentSignature(user: login.candidate.user)
        return Array("v=".utf8) + SCRAMBase64.encode(keys.serverSignature)
    }
}
