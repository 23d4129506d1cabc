/// A lesson that is being played: which step is open, and what has come true of it.
public struct LessonRun: Hashable, Sendable {
    /// What an event leads to.
    public enum Outcome: Hashable, Sendable {
        /// A wrong turn, and what is said about it.
        case nudged(String)
        /// The step of this place, from 0, is done.
        case passed(Int)
        /// That was the last step.
        case finished
    }

    /// The lesson.
    public let lesson: Lesson
    /// The place of the open step, from 0; the number of steps once all are over.
    public private(set) var index: Int
    /// The steps that are done, by their places; those of an earlier try too, when this one continues it.
    public private(set) var passed: Set<Int>
    /// How many hints of the open step were asked for.
    public private(set) var hintCount = 0
    /// What was last said about a wrong turn in the open step.
    public private(set) var nudge: String?
    /// Whether an earlier try is continued here.
    public let isContinued: Bool

    private var met: Set<Int> = []
    private var deliveries: [String: Int] = [:]
    private var isConnected = false
    /// The step that was done last on this connection.
    private var last: Int?

    /// The open step; nil once all are over.
    public var step: LessonStep? { lesson.steps.indices.contains(index) ? lesson.steps[index] : nil }
    /// The hints of the open step that were asked for.
    public var hints: ArraySlice<String> { step?.hints.prefix(hintCount) ?? [] }
    /// How many steps were done, and not left out.
    public var passedCount: Int { passed.count }
    /// How many steps before the open one were left out.
    public var skippedCount: Int { (0..<index).count { !passed.contains($0) } }
    /// What has to be said before the open step can be done, since the step before it was not done on this connection.
    public var before: [String] { index > 0 && last != index - 1 ? step?.before ?? [] : [] }
    /// Whether the question of the open step was answered rightly, and something else is still to be done.
    public var isAnswered: Bool {
        guard let step else { return false }
        return met.contains { place in step.checks[place].contains { if case .answer = $0 { true } else { false } } }
    }

    /// The beginning of a lesson.
    public init(_ lesson: Lesson) { self.init(lesson, continuing: []) }

    /// A lesson of which these steps were done before. It goes on behind the last of them, or else with the first that is left.
    public init(_ lesson: Lesson, continuing passed: Set<Int>) {
        let left = lesson.steps.indices.filter { !passed.contains($0) }
        self.lesson = lesson
        isContinued = !passed.isEmpty && !left.isEmpty
        self.passed = isContinued ? passed.intersection(lesson.steps.indices) : []
        index = isContinued ? left.first { $0 > passed.max() ?? 0 } ?? left[0] : 0
    }

    /// Something happened. What still comes of the connection before the lesson does not count.
    public mutating func saw(_ event: LessonEvent) -> [Outcome] {
        switch event {
        case .connected: isConnected = true
        case .stored(let mailboxes, _): for mailbox in mailboxes { deliveries[mailbox, default: 0] += 1 }
        case .command: break
        case .disconnected, .sent, .content, .reply, .secured, .notSecured, .loggedIn: if !isConnected { return [] }
        }
        let deliveries = deliveries
        return judge { $0.holds(event, deliveries: deliveries) }
    }

    /// The question of the step is answered.
    public mutating func answer(_ text: String) -> [Outcome] {
        let given = text.lowercased()
        return judge { if case .answer(let wanted) = $0 { wanted == given } else { false } }
    }

    /// One more hint; nil when there is none left.
    public mutating func hint() -> String? {
        guard let step, hintCount < step.hints.count else { return nil }
        hintCount += 1
        return step.hints[hintCount - 1]
    }

    /// Leaves the open step out.
    public mutating func skip() -> [Outcome] {
        guard step != nil else { return [] }
        return advance()
    }

    private mutating func judge(_ holds: (LessonCondition) -> Bool) -> [Outcome] {
        guard let step else { return [] }
        for (place, ways) in step.checks.enumerated() where ways.contains(where: holds) { met.insert(place) }
        if met.count == step.checks.count {
            let done = index
            passed.insert(done)
            last = done
            return [.passed(done)] + advance()
        }
        guard let said = step.nudges.first(where: { holds($0.condition) })?.text, said != nudge else { return [] }
        nudge = said
        return [.nudged(said)]
    }

    private mutating func advance() -> [Outcome] {
        index = lesson.steps.indices.first { $0 > index && !passed.contains($0) } ?? lesson.steps.count
        met = []
        hintCount = 0
        nudge = nil
        return step == nil ? [.finished] : []
    }
}
