/// What there is around a lesson, for finding checks in its file that could never come true.
public struct LessonSurroundings: Sendable {
    /// The practice scenarios, and who has a mailbox there, in lower case.
    public let scenarios: [String: Set<String>]

    /// The surroundings of lessons.
    public init(scenarios: [String: Set<String>]) { self.scenarios = scenarios }
}
