/// What one session may use up before the server says no.
public struct ServerLimits: Hashable, Sendable {
    /// The longest command line in octets, CRLF included.
    /// - SeeAlso: RFC 5321 §4.5.3.1.4
    public var commandLine: Int
    /// The longest line of AUTH or of the exchange behind it in octets, CRLF included.
    /// - SeeAlso: RFC 4954 §4
    public var authenticationLine: Int
    /// How many octets of one endless line are thrown away before the connection is closed.
    public var discardedLine: Int
    /// The largest message in octets, announced as `SIZE`.
    /// - SeeAlso: RFC 1870 §4
    public var messageSize: Int
    /// The most recipients of one message; at least 100.
    /// - SeeAlso: RFC 5321 §4.5.3.1.8
    public var recipients: Int
    /// How many commands in a row may be wrong, or logins fail, before the connection is closed with 421.
    public var badCommands: Int
    /// How many commands in a row may be right and yet bring no message forward (NOOP, RSET, HELP, VRFY, EXPN, EHLO) before
    /// the connection is closed with 421.
    public var idleCommands: Int
    /// How many octets are held that came while a delayed reply was being waited for.
    public var backlog: Int
    /// The longest delay that an address can ask for, in seconds: longer than the five minutes a client must wait for
    /// the replies to MAIL and RCPT, so that its timeout can be seen.
    /// - SeeAlso: RFC 5321 §4.5.3.2.2, §4.5.3.2.3
    public var delay: Int

    /// What the offered extensions add to the longest command line: 26 octets for `SIZE=`, 17 for `BODY=`.
    /// - SeeAlso: RFC 1870 §3, RFC 6152 §3
    public static let parameterRoom = 26 + 17

    /// The limits of a server that nobody has set up otherwise.
    public static let standard = ServerLimits()

    /// Limits; a number of recipients below the standard's 100 is raised to 100, and a negative number is taken as 0.
    public init(
        commandLine: Int = Limits.commandLine + ServerLimits.parameterRoom,
        authenticationLine: Int = Limits.commandLineExtended, discardedLine: Int = 1 << 20,
        messageSize: Int = 10_485_760,
        recipients: Int = Limits.recipients, badCommands: Int = 50, idleCommands: Int = 200,
        backlog: Int = 256 << 10, delay: Int = 600
    ) {
        self.commandLine = max(2, commandLine)
        self.authenticationLine = max(2, authenticationLine)
        self.discardedLine = max(0, discardedLine)
        self.messageSize = max(0, messageSize)
        self.recipients = max(Limits.recipients, recipients)
        self.badCommands = max(0, badCommands)
        self.idleCommands = max(0, idleCommands)
        self.backlog = max(0, backlog)
        self.delay = max(0, delay)
    }
}
