public import SMTPProtocol

/// How a connection is to be secured, when it is.
public struct TLSOptions: Hashable, Sendable {
    /// When TLS begins.
    public enum Start: Hashable, Sendable {
        /// When ``Connection/expectUpgrade(atReply:)`` says so, or never.
        case onRequest
        /// With the first byte.
        /// - SeeAlso: RFC 8314 §3
        case immediately
    }

    /// When TLS begins.
    public var start: Start
    /// Whom to believe.
    public var trust: TrustPolicy
    /// The name to send (SNI) instead of the host's; the certificate is still checked against the host's name. Empty
    /// sends none; nil sends the host's name, or none for an address.
    public var serverName: String?
    /// The oldest version to speak.
    public var minimumVersion: TLSVersion
    /// Our own certificate with its key.
    public var identity: ClientIdentity?

    /// Options with the usual values.
    public init(
        start: Start = .onRequest, trust: TrustPolicy = TrustPolicy(), serverName: String? = nil,
        minimumVersion: TLSVersion = .tls12, identity: ClientIdentity? = nil
    ) {
        self.start = start
        self.trust = trust
        self.serverName = serverName
        self.minimumVersion = minimumVersion
        self.identity = identity
    }
}
