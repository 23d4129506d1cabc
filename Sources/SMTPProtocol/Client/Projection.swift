/// Where the session will stand if everything that is in flight succeeds. Advice is given for that moment, so that a
/// client that pipelines gets sensible hints.
struct Projection: Sendable {
    var hello: Verb?
    var capabilities: CapabilitySet?
    var isAuthenticated: Bool
    var hasTransaction: Bool
    var recipientCount: Int
    var isChunked: Bool
    var needsReset: Bool
    var isBinary: Bool
    var usesSMTPUTF8: Bool
    /// How many messages were begun in this session.
    var messageCount: Int
    /// The domains of the recipients, when the server limits their number.
    private(set) var domains: Set<[UInt8]> = []
    private let limitsDomains: Bool

    init(_ machine: ClientMachine) {
        hello = machine.hello
        capabilities = machine.capabilities
        isAuthenticated = machine.isAuthenticated
        hasTransaction = machine.transaction != nil
        recipientCount = machine.transaction?.accepted.count ?? 0
        isChunked = machine.transaction?.isChunked ?? false
        needsReset = machine.transaction?.needsReset ?? false
        isBinary = Self.isBinary(machine.transaction?.parameters ?? [])
        usesSMTPUTF8 = machine.transaction?.usesSMTPUTF8 ?? false
        messageCount = machine.messageCount
        limitsDomains = machine.capabilities?.limits?.recipientDomains != nil
        if limitsDomains, let accepted = machine.transaction?.accepted {
            domains = Set(accepted.compactMap { Self.domain($0.path) })
        }
        for pending in machine.queue.all { add(pending) }
    }

    private mutating func add(_ pending: PendingCommand) {
        if pending.isVerdict {
            forgetTransaction()
        } else {
            add(ReplyStage.of(pending), pending.command)
        }
    }

    /// Goes on by a command that is sent like those in flight.
    mutating func add(_ command: Command) {
        if case .chunk(_, last: true) = command.arguments {
            forgetTransaction()
        } else {
            add(ReplyStage.of(command.verb), command)
        }
    }

    private mutating func add(_ stage: ReplyStage, _ command: Command?) {
        switch stage {
        case .hello:
            forgetTransaction()
            hello = command?.verb
        case .mail:
            forgetTransaction()
            hasTransaction = true
            isBinary = Self.isBinary(command?.parameters ?? [])
            usesSMTPUTF8 = command?.parameter("SMTPUTF8") != nil
            messageCount += 1
        case .rcpt:
            guard hasTransaction else { return }
            recipientCount += 1
            if limitsDomains, let domain = Self.domain(command?.path) { domains.insert(domain) }
        case .chunk: isChunked = hasTransaction
        case .rset: forgetTransaction()
        case .greeting, .data, .endOfData, .noop, .vrfy, .expn, .help, .startTLS, .auth, .response, .etrn, .xclient,
            .quit,
            .other:
            break
        }
    }

    private mutating func forgetTransaction() {
        hasTransaction = false
        recipientCount = 0
        isChunked = false
        needsReset = false
        isBinary = false
        usesSMTPUTF8 = false
        domains = []
    }

    /// The domain of a path in small letters; nil when it has none.
    static func domain(_ path: MailPath?) -> [UInt8]? {
        path?.mailbox?.domain.map { ASCII.isUpper($0) ? $0 | 0x20 : $0 }
    }

    private static func isBinary(_ parameters: [Parameter]) -> Bool {
        parameters.contains { parameter in
            parameter.keyword == "BODY" && parameter.value.map { ASCII.equal($0, "BINARYMIME") } == true
        }
    }
}
