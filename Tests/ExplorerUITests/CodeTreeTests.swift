import SMTPProtocol
import SMTPReference
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The codes in groups, and their enhanced codes")
struct CodeTreeTests {
    private func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(2))
        return stage
    }

    private func hasChild(_ stage: Stage) -> Bool {
        stage.explorer.codes.rows.contains { if case .child = $0 { true } else { false } }
    }

    @Test("Right opens the enhanced codes of a code, and each is explained; Left closes them, from below too")
    func tree() {
        var stage = stage()
        #expect(stage.picture().contains("+23"))
        stage.press(.right)
        #expect(stage.explorer.tab == .codes)
        #expect(stage.picture().contains("5.1.1 Bad destination mailbox"))
        stage.press(.down)
        guard case .child(_, of: 550) = stage.explorer.codes.selected else {
            Issue.record("the cursor is not on a child")
            return
        }
        #expect(stage.picture().contains("Who can act:"))
        stage.press(.enter)
        #expect(stage.explorer.codes.isReading)
        stage.press(.escape)
        stage.press(.left)
        #expect(stage.explorer.codes.selected == .code(550))
        #expect(!hasChild(stage))
        stage.press(.left)
        #expect(stage.explorer.tab == .help)
    }

    @Test("a code without enhanced codes, and one that is open, let Right go on to the next tab")
    func nothingToOpen() {
        var stage = stage()
        stage.press(.home)
        #expect(stage.explorer.codes.selected == .code(200))
        stage.press(.right)
        #expect(stage.explorer.tab == .server)
        stage.press(.left)
        stage.explorer.codes.select(550)
        stage.press(.right)
        stage.press(.right)
        #expect(stage.explorer.tab == .server)
    }

    @Test("Alt-G goes through the groupings, and the cursor stays on its code")
    func grouping() {
        var stage = stage()
        for grouping in [Settings.CodeGrouping.category, .command, .severity] {
            stage.alt("g")
            #expect(stage.session.settings.codesBy == grouping)
            #expect(stage.explorer.codes.grouping == grouping)
            #expect(stage.explorer.codes.selected == .code(550))
        }
        stage.press(.escape)
        stage.enter(":set codes-by command")
        #expect(stage.explorer.codes.grouping == .command)
        #expect(stage.explorer.codes.found == 77)
        let heading = stage.explorer.codes.rows[..<stage.explorer.codes.selection].last {
            if case .heading = $0 { true } else { false }
        }
        #expect(
            heading == .heading(.stage(.command(.rcpt))), "the code of the last reply stands where that is answered")
    }

    @Test("grouped by command, the cursor follows a reply to the command that it answers")
    func followsCommand() {
        var stage = stage()
        stage.press(.escape)
        stage.enter(":set codes-by command")
        stage.line("RSET")
        stage.server("250 2.0.0 Ok␍␊")
        let codes = stage.explorer.codes
        let heading = codes.rows[..<codes.selection].last { if case .heading = $0 { true } else { false } }
        #expect(codes.selected == .code(250))
        #expect(heading == .heading(.stage(.command(.rset))))
    }

    @Test("a setting from before the first picture counts, too")
    func adopted() {
        var settings = Settings()
        settings.codesBy = .category
        var stage = Stage(columns: 120, rows: 36, settings: settings)
        #expect(stage.picture().contains("x2z: the connection"))
    }

    @Test("every code is in every grouping", arguments: Settings.CodeGrouping.allCases)
    func whole(grouping: Settings.CodeGrouping) {
        var codes = CodesPane(tables: .shared)
        codes.group(by: grouping)
        let all = Set(codes.rows.compactMap { if case .code(let code) = $0 { code } else { nil } })
        #expect(all.count == 77)
        for _ in 0..<2 {
            codes.move(by: 1 << 30)
            _ = codes.openCode()
            codes.move(by: -(1 << 30))
            _ = codes.openCode()
            codes.scroll(toFit: 1)
            codes.scroll(toFit: 20)
        }
    }

    @Test(
        "a search takes a number, a pattern, an RFC by its name or its number alone, an enhanced code, and words",
        arguments: ["550", "55_", "rfc 3463", "3207", "5.7.*", "5.7.x", "greylist", "mailbox full"])
    func search(query: String) {
        var stage = stage()
        stage.type(query)
        #expect(stage.explorer.codes.found > 0)
        #expect(stage.picture().contains("Find: \(query)"))
    }

    @Test("a search closes the tree, and what is not found cannot be opened")
    func searchCloses() {
        var stage = stage()
        stage.press(.right)
        stage.type("zzz")
        #expect(!hasChild(stage))
        #expect(stage.explorer.codes.rows.isEmpty)
        stage.press(.right)
        #expect(stage.explorer.tab == .server)
        expectSound(stage.draw())
    }
}
