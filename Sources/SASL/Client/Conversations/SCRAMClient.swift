/// SCRAM: both sides prove that they know the password, and neither sends it.
///
///     C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL
///     S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
///     C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=
///     S: v=rmF9pqV8S7suAoZWja4dJRkFsKQ=
///
/// - SeeAlso: RFC 5802, RFC 7677
struct SCRAMClient: ClientConversation, SecretHolder {
    private enum State {
        case ready
        case sentFirst
        /// The last message without its proof, and what the proof signs.
        case deriving(withoutProof: [UInt8], authMessage: [UInt8])
        case sentFinal(serverSignature: [UInt8])
        case proved
        case failed
    }

    private let mechanism: Mechanism
    private let hash: KeyDerivation.Hash
    private let password: [UInt8]
    private let header: GS2Header
    private let bindingData: [UInt8]
    private let nonce: [UInt8]
    /// The first message without the header.
    private let firstBare: [UInt8]
    private var state = State.ready

    init(
        _ mechanism: Mechanism, _ credentials: Credentials, channelBinding: ChannelBinding?, couldBindChannel: Bool,
        nonce: [UInt8]
    ) throws(SASLFailure) {
        guard nonce.count >= SASLLimits.nonceBytes, SCRAMNonce.isValid(nonce) else {
            throw SASLFailure(
                .unusableNonce, "The nonce is too short, or not printable.",
                advice: "Make at least \(SASLLimits.nonceBytes) random printable letters without a comma.")
        }
        guard let user = SASLPrep.prepare(credentials.user) else { throw .forbidden("user name", for: mechanism) }
        guard let password = SASLPrep.prepare(credentials.password) else {
            throw .forbidden("password", for: mechanism)
        }
        var identity: [UInt8] = []
        if !credentials.authorizationIdentity.isEmpty {
            guard let prepared = SASLPrep.prepare(credentials.authorizationIdentity) else {
                throw .forbidden("identity to act as", for: mechanism)
            }
            identity = prepared
        }
        self.mechanism = mechanism
        // Every mechanism that comes here has a hash; the other one would only make the login fail.
        hash = mechanism.scramHash ?? .sha256
        self.password = password
        self.nonce = nonce
        firstBare = Array("n=".utf8) + SASLName.escape(user) + Array(",r=".utf8) + nonce
        if mechanism.bindsChannel {
            guard let channelBinding, !channelBinding.data.isEmpty else {
                throw SASLFailure(
                    .noChannelBinding,
                    "\(mechanism.name) ties the login to the TLS connection, and there is nothing to tie it to.",
                    advice: "Turn TLS on first, or take the form of the mechanism without -PLUS.")
            }
            header = GS2Header(
                .bound(kind: Array(channelBinding.kind.rawValue.utf8)), authorizationIdentity: identity)
            bindingData = channelBinding.data
        } else {
            header = GS2Header(couldBindChannel ? .notOffered : .unsupported, authorizationIdentity: identity)
            bindingData = []
        }
    }

    mutating func begin() -> ClientStep {
        state = .sentFirst
        return .respond(header.bytes + firstBare)
    }

    mutating func received(challenge: [UInt8]) -> ClientStep {
        switch state {
        case .sentFirst:
            do throws(SASLFailure) {
                return try .derive(receivedFirst(challenge))
            } catch {
                state = .failed
                return .abort(error)
            }
        case .sentFinal(let expected):
            do throws(SASLFailure) {
                try Self.verify(challenge, expected: expected)
                state = .proved
                return .respond([])
            } catch {
                state = .failed
                return .abort(error)
            }
        case .ready, .deriving, .proved, .failed:
            state = .failed
            return .abort(.unexpectedChallenge(mechanism))
        }
    }

    mutating func derived(_ key: DerivedKey) -> ClientStep {
        guard case .deriving(let withoutProof, let authMessage) = state else { return .wait }
        let keys = SCRAMKeys(hash: hash, saltedPassword: key, authMessage: authMessage)
        state = .sentFinal(serverSignature: keys.serverSignature)
        return .respond(withoutProof + Array(",p=".utf8) + SCRAMBase64.encode(keys.clientProof))
    }

    var serverProof: ServerProof {
        switch state {
        case .proved: .proved
        case .ready, .sentFirst, .deriving, .sentFinal, .failed: .missing
        }
    }

    private mutating func receivedFirst(_ message: [UInt8]) throws(SASLFailure) -> KeyDerivation {
        let first = try SCRAMServerFirst(parsing: message, clientNonce: nonce)
        let withoutProof =
            Array("c=".utf8) + SCRAMBase64.encode(header.bytes + bindingData) + Array(",r=".utf8) + first.nonce
        let comma = [UInt8(ascii: ",")]
        state = .deriving(
            withoutProof: withoutProof, authMessage: firstBare + comma + message + comma + withoutProof)
        return KeyDerivation(hash: hash, password: password, salt: first.salt, iterations: first.iterations)
    }

    private static func verify(_ message: [UInt8], expected: [UInt8]) throws(SASLFailure) {
        guard let attributes = SCRAMAttributes(message) else {
            throw .malformed("The server's last SCRAM message is no list of letter=value.")
        }
        if let error = attributes["e"] { throw .scramError(error) }
        guard let text = attributes.values(inOrder: "v")?.first, !attributes.hasMandatoryExtension else {
            throw .malformed("The server's last SCRAM message does not begin with its signature.")
        }
        guard let signature = SCRAMBase64.decode(text) else {
            throw .malformed("The server's signature is not base64.")
        }
        guard ConstantTime.equal(signature, expected) else {
            throw SASLFailure(
                .wrongServerSignature, "The server's signature is wrong: it does not know the password.",
                advice: "Trust nothing from this server; it may be an impostor. The password itself was not sent.")
        }
    }
}
