import SafeText
import SessionCore

/// Lessons in words, for line mode and for the panel.
public enum LessonText {
    static let none = "No lesson is under way. :lesson lists them; :lesson say-hello is the first."

    /// The columns of a bar.
    private static let barColumns = 10

    /// How much is done, as a bar: `████░░░░░░`.
    public static func bar(_ done: Int, of total: Int) -> String {
        let filled = total > 0 ? done * barColumns / total : 0
        return String(repeating: "█", count: filled) + String(repeating: "░", count: barColumns - filled)
    }

    /// A line with its bar as US-ASCII has it: `####......`.
    public static func ascii(_ line: String) -> String {
        line.replacing("█", with: "#").replacing("░", with: ".")
    }

    /// `A, B or C`
    static func either(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// What the lesson is about, or that an earlier try goes on.
    static func beginning(_ run: LessonRun) -> String {
        guard run.isContinued else { return "\(run.lesson.title): \(run.lesson.summary)" }
        let count = "\(run.passedCount) of \(run.lesson.steps.count) steps are done already"
        return "\(run.lesson.title): \(count), so it goes on with step \(run.index + 1). :restart begins afresh."
    }

    /// The list of all lessons, by course.
    public static func list(_ lessons: [Lesson], _ progress: LessonProgress) -> [String] {
        var lines: [String] = []
        for course in Lesson.Course.allCases {
            let members = lessons.filter { $0.course == course }
            guard !members.isEmpty else { continue }
            let done = members.count { progress[$0.name]?.isDone == true }
            lines.append("\(course.title) [\(bar(done, of: members.count))] \(done) of \(members.count) lessons done")
            for lesson in members {
                lines.append(
                    "  \(lesson.place). \(padded(lesson.name, 22)) \(lesson.title) (\(standing(lesson, progress)))")
            }
        }
        return lines + [":lesson NAME begins one."]
    }

    private static func standing(_ lesson: Lesson, _ progress: LessonProgress) -> String {
        guard let standing = progress[lesson.name] else { return "\(lesson.steps.count) steps" }
        return standing.isDone ? "done" : "\(standing.passed) of \(standing.total) steps done"
    }

    private static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - text.utf8.count))
    }

    /// The open step.
    static func step(_ run: LessonRun) -> [String] {
        guard let step = run.step else { return [] }
        let total = run.lesson.steps.count
        var lines = ["Step \(run.index + 1) of \(total) [\(bar(run.passedCount, of: total))] \(step.title)"]
        lines += step.text
        if let question = step.question {
            lines.append("Question: \(question.text)")
            lines += question.choices.map { "  \($0.letter)  \($0.text)" }
            lines.append(":answer LETTER answers.")
        }
        if !step.goal.isEmpty { lines.append("Goal: \(step.goal)") }
        if !run.before.isEmpty { lines += ["First, unless you have said it:"] + run.before.map { "  \($0)" } }
        return lines
    }

    /// The end of a lesson.
    static func end(_ run: LessonRun, next: Lesson?) -> [String] {
        let total = run.lesson.steps.count
        let skipped = total - run.passedCount
        var lines = [
            "[\(bar(run.passedCount, of: total))] \(run.lesson.title): "
                + (skipped == 0
                    ? (total == 1 ? "its one step is done." : "all \(total) steps done.")
                    : "\(run.passedCount) of \(total) steps done, \(skipped) skipped.")
        ]
        if skipped > 0 { lines.append(":lesson \(run.lesson.name) comes back to what was skipped.") }
        if let next, next.name != run.lesson.name {
            lines.append("Next: \(next.title). Type :lesson \(next.name)")
        }
        return lines
    }

    /// The page of the panel.
    static func page(_ run: LessonRun?, next: Lesson?) -> FactPage {
        guard let run else {
            var rows = [FactPage.Row("", "No lesson is under way.")]
            if let next { rows.append(FactPage.Row("next", "\(shown(next.title)). Type :lesson \(next.name)")) }
            rows.append(FactPage.Row("all", ":lesson lists them."))
            return FactPage(sections: [FactPage.Section(title: "Lesson", rows: rows)])
        }
        guard let step = run.step else {
            return FactPage(sections: [
                FactPage.Section(
                    title: shown(run.lesson.title), rows: end(run, next: next).map { FactPage.Row("", shown($0)) })
            ])
        }
        let total = run.lesson.steps.count
        var sections = [
            FactPage.Section(
                title: shown(run.lesson.title),
                rows: [
                    FactPage.Row("step", "\(run.index + 1) of \(total): \(shown(step.title))"),
                    FactPage.Row("done", "[\(bar(run.passedCount, of: total))] \(run.passedCount) of \(total)"),
                ] + step.text.map { FactPage.Row("", shown($0)) })
        ]
        var task: [FactPage.Row] = []
        if let nudge = run.nudge { task.append(FactPage.Row("look", shown(nudge), level: .warning)) }
        if let question = step.question {
            task.append(FactPage.Row("", shown(question.text)))
            task += question.choices.map { FactPage.Row(shown($0.letter), shown($0.text)) }
            task.append(FactPage.Row("", ":answer LETTER answers."))
        }
        if !step.goal.isEmpty { task.append(FactPage.Row("", shown(step.goal))) }
        for (place, line) in run.before.enumerated() {
            task.append(FactPage.Row(place == 0 ? "first" : "", shown(line)))
        }
        task += run.hints.map { FactPage.Row("hint", shown($0)) }
        sections.append(FactPage.Section(title: step.question == nil ? "Goal" : "Question", rows: task))
        var after: [FactPage.Row] = []
        if run.index + 1 < total {
            after.append(FactPage.Row("next", shown(run.lesson.steps[run.index + 1].title)))
        }
        let sources = step.sources.isEmpty ? run.lesson.sources : step.sources
        after.append(FactPage.Row("source", shown(sources.joined(separator: ", "))))
        after.append(FactPage.Row("help", ":hint, :skip, :restart"))
        sections.append(FactPage.Section(title: "Besides", rows: after))
        return FactPage(sections: sections)
    }

    /// The page of the panel in another tab than the lesson's.
    static func page(_ run: LessonRun, besideTab tab: Int?) -> FactPage {
        let place = "\(run.index + 1) of \(run.lesson.steps.count)"
        let way =
            tab.map { "The lesson runs in tab \($0): Alt-\($0) goes there. What you type here does not count for it." }
            ?? "The tab of the lesson was closed. :lesson \(run.lesson.name) goes on here."
        let rows = [
            FactPage.Row("step", "\(place): \(shown(run.step?.title ?? ""))"),
            FactPage.Row("where", way, level: .warning),
        ]
        return FactPage(sections: [FactPage.Section(title: shown(run.lesson.title), rows: rows)])
    }

    private static func shown(_ text: String) -> String { Sanitizer.escape(text) }
}
