public import SMTPProtocol

/// What a ``Connection`` reports, in order.
///
/// The last event is exactly one ``failed(_:)`` (there never was a connection) or one ``closed(_:at:)``.
public enum ConnectionEvent: Sendable {
    /// The name service is being asked for the addresses of a host.
    case resolving(host: String)
    /// The name service has answered for one family; the list may be empty.
    case resolved([NetworkAddress], IPAddress.Family)
    /// A connection to this address has been started. Several can be under way at once.
    /// - SeeAlso: RFC 8305
    case connecting(NetworkAddress)
    /// This address did not work; others may.
    case attemptFailed(FailedAttempt)
    /// The connection stands. Bytes can be sent, and the greeting is awaited.
    case connected(ConnectionFacts)
    /// Bytes from the peer, with the time at which they were read from the system.
    ///
    /// Say ``Connection/consumed(_:)`` when they have been dealt with; otherwise reading stops after a while.
    case bytes([UInt8], at: ContinuousClock.Instant)
    /// The bytes of one ``Connection/send(_:)`` have been handed to the system; 0 when they were dropped because TLS is about
    /// to begin.
    case sent(byteCount: Int, at: ContinuousClock.Instant)
    /// The handshake of TLS begins; the name that is sent in the clear with it, or nil for none.
    case securing(TLSFacts.Origin, serverNameSent: String?, at: ContinuousClock.Instant)
    /// The connection is secured: bytes that follow came under TLS, and all that are sent from now on go under it.
    case secured(TLSFacts, at: ContinuousClock.Instant)
    /// The connection could not be secured. `closed` follows; nothing goes on in the clear.
    case tlsFailed(TLSFailure, at: ContinuousClock.Instant)
    /// The peer will send nothing more (FIN). It may still read.
    case inputClosed(at: ContinuousClock.Instant)
    /// The connection is over.
    case closed(CloseReason, at: ContinuousClock.Instant)
    /// No connection came about.
    case failed(TransportError)
}

/// Who ended a connection, and how.
public enum CloseReason: Sendable {
    /// The peer ended it in an orderly way (FIN), and then it was closed.
    case byPeer
    /// The peer broke it off (RST): bytes in flight may be lost, in both directions.
    case reset(TransportError)
    /// The peer ended it under TLS without saying so in TLS (no close_notify): the end of what it said may be missing.
    /// - SeeAlso: RFC 8446 §6.1
    case truncated
    /// ``Connection/close()`` was called while the peer was still there.
    case byUs
    /// Sending or receiving failed in another way.
    case error(TransportError)
}

/// What is known about a connection from the start.
public struct ConnectionFacts: Hashable, Sendable {
    /// Our end.
    public let local: NetworkAddress?
    /// The end that was reached; of several addresses, the one that answered.
    public let remote: NetworkAddress
    /// From the start until the first address was known; zero when no look-up was needed.
    public let lookUpTime: Duration
    /// How long the opening of this one connection took.
    public let connectTime: Duration
    /// When the connection stood.
    public let at: ContinuousClock.Instant

    init(
        local: NetworkAddress?, remote: NetworkAddress, lookUpTime: Duration, connectTime: Duration,
        at: ContinuousClock.Instant
    ) {
        self.local = local
        self.remote = remote
        self.lookUpTime = lookUpTime
        self.connectTime = connectTime
        self.at = at
    }
}
