/// What a mechanism asks for, and what it gives.
extension Mechanism {
    /// Whether an exchange cannot begin without a user name.
    ///
    /// OAUTHBEARER and EXTERNAL take one when it is there, and ANONYMOUS takes a trace text in its place.
    public var needsUser: Bool {
        switch self {
        case .plain, .login, .cramMD5, .xoauth2, .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: true
        case .oauthBearer, .external, .anonymous: false
        }
    }

    /// Whether an exchange cannot begin without a password, or a token in its place.
    public var needsPassword: Bool {
        switch self {
        case .plain, .login, .cramMD5, .xoauth2, .oauthBearer, .scramSHA1, .scramSHA1Plus, .scramSHA256,
            .scramSHA256Plus:
            true
        case .external, .anonymous: false
        }
    }

    /// Whether the secret is an access token and no password.
    /// - SeeAlso: RFC 6750
    public var takesToken: Bool {
        switch self {
        case .xoauth2, .oauthBearer: true
        case .plain, .login, .cramMD5, .external, .anonymous: false
        case .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: false
        }
    }

    /// Whether the password or token itself goes over the wire, so that whoever reads along has it. Base64 hides
    /// nothing.
    public var sendsPasswordItself: Bool {
        switch self {
        case .plain, .login, .xoauth2, .oauthBearer: true
        case .cramMD5, .external, .anonymous, .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: false
        }
    }

    /// Whether the client speaks first, so that there can be an initial response.
    /// - SeeAlso: RFC 4422 §5, RFC 4954 §4
    public var clientSpeaksFirst: Bool {
        switch self {
        case .plain, .xoauth2, .oauthBearer, .external, .anonymous: true
        case .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: true
        case .login, .cramMD5: false
        }
    }

    /// Whether the server proves that it knows the password, or something made from it.
    /// - SeeAlso: RFC 5802 §3
    public var provesServer: Bool { scramHash != nil }

    /// Whether the login is tied to the TLS connection under it.
    /// - SeeAlso: RFC 5056
    public var bindsChannel: Bool {
        switch self {
        case .scramSHA1Plus, .scramSHA256Plus: true
        case .plain, .login, .cramMD5, .xoauth2, .oauthBearer, .external, .anonymous, .scramSHA1, .scramSHA256: false
        }
    }

    /// The hash of a SCRAM mechanism.
    var scramHash: KeyDerivation.Hash? {
        switch self {
        case .scramSHA1, .scramSHA1Plus: .sha1
        case .scramSHA256, .scramSHA256Plus: .sha256
        case .plain, .login, .cramMD5, .xoauth2, .oauthBearer, .external, .anonymous: nil
        }
    }
}
