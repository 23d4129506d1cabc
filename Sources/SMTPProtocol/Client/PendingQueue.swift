/// What was sent and not answered, in order, with cheap answers to what is in it: a client that pipelines may have ten
/// thousand recipients in flight.
struct PendingQueue: Hashable, Sendable {
    private var items: ArraySlice<PendingCommand> = []
    private(set) var counts = Counts()

    /// How many of each sort are in flight.
    struct Counts: Hashable, Sendable {
        var quit = 0
        var data = 0
        /// Ends of data and last chunks: what the server answers with its verdict on the message.
        var verdict = 0
        var auth = 0

        mutating func add(_ pending: PendingCommand, _ step: Int) {
            if pending.isVerdict { verdict += step }
            switch pending.kind {
            case .command:
                switch ReplyStage.of(pending) {
                case .quit: quit += step
                case .data: data += step
                case .auth: auth += step
                case .greeting, .hello, .mail, .rcpt, .endOfData, .chunk, .rset, .noop, .vrfy, .expn, .help, .startTLS,
                    .response, .etrn, .xclient, .other:
                    break
                }
            case .greeting, .endOfData, .chunk, .saslResponse: break
            }
        }
    }

    var all: [PendingCommand] { Array(items) }
    var first: PendingCommand? { items.first }
    var last: PendingCommand? { items.last }
    var count: Int { items.count }
    var isEmpty: Bool { items.isEmpty }

    mutating func append(_ pending: PendingCommand) {
        counts.add(pending, 1)
        items.append(pending)
    }

    mutating func removeFirst() -> PendingCommand? {
        guard let first = items.popFirst() else { return nil }
        counts.add(first, -1)
        if items.isEmpty { items = [] }
        return first
    }

    /// Puts others in the place of the first.
    mutating func replaceFirst(by others: [PendingCommand]) {
        guard let first = items.first else { return }
        counts.add(first, -1)
        for other in others { counts.add(other, 1) }
        items.replaceSubrange(items.startIndex..<items.startIndex + 1, with: others)
    }

    mutating func removeAll() -> [PendingCommand] {
        defer { self = PendingQueue() }
        return all
    }
}

extension PendingCommand {
    /// Whether the reply is the server's verdict on a whole message.
    var isVerdict: Bool {
        switch kind {
        case .endOfData: true
        case .chunk: isLastChunk
        case .greeting, .command, .saslResponse: false
        }
    }

    /// Whether it is a `BDAT … LAST`.
    var isLastChunk: Bool {
        if case .chunk(_, let isLast) = command?.arguments { isLast } else { false }
    }
}
