/// What is known of the TLS that protects a connection, or of a handshake that failed half-way.
///
/// Text in it comes from the server and is as it was received: escape it before it is shown.
/// - SeeAlso: RFC 8446, RFC 3207
public struct TLSFacts: Hashable, Sendable {
    /// How TLS began.
    public enum Origin: String, Hashable, Sendable {
        /// With the first byte of the connection, as on port 465.
        /// - SeeAlso: RFC 8314 §3
        case implicit
        /// After STARTTLS, on a connection that was in the clear.
        /// - SeeAlso: RFC 3207
        case startTLS
    }

    /// What became of a request for a certificate of ours.
    public enum ClientCertificate: Hashable, Sendable {
        /// The server did not ask for one.
        case notRequested
        /// The server asked, and there was none to send.
        case notSent
        /// One was sent; its subject.
        case sent(subject: String)
    }

    /// How TLS began.
    public var origin: Origin
    /// The version that was agreed on.
    public var version: TLSVersion?
    /// The cipher suite, as its registered number.
    public var cipherSuite: UInt16?
    /// The group of the key exchange, as its registered number; nil with RSA key transport, or when it was not seen.
    public var group: UInt16?
    /// The protocol that ALPN chose; nil for none.
    public var applicationProtocol: String?
    /// The name that was sent in the clear so that the server can choose its certificate (SNI); nil for none.
    /// - SeeAlso: RFC 6066 §3
    public var serverNameSent: String?
    /// From the first byte of the handshake to its end, in nanoseconds.
    public var handshakeNanoseconds: UInt64
    /// Whether the server was verified, and against what; nil when the handshake did not come that far.
    public var verification: TLSVerification?
    /// The certificates as the server presented them, its own first.
    public var chain: [CertificateFacts]
    /// What became of a request for a certificate of ours.
    public var clientCertificate: ClientCertificate
    /// The channel binding `tls-server-end-point`: a hash of the server's certificate.
    /// - SeeAlso: RFC 5929 §4
    public var serverEndPoint: [UInt8]?
    /// The channel binding `tls-exporter`; only with TLS 1.3.
    /// - SeeAlso: RFC 9266
    public var exporter: [UInt8]?

    /// Facts, part by part.
    public init(
        origin: Origin, version: TLSVersion? = nil, cipherSuite: UInt16? = nil, group: UInt16? = nil,
        applicationProtocol: String? = nil, serverNameSent: String? = nil, handshakeNanoseconds: UInt64 = 0,
        verification: TLSVerification? = nil, chain: [CertificateFacts] = [],
        clientCertificate: ClientCertificate = .notRequested, serverEndPoint: [UInt8]? = nil, exporter: [UInt8]? = nil
    ) {
        self.origin = origin
        self.version = version
        self.cipherSuite = cipherSuite
        self.group = group
        self.applicationProtocol = applicationProtocol
        self.serverNameSent = serverNameSent
        self.handshakeNanoseconds = handshakeNanoseconds
        self.verification = verification
        self.chain = chain
        self.clientCertificate = clientCertificate
        self.serverEndPoint = serverEndPoint
        self.exporter = exporter
    }
}

/// Whether a server was verified, and against what.
public enum TLSVerification: Hashable, Sendable {
    /// What vouched for the server.
    public enum Trust: Hashable, Sendable {
        /// The trust store of the system, at this path.
        case system(path: String)
        /// A file that the user named with `--ca`.
        case file(path: String)
        /// The throw-away authority of the built-in practice server.
        case practice
    }

    /// The chain leads to this trust anchor, the dates are good, and the certificate is for the name that was asked for.
    case verified(anchor: String, trust: Trust)
    /// The key is one that the user named with `--pin`. Nobody else vouches for it: the problems would have stopped us.
    case pinned(ignoring: [CertificateProblem])
    /// The user said `--insecure`, and these problems would have stopped us; none means that it would have been verified.
    case overridden([CertificateProblem])
}

/// Why a server's certificate is not good enough. Text in it comes from the certificate: escape it.
public enum CertificateProblem: Hashable, Sendable {
    /// It is over since this moment, in seconds since 1970.
    case expired(subject: String, notAfter: Int64)
    /// It begins at this moment, in seconds since 1970.
    case notYetValid(subject: String, notBefore: Int64)
    /// It is for other names than the one that was asked for.
    case wrongName(asked: String, names: [String])
    /// It has no subject alternative name at all; the common name does not count.
    /// - SeeAlso: RFC 9525 §6.3
    case noName(asked: String, commonName: String?)
    /// It is signed with its own key, and not trusted.
    case selfSigned(subject: String)
    /// Its chain ends at an authority that is not trusted.
    case unknownAuthority(issuer: String)
    /// None of the keys is one that the user named; the pins of the server's own key, as `--pin` takes it.
    case wrongPin(found: String)
    /// Something else is wrong with it, in words: a bad signature, or an authority that may not issue.
    case invalid(String)
    /// The server sent none.
    case missing
}
