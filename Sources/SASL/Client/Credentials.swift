/// Who logs in, and with what. It cannot be printed.
public struct Credentials: Hashable, Sendable, SecretHolder {
    /// Who logs in (authentication identity). For ANONYMOUS the trace text, and for EXTERNAL who to act as, if anybody.
    public var user: [UInt8]
    /// The password, or the access token of OAUTHBEARER and XOAUTH2.
    public var password: [UInt8]
    /// Who to act as (authorization identity); empty for the same.
    public var authorizationIdentity: [UInt8]

    /// Credentials.
    public init(user: [UInt8], password: [UInt8] = [], authorizationIdentity: [UInt8] = []) {
        self.user = user
        self.password = password
        self.authorizationIdentity = authorizationIdentity
    }
}
