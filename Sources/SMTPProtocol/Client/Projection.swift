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

    init(_ machine: ClientMachine) {
        hello = machine.hello
        capabilities = machine.capabilities
        isAuthenticated = machine.isAuthenticated
        hasTransaction = machine.transaction != nil
        recipientCount = machine.transaction?.accepted.count ?? 0
        isChunked = machine.transaction?.isChunked ?? false
        needsReset = machine.transaction?.needsReset ?? false
        isBinary = Self.isBinary(machine.transaction?.parameters ?? [])
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
        case .rcpt: recipientCount += hasTransaction ? 1 : 0
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
    }

    private static func isBinary(_ parameters: [Parameter]) -> Bool {
        parameters.contains { parameter in
            parameter.keyword == "BODY" && parameter.value.map { ASCII.equal($0, "BINARYMIME") } == true
        }
    }
}
