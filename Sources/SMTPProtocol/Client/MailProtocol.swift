/// Which of the two dialects a session speaks.
public enum MailProtocol: String, Hashable, Sendable, CaseIterable {
    /// SMTP.
    /// - SeeAlso: RFC 5321
    case smtp
    /// LMTP: LHLO instead of EHLO, and one reply for each accepted recipient after the content.
    /// - SeeAlso: RFC 2033
    case lmtp

    /// The verb that introduces the client and asks for the capabilities.
    public var helloVerb: Verb {
        switch self {
        case .smtp: .ehlo
        case .lmtp: .lhlo
        }
    }
}
