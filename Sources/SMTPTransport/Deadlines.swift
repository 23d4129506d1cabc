import SMTPProtocol

/// How long the client waits, stage by stage.
///
/// The names and the starting values are those of RFC 5321; ``connect``, ``tlsHandshake`` and ``replyAbsolute`` are our own.
/// - SeeAlso: RFC 5321 §4.5.3.2
public struct Deadlines: Hashable, Sendable {
    /// From the start of the look-up to a connection, over all addresses.
    public var connect: Duration
    /// From the first byte of a TLS handshake to its end, however steadily the bytes drip.
    public var tlsHandshake: Duration
    /// For the 220 after the connection stands.
    /// - SeeAlso: RFC 5321 §4.5.3.2.1
    public var greeting: Duration
    /// For the reply to MAIL, and to every command that has no limit of its own.
    /// - SeeAlso: RFC 5321 §4.5.3.2.2
    public var mail: Duration
    /// For the reply to RCPT.
    /// - SeeAlso: RFC 5321 §4.5.3.2.3
    public var rcpt: Duration
    /// For the 354 to DATA.
    /// - SeeAlso: RFC 5321 §4.5.3.2.4
    public var dataInitiation: Duration
    /// For one block of content to be taken by the connection.
    /// - SeeAlso: RFC 5321 §4.5.3.2.5
    public var dataBlock: Duration
    /// For the reply to the end of data.
    /// - SeeAlso: RFC 5321 §4.5.3.2.6
    public var dataTermination: Duration
    /// From the first byte of a reply to its last, however steadily the bytes drip.
    public var replyAbsolute: Duration

    /// The limits of RFC 5321.
    public static let standard = Deadlines(
        connect: .seconds(Limits.connectTimeout), tlsHandshake: .seconds(Limits.tlsHandshakeTimeout),
        greeting: .seconds(Limits.greetingTimeout),
        mail: .seconds(Limits.mailTimeout), rcpt: .seconds(Limits.rcptTimeout),
        dataInitiation: .seconds(Limits.dataInitiationTimeout), dataBlock: .seconds(Limits.dataBlockTimeout),
        dataTermination: .seconds(Limits.dataTerminationTimeout),
        replyAbsolute: .seconds(Limits.replyAbsoluteTimeout))

    /// Every deadline by hand.
    public init(
        connect: Duration, tlsHandshake: Duration, greeting: Duration, mail: Duration, rcpt: Duration,
        dataInitiation: Duration,
        dataBlock: Duration, dataTermination: Duration, replyAbsolute: Duration
    ) {
        self.connect = connect
        self.tlsHandshake = tlsHandshake
        self.greeting = greeting
        self.mail = mail
        self.rcpt = rcpt
        self.dataInitiation = dataInitiation
        self.dataBlock = dataBlock
        self.dataTermination = dataTermination
        self.replyAbsolute = replyAbsolute
    }

    /// The same deadline for every wait, as `--timeout` sets it.
    public init(all duration: Duration) {
        self.init(
            connect: duration, tlsHandshake: duration, greeting: duration, mail: duration, rcpt: duration,
            dataInitiation: duration,
            dataBlock: duration, dataTermination: duration, replyAbsolute: duration)
    }
}
