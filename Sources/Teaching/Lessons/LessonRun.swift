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
    public private(set) var index = 0
    /// How many steps were left out.
    public private(set) var skippedCount = 0
    /// How many hints of the open step were asked for.
    public private(set) var hintCount = 0
    /// What was last said about a wrong turn in the open step.
    public private(set) var nudge: String?

    private var met: Set<Int> = []
    private var deliveries: [String: Int] = [:]
    private var isConnected = false

    /// The open step; nil once all are over.
    public var step: LessonStep? { lesson.steps.indices.contains(index) ? lesson.steps[index] : nil }
    /// The hints of the open step that were asked for.
    public var hints: ArraySlice<String> { step?.hints.prefix(hintCount) ?? [] }
    /// How many steps were done, and not left out.
    public var passedCount: Int { index - skippedCount }

    /// The beginning of a lesson.
    public init(_ lesson: Lesson) { self.lesson = lesson }

    /// Something happened. What still comes of the connection before the lesson does not count.
    public mutating func saw(_ event: LessonEvent) -> [Outcome] {
        switch event {
        case .connected: isConnected = true
        case .stored(let mailboxes, _): for mailbox in mailboxes { deliveries[mailbox, default: 0] += 1 }
        case .command: break
        case .disconnected, .sent, .content, .reply, .secured, .loggedIn: if !isConnected { return [] }
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
        skippedCount += 1
        return advance()
    }

    private mutating func judge(_ holds: (LessonCondition) -> Bool) -> [Outcome] {
        guard let step else { return [] }
        for (place, ways) in step.checks.enumerated() where ways.contains(where: holds) { met.insert(place) }
        if met.count == step.checks.count {
            let passed = index
            return [.passed(passed)] + advance()
        }
        guard let said = step.nudges.first(where: { holds($0.condition) })?.text, said != nudge else { return [] }
        nudge = said
        return [.nudged(said)]
    }

    private mutating func advance() -> [Outcome] {
        index += 1
        met = []
        hintCount = 0
        nudge = nil
        return step == nil ? [.finished] : []
    }
}
