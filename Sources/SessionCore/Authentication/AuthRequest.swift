/// What `:auth` asks for.
public struct AuthRequest: Hashable, Sendable {
    /// The mechanism as it was written, in capitals; nil for the strongest that the server offers.
    public var mechanism: String?
    /// Who logs in; nil to be asked where the mechanism needs it.
    public var user: String?
    /// Who to act as; nil for the same.
    public var authorizationIdentity: String?
    /// Where the password or token comes from; nil to be asked where the mechanism needs one.
    public var secret: SecretSource?
    /// Whether the first response stands in the AUTH line; nil for the usual of the mechanism.
    /// - SeeAlso: RFC 4954 §4
    public var usesInitialResponse: Bool?

    /// A request.
    public init(mechanism: String? = nil, user: String? = nil, secret: SecretSource? = nil) {
        self.mechanism = mechanism
        self.user = user
        self.secret = secret
    }
}
