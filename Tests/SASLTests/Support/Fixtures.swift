import SASL

/// A client and a server that know each other.
enum Fixtures {
    static let bindings = [
        ChannelBinding(.exporter, data: [UInt8](repeating: 0xE1, count: 32)),
        ChannelBinding(.serverEndPoint, data: [UInt8](repeating: 0xE2, count: 32)),
    ]
    static let clientNonce = "fyko+d2lbbFgONRv9qkxdawL".wire
    static let accounts = ServerExchange.Accounts(
        password: { ["student": "secret".wire, "a=b,c": "p,w=d".wire][$0] },
        acceptsToken: { user, token in user == "student" && token == "secret".wire }, certificateUser: "student",
        allowsAnonymous: true)

    static func client(
        _ mechanism: Mechanism, user: String = "student", password: String = "secret", actingAs: String = "",
        binding: ChannelBinding? = bindings.first, couldBindChannel: Bool = false
    ) throws -> ClientExchange {
        try ClientExchange(
            mechanism,
            Credentials(user: user.wire, password: password.wire, authorizationIdentity: actingAs.wire),
            channelBinding: binding, couldBindChannel: couldBindChannel, host: "practice.test", port: 587,
            nonce: clientNonce)
    }

    static func server(
        _ mechanism: Mechanism, accounts: ServerExchange.Accounts = accounts, bindings: [ChannelBinding] = bindings
    ) -> ServerExchange {
        ServerExchange(
            mechanism, accounts: accounts, host: "practice.test", channelBindings: bindings,
            nonce: "3rfcNHYJY1ZVvWVs7j".wire, salt: "salt of this server".wire)
    }
}
