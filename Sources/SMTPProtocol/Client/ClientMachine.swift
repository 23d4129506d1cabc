/// The client's side of an SMTP or LMTP session: what was sent, what it is waiting for, and where the session stands.
///
/// It is told what will be sent, and says which bytes that means; it is told what came, and says what that answers. It
/// has no socket and no clock, and it forbids nothing: advice is given beside the session, and a command that does not
/// fit is sent like any other.
///
///     var machine = ClientMachine()
///     machine.connected()
///     let verdict = machine.received(greeting)
///     let outgoing = machine.willSend(Array("EHLO lab.example.org".utf8))
///
/// - SeeAlso: RFC 5321 §3, §4.1.4
public struct ClientMachine: Hashable, Sendable {
    /// Which dialect is spoken.
    public let `protocol`: MailProtocol
    /// What the server offered in its last accepted reply to EHLO or LHLO; nil before, and after HELO.
    public internal(set) var capabilities: CapabilitySet?
    /// The hello that the server accepted last; nil before.
    public internal(set) var hello: Verb?
    /// The message that is begun, as far as the server's replies have confirmed it.
    public internal(set) var transaction: Transaction?
    /// Whether the server accepted a login.
    public internal(set) var isAuthenticated = false
    /// Whether the connection is under TLS.
    public private(set) var isEncrypted = false
    /// Whether the server greeted with a refusal, so that only QUIT is left.
    /// - SeeAlso: RFC 5321 §3.1
    public internal(set) var isRefused = false
    /// How many messages were begun since the connection, or TLS, began.
    public internal(set) var messageCount = 0
    /// Who ended the session; nil while it goes on.
    public internal(set) var end: SessionEnd?

    /// The most 334 that one AUTH may bring before nothing but `*` goes out. No mechanism needs ten.
    public static let challengeLimit = 32

    var phase = Phase.disconnected
    var queue = PendingQueue()
    /// How many octets of a BDAT chunk are still to be sent.
    var awaitedOctets: UInt64 = 0
    var challengeCount = 0
    /// Whether a hello from before TLS does not count any more, so that it is to be said again.
    var hasForgottenHello = false
    var contentPosition = ContentPosition.lineStart
    /// The bytes of a line that has not ended yet, of those sent raw.
    var partialLine: [UInt8] = []
    /// Where the bytes that went out have ended, for ``wouldCommit(_:)``.
    var commitWatch = CommitWatch()
    private var nextID = 1

    /// What the server's replies have settled. Commands in flight come on top of it, see ``state``.
    enum Phase: Hashable, Sendable {
        case disconnected, awaitingGreeting, open, content, sasl, startingTLS, ending, closed
    }

    /// A machine without a connection.
    public init(protocol: MailProtocol = .smtp) {
        self.protocol = `protocol`
    }

    // MARK: The connection

    /// A connection is there: everything of an earlier one is forgotten, and the greeting is awaited.
    public mutating func connected() {
        self = ClientMachine(protocol: `protocol`, continuingFrom: nextID)
        phase = .awaitingGreeting
        queue.append(makePending(.greeting, command: nil, line: []))
    }

    /// The handshake of TLS is done.
    ///
    /// Before the greeting (TLS from the first byte) the greeting is still awaited. After the 220 to STARTTLS the session
    /// begins anew, with EHLO and without a second greeting. At any other time it changes nothing.
    /// - SeeAlso: RFC 3207 §4.2, RFC 8314 §3
    public mutating func secured() {
        switch phase {
        case .awaitingGreeting:
            isEncrypted = true
        case .startingTLS:
            isEncrypted = true
            hasForgottenHello = true
            phase = .open
        case .disconnected, .open, .content, .sasl, .ending, .closed:
            break
        }
    }

    /// The connection is gone, whoever ended it.
    ///
    /// - Returns: what gets no reply any more, in order.
    @discardableResult
    public mutating func closed() -> [PendingCommand] { close(.unannounced) }

    /// We waited too long. A reply that comes now could be mistaken for a later one, so the connection must be closed
    /// and is not used again.
    ///
    /// - Returns: what gets no reply any more, in order.
    @discardableResult
    public mutating func gaveUp() -> [PendingCommand] { close(.gaveUp) }

    mutating func close(_ reason: SessionEnd) -> [PendingCommand] {
        let unanswered = queue.removeAll()
        guard phase != .disconnected && phase != .closed else { return unanswered }
        let hasQuit = unanswered.contains { $0.verb == .quit }
        end = end ?? (reason == .unannounced && hasQuit ? .quit : reason)
        phase = .closed
        transaction = nil
        awaitedOctets = 0
        partialLine = []
        return unanswered
    }

    private init(protocol: MailProtocol, continuingFrom nextID: Int) {
        self.protocol = `protocol`
        self.nextID = nextID
    }

    // MARK: Where it stands

    /// Where the session stands: what the replies have settled, and what is in flight.
    public var state: ClientState {
        switch phase {
        case .disconnected: .disconnected
        case .closed: .closed
        case .ending: .quitting
        case .startingTLS: .startingTLS
        case .awaitingGreeting: .awaitingGreeting
        case .content: .content
        case .sasl: .sasl
        case .open: openState
        }
    }

    private var openState: ClientState {
        if awaitedOctets > 0 { return .chunk(remaining: awaitedOctets) }
        if queue.counts.quit > 0 { return .quitting }
        if queue.counts.data > 0 { return .awaitingContentGoAhead }
        if queue.counts.verdict > 0 { return .awaitingAcceptance }
        if let transaction {
            return transaction.accepted.isEmpty ? .mailOpen : .recipients(transaction.accepted.count)
        }
        return hello == nil ? .greeted : .ready
    }

    /// What was sent and not answered yet, in order. The next reply answers the first.
    public var pending: [PendingCommand] { queue.all }

    /// What the next reply answers; nil when nothing is awaited. Faster than ``pending`` when many are in flight.
    public var nextPending: PendingCommand? { queue.first }

    /// What was sent last of all that awaits a reply; nil when nothing is awaited.
    public var lastPending: PendingCommand? { queue.last }

    /// How many replies are awaited.
    public var pendingCount: Int { queue.count }

    mutating func makePending(
        _ kind: PendingCommand.Kind, command: Command?, line: [UInt8], isSecret: Bool = false,
        recipient: MailPath? = nil
    ) -> PendingCommand {
        defer { nextID += 1 }
        return PendingCommand(
            id: nextID, command: command, line: line, isSecret: isSecret, kind: kind, recipient: recipient)
    }
}
