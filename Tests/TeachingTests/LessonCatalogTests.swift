import SMTPProtocol
import Testing

@testable import Teaching

@Suite("The lessons that come with the program")
struct LessonCatalogTests {
    @Test("all of them can be read")
    func readable() { #expect(LessonCatalog.mistakes == []) }

    @Test("there are at least sixteen, in three courses, each place once")
    func courses() {
        #expect(LessonCatalog.all.count >= 16)
        for course in Lesson.Course.allCases {
            let places = LessonCatalog.all.filter { $0.course == course }.map(\.place)
            #expect(places == Array(1...places.count), "\(course.title)")
        }
    }

    @Test(
        "each names an RFC, and each step has under sixty words, a solution, a hint and a nudge",
        arguments: LessonCatalog.all.map(\.name))
    func quality(name: String) throws {
        let lesson = try #require(LessonCatalog.named(name))
        #expect(lesson.sources.contains { $0.hasPrefix("RFC ") })
        for step in lesson.steps {
            #expect(step.wordCount < 60, "\(step.title)")
            #expect(!step.solution.isEmpty, "\(step.title)")
            #expect(!step.hints.isEmpty, "\(step.title)")
            #expect(!step.nudges.isEmpty, "\(step.title)")
        }
    }
}
