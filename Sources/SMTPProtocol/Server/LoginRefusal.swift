/// Why a login was refused, as far as the client is told.
public enum LoginRefusal: String, Hashable, Sendable, CaseIterable {
    /// The user is unknown, or the password, token or certificate is not good: the client is not told which.
    /// - SeeAlso: RFC 4954 §6
    case invalidCredentials
    /// A message of the client's breaks the rules of the mechanism.
    case malformedMessage

    var situation: ReplySituation {
        switch self {
        case .invalidCredentials: .loginRefused
        case .malformedMessage: .loginMalformed
        }
    }
}
