import SMTPProtocol
import SessionCore
import Teaching
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Lessons and the quiz, as they are drawn")
struct LessonScreenTests {
    private static let sizes = [
        Size(columns: 120, rows: 36), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
        Size(columns: 20, rows: 5),
    ]

    /// One recorded page of the panel.
    struct Scene: CustomTestStringConvertible, Sendable {
        let name: String
        let page: @Sendable () -> FactPage

        var testDescription: String { name }
    }

    @Test("each page in a large, a usual, a small and a tiny window", arguments: scenes, sizes)
    func screen(scene: Scene, size: Size) {
        var stage = Self.stage(size, .unicode, showing: scene.page())
        let name = "\(scene.name)-\(size.columns)x\(size.rows)"
        let names = GoldenScreenTests.names(stage.explorer.theme)
        #expect(Golden.difference(of: stage.draw(), from: name, names: names) == nil)
    }

    @Test("in US-ASCII nothing else is drawn", arguments: scenes)
    func ascii(scene: Scene) {
        var stage = Self.stage(Size(columns: 120, rows: 36), .ascii, showing: scene.page())
        let picture = stage.picture()
        #expect(picture.utf8.allSatisfy { $0 <= 0x7E })
        #expect(!picture.contains("\\u"))
    }

    @Test("the bar is shaded where the terminal can show it, and plain where not")
    func bar() throws {
        let scene = try #require(Self.scenes.first { $0.name == "lesson-hint" })
        var shaded = Self.stage(Size(columns: 120, rows: 36), .unicode, showing: scene.page())
        #expect(shaded.picture().contains("[██░░░░░░░░] 1 of 4"))
        var plain = Self.stage(Size(columns: 120, rows: 36), .ascii, showing: scene.page())
        #expect(plain.picture().contains("[##........] 1 of 4"))
    }

    private static func stage(_ size: Size, _ glyphs: Glyphs, showing page: FactPage) -> Stage {
        var stage = Stage(columns: size.columns, rows: size.rows, glyphs: glyphs)
        stage.playServer()
        stage.explorer.show(lesson: page, opens: true, in: stage.session)
        return stage
    }

    private static func reply(_ text: String, to verb: Verb) -> LessonEvent {
        .reply(Reply(parsing: Array("\(text)\r\n".utf8)), to: verb)
    }

    private static func classroom(_ name: String, progress: String = "") -> Classroom {
        let progress = LessonProgress(decoding: Array(progress.utf8))
        var room = Classroom(lessons: LessonCatalog.all, progress: progress, quiz: Quiz(seed: 6))
        _ = room.take(.lesson(name))
        _ = room.saw(.connected)
        return room
    }

    private static let scenes: [Scene] = [
        Scene(name: "lesson-step") { classroom("your-first-message").page },
        Scene(name: "lesson-hint") {
            var room = classroom("your-first-message")
            _ = room.saw(reply("250 2.1.0 Ok", to: .mail))
            _ = room.saw(reply("550 5.1.1 No such user", to: .rcpt))
            _ = room.take(.hint)
            return room.page
        },
        Scene(name: "lesson-question") { classroom("your-first-message", progress: "your-first-message 3 of 4").page },
        Scene(name: "lesson-continued") { classroom("your-first-message", progress: "your-first-message 2 of 4").page },
        Scene(name: "lesson-finished") {
            var room = classroom("your-first-message", progress: "your-first-message 3 of 4")
            _ = room.take(.answer("C"))
            return room.page
        },
        Scene(name: "lesson-elsewhere") { classroom("your-first-message").page(besideTab: 1) },
        Scene(name: "lesson-quiz") {
            var room = classroom("your-first-message")
            _ = room.take(.quiz("situations"), on: 20_780)
            return room.page
        },
    ]
}
