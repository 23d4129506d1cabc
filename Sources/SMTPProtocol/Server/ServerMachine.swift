/// The server's side of one SMTP session, as a pure value: bytes in, actions out.
///
/// It has no clock, no socket and no store. Its owner sends the replies, keeps the content, counts the time and calls back:
/// ``connected()`` once, ``received(_:)`` for every chunk however it was split, ``resumed()`` after a wait, and
/// ``timedOut()`` or ``shutDown()`` when the owner wants the session to end. TLS and the check of passwords are the owner's
/// too: ``startingTLS()`` and ``secured(mechanisms:)``, ``challenge(_:)``, ``authenticated(user:)`` and ``rejected(_:)``.
/// Memory is bounded: one command line, one envelope and what came during a wait, each with a limit of `ServerLimits`.
///
///     S: 220 mail.practice.test ESMTP
///     C: EHLO lab.example
///     S: 250-mail.practice.test hello lab.example …
///
/// - SeeAlso: RFC 5321 §3, §4.1.4
public struct ServerMachine: Sendable {
    /// Where the session stands.
    public internal(set) var state = ServerState.awaitingGreeting
    /// The open transaction: nil before MAIL and after the end of the message, RSET, EHLO or HELO.
    public internal(set) var envelope: Envelope?
    /// Who logged in; nil before a login.
    public internal(set) var authenticatedUser: String?
    /// True while a reply is held back, or the owner was asked about a login: nothing should be read until it has answered.
    public var isWaiting: Bool { heldDecision != nil || heldCommand != nil || isLoginJudged }

    /// The content that is coming in has a line that ends in LF alone: it will be refused, and a lone dot on such a line does
    /// not end it.
    /// - SeeAlso: RFC 5321 §2.3.8
    public var hasBareLineFeed: Bool { state == .content && content.refusal == .bareLineFeed }

    /// A message of this session ended at a dot between LF alone, as only a careless server takes it: what stood behind it was
    /// carried out as commands.
    public internal(set) var hasEndedAtBareLineFeed = false

    var configuration: ServerConfiguration
    let policy: any ServerPolicy
    /// The text of the last refusal of a recipient, which some software repeats at DATA.
    var lastRefusal = ""
    /// The command that is being answered.
    var commandInHand: Command?
    /// The argument of the accepted EHLO or HELO.
    public internal(set) var clientName: [UInt8] = []
    /// EHLO, not HELO: extensions may be used.
    var isExtended = false
    /// A RCPT of this transaction was refused; tells "no RCPT" from "no valid RCPT" at DATA.
    var hasRefusedRecipients = false
    /// How the open message's content is read.
    var content = ContentReader()
    /// What BDAT has brought.
    var chunks = Chunks()
    /// Where the session stood when the open chunk began.
    var stateBeforeChunk = ServerState.ready
    /// Commands in a row that were wrong, and that were right without bringing a message forward.
    var badCommands = 0
    var idleCommands = 0

    /// The greeting was a refusal: nothing but QUIT is served.
    /// - SeeAlso: RFC 5321 §3.1
    private var isTurnedAway = false

    /// The owner was asked about a login and has not answered.
    var isLoginJudged = false
    /// What is no command could be an answer to AUTH that came too late: it is not shown.
    var mayFollowAUTH = false

    private var reader: CommandLineReader
    /// What came while nothing could be carried out: before the greeting, or during a wait.
    var backlog: [UInt8] = []
    /// A reply that waits for `resumed()`.
    var heldDecision: ServerDecision?
    /// A command that waits for `resumed()`.
    var heldCommand: HeldCommand?
    /// How many of the next bytes were sent before the client could know that it may send them.
    var earlyBytes = 0
    /// The line being read began with such bytes.
    private var isLineEarly = false

    /// A session that has not begun.
    public init(configuration: ServerConfiguration, policy: any ServerPolicy) {
        self.configuration = configuration
        self.policy = policy
        reader = CommandLineReader(limits: configuration.limits)
    }

    /// The connection is open and the greeting may go out.
    public mutating func connected() -> [ServerAction] {
        guard state == .awaitingGreeting else { return [] }
        var actions: [ServerAction] = []
        state = .greeted
        let intervention = policy.intervene(at: moment(.connected))
        let decision = intervention?.decision ?? ServerDecision(.greeting(configuration))
        isTurnedAway = !decision.accepts
        answer(
            ServerDecision(decision.situation, delay: intervention?.delay ?? 0, closes: decision.closes), &actions)
        if configuration.earlyTalk != .allow { earlyBytes = backlog.count }
        consumeBacklog(&actions)
        return actions
    }

    /// The client sent these bytes.
    public mutating func received(_ bytes: some Collection<UInt8>) -> [ServerAction] {
        var actions: [ServerAction] = []
        switch state {
        case .closed:
            return []
        case .awaitingGreeting:
            if configuration.earlyTalk == .close {
                close(with: .spokeBeforeGreeting, &actions)
            } else {
                keep(bytes, &actions)
            }
        case .securing:
            // The owner begins the handshake before it reads on, so this is what came in one piece with STARTTLS.
            keep(bytes, &actions)
        case .greeted, .ready, .mailOpen, .recipients, .authenticating, .content, .chunk:
            if isWaiting {
                keep(bytes, &actions)
            } else if bytes.withContiguousStorageIfAvailable({ consume($0, &actions) }) == nil {
                Array(bytes).withUnsafeBufferPointer { consume($0, &actions) }
            }
        }
        return actions
    }

    /// The wait that a `.wait` action asked for is over.
    public mutating func resumed() -> [ServerAction] {
        var actions: [ServerAction] = []
        guard state != .closed else { return [] }
        if let held = heldCommand {
            heldCommand = nil
            perform(held.command, bytesBehind: held.bytesBehind, &actions)
        } else if let decision = heldDecision {
            heldDecision = nil
            say(decision, &actions)
        } else {
            return []
        }
        consumeBacklog(&actions)
        return actions
    }

    /// The client took too long: says so with 421 and closes.
    /// - SeeAlso: RFC 5321 §4.5.3.2.7
    public mutating func timedOut() -> [ServerAction] {
        var actions: [ServerAction] = []
        close(with: .timeout, &actions)
        return actions
    }

    /// The server stops: says so with 421 and closes.
    /// - SeeAlso: RFC 5321 §3.8
    public mutating func shutDown() -> [ServerAction] {
        var actions: [ServerAction] = []
        close(with: .shuttingDown, &actions)
        return actions
    }

    /// There is no room for more of the open message: the rest is thrown away and the end of data answered with 452.
    public mutating func storageExhausted() {
        if state == .content { content.refuseForStorage() }
        if state == .chunk { chunks.refusal = chunks.refusal ?? .noStorage }
    }
}

extension ServerMachine {
    /// Holds bytes back that cannot be looked at yet; too many of them end the session.
    private mutating func keep(_ bytes: some Collection<UInt8>, _ actions: inout [ServerAction]) {
        guard backlog.count + bytes.count <= configuration.limits.backlog else {
            close(with: .tooMuchAtOnce, &actions)
            return
        }
        backlog.append(contentsOf: bytes)
    }

    mutating func consumeBacklog(_ actions: inout [ServerAction]) {
        guard !backlog.isEmpty, state != .closed, !isWaiting else { return }
        let bytes = backlog
        backlog = []
        bytes.withUnsafeBufferPointer { consume($0, &actions) }
    }

    /// Carries out what the input holds, as far as the session goes.
    private mutating func consume(_ input: UnsafeBufferPointer<UInt8>, _ actions: inout [ServerAction]) {
        var position = 0
        while position < input.count {
            guard !isWaiting else {
                keep(input[position...], &actions)
                return
            }
            switch state {
            case .closed:
                return
            case .securing:
                keep(input[position...], &actions)
                return
            case .content:
                readContent(input, from: &position, &actions)
            case .chunk:
                readChunk(input, from: &position, &actions)
            case .awaitingGreeting, .greeted, .ready, .mailOpen, .recipients, .authenticating:
                readCommand(input, from: &position, &actions)
            }
        }
    }

    private mutating func readCommand(
        _ input: UnsafeBufferPointer<UInt8>, from position: inout Int, _ actions: inout [ServerAction]
    ) {
        if reader.isAtLineStart {
            isLineEarly = earlyBytes > 0
            // Later than the greeting an odd byte may be a slip of the keyboard; a TLS handshake never is.
            if let other = ForeignProtocol(firstByte: input[position]), other == .tls || state == .greeted {
                close(with: other.situation, &actions)
                return
            }
        }
        let start = position
        let isResponse = state == .authenticating
        let outcome = reader.read(input, from: &position, isResponse: isResponse)
        earlyBytes = max(0, earlyBytes - (position - start))
        switch outcome {
        case .incomplete:
            break
        case .endless:
            close(with: .endlessLine(configuration.limits), &actions)
        case .tooLong:
            if isResponse { cancelLogin(&actions) }
            count(.bad, answering: isResponse ? .responseTooLong : .lineTooLong(configuration.limits), &actions)
        case .bareLF:
            if isResponse { cancelLogin(&actions) }
            count(.bad, answering: .bareLineFeed, &actions)
        case .line(let line):
            let bytesBehind = input.count - position
            if isResponse {
                receive(response: line, bytesBehind: bytesBehind, &actions)
            } else {
                carryOut(line, bytesBehind: bytesBehind, &actions)
            }
        }
    }

    private mutating func carryOut(_ line: [UInt8], bytesBehind: Int, _ actions: inout [ServerAction]) {
        let command = Command(parsing: line)
        commandInHand = command
        noteLogin(command)
        actions.append(.received(line: shown(command)))
        if let other = ForeignProtocol(line: line) {
            close(with: other.situation, &actions)
            return
        }
        if isTurnedAway, command.verb != .quit {
            count(.bad, answering: .turnedAway, &actions)
            return
        }
        if isLineEarly {
            count(.bad, answering: .tooEarly, &actions)
            return
        }
        if bytesBehind > 0, !mayBeFollowed(command.verb) {
            switch configuration.earlyTalk {
            case .allow:
                break
            case .refuse:
                // The rest must not become content: were it read as commands, content could give orders.
                if command.verb == .data, isReadyForContent {
                    close(with: .contentTooEarly, &actions)
                    return
                }
                earlyBytes = bytesBehind
            case .close:
                close(with: .outOfStep, &actions)
                return
            }
        }
        carryOut(command, bytesBehind: bytesBehind, &actions)
    }

    /// Whether a client may send more before it has seen the reply to this command.
    /// - SeeAlso: RFC 2920 §3.1
    private func mayBeFollowed(_ verb: Verb) -> Bool {
        switch verb {
        case .quit, .bdat: true
        case .ehlo, .helo, .data: false
        default: isExtended
        }
    }
}
