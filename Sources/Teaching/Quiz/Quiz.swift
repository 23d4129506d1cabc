public import SMTPReference

/// Asks what codes mean and what to do, and asks again what was not known.
///
/// A value without a clock: the day comes in with each call, counted from 1970-01-01.
public struct Quiz: Sendable {
    /// What is known so far; its lines are kept in a file.
    public private(set) var memory: QuizMemory
    /// The question that waits for an answer.
    public private(set) var open: QuizQuestion?

    /// How many items stand to choose from, when new ones are asked: the most important come first.
    private static let choiceOfNew = 9
    /// How many other questions come before one is asked again.
    private static let pause = 3

    private let writer: QuestionWriter
    private let items: [QuizItem]
    private var dice: QuizDice
    private(set) var topic: QuizTopic?
    private var recent: [String] = []

    /// A quiz on these tables.
    public init(tables: ReferenceTables = .shared, memory: QuizMemory = QuizMemory(), seed: UInt64) {
        writer = QuestionWriter(tables: tables)
        items = QuizItem.all(in: tables)
        dice = QuizDice(seed: seed)
        self.memory = memory
    }

    /// Asks a question on a topic; nil for any.
    public mutating func ask(_ topic: QuizTopic?, on day: Int) -> QuizQuestion {
        self.topic = topic
        let item = choose(on: day)
        let question = writer.question(on: item, with: &dice)
        recent = Array((recent + [item.name]).suffix(Self.pause))
        open = question
        return question
    }

    /// Judges an answer to the open question; nil when none is open, or when the text fits no choice.
    public mutating func answer(_ text: String, on day: Int) -> QuizVerdict? {
        guard let question = open, let chosen = question.choice(for: text) else { return nil }
        let isRight = chosen == question.right
        memory.note(question.item.name, isRight: isRight, on: day)
        open = nil
        return QuizVerdict(
            isRight: isRight, rightAnswer: question.choices[question.right],
            rightLetter: QuizQuestion.letters[question.right], explanation: question.explanation)
    }

    /// Puts the open question away; it does not count.
    public mutating func stop() { open = nil }

    /// How many answers were right, in a sentence.
    public var score: String {
        let count = memory.right + memory.wrong
        guard count > 0 else { return "Nothing was answered yet." }
        return
            "\(memory.right) of \(count) answers were right; \(memory.mastered) of \(items.count) are known by heart."
    }

    // MARK: Choosing

    /// What is due comes first, then something new, then what is due next.
    private mutating func choose(on day: Int) -> QuizItem {
        let fitting = items.filter { topic == nil || $0.topic == topic }
        let rested = fitting.filter { !recent.contains($0.name) }
        let due = rested.filter { (memory.places[$0.name]?.due ?? .max) <= day }
        if let item = due.min(by: { memory.places[$0.name]?.box ?? 0 < memory.places[$1.name]?.box ?? 0 }) {
            return item
        }
        let new = rested.filter { memory.places[$0.name] == nil }.prefix(Self.choiceOfNew)
        if let item = new.randomElement(using: &dice) { return item }
        let next = rested.min { memory.places[$0.name]?.due ?? 0 < memory.places[$1.name]?.due ?? 0 }
        return next ?? fitting.first ?? items[0]
    }
}
