/// One lesson that a whole class plays on one server: each student is at a step of their own.
///
/// A student is a name, which a connection gets when the client says who it is; before that, the connection stands for
/// one. Who comes back goes on where they were. Steps that no server can see done are passed over.
public struct ClassLesson: Hashable, Sendable {
    /// A step that somebody has done.
    public struct Passed: Hashable, Sendable {
        /// The connection on which it was done.
        public let connection: Int
        /// Who did it; nil for a client that has not said who it is.
        public let student: String?
        /// The step's place in the lesson, from 1.
        public let step: Int
        /// The step's title.
        public let title: String
        /// Whether no step is left that can be seen.
        public let isLast: Bool
    }

    /// How far somebody is.
    public struct Standing: Hashable, Sendable {
        /// The steps that lie behind them, those that were passed over counted.
        public let done: Int
        /// The steps of the lesson.
        public let total: Int
        /// The title of the open step; nil when none is left.
        public let title: String?
    }

    /// The most events of a connection that a student is told whose name comes late.
    static let maximumEvents = 128

    private struct Connection: Hashable, Sendable {
        var student: String?
        /// The run of a client without a name.
        var run: LessonRun
        /// What was seen, for the student whose name is still to come.
        var events: [LessonEvent] = []
        /// How many of these events a student has been told.
        var told: [String: Int] = [:]
        /// Steps that a client without a name has done: its name may follow at once.
        var held: [Passed] = []
    }

    /// The lesson.
    public let lesson: Lesson
    private var students: [String: LessonRun] = [:]
    private var connections: [Int: Connection] = [:]

    /// A lesson that nobody has begun.
    public init(_ lesson: Lesson) { self.lesson = lesson }

    /// Who a connection's client is; nil as long as it has not said so.
    public func student(on connection: Int) -> String? { connections[connection]?.student }

    /// How far a connection's student is; nil for a connection that is not known.
    public func standing(of connection: Int) -> Standing? {
        guard let known = connections[connection] else { return nil }
        return known.student.flatMap { standing(of: $0) } ?? standing(known.run)
    }

    /// How far a student is, connected or not; nil for one who never came.
    public func standing(of student: String) -> Standing? { students[student].map(standing) }

    private func standing(_ run: LessonRun) -> Standing {
        Standing(done: run.index, total: lesson.steps.count, title: run.step?.title)
    }

    /// Something happened on a connection.
    /// - Returns: the steps that are known now to be done.
    public mutating func saw(_ event: LessonEvent, of number: Int) -> [Passed] {
        var connection = connections[number] ?? Connection(run: begun())
        var passed = connection.held
        connection.held = []
        if connection.events.count < Self.maximumEvents { connection.events.append(event.shortened) }
        if let student = connection.student {
            connection.told[student] = connection.events.count
            passed += tell(student, [event], on: number)
        } else {
            connection.held = Self.tell(&connection.run, [event], as: nil, on: number)
        }
        if case .disconnected = event {
            passed += connection.held
            connections[number] = nil
        } else {
            connections[number] = connection
        }
        return passed
    }

    /// The client of a connection has said who it is, or that it is somebody else.
    /// - Returns: the steps that this student has done now.
    public mutating func entered(_ student: String, on number: Int) -> [Passed] {
        var connection = connections[number] ?? Connection(run: begun())
        guard connection.student != student else { return [] }
        let before = connection.student.flatMap { students[$0] } ?? connection.run
        let told = connection.told[student] ?? 0
        connection.held = []
        connection.student = student
        connection.told[student] = connection.events.count
        connections[number] = connection
        if students[student] != nil {
            return tell(student, Array(connection.events.dropFirst(told)), on: number)
        }
        // Who is new under this name has done what the connection did before: a second EHLO loses nothing.
        students[student] = before
        return lesson.steps.indices.prefix(before.index).filter { lesson.steps[$0].isSeenByServer }.map {
            Self.passed($0, of: before, by: student, on: number)
        }
    }

    private func begun() -> LessonRun {
        var run = LessonRun(lesson)
        Self.passOver(&run)
        return run
    }

    private mutating func tell(_ student: String, _ events: [LessonEvent], on number: Int) -> [Passed] {
        var run = students[student] ?? begun()
        let passed = Self.tell(&run, events, as: student, on: number)
        students[student] = run
        return passed
    }

    private static func tell(
        _ run: inout LessonRun, _ events: [LessonEvent], as student: String?, on number: Int
    ) -> [Passed] {
        var passed: [Passed] = []
        for event in events {
            for outcome in run.saw(event) {
                switch outcome {
                case .passed(let place):
                    passOver(&run)
                    passed.append(Self.passed(place, of: run, by: student, on: number))
                case .nudged, .finished: break
                }
            }
        }
        return passed
    }

    private static func passed(_ place: Int, of run: LessonRun, by student: String?, on number: Int) -> Passed {
        let steps = run.lesson.steps
        return Passed(
            connection: number, student: student, step: place + 1, title: steps[place].title,
            isLast: !steps[(place + 1)...].contains(where: \.isSeenByServer))
    }

    private static func passOver(_ run: inout LessonRun) {
        while let step = run.step, !step.isSeenByServer { _ = run.skip() }
    }
}

extension LessonEvent {
    /// What is kept of it for later: of a message only its beginning.
    fileprivate var shortened: LessonEvent {
        switch self {
        case .stored(let mailboxes, let content): .stored(mailboxes: mailboxes, content: Array(content.prefix(2_048)))
        case .content(let line): .content(Array(line.prefix(512)))
        case .connected, .disconnected, .sent, .reply, .secured, .notSecured, .loggedIn, .command: self
        }
    }
}
