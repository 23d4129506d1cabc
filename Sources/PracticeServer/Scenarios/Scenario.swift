/// What a practice server does differently from a good one, so that it can be met without harm.
///
/// One server plays one scenario from its start to its end.
public struct Scenario: Hashable, Sendable {
    /// The name that `--scenario` and `:practice` take.
    public let name: String
    /// What it is called, in a few words.
    public let title: String
    /// What happens, in one sentence.
    public let summary: String
    /// What it sets once for the whole server.
    public let settings: ScenarioSettings

    private init(
        _ name: String, _ title: String, _ summary: String, _ change: (inout ScenarioSettings) -> Void = { _ in }
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        var settings = ScenarioSettings()
        change(&settings)
        self.settings = settings
    }

    /// The scenario of this name.
    public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

    /// All scenarios that are built in, the usual one first.
    public static let all: [Scenario] = [
        .standard, .startTLSInjection, .startTLSStripped, .startTLSPipelining, .expired, .notYetValid, .wrongName,
        .selfSigned, .unknownAuthority, .oldTLS, .authenticationDowngrade,
    ]

    /// A good server.
    public static let standard = Scenario(
        "standard", "A good server",
        "STARTTLS, a valid certificate from the practice authority, and every way to log in.")

    /// Text injected behind STARTTLS.
    public static let startTLSInjection = Scenario(
        "starttls-injection", "Text injected behind STARTTLS",
        "Lines in the clear stand behind the 220 that answers STARTTLS, in the same segment; a client must hang up."
    ) { $0.startTLS = .injected }

    /// STARTTLS stripped.
    public static let startTLSStripped = Scenario(
        "starttls-stripped", "STARTTLS stripped",
        "The reply to EHLO does not list STARTTLS, as if somebody on the way had taken it out."
    ) { $0.startTLS = .stripped }

    /// A server with the STARTTLS hole.
    public static let startTLSPipelining = Scenario(
        "starttls-pipelining", "A server with the STARTTLS hole",
        "A command sent in the clear behind STARTTLS is carried out after the handshake, as if it had been protected."
    ) { $0.startTLS = .pipelined }

    /// Certificate expired.
    public static let expired = Scenario(
        "expired", "Certificate expired",
        "The certificate ended three days ago."
    ) { $0.certificate = .expired }

    /// Certificate not yet valid.
    public static let notYetValid = Scenario(
        "not-yet-valid", "Certificate not yet valid",
        "The certificate begins in three days."
    ) { $0.certificate = .notYetValid }

    /// Certificate for another name.
    public static let wrongName = Scenario(
        "wrong-name", "Certificate for another name",
        "The certificate is for mail.example.net and smtp.example.net, not for this server."
    ) { $0.certificate = .wrongName }

    /// Self-signed certificate.
    public static let selfSigned = Scenario(
        "self-signed", "Self-signed certificate",
        "The certificate is signed with its own key, so nobody vouches for it."
    ) { $0.certificate = .selfSigned }

    /// Unknown authority.
    public static let unknownAuthority = Scenario(
        "unknown-authority", "Unknown authority",
        "The certificate comes from an authority that is in no trust store."
    ) { $0.certificate = .unknownAuthority }

    /// TLS 1.0 only.
    public static let oldTLS = Scenario(
        "tls1.0", "TLS 1.0 only",
        "The newest version this server speaks is TLS 1.0, which is not to be used any more."
    ) { $0.isOldTLS = true }

    /// Login downgraded.
    public static let authenticationDowngrade = Scenario(
        "auth-downgrade", "Login downgraded",
        "The first login with SCRAM breaks off with rubbish; after that only PLAIN and LOGIN are offered."
    ) { $0.downgradesLogin = true }
}
