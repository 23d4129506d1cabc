import SASL

/// What a login gives to those who read along, when the connection is not encrypted.
enum LoginRisk: Hashable, Sendable {
    /// The password itself.
    case password
    /// An access token, which is as good as a password while it lasts.
    case token
    /// Something to try passwords against.
    case guessing
    /// Nothing secret.
    case reading

    /// The risk of a mechanism; nil for one that is not known.
    init?(mechanism name: String) {
        switch Mechanism(name: name) {
        case .plain, .login: self = .password
        case .xoauth2, .oauthBearer: self = .token
        case .cramMD5, .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: self = .guessing
        case .external, .anonymous: self = .reading
        case nil: return nil
        }
    }
}
