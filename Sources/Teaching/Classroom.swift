public import SessionCore

/// The lessons, the one that is being played, and how far each was done.
public struct Classroom: Sendable {
    /// All lessons, by course and place.
    public let lessons: [Lesson]
    /// The lesson that is being played, or was played last.
    public private(set) var run: LessonRun?
    /// How far each lesson was done.
    public private(set) var progress: LessonProgress
    /// The questions on codes and situations.
    public private(set) var quiz: Quiz
    /// What the quiz said last; empty while it is not under way.
    var quizLines: [String] = []

    /// A classroom.
    public init(lessons: [Lesson], progress: LessonProgress, quiz: Quiz = Quiz(seed: 0)) {
        self.lessons = lessons
        self.progress = progress
        self.quiz = quiz
    }

    /// The first lesson that is not done yet.
    public var nextLesson: Lesson? { lessons.first { progress[$0.name]?.isDone != true } }

    /// Does what a command asks.
    /// - Parameter today: the day, counted from 1970-01-01: what is known rests for days in the quiz.
    public mutating func take(_ request: TeachingRequest, on today: Int = 0) -> [TeachingAction] {
        switch request {
        case .lesson(let name?): return begin(name)
        case .lesson(nil): return [.say(LessonText.list(lessons, progress) + status)]
        case .restart: return run.map { begin($0.lesson.name) } ?? [.say([LessonText.none])]
        case .hint:
            guard let step = run?.step else { return [.say([LessonText.none])] }
            guard let hint = run?.hint() else {
                return [
                    .say([step.hints.isEmpty ? "This step has no hint." : "That was the last hint. :skip goes on."])
                ]
            }
            return [.say(["Hint: \(hint)"])]
        case .skip:
            guard let index = run?.index, run?.step != nil, let outcomes = run?.skip() else {
                return [.say([LessonText.none])]
            }
            return [.say(["Step \(index + 1) skipped."])] + tell(outcomes)
        case .answer(let text) where quiz.open != nil:
            let lines = quiz.take(answer: text, on: today)
            quizLines = lines
            return [.say(lines)]
        case .answer(let text):
            guard run?.step?.question != nil, let outcomes = run?.answer(text) else {
                return [.say(["There is no question to answer now."])]
            }
            return outcomes.isEmpty ? [.say(["That is not it. Try again; :hint helps."])] : tell(outcomes)
        case .quiz(let topic):
            let lines = quiz.begin(topic, on: today)
            quizLines = quiz.open == nil ? [] : lines
            return [.say(lines)] + (quiz.open == nil ? [] : [.showPanel])
        }
    }

    /// Something happened on the connection or at the server.
    public mutating func saw(_ event: LessonEvent) -> [TeachingAction] {
        guard run?.step != nil, let outcomes = run?.saw(event) else { return [] }
        return tell(outcomes)
    }

    /// The page of the panel.
    public var page: FactPage {
        quizLines.isEmpty ? LessonText.page(run, next: nextLesson) : LessonText.page(quiz: quizLines)
    }

    private var status: [String] {
        guard let run, run.step != nil else { return [] }
        return ["Now: \(run.lesson.title)."] + LessonText.step(run)
    }

    private mutating func begin(_ name: String) -> [TeachingAction] {
        guard let lesson = lessons.first(where: { $0.name == name }) else {
            let nearest = NearestName.of(name, among: lessons.map(\.name)) ?? ""
            return [.say(["There is no lesson \(name). Did you mean \(nearest)? :lesson lists all."])]
        }
        let run = LessonRun(lesson)
        self.run = run
        quiz.stop()
        quizLines = []
        return [
            .say(["\(lesson.title): \(lesson.summary)"] + LessonText.step(run)), .showPanel,
            .begin(scenario: lesson.scenario),
        ]
    }

    private mutating func tell(_ outcomes: [LessonRun.Outcome]) -> [TeachingAction] {
        guard let run, !outcomes.isEmpty else { return [] }
        var lines: [String] = []
        for outcome in outcomes {
            switch outcome {
            case .nudged(let text): lines.append(text)
            case .passed(let index): lines.append("Step \(index + 1) done.")
            case .finished: break
            }
        }
        var actions: [TeachingAction] = []
        if run.step == nil {
            let isNew = progress.note(run.lesson.name, passed: run.passedCount, of: run.lesson.steps.count)
            lines += LessonText.end(run, next: nextLesson)
            if isNew { actions.append(.save(progress)) }
        } else if outcomes.contains(where: { if case .nudged = $0 { false } else { true } }) {
            if progress.note(run.lesson.name, passed: run.passedCount, of: run.lesson.steps.count) {
                actions.append(.save(progress))
            }
            lines += LessonText.step(run)
        }
        return [.say(lines)] + actions
    }
}
