import SMTPProtocol
import SMTPReference

/// What a session knows of its current connection.
struct Link: Sendable {
    /// A line whose reply is awaited.
    struct Sent: Sendable {
        var entry: EntryID?
        var at: UInt64
        var state: StateName
        /// True for what the explorer sent by itself.
        var isAutomatic = false
    }

    /// How many secrets are remembered, to find their echoes in replies.
    static let maximumSecrets = 32
    /// How much of an unfinished line of `:raw` is remembered.
    static let maximumRawTail = 65_536

    let number: ConnectionNumber
    let request: ConnectRequest
    /// How far the opening is; nil when the connection stands.
    var opening: SessionStatus.Phase? = .resolving
    /// When the connection was asked for, and when TLS began, on the monotonic clock.
    let since: UInt64
    var securingSince: UInt64?
    /// How many addresses are known, and how many have been tried.
    var addressCount = 0
    var attemptCount = 0
    /// The address that was reached, escaped.
    var address = ""
    /// Our own end: its address, with the port.
    var localAddress: String?
    /// How far TLS is.
    var tls = LinkTLS.none
    /// What the explorer does by itself to bring the connection under TLS; nil when nothing of it is left to do.
    var upgrade: StartTLSSequence?
    /// How many whole replies have come, the greeting included.
    var replyCount = 0
    /// The reply behind which the transport was told to begin TLS, if it is 220.
    var expectedUpgrade: Int?
    /// The first bytes, until the greeting is in.
    var firstBytes: [UInt8] = []
    /// What is awaited for what was sent, by the number of the pending command.
    var sent: [Int: Sent] = [:]
    /// The last end of content: in LMTP, several replies answer it.
    /// - SeeAlso: RFC 2033 §4.2
    var lastContentEnd: Sent?
    /// What went out on this connection and must not come back on the screen. It is forgotten with the connection.
    private(set) var secrets: [[UInt8]] = []
    /// The end of what `:raw` sent, when it was no whole line.
    var rawTail: [UInt8] = []
    /// True once AUTH was sent: a line that comes too late may still be a response.
    var hasUsedAuth = false
    /// The capabilities of the last hello, to compare the next ones with, also over the beginning of TLS.
    var capabilities: CapabilitySet?
    /// True when ``capabilities`` were offered in the clear and TLS has begun since.
    var isComparingOverTLS = false
    /// True once the server has said that it ends the session.
    var isAnnouncedEnd = false

    init(number: ConnectionNumber, request: ConnectRequest, since: UInt64) {
        self.number = number
        self.since = since
        self.request = request
    }

    /// Whether the connection is on its way under TLS, so that no typed line may be sent.
    var isSecuring: Bool { upgrade != nil || tls.isStarting }

    mutating func remember(secret: [UInt8]) {
        guard secret.count >= Redaction.minimumEchoLength, !secrets.contains(secret) else { return }
        secrets.append(secret)
        if secrets.count > Self.maximumSecrets { secrets.removeFirst() }
    }
}
