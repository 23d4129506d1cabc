/// What a practice server does differently from a good one, so that it can be met without harm.
///
/// One server plays one scenario from its start to its end.
public enum Scenario: String, Hashable, Sendable, CaseIterable {
    /// Nothing: a well set up server.
    case standard
    /// Plain text stands behind the 220 that answers STARTTLS, as somebody on the way would put it there.
    /// - SeeAlso: CVE-2021-22947
    case startTLSInjection = "starttls-injection"
    /// STARTTLS is missing from the reply to EHLO, as somebody on the way would take it out.
    /// - SeeAlso: RFC 3207 §6
    case startTLSStripped = "starttls-stripped"
    /// Commands that stand behind STARTTLS in the clear are carried out after the handshake: the hole of old servers.
    /// - SeeAlso: CVE-2011-0411
    case startTLSPipelining = "starttls-pipelining"
    /// The certificate is over.
    case expired
    /// The certificate begins in the future.
    case notYetValid = "not-yet-valid"
    /// The certificate is for other names.
    case wrongName = "wrong-name"
    /// The certificate is signed with its own key.
    case selfSigned = "self-signed"
    /// The certificate comes from an authority that nobody is told about.
    case unknownAuthority = "unknown-authority"
    /// TLS 1.0 is the newest version.
    /// - SeeAlso: RFC 8996
    case oldTLS = "tls1.0"
    /// SCRAM is offered and breaks off; the next connections offer only passwords in the clear.
    case authenticationDowngrade = "auth-downgrade"

    /// What it is called, in a few words.
    public var title: String {
        switch self {
        case .standard: "A good server"
        case .startTLSInjection: "Text injected behind STARTTLS"
        case .startTLSStripped: "STARTTLS stripped"
        case .startTLSPipelining: "A server with the STARTTLS hole"
        case .expired: "Certificate expired"
        case .notYetValid: "Certificate not yet valid"
        case .wrongName: "Certificate for another name"
        case .selfSigned: "Self-signed certificate"
        case .unknownAuthority: "Unknown authority"
        case .oldTLS: "TLS 1.0 only"
        case .authenticationDowngrade: "Login downgraded"
        }
    }

    /// What happens, in one sentence.
    public var summary: String {
        switch self {
        case .standard:
            "STARTTLS, a valid certificate from the practice authority, and every way to log in."
        case .startTLSInjection:
            "Lines in the clear stand behind the 220 that answers STARTTLS, in the same segment; a client must hang up."
        case .startTLSStripped:
            "The reply to EHLO does not list STARTTLS, as if somebody on the way had taken it out."
        case .startTLSPipelining:
            "A command sent in the clear behind STARTTLS is carried out after the handshake, as if it had been protected."
        case .expired:
            "The certificate ended three days ago."
        case .notYetValid:
            "The certificate begins in three days."
        case .wrongName:
            "The certificate is for mail.example.net and smtp.example.net, not for this server."
        case .selfSigned:
            "The certificate is signed with its own key, so nobody vouches for it."
        case .unknownAuthority:
            "The certificate comes from an authority that is in no trust store."
        case .oldTLS:
            "The newest version this server speaks is TLS 1.0, which is not to be used any more."
        case .authenticationDowngrade:
            "The first login with SCRAM breaks off with rubbish; after that only PLAIN and LOGIN are offered."
        }
    }
}
