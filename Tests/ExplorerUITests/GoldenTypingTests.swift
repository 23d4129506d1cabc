import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("What helps while typing, as it is drawn")
struct GoldenTypingTests {
    /// What is typed before the picture is taken.
    enum Scene: String, CaseIterable, Sendable {
        case completion, commands, history, paste, suggestion

        func play(_ stage: inout Stage) {
            stage.playPicture()
            switch self {
            case .completion:
                stage.type(":set mode ")
                stage.press(.tab)
                stage.press(.tab)
            case .commands: stage.type(":re")
            case .history:
                stage.control("r")
                stage.type("rcpt")
            case .paste: stage.paste("RSET␊MAIL FROM:<a@b.example>␊RCPT TO:<c@d.example>␊")
            case .suggestion: stage.type("RCPT TO:<b@example.net> SI=1 ${NOW")
            }
        }
    }

    @Test(
        "every help at a large, a usual and a small size", arguments: Scene.allCases, [(120, 36), (80, 24), (40, 12)])
    func scene(scene: Scene, size: (columns: Int, rows: Int)) {
        var stage = Stage(columns: size.columns, rows: size.rows)
        scene.play(&stage)
        let name = "typing-\(scene.rawValue)-\(size.columns)x\(size.rows)"
        #expect(Golden.difference(of: stage.draw(), from: name) == nil)
    }

    @Test("without colour, and in US-ASCII alone")
    func plain() {
        var stage = Stage(columns: 80, rows: 24, depth: .mono, glyphs: .ascii)
        Scene.completion.play(&stage)
        #expect(Golden.difference(of: stage.draw(), from: "typing-completion-mono-ascii") == nil)
    }
}
