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
        #expect(wrong.first?.contains("not it") == true)
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

    @Test("progress survives as lines, and a worse try changes nothing")
    func progress() {
        var progress = LessonProgress()
        let isNew = progress.note("t", passed: 2, of: 3)
        let isNewAgain = progress.note("t", passed: 1, of: 3)
        #expect(isNew && !isNewAgain)
        let text = progress.lines.joined(separator: "\n")
        #expect(LessonProgress(decoding: Array(text.utf8)) == progress)
        #expect(LessonProgress(decoding: Array("x y z\nt 1 of 0\n\u{1B} 9 of\n".utf8)) == LessonProgress())
    }
}
