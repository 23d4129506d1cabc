import SafeText

/// What a class did on the practice server, student by student: read from the lines that `smtpx serve --events` writes.
public struct ClassRecord: Sendable {
    /// The longest line that is read, in bytes: a message of the server's size, in base64, and what is said about it.
    public static let maximumLine = 32 << 20
    /// The most events of one student that are kept; of more, the first are.
    static let maximumEvents = 5_000
    /// The most students that are told apart; the others stand together.
    static let maximumStudents = 500

    /// Why a line cannot be read, in words that go on after "line 12: ".
    public struct Mistake: Error, Hashable, Sendable {
        /// What is wrong; foreign text in it is escaped.
        public let message: String
    }

    /// One student, or those who gave no name.
    struct Student: Sendable {
        /// The name of the sandbox; nil for those who had none.
        let name: String?
        /// What happened, in its order.
        var events: [ClassEvent] = []
        /// How many events are not kept.
        var droppedCount = 0
        var connections: Set<Int> = []
        var commandCount = 0
        var temporaryCount = 0
        var permanentCount = 0
        var messageCount = 0
        /// The steps that were done, by lesson.
        var steps: [String: (done: Set<Int>, total: Int)] = [:]

        init(name: String?) { self.name = name }

        mutating func take(_ event: ClassEvent) {
            connections.insert(event.connection)
            switch event.kind {
            case .line: commandCount += 1
            case .reply(let code, _, _):
                if code / 100 == 4 { temporaryCount += 1 }
                if code / 100 == 5 { permanentCount += 1 }
            case .stored: messageCount += 1
            case .step(let lesson, let step, let total, _):
                steps[lesson, default: ([], total)].done.insert(step)
                steps[lesson]?.total = total
            case .listening, .opened, .refused, .secured, .notSecured, .login, .rule, .remark, .sandbox, .timedOut,
                .closed:
                break
            }
            if events.count < ClassRecord.maximumEvents { events.append(event) } else { droppedCount += 1 }
        }
    }

    /// Where the server listened: `127.0.0.1 port 2525`, not escaped; nil when no line said it.
    private(set) var place: String?
    /// The students, in the order in which they came; those without a name stand last.
    var students: [Student] { named + (nameless.events.isEmpty ? [] : [nameless]) }
    /// The time of the last event, in microseconds since the server started.
    private(set) var lastTime = 0

    private var named: [Student] = []
    private var nameless = Student(name: nil)
    private var places: [String: Int] = [:]
    /// Which student a connection belongs to.
    private var owners: [Int: Int] = [:]
    /// What connections did before they had a name.
    private var waiting: [Int: [ClassEvent]] = [:]

    /// Nothing read yet.
    public init() {}

    /// Whether no event came.
    public var isEmpty: Bool { named.isEmpty && nameless.events.isEmpty && waiting.isEmpty && place == nil }

    /// Takes a line in, without its end. An empty one, and an event that is not known here, is passed over.
    public mutating func take(_ line: [UInt8]) throws(Mistake) {
        guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
        do throws(ClassEvent.Problem) {
            if let event = try ClassEvent(line) { take(event) }
        } catch {
            throw Mistake(message: error.message)
        }
    }

    /// No line comes any more: who never had a name stands with the nameless.
    public mutating func finish() {
        let left = waiting.values.flatMap(\.self).sorted { ($0.time, $0.connection) < ($1.time, $1.connection) }
        waiting = [:]
        for event in left { nameless.take(event) }
    }

    private mutating func take(_ event: ClassEvent) {
        lastTime = max(lastTime, event.time)
        if case .listening(let host, let port) = event.kind {
            place = "\(host) port \(port)"
            return
        }
        if case .sandbox(let name) = event.kind, let student = number(of: name) {
            owners[event.connection] = student
            for early in waiting.removeValue(forKey: event.connection) ?? [] { named[student].take(early) }
        }
        if let owner = owners[event.connection] {
            named[owner].take(event)
        } else if case .refused = event.kind {
            nameless.take(event)
        } else if waiting[event.connection, default: []].count < Self.maximumEvents {
            waiting[event.connection, default: []].append(event)
        }
        if case .closed = event.kind {
            owners[event.connection] = nil
            for early in waiting.removeValue(forKey: event.connection) ?? [] { nameless.take(early) }
        }
    }

    private mutating func number(of name: String) -> Int? {
        if let known = places[name] { return known }
        guard named.count < Self.maximumStudents else { return nil }
        named.append(Student(name: name))
        places[name] = named.count - 1
        return named.count - 1
    }
}
