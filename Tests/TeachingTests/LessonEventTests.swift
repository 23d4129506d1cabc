import Teaching
import Testing

@Suite("What a lesson can wait for")
struct LessonEventTests {
    @Test("a command line is told from a line of content")
    func kinds() {
        #expect(LessonEvent.sent(Array("NOOP".utf8)) != LessonEvent.content(Array("NOOP".utf8)))
    }
}
