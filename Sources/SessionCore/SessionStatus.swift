public import SMTPProtocol

/// What a status line says about a session.
public struct SessionStatus: Hashable, Sendable {
    /// How far the connection is.
    public enum Phase: Hashable, Sendable {
        /// There was none yet.
        case idle
        /// The addresses of the host are being looked up.
        case resolving
        /// This address is being connected to: which of how many it is, as far as they are known.
        case connecting(String, attempt: Int = 1, of: Int = 1)
        /// The handshake of TLS is under way.
        case securing
        /// The connection stands and the greeting is awaited.
        case awaitingGreeting
        /// The session is on.
        case open
        /// The goodbye is awaited.
        case closing
        /// The connection is over, for this reason.
        case closed(String)
        /// A recording is shown: so many of its events so far, of so many.
        case replay(shown: Int, of: Int)
    }

    /// What is waited for: a reply, a connection, or the handshake of TLS.
    public struct Awaited: Hashable, Sendable {
        /// What a reply will answer: `greeting`, `RCPT`, `end of data`; `connection` and `TLS handshake`.
        public let name: String
        /// Since when, on the monotonic clock.
        public let since: UInt64
        /// After how many seconds the wait is given up.
        public let seconds: Int
        /// The section of RFC 5321 that sets this limit; nil when it is our own, or the user's.
        public let section: String?

        /// A wait.
        public init(name: String, since: UInt64, seconds: Int, section: String? = nil) {
            self.section = section
            self.name = name
            self.since = since
            self.seconds = seconds
        }
    }

    /// Where the session is connected to, escaped; empty before the first `:connect`.
    public let target: String
    /// How far the connection is.
    public let phase: Phase
    /// `none`, `starting`, `TLSv1.3 cert OK 61d`, `TLSv1.2 pinned` or `TLSv1.3 NOT VERIFIED`.
    public let tls: String
    /// How much attention ``tls`` wants: `error` as long as the server is not verified.
    public let tlsLevel: Level
    /// `no`, or who is logged in: `student (PLAIN)`.
    public let authentication: String
    /// How much attention ``authentication`` wants: `error` when the server did not prove itself as it should have.
    public let authenticationLevel: Level
    /// `MAIL open, 1 rcpt`; empty without a transaction.
    public let transaction: String
    /// The severity of the last reply.
    public let severity: Severity?
    /// The code of the last reply.
    public let code: ReplyCode?
    /// How long the last reply took, in nanoseconds.
    public let latency: UInt64?
    /// What is waited for.
    public let awaited: Awaited?
    /// The content that is on its way to the server.
    public let transfer: TransferProgress?

    /// A status, part by part: for views and their tests.
    public init(
        target: String = "", phase: Phase = .idle, tls: String = "none", tlsLevel: Level = .information,
        authentication: String = "no", authenticationLevel: Level = .information, transaction: String = "",
        severity: Severity? = nil, code: ReplyCode? = nil, latency: UInt64? = nil,
        awaited: Awaited? = nil, transfer: TransferProgress? = nil
    ) {
        self.target = target
        self.phase = phase
        self.tls = tls
        self.tlsLevel = tlsLevel
        self.authentication = authentication
        self.authenticationLevel = authenticationLevel
        self.transaction = transaction
        self.severity = severity
        self.code = code
        self.latency = latency
        self.awaited = awaited
        self.transfer = transfer
    }
}
