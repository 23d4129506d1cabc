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
    /// The one to take after the present one: the first behind it that is not done yet, or else the first of all.
    private var lessonAfter: Lesson? {
        guard let run, let place = lessons.firstIndex(where: { $0.name == run.lesson.name }) else { return nextLesson }
        return lessons[(place + 1)...].first { progress[$0.name]?.isDone != true } ?? nextLesson
    }

    /// Does what a command asks.
    /// - Parameter today: the day, counted from 1970-01-01: what is known rests for days in the quiz.
    public mutating func take(_ request: TeachingRequest, on today: Int = 0) -> [TeachingAction] {
        switch request {
        case .lesson(let name?): return begin(name)
        case .lesson(nil): return [.say(LessonText.list(lessons, progress) + status)]
        case .restart: return run.map { begin($0.lesson.name, isAfresh: true) } ?? [.say([LessonText.none])]
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
            let said = ["Step \(index + 1) skipped."]
            return outcomes.isEmpty ? [.say(said + (run.map(LessonText.step) ?? []))] : [.say(said)] + tell(outcomes)
        case .answer(let text) where quiz.open != nil:
            let lines = quiz.take(answer: text, on: today)
            quizLines = lines
            return [.say(lines)]
        case .answer(let text):
            return answer(text)
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
        quizLines.isEmpty ? LessonText.page(run, next: lessonAfter) : LessonText.page(quiz: quizLines)
    }

    /// The page of the panel in a tab that is not the one of the lesson.
    /// - Parameter tab: the number of the lesson's tab; nil when that is closed.
    public func page(besideTab tab: Int?) -> FactPage {
        guard let run, run.step != nil, quizLines.isEmpty else { return page }
        return LessonText.page(run, besideTab: tab)
    }

    private mutating func answer(_ text: String) -> [TeachingAction] {
        guard let question = run?.step?.question, let outcomes = run?.answer(text) else {
            return [.say(["There is no question to answer now."])]
        }
        if !outcomes.isEmpty { return tell(outcomes) }
        let letters = question.choices.map(\.letter)
        if !letters.isEmpty, !letters.contains(where: { $0.lowercased() == text.lowercased() }) {
            return [.say(["Answer with \(LessonText.either(letters)): :answer \(letters[0]), for example."])]
        }
        // An answer that was right once stays right, whatever is said after it.
        if run?.isAnswered == true {
            return [.say(["That question is answered. The rest of the step is still to be done: see its goal."])]
        }
        return [.say(["That is not it. Try again; :hint helps."])]
    }

    private var status: [String] {
        guard let run, run.step != nil else { return [] }
        return ["Now: \(run.lesson.title)."] + LessonText.step(run)
    }

    private mutating func begin(_ name: String, isAfresh: Bool = false) -> [TeachingAction] {
        guard let lesson = lessons.first(where: { $0.name == name }) else {
            let nearest = NearestName.of(name, among: lessons.map(\.name)) ?? ""
            return [.say(["There is no lesson \(name). Did you mean \(nearest)? :lesson lists all."])]
        }
        let standing = isAfresh ? nil : progress[lesson.name]
        // A lesson that has other steps by now begins afresh.
        let passed = standing.map { $0.total == lesson.steps.count ? $0.steps : [] } ?? []
        let run = LessonRun(lesson, continuing: passed)
        self.run = run
        quiz.stop()
        quizLines = []
        let lines = [LessonText.beginning(run)] + LessonText.step(run)
        return [.say(lines), .showPanel, .begin(scenario: lesson.scenario)]
    }

    /// - Returns: whether anything is new.
    private mutating func keep(_ run: LessonRun) -> Bool {
        progress.note(run.lesson.name, steps: run.passed, of: run.lesson.steps.count)
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
            let isNew = keep(run)
            lines += LessonText.end(run, next: lessonAfter)
            if isNew { actions.append(.save(progress.only(run.lesson.name))) }
        } else if outcomes.contains(where: { if case .nudged = $0 { false } else { true } }) {
            if keep(run) { actions.append(.save(progress.only(run.lesson.name))) }
            lines += LessonText.step(run)
        }
        return [.say(lines)] + actions
    }
}
