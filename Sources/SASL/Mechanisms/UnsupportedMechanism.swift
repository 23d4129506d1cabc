/// A SASL mechanism that mail servers offer and that this program knows, but does not speak: its name and the reason.
public struct UnsupportedMechanism: Hashable, Sendable {
    /// The name as EHLO lists it.
    public let name: String
    /// Whether it was withdrawn or superseded, so that nobody should use it any more.
    public let isObsolete: Bool
    /// Why it is not spoken here, in a sentence.
    public let reason: String

    /// The mechanism of this name, upper and lower case being the same; nil when it is spoken, or not known at all.
    public init?(name: String) {
        let wanted = name.asciiUppercased
        guard let known = Self.all.first(where: { $0.name == wanted }) else { return nil }
        self = known
    }

    private init(_ name: String, isObsolete: Bool, _ reason: String) {
        self.name = name
        self.isObsolete = isObsolete
        self.reason = reason
    }

    private static let needsTicket = "It needs a Kerberos ticket and no password, and there is no Kerberos here."

    /// Those that are known.
    public static let all: [UnsupportedMechanism] = [
        .init(
            "DIGEST-MD5", isObsolete: true,
            "It was withdrawn: hardly two programs agreed on it, and its digest is weak (RFC 6331). SCRAM replaces it."
        ),
        .init(
            "NTLM", isObsolete: true,
            "It is the old Windows login: its answer can be passed on to other servers, and Microsoft has withdrawn it."
        ),
        .init(
            "KERBEROS_V4", isObsolete: true,
            "Kerberos 4 can be broken (RFC 6649 retires its ciphers); GSSAPI replaced it."),
        .init("SKEY", isObsolete: true, "Its one-time passwords were replaced by OTP (RFC 2444)."),
        .init("XOAUTH", isObsolete: true, "OAuth 1.0a for mail was withdrawn; OAUTHBEARER and XOAUTH2 replaced it."),
        .init(
            "GSSAPI", isObsolete: false, needsTicket),
        .init("GSS-SPNEGO", isObsolete: false, "It needs a Windows domain (Kerberos or NTLM), and there is none here."),
        .init(
            "GS2-KRB5", isObsolete: false, needsTicket),
        .init(
            "GS2-KRB5-PLUS", isObsolete: false,
            needsTicket),
        .init(
            "SCRAM-SHA-512", isObsolete: false,
            "It is only a draft; SCRAM-SHA-256 is the standard form (RFC 7677), with the same protection."),
        .init(
            "SCRAM-SHA-512-PLUS", isObsolete: false,
            "It is only a draft; SCRAM-SHA-256-PLUS is the standard form (RFC 7677), with the same protection."),
    ]
}
