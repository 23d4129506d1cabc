import NIOCore
public import SMTPProtocol

/// How a practice server is set up.
public struct PracticeServerOptions: Sendable {
    /// The address to listen at: a loopback address, unless other machines are `allowed`.
    public var host = "127.0.0.1"
    /// The port to listen at; 0 takes a free one.
    public var port = 0
    /// The port to listen at for TLS from the first byte; 0 takes a free one.
    /// - SeeAlso: RFC 8314 §3.3
    public var securePort = 0
    /// What the server does differently from a good one.
    public var scenario = Scenario.standard
    /// The file that the scenario is from: when it changes, clients that come later meet what stands in it then.
    public var scenarioFile: ScenarioFile?
    /// The software whose replies are imitated; nil for the server's own words, or for what the scenario says.
    public var likeness: Likeness?
    /// Refuses AUTH in the clear with 538 and lists it only under TLS. Without it a password can be sent in the clear, so
    /// that the warning against it can be seen.
    /// - SeeAlso: RFC 4954 §4
    public var requiresTLSForLogin = false
    /// Where other machines may connect from. Without any, the server refuses to listen anywhere but on loopback. This
    /// machine itself is always let in.
    public var allowed: [AddressRange] = []
    /// Further addresses of this machine that its certificate shall be good for.
    public var certificateAddresses: [String] = []
    /// Gives every student mailboxes and memory of their own, told apart by login, or else by the name in EHLO.
    public var separatesStudents = false
    /// The server's own name.
    public var hostName = "mail.\(PracticePersonality.practiceDomain)"
    /// What the greeting says after the name and `ESMTP`.
    public var banner = "SMTP Explorer practice server"
    /// Who has a mailbox at the practice domain.
    public var directory = Directory.classroom
    /// What one session may use up.
    public var limits = ServerLimits.standard
    /// What happens to a client that does not wait for its turn.
    public var earlyTalk = ServerConfiguration.EarlyTalk.refuse
    /// How long the greeting is held back, to catch clients that speak first.
    public var greetingPause = Duration.zero
    /// How long a client may take.
    public var deadlines = ServerDeadlines()
    /// How many clients may be connected.
    public var connections = ConnectionLimits()
    /// How much mail is kept.
    public var storage = MailboxLimits()
    /// What time it is for the rules of the scenario.
    var now: @Sendable () -> NIODeadline = { .now() }

    /// The options of a server for one person on one machine.
    public init() {}

    /// The software that is imitated after all: the caller's, or else the scenario's.
    public var imitated: Likeness? { likeness ?? scenario.settings.likeness.map(Likeness.of) }

    var configuration: ServerConfiguration {
        var configuration = ServerConfiguration(
            hostName: hostName, banner: scenario.settings.banner ?? banner, limits: limits, earlyTalk: earlyTalk)
        configuration.offersStartTLS = scenario.settings.startTLS != .stripped
        configuration.pipelinedStartTLS = scenario.settings.startTLS == .pipelined ? .carryOut : .close
        configuration.requiresTLSForLogin = requiresTLSForLogin
        configuration.hiddenCapabilities = scenario.settings.hiddenCapabilities
        configuration.addedCapabilities = scenario.settings.addedCapabilities
        if scenario.settings.endsDataAtBareLF {
            configuration.endOfData = .bareLineFeed
            // What is smuggled waits for no reply.
            configuration.earlyTalk = .allow
        }
        if let imitated {
            configuration.capabilities = imitated.capabilities
            configuration.offersStartTLS = configuration.offersStartTLS && imitated.capabilities.contains("STARTTLS")
            configuration.requiresTLSForLogin = requiresTLSForLogin || imitated.requiresTLSForLogin
        }
        if let size = scenario.settings.messageSize { configuration.limits.messageSize = size }
        return configuration
    }
}
