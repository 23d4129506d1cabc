/// How a `ServerMachine` presents itself and how strict it is.
public struct ServerConfiguration: Hashable, Sendable {
    /// The server's own name, in the greeting and in the reply to EHLO.
    public var hostName: String
    /// What follows the name in the greeting, after `ESMTP`.
    public var banner: String
    /// What one session may use up.
    public var limits: ServerLimits
    /// What happens to a client that does not wait for its turn.
    public var earlyTalk: EarlyTalk
    /// Whether STARTTLS is offered, as long as the session is in the clear.
    /// - SeeAlso: RFC 3207 §4
    public var offersStartTLS = false
    /// What happens to bytes that stand behind STARTTLS.
    public var pipelinedStartTLS = PipelinedStartTLS.close
    /// The mechanisms that AUTH offers now, strongest first, in capitals; none means that AUTH is not offered.
    /// - SeeAlso: RFC 4954 §3
    public var mechanisms: [String] = []
    /// The capabilities in the order in which the reply to EHLO lists them. SIZE, AUTH and STARTTLS get their values, or are
    /// left out, as the session is; others stand there as they are written here.
    public var capabilities = Self.ownCapabilities
    /// Capabilities that the reply to EHLO leaves out, in capitals, though they work.
    public var hiddenCapabilities: Set<String> = []
    /// Lines that the reply to EHLO has besides.
    public var addedCapabilities: [String] = []
    /// Whether AUTH is refused, and not listed, as long as the session is in the clear.
    public var requiresTLSForLogin = false
    /// What ends the content of a message.
    public var endOfData = EndOfData.strict
    /// Whether the session is protected by TLS.
    public var isEncrypted = false

    /// What happens to bytes in the clear that came in one piece with STARTTLS: anybody on the way could have put them there.
    /// - SeeAlso: CVE-2011-0411
    public enum PipelinedStartTLS: String, Hashable, Sendable, CaseIterable {
        /// The connection is closed with 554.
        case close
        /// They are carried out after the handshake, as if they had been protected. That is the hole of old servers, here
        /// to be seen; never use it otherwise.
        case carryOut
    }

    /// What ends the content of a message.
    /// - SeeAlso: RFC 5321 §4.1.1.4, §2.3.8
    public enum EndOfData: String, Hashable, Sendable, CaseIterable {
        /// CR LF . CR LF, and nothing else.
        case strict
        /// A dot on a line that an LF alone begins or ends, too. That is the hole that messages are smuggled through, here
        /// to be seen; never use it otherwise.
        case bareLineFeed
    }

    /// What happens to commands that were sent before the client could know that it may: before the greeting, before EHLO
    /// has offered PIPELINING, or behind EHLO, HELO or DATA.
    /// - SeeAlso: RFC 5321 §4.3.1, RFC 2920 §3.1
    public enum EarlyTalk: String, Hashable, Sendable, CaseIterable {
        /// They are carried out in their order.
        case allow
        /// They are answered with 503 and not carried out; content sent before the 354 closes the connection.
        case refuse
        /// The connection is closed with 554.
        case close
    }

    /// What this server can do, in its own order.
    public static let ownCapabilities = [
        "SIZE", "8BITMIME", "PIPELINING", "CHUNKING", "BINARYMIME", "ENHANCEDSTATUSCODES", "STARTTLS", "AUTH", "VRFY",
        "EXPN", "HELP",
    ]

    /// A configuration.
    public init(
        hostName: String, banner: String, limits: ServerLimits = .standard, earlyTalk: EarlyTalk = .refuse
    ) {
        self.hostName = hostName
        self.banner = banner
        self.limits = limits
        self.earlyTalk = earlyTalk
    }
}
