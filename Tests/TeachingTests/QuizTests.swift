import SMTPReference
import SessionCore
import Testing

@testable import Teaching

@Suite("The quiz")
struct QuizTests {
    private static let today = 20_780

    @Test("the same seed asks the same questions", arguments: [0, 1, 77] as [UInt64])
    func sameSeed(seed: UInt64) {
        var (one, other) = (Quiz(seed: seed), Quiz(seed: seed))
        for _ in 0..<20 {
            #expect(one.ask(nil, on: Self.today) == other.ask(nil, on: Self.today))
            #expect(one.answer("A", on: Self.today) == other.answer("A", on: Self.today))
        }
    }

    @Test("every item gives a question with four different choices, one of them right")
    func everyItem() {
        let tables = ReferenceTables.shared
        let items = QuizItem.all(in: tables)
        #expect(items.count > 100)
        #expect(Set(items.map(\.name)).count == items.count)
        var dice = QuizDice(seed: 5)
        for item in items {
            let question = QuestionWriter(tables: tables).question(on: item, with: &dice)
            #expect(question.choices.count == 4, "\(item.name)")
            #expect(Set(question.choices).count == 4, "\(item.name): \(question.choices)")
            #expect(!question.choices.contains(""), "\(item.name)")
            #expect(!question.explanation.isEmpty, "\(item.name)")
        }
    }

    @Test(
        "what to do about a reply is what the reference says",
        arguments: [
            ("situation/RCPT/451/4.7.1", "Wait, then try the same again"),
            ("situation/RCPT/550/5.1.1", "Give up: it will fail again"),
            ("situation/MAIL/503/5.5.1", "Change something first, then try again"),
            ("situation/DATA:end/250/2.0.0", "Go on: nothing failed"),
        ])
    func situations(name: String, right: String) throws {
        let item = try #require(QuizItem.all(in: .shared).first { $0.name == name })
        var dice = QuizDice(seed: 1)
        let question = QuestionWriter(tables: .shared).question(on: item, with: &dice)
        #expect(question.choices[question.right] == right)
    }

    @Test("an answer is a letter in either case, or the first words of one choice")
    func choices() throws {
        var quiz = Quiz(seed: 3)
        let question = quiz.ask(.situations, on: Self.today)
        #expect(question.choice(for: "b") == 1)
        #expect(question.choice(for: " D ") == 3)
        #expect(question.choice(for: "wait") == 1)
        #expect(question.choice(for: "GIVE up") == 3)
        #expect(question.choice(for: "E") == nil)
        #expect(question.choice(for: "") == nil)
        #expect(quiz.answer("perhaps", on: Self.today) == nil)
        #expect(quiz.open == question)
    }

    @Test("what was wrong is asked again the same day, after other questions")
    func wrongAgain() {
        var quiz = Quiz(seed: 9)
        let first = quiz.ask(nil, on: Self.today)
        _ = quiz.answer(QuizQuestion.letters[(first.right + 1) % 4], on: Self.today)
        var names: [String] = []
        for _ in 0..<4 {
            let question = quiz.ask(nil, on: Self.today)
            names.append(question.item.name)
            _ = quiz.answer(QuizQuestion.letters[question.right], on: Self.today)
        }
        #expect(!names.prefix(2).contains(first.item.name))
        #expect(names.contains(first.item.name))
    }

    @Test("what was right rests, longer each time, and a wrong answer begins anew")
    func boxes() {
        var memory = QuizMemory()
        var dues: [Int] = []
        for _ in 0..<5 {
            memory.note("code/450", isRight: true, on: 100)
            dues.append((memory.places["code/450"]?.due ?? 0) - 100)
        }
        #expect(dues == [1, 3, 7, 21, 21])
        #expect(memory.mastered == 1)
        memory.note("code/450", isRight: false, on: 100)
        #expect(memory.places["code/450"] == QuizMemory.Place(box: 1, due: 100))
        #expect(memory.mastered == 0)
    }

    @Test("a whole topic can be answered for years without running dry")
    func longRun() {
        var quiz = Quiz(seed: 4)
        for day in 0..<700 {
            let question = quiz.ask(.situations, on: day)
            #expect(question.item.topic == .situations)
            _ = quiz.answer(QuizQuestion.letters[question.right], on: day)
        }
        #expect(quiz.memory.right == 700)
        #expect(quiz.memory.mastered == QuizSituation.all.count)
    }

    @Test("what is known survives as lines, and foreign lines are passed over")
    func lines() {
        var memory = QuizMemory()
        memory.note("code/450", isRight: true, on: 7)
        memory.note("enhanced/5.1.1", isRight: false, on: 7)
        #expect(memory.lines == ["right 1", "wrong 1", "code/450 box 2 due 8", "enhanced/5.1.1 box 1 due 7"])
        #expect(QuizMemory(lines: memory.lines) == memory)
        let foreign = ["", "right", "right x", "code/1 box 9 due 1", "code/1 box 1 due", "a b c d e", "\u{1B}[2J"]
        #expect(QuizMemory(lines: foreign) == QuizMemory())
    }

    @Test("by its commands: a question, a wrong answer, the score, the end")
    func commands() throws {
        var quiz = Quiz(seed: 2)
        #expect(quiz.take(answer: "A", on: Self.today) == ["No question is open. :quiz asks one."])
        #expect(quiz.begin("colours", on: Self.today).first?.hasPrefix("The quiz has no such topic.") == true)
        #expect(quiz.begin("Codes", on: Self.today).first?.hasPrefix("What does the reply code") == true)
        #expect(
            quiz.take(answer: "maybe", on: Self.today).first
                == "Answer with A, B, C or D, or with the first words of a choice.")
        let open = try #require(quiz.open)
        let answered = quiz.take(answer: QuizQuestion.letters[open.right], on: Self.today)
        #expect(answered.first == "Right: \(open.choices[open.right]).")
        #expect(answered.contains { $0.hasPrefix("1 of 1 answers were right") })
        #expect(quiz.open?.item.topic == .codes)
        #expect(quiz.begin("stop", on: Self.today).first?.hasPrefix("1 of 1 answers") == true)
        #expect(quiz.open == nil)
    }

    @Test("in the classroom: :quiz opens the panel, :answer answers it, and a lesson ends it")
    func classroom() throws {
        var room = Classroom(lessons: LessonCatalog.all, progress: LessonProgress(), quiz: Quiz(seed: 6))
        let asked = room.take(.quiz("codes"), on: Self.today)
        #expect(asked.contains(.showPanel))
        #expect(room.page.sections.first?.title == "Quiz")
        let open = try #require(room.quiz.open)
        let right = QuizQuestion.letters[open.right]
        guard case .say(let lines)? = room.take(.answer(right), on: Self.today).first else {
            Issue.record("nothing was said")
            return
        }
        #expect(lines.first?.hasPrefix("Right: ") == true)
        #expect(room.quiz.memory.right == 1)
        _ = room.take(.lesson("say-hello"), on: Self.today)
        #expect(room.quiz.open == nil)
        #expect(room.page.sections.first?.title != "Quiz")
    }
}
