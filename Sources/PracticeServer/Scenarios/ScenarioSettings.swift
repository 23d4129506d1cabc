public import SMTPProtocol

/// What a scenario sets once for the whole server.
public struct ScenarioSettings: Hashable, Sendable {
    /// What is wrong with the server's certificate.
    public enum Certificate: String, Hashable, Sendable, CaseIterable {
        /// Nothing.
        case valid
        /// It is over.
        case expired
        /// It begins in the future.
        case notYetValid = "not-yet-valid"
        /// It is for other names.
        case wrongName = "wrong-name"
        /// It is signed with its own key.
        case selfSigned = "self-signed"
        /// It comes from an authority that nobody is told about.
        case unknownAuthority = "unknown-authority"
    }

    /// How STARTTLS is offered and answered.
    public enum StartTLS: String, Hashable, Sendable, CaseIterable {
        /// It is offered, and done as it should be.
        case offered
        /// It is missing from the reply to EHLO, as somebody on the way would take it out.
        /// - SeeAlso: RFC 3207 §6
        case stripped
        /// Plain text stands behind the 220 that answers it, as somebody on the way would put it there.
        /// - SeeAlso: CVE-2021-22947
        case injected
        /// Commands that stand behind it in the clear are carried out after the handshake: the hole of old servers.
        /// - SeeAlso: CVE-2011-0411
        case pipelined
    }

    /// What is wrong with the server's certificate.
    public var certificate = Certificate.valid
    /// How STARTTLS is offered and answered.
    public var startTLS = StartTLS.offered
    /// TLS 1.0 is the newest version.
    /// - SeeAlso: RFC 8996
    public var isOldTLS = false
    /// SCRAM is offered and breaks off; the next connections offer only passwords in the clear.
    public var downgradesLogin = false

    /// The software whose replies are imitated; nil for the practice server's own words.
    public var likeness: ImitatedSoftware?
    /// What the greeting says after the name and `ESMTP`; nil for the practice server's own.
    public var banner: String?
    /// Capabilities that the reply to EHLO leaves out, in capitals.
    public var hiddenCapabilities: Set<String> = []
    /// Lines that the reply to EHLO has besides.
    public var addedCapabilities: [String] = []
    /// The largest message in octets; nil for the usual limit.
    public var messageSize: Int?
    /// Users besides the usual ones: name and password.
    public var users: [Directory.User] = []
    /// Each reply goes out in pieces of one byte.
    public var splitsReplies = false
    /// Replies end with LF alone.
    public var hasBareLFReplies = false
    /// A dot on a line that an LF alone begins or ends is the end of a message, too.
    public var endsDataAtBareLF = false
    /// Mail for other domains is taken from who has logged in.
    public var relaysAfterLogin = false
    /// What happens at which moment, in the order of the file.
    public var rules: [ScenarioRule] = []

    /// The settings of a good server.
    public init() {}
}
