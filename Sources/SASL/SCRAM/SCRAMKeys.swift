/// What both sides of SCRAM compute from the salted password and the messages before it.
/// - SeeAlso: RFC 5802 §3
struct SCRAMKeys: Sendable, SecretHolder {
    /// Shows the server that the client knows the password.
    let clientProof: [UInt8]
    /// Shows the client that the server knows it.
    let serverSignature: [UInt8]

    /// The keys for one exchange.
    /// - Parameter authMessage: the first messages of both sides and the last of the client without its proof, joined
    ///   by commas.
    init(hash: KeyDerivation.Hash, saltedPassword: DerivedKey, authMessage: [UInt8]) {
        let clientKey = Digest.hmac(hash, key: saltedPassword.bytes, Array("Client Key".utf8))
        let serverKey = Digest.hmac(hash, key: saltedPassword.bytes, Array("Server Key".utf8))
        let clientSignature = Digest.hmac(hash, key: Digest.hash(hash, clientKey), authMessage)
        clientProof = zip(clientKey, clientSignature).map { $0 ^ $1 }
        serverSignature = Digest.hmac(hash, key: serverKey, authMessage)
    }
}
