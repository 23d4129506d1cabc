import SafeText
import SessionCore

/// Reads the file of a lesson: lines of a keyword and the rest, `#` begins a comment line.
///
///     step     The greeting
///     text     A server speaks first.
///     goal     Introduce yourself.
///     check    reply 250 to EHLO
public struct LessonReader {
    /// The largest file that is read, in bytes.
    public static let maximumSize = 65_536

    private static let headWords = ["title", "course", "summary", "scenario", "rfc", "step"]
    private static let stepWords = [
        "text", "goal", "before", "try", "question", "choice", "hint", "check", "nudge", "rfc", "step",
    ]

    private let file: String
    private let surroundings: LessonSurroundings?
    private var line = 0
    private var head: [String: String] = [:]
    /// The lines of the head, by their words.
    private var places: [String: Int] = [:]
    private var sources: [String] = []
    private var steps: [LessonStep] = []
    private var draft: StepDraft?

    private init(file: String, surroundings: LessonSurroundings?) {
        self.file = file
        self.surroundings = surroundings
    }

    /// Reads a lesson.
    /// - Parameters:
    ///   - name: what the lesson is called.
    ///   - file: what messages call the file.
    ///   - surroundings: what the lesson may name; nil leaves that unchecked.
    public static func read(
        _ bytes: [UInt8], name: String, file: String, in surroundings: LessonSurroundings? = nil
    ) throws(LessonMistake) -> Lesson {
        var reader = LessonReader(file: file, surroundings: surroundings)
        guard bytes.count <= maximumSize else { throw reader.mistake("A lesson has at most \(maximumSize) bytes.") }
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            reader.line += 1
            try reader.take(String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self))
        }
        return try reader.finish(name)
    }

    private func mistake(_ message: String, at place: Int? = nil) -> LessonMistake {
        LessonMistake(file: file, line: place ?? line, message: message)
    }

    private mutating func take(_ text: String) throws(LessonMistake) {
        let text = ConditionReader.trimmed(text)
        guard !text.isEmpty, !text.hasPrefix("#") else { return }
        let word = String(text.prefix { $0 != " " && $0 != "\t" })
        let rest = ConditionReader.trimmed(String(text.dropFirst(word.count)))
        let words = draft == nil ? Self.headWords : Self.stepWords
        guard words.contains(word) else {
            let nearest = NearestName.of(word, among: words) ?? "step"
            throw mistake(
                "\(Sanitizer.escape(word)) is not known here. Did you mean \(nearest)? Expected one of "
                    + words.joined(separator: ", ") + ".")
        }
        guard !rest.isEmpty || ["text", "try", "before"].contains(word) else {
            throw mistake("Expected something behind \(word).")
        }
        if word == "step" {
            try closeStep()
            draft = StepDraft(title: rest, line: line)
        } else if draft != nil {
            try takeInStep(word, rest)
        } else if word == "rfc" {
            sources.append(rest)
        } else {
            guard head[word] == nil else { throw mistake("\(word) stands there already. Expected it once.") }
            head[word] = rest
            places[word] = line
        }
    }

    private mutating func takeInStep(_ word: String, _ rest: String) throws(LessonMistake) {
        guard var step = draft else { return }
        switch word {
        case "text": step.add(text: rest)
        case "goal": step.goal += step.goal.isEmpty ? rest : " " + rest
        case "before": step.before.append(rest)
        case "try": step.solution.append(rest)
        case "hint": step.hints.append(rest)
        case "rfc": step.sources.append(rest)
        case "question": step.question = rest
        case "choice":
            let letter = String(rest.prefix { $0 != " " })
            let text = ConditionReader.trimmed(String(rest.dropFirst(letter.count)))
            guard letter.utf8.count == 1, !text.isEmpty else {
                throw mistake("Expected a letter and a text, such as choice A It waits.")
            }
            guard !step.choices.contains(where: { $0.letter.lowercased() == letter.lowercased() }) else {
                throw mistake("There is a choice \(Sanitizer.escape(letter)) already. Expected another letter.")
            }
            step.choices.append(LessonStep.Question.Choice(letter: letter, text: text))
        case "check":
            let ways = try reading { () throws(ConditionReader.Mistake) in try ConditionReader.alternatives(rest) }
            for way in ways { try examine(way, &step) }
            step.checks.append(ways)
        case "nudge":
            let parts = ConditionReader.split(rest, at: " : ", once: true)
            guard parts.count == 2 else {
                throw mistake(
                    "Expected a condition, a colon between blanks, and a text: nudge sent \"HELO*\" : Say EHLO.")
            }
            let condition = try reading { () throws(ConditionReader.Mistake) in try ConditionReader.condition(parts[0])
            }
            try examine(condition, &step)
            step.nudges.append(LessonStep.Nudge(condition: condition, text: ConditionReader.trimmed(parts[1])))
        default: break
        }
        draft = step
    }

    /// Finds what could never come true.
    private func examine(_ condition: LessonCondition, _ step: inout StepDraft) throws(LessonMistake) {
        switch condition {
        case .answer(let letter): step.answers.append((letter, line))
        case .mailbox(let name, _):
            guard let surroundings, let scenario = head["scenario"], let here = surroundings.scenarios[scenario] else {
                return
            }
            // The lesson may go to the usual server in between.
            let names = here.union(surroundings.scenarios["standard"] ?? [])
            let local = String(name.prefix { $0 != "@" })
            guard !names.contains(local) else { return }
            let all = names.sorted()
            throw mistake(
                "Nobody called \(Sanitizer.escape(local)) has a mailbox there, so this never comes true. Did you mean "
                    + "\(NearestName.of(local, among: all) ?? all.first ?? "alice")? There are \(all.joined(separator: ", "))."
            )
        case .connected, .disconnected, .sent, .content, .reply, .message, .tls, .tlsFailed, .login, .command: break
        }
    }

    private func examineAnswers(_ draft: StepDraft) throws(LessonMistake) {
        let letters = draft.choices.map(\.letter)
        guard !letters.isEmpty else { return }
        for answer in draft.answers where !letters.contains(where: { $0.lowercased() == answer.text }) {
            throw mistake(
                "There is no choice \(Sanitizer.escape(answer.text.uppercased())), so this never comes true. Expected "
                    + "\(LessonText.either(letters)).", at: answer.line)
        }
    }

    private func reading<Value>(
        _ read: () throws(ConditionReader.Mistake) -> Value
    ) throws(LessonMistake) -> Value {
        do throws(ConditionReader.Mistake) {
            return try read()
        } catch {
            throw mistake(error.message)
        }
    }

    private mutating func closeStep() throws(LessonMistake) {
        guard let draft else { return }
        let step = draft.step
        guard !step.goal.isEmpty || step.question != nil else {
            throw mistake("This step has no goal. Expected a line goal, or question.", at: draft.line)
        }
        guard !step.checks.isEmpty else {
            throw mistake("This step has no check: it would never end. Expected a line check.", at: draft.line)
        }
        guard step.wordCount <= LessonStep.maximumWords else {
            throw mistake(
                "The text of this step has \(step.wordCount) words. Expected at most \(LessonStep.maximumWords).",
                at: draft.line)
        }
        let asksAnswer = step.checks.joined().contains { if case .answer = $0 { true } else { false } }
        guard asksAnswer == (step.question != nil) else {
            throw mistake("question and check answer belong together. Expected both or none.", at: draft.line)
        }
        try examineAnswers(draft)
        steps.append(step)
    }

    private mutating func finish(_ name: String) throws(LessonMistake) -> Lesson {
        try closeStep()
        for word in ["title", "course", "summary", "scenario"] where head[word] == nil {
            throw mistake("The lesson has no \(word). Expected a line \(word) above the first step.", at: 1)
        }
        guard !steps.isEmpty else { throw mistake("The lesson has no step. Expected a line step.") }
        guard !sources.isEmpty else { throw mistake("The lesson names no RFC. Expected a line rfc.", at: 1) }
        let course = head["course", default: ""].split(separator: " ").map(String.init)
        guard course.count == 2, let place = Int(course[1]), place > 0 else {
            throw mistake("Expected a course and a place in it, such as course first-steps 1.", at: places["course"])
        }
        guard let known = Lesson.Course(rawValue: course[0]) else {
            let names = Lesson.Course.allCases.map(\.rawValue)
            let nearest = NearestName.of(course[0], among: names) ?? names[0]
            throw mistake(
                "There is no course \(Sanitizer.escape(course[0])). Did you mean \(nearest)? Expected one of "
                    + names.joined(separator: ", ") + ".", at: places["course"])
        }
        if let known = surroundings?.scenarios, let scenario = head["scenario"], known[scenario] == nil {
            let names = known.keys.sorted()
            throw mistake(
                "There is no practice scenario \(Sanitizer.escape(scenario)). Did you mean "
                    + "\(NearestName.of(scenario, among: names) ?? "standard")? There are \(names.joined(separator: ", ")).",
                at: places["scenario"])
        }
        return Lesson(
            name: name, title: head["title", default: ""], course: known, place: place,
            summary: head["summary", default: ""], scenario: head["scenario", default: ""], sources: sources,
            steps: steps)
    }
}

/// A step that is being read.
private struct StepDraft {
    let title: String
    let line: Int
    var paragraphs: [String] = []
    var isParagraphOver = true
    var goal = ""
    var question: String?
    var choices: [LessonStep.Question.Choice] = []
    var before: [String] = []
    var solution: [String] = []
    var hints: [String] = []
    var checks: [[LessonCondition]] = []
    var nudges: [LessonStep.Nudge] = []
    /// The answers that are waited for, in lower case, with the lines where they stand.
    var answers: [(text: String, line: Int)] = []
    var sources: [String] = []

    init(title: String, line: Int) {
        self.title = title
        self.line = line
    }

    /// Lines are joined; an empty one begins a paragraph.
    mutating func add(text: String) {
        if text.isEmpty {
            isParagraphOver = true
        } else if isParagraphOver || paragraphs.isEmpty {
            paragraphs.append(text)
            isParagraphOver = false
        } else {
            paragraphs[paragraphs.count - 1] += " " + text
        }
    }

    var step: LessonStep {
        LessonStep(
            title: title, text: paragraphs, goal: goal,
            question: question.map { LessonStep.Question(text: $0, choices: choices) }, before: before,
            solution: solution, hints: hints, checks: checks, nudges: nudges, sources: sources)
    }
}
