import SMTPProtocol
import SessionCore
import Teaching
import Testing

@Suite("The classroom")
struct ClassroomTests {
    private static func classroom(progress: LessonProgress = LessonProgress()) throws -> Classroom {
        let steps =
            "step A\ngoal g\nhint one\nhint two\ncheck tls\nstep B\nquestion q\nchoice A x\nhint h\ncheck answer A\n"
        return Classroom(lessons: [try LessonReaderTests.read(LessonReaderTests.head + steps)], progress: progress)
    }

    private static func said(_ actions: [TeachingAction]) -> [String] {
        actions.flatMap { action -> [String] in
            if case .say(let lines) = action { return lines }
            return []
        }
    }

    @Test("a lesson begins on a fresh server, passes its steps and is kept as done")
    func whole() throws {
        var room = try Self.classroom()
        let beginning = room.take(.lesson("t"))
        #expect(beginning.contains(.begin(scenario: "standard")))
        _ = room.saw(.connected)
        let passed = Self.said(room.saw(.secured))
        #expect(passed.first == "Step 1 done.")
        let wrong = Self.said(room.take(.answer("B")))
        #expect(wrong == ["Answer with A: :answer A, for example."])
        let end = room.take(.answer("a"))
        #expect(Self.said(end).contains { $0.contains("all 2 steps done") })
        #expect(room.progress["t"]?.isDone == true)
        #expect(end.contains(.save(room.progress)))
        #expect(room.nextLesson == nil)
    }

    @Test("a lesson with a step left out is not done")
    func skipping() throws {
        var room = try Self.classroom()
        _ = room.take(.lesson("t"))
        _ = room.take(.skip)
        _ = room.take(.answer("A"))
        #expect(room.progress["t"]?.passed == 1)
        #expect(room.nextLesson != nil)
    }

    @Test("hints come one by one, and the last is said to be the last")
    func hints() throws {
        var room = try Self.classroom()
        let early = Self.said(room.take(.hint))
        #expect(early.first?.contains("No lesson") == true)
        _ = room.take(.lesson("t"))
        var lines: [String] = []
        for _ in 0..<3 { lines += Self.said(room.take(.hint)) }
        #expect(lines.map { $0.prefix(9) } == ["Hint: one", "Hint: two", "That was "])
        #expect(room.page.sections.flatMap(\.rows).count { $0.label == "hint" } == 2)
    }

    @Test("progress survives as lines, step by step")
    func progress() {
        var progress = LessonProgress()
        for (steps, isNew) in [([0, 2], true), ([0, 2], false)] as [(Set<Int>, Bool)] {
            let told = progress.note("t", steps: steps, of: 4)
            #expect(told == isNew)
        }
        _ = progress.note("u", steps: [0, 1], of: 2)
        #expect(progress.lines == ["t 2 of 4 steps 1,3", "u 2 of 2"])
        #expect(LessonProgress(decoding: Array(progress.lines.joined(separator: "\n").utf8)) == progress)
        let foreign = "x y z\nt 1 of 0\n\u{1B} 9 of\nt 2 of 4 stops 1,2\nt 1 of 99999999999\n"
        #expect(LessonProgress(decoding: Array(foreign.utf8)) == LessonProgress())
        #expect(LessonProgress(decoding: Array("t 2 of 3 steps 0,2,4,99,x".utf8))["t"]?.steps == [1])
        #expect(LessonProgress(decoding: Array("t 7 of 3".utf8))["t"]?.isDone == true)
    }

    @Test("a lesson that is done stays done, whatever a later try brings, also from another program")
    func doneStaysDone() {
        var progress = LessonProgress(decoding: Array("t 3 of 3\nu 1 of 3".utf8))
        let isNew = progress.note("t", steps: [0], of: 3)
        #expect(!isNew)
        progress.merge(LessonProgress(decoding: Array("t 1 of 3\nu 2 of 3".utf8)))
        #expect(progress.lines == ["t 3 of 3", "u 2 of 3"])
        #expect(progress.only("u").lines == ["u 2 of 3"])
    }

    private static let threeSteps =
        "step A\ngoal g\ncheck tls\nstep B\ngoal g\nbefore EHLO x\ncheck tls\nstep C\ngoal g\nbefore NOOP\ncheck tls\n"

    @Test("a lesson that was left half-way goes on where it was, and says so; :restart begins it afresh")
    func continuing() throws {
        let lesson = try LessonReaderTests.read(LessonReaderTests.head + Self.threeSteps)
        var room = Classroom(lessons: [lesson], progress: LessonProgress(decoding: Array("t 1 of 3".utf8)))
        let beginning = room.take(.lesson("t"))
        let lines = Self.said(beginning)
        #expect(lines[0] == "T: 1 of 3 steps are done already, so it goes on with step 2. :restart begins afresh.")
        #expect(lines.contains("First, unless you have said it:") && lines.contains("  EHLO x"))
        #expect(beginning.contains(.begin(scenario: "standard")))
        #expect(room.page.sections.flatMap(\.rows).contains { $0.label == "first" && $0.text == "EHLO x" })
        _ = room.saw(.connected)
        let next = Self.said(room.saw(.secured))
        #expect(next.contains { $0.hasPrefix("Step 3 of 3") })
        #expect(!next.contains { $0.hasPrefix("First,") })
        let afresh = Self.said(room.take(.restart))
        #expect(afresh.contains { $0.hasPrefix("Step 1 of 3") })
        _ = room.saw(.connected)
        let saved = room.saw(.secured)
        #expect(saved.contains(.save(LessonProgress(decoding: Array("t 1 of 3".utf8)))))
    }

    @Test("a step that was left out is what the lesson comes back to")
    func comingBack() throws {
        let lesson = try LessonReaderTests.read(LessonReaderTests.head + Self.threeSteps)
        var room = Classroom(lessons: [lesson], progress: LessonProgress())
        _ = room.take(.lesson("t"))
        _ = room.saw(.connected)
        _ = room.saw(.secured)
        let skipped = Self.said(room.take(.skip))
        #expect(skipped.contains("  NOOP"))
        let end = Self.said(room.saw(.secured))
        #expect(end.contains { $0.contains("2 of 3 steps done, 1 skipped") })
        #expect(end.contains(":lesson t comes back to what was skipped."))
        let again = Self.said(room.take(.lesson("t")))
        #expect(again.contains { $0.hasPrefix("Step 2 of 3") })
        _ = room.saw(.connected)
        _ = room.saw(.secured)
        #expect(room.progress["t"]?.isDone == true)
        let afresh = Self.said(room.take(.lesson("t")))
        #expect(afresh.contains { $0.hasPrefix("Step 1 of 3") })
    }

    @Test("a right answer is taken as right while something else of the step is open")
    func answers() throws {
        let steps = "step A\nquestion q\nchoice A x\nchoice B y\ngoal g\nhint h\ncheck answer B\ncheck tls\n"
        let lesson = try LessonReaderTests.read(LessonReaderTests.head + steps)
        var room = Classroom(lessons: [lesson], progress: LessonProgress())
        _ = room.take(.lesson("t"))
        let wrong = Self.said(room.take(.answer("A")))
        #expect(wrong == ["That is not it. Try again; :hint helps."])
        let none = Self.said(room.take(.answer("D")))
        #expect(none == ["Answer with A or B: :answer A, for example."])
        let right = Self.said(room.take(.answer("b")))
        #expect(right.first?.hasPrefix("That question is answered.") == true)
        _ = room.saw(.connected)
        let end = Self.said(room.saw(.secured))
        #expect(end.first == "Step 1 done.")
    }

    @Test("the panel of another tab says where the lesson is, and that its tab is gone")
    func otherTab() throws {
        var room = try Self.classroom()
        #expect(room.page(besideTab: 1) == room.page)
        _ = room.take(.lesson("t"))
        let rows = room.page(besideTab: 2).sections.flatMap(\.rows)
        #expect(rows.contains { $0.text.contains("tab 2: Alt-2 goes there") })
        let gone = room.page(besideTab: nil).sections.flatMap(\.rows)
        #expect(gone.contains { $0.text.contains(":lesson t goes on here") })
    }

    @Test("the bar has plain twins in US-ASCII")
    func bar() {
        #expect(LessonText.bar(2, of: 4) == "█████░░░░░")
        #expect(LessonText.ascii("[\(LessonText.bar(2, of: 4))]") == "[#####.....]")
        #expect(LessonText.bar(0, of: 0) == "░░░░░░░░░░")
    }
}
