import SMTPProtocol
import Teaching
import Testing

@Suite("The file of a lesson")
struct LessonReaderTests {
    static let head = "title T\ncourse first-steps 1\nsummary S.\nscenario standard\nrfc RFC 5321 4.1\n"
    static let step = "step A\ntext Some words.\ngoal Do it.\ncheck reply 250 to EHLO\n"

    static func read(_ text: String) throws(LessonMistake) -> Lesson {
        try LessonReader.read(Array(text.utf8), name: "t", file: "t.lesson")
    }

    @Test("its lines become steps, with paragraphs where an empty text stands")
    func steps() throws {
        let lesson = try Self.read(
            Self.head + "# a comment\nstep A\ntext one\ntext two\ntext\ntext three\ngoal g\ncheck tls\n")
        #expect(lesson.steps.map(\.text) == [["one two", "three"]])
        #expect(lesson.course == .firstSteps && lesson.place == 1)
    }

    @Test(
        "a mistake is told with file, line and what was expected",
        arguments: [
            ("chek tls\n", 10, "Did you mean check"), ("check replly 250\n", 10, "Did you mean reply"),
            ("check reply 250 to EHLOO\n", 10, "Did you mean EHLO"), ("check reply 99\n", 10, "code"),
            ("check mailbox alice\n", 10, "mailbox NAME has NUMBER"), ("nudge tls Say it.\n", 10, "colon"),
            ("check sent \"A\n", 10, "not closed"), ("choice AB x\n", 10, "letter"), ("hint\n", 10, "behind hint"),
            ("check answer A\n", 6, "question"), ("check closed within 5\n", 10, "condition"),
            ("step B\ngoal g\n", 10, "no check"), ("step B\ncheck tls\n", 10, "no goal"),
        ])
    func mistakes(extra: String, line: Int, words: String) {
        let error = #expect(throws: LessonMistake.self) { try Self.read(Self.head + Self.step + extra) }
        #expect(error?.file == "t.lesson")
        #expect(error?.line == line)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test(
        "a check that could never come true is told, with the nearest name",
        arguments: [
            ("check command \":tsl*\"\n", 10, "Did you mean :tls"),
            ("check command \"tls\"\n", 10, "begins with a colon"),
            ("check sent \":tls\"\n", 10, "is never sent"), ("check mailbox alise has 1\n", 10, "Did you mean alice"),
            ("step B\nquestion q\nchoice A x\nchoice B y\ncheck answer C\n", 14, "Expected A or B"),
            ("step B\nquestion q\nchoice A x\nchoice a y\ncheck answer A\n", 13, "already"),
            ("nudge command \":pratice*\" : No.\n", 10, "Did you mean :practice"),
        ])
    func neverTrue(extra: String, line: Int, words: String) {
        let around = LessonSurroundings(scenarios: ["standard": ["alice", "bob"], "greylist": ["alice"]])
        let error = #expect(throws: LessonMistake.self) {
            try LessonReader.read(
                Array((Self.head + Self.step + extra).utf8), name: "t", file: "t.lesson", in: around)
        }
        #expect(error?.line == line)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test("a scenario that does not exist is told on its line, and so is a course")
    func scenario() throws {
        let around = LessonSurroundings(scenarios: ["standard": [], "greylist": []])
        func read(_ text: String) throws(LessonMistake) {
            _ = try LessonReader.read(Array((text + Self.step).utf8), name: "t", file: "t", in: around)
        }
        let error = #expect(throws: LessonMistake.self) {
            try read(Self.head.replacing("standard", with: "greylst"))
        }
        #expect(error?.line == 4)
        #expect(error?.message.contains("Did you mean greylist?") == true)
        let course = #expect(throws: LessonMistake.self) {
            try read(Self.head.replacing("first-steps", with: "frst-steps"))
        }
        #expect(course?.line == 2)
        #expect(course?.message.contains("Did you mean first-steps?") == true)
    }

    @Test(
        "a lesson without what every lesson has is refused",
        arguments: ["title", "course", "summary", "scenario", "rfc"])
    func heads(word: String) {
        let head = Self.head.split(separator: "\n").filter { !$0.hasPrefix(word) }.joined(separator: "\n") + "\n"
        let error = #expect(throws: LessonMistake.self) { try Self.read(head + Self.step) }
        #expect(error?.message.lowercased().contains(word) == true)
    }

    @Test("sixty words are too many for a step")
    func words() {
        let text = String(repeating: "word ", count: 60)
        let error = #expect(throws: LessonMistake.self) {
            try Self.read(Self.head + "step A\ntext \(text)\ngoal g\ncheck tls\n")
        }
        #expect(error?.message.contains("60 words") == true)
    }

    @Test("hostile text in a file comes back escaped")
    func hostile() {
        let error = #expect(throws: LessonMistake.self) { try Self.read("\u{1B}[2Jx y\n") }
        #expect(error?.description.contains("\u{1B}") == false)
    }
}
