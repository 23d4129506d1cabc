/// A SASL mechanism that this program speaks, or knows well enough to say why not.
/// - SeeAlso: RFC 4422; RFC 4954 for AUTH in SMTP
public enum Mechanism: String, Hashable, Sendable, CaseIterable {
    /// - SeeAlso: RFC 7677
    case scramSHA256Plus = "SCRAM-SHA-256-PLUS"
    /// - SeeAlso: RFC 7677
    case scramSHA256 = "SCRAM-SHA-256"
    /// - SeeAlso: RFC 5802
    case scramSHA1Plus = "SCRAM-SHA-1-PLUS"
    /// - SeeAlso: RFC 5802
    case scramSHA1 = "SCRAM-SHA-1"
    /// - SeeAlso: RFC 7628
    case oauthBearer = "OAUTHBEARER"
    /// Google's and Microsoft's form of OAUTHBEARER, older than it.
    case xoauth2 = "XOAUTH2"
    /// - SeeAlso: RFC 4422 appendix A
    case external = "EXTERNAL"
    /// - SeeAlso: RFC 2195
    case cramMD5 = "CRAM-MD5"
    /// - SeeAlso: RFC 4616
    case plain = "PLAIN"
    /// Never a standard: draft-murchison-sasl-login.
    case login = "LOGIN"
    /// - SeeAlso: RFC 4505
    case anonymous = "ANONYMOUS"

    /// The mechanism of this name, upper and lower case being the same.
    public init?(name: String) { self.init(rawValue: name.asciiUppercased) }

    /// The name as EHLO lists it.
    public var name: String { rawValue }
}
