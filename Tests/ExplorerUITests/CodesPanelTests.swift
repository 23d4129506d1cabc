import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The panel of codes")
struct CodesPanelTests {
    private func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        return stage
    }

    @Test("it follows the last reply and marks its row")
    func follows() {
        var stage = stage()
        #expect(stage.explorer.codes.selected == .code(550))
        #expect(stage.picture().contains(">✗ 550 Mailbox unavailable"))
        stage.line("NOOP")
        stage.server("250 Ok␍␊")
        #expect(stage.explorer.codes.selected == .code(250))
        #expect(stage.picture().contains(">✓ 250 Completed"))
    }

    @Test("it explains the last reply in its context")
    func explainsInContext() {
        var stage = stage()
        #expect(stage.picture().contains("✗ PERM 550 No such mailbox "))
    }

    @Test("while somebody reads or moves in it, a new reply is marked and nothing moves", arguments: [true, false])
    func standsStill(isReading: Bool) {
        var stage = stage()
        stage.press(.function(2))
        if isReading {
            stage.press(.enter)
            // Also when the focus has gone back to the input.
            stage.press(.function(6))
        } else {
            stage.press(.up)
        }
        let before = stage.explorer.codes.selected
        stage.line("NOOP")
        stage.server("250 Ok␍␊")
        #expect(stage.explorer.codes.selected == before)
        #expect(stage.explorer.codes.marked == 250)
    }

    @Test("an explanation that is being read does not change under a new reply with the same code")
    func readingStandsStill() {
        var stage = stage()
        stage.press(.function(2))
        stage.press(.enter)
        stage.press(.function(6))
        #expect(stage.picture().contains("5.1.1 Bad destination mailbox"))
        stage.line("RCPT TO:<c@example.net>")
        stage.server("550 5.7.1 No␍␊")
        #expect(stage.picture().contains("5.1.1 Bad destination mailbox"))
    }

    @Test("typing in it searches, Backspace widens, Esc clears the search and then leaves")
    func search() {
        var stage = stage()
        stage.press(.function(2))
        stage.type("55")
        stage.type("_")
        #expect(stage.explorer.codes.found == 8)
        stage.press(.backspace)
        #expect(stage.explorer.codes.query == "55")
        stage.press(.escape)
        #expect(stage.explorer.codes.query.isEmpty)
        #expect(stage.explorer.focus == .panel)
        stage.press(.escape)
        #expect(stage.explorer.focus == .input)
        #expect(stage.input.isEmpty)
    }

    @Test("a search that finds nothing says what to do, and takes all keys")
    func nothingFound() {
        var stage = stage()
        stage.press(.function(2))
        stage.type("zzz")
        for key in [Key.up, .down, .home, .end, .pageUp, .pageDown, .enter] { stage.press(key) }
        stage.press(.escape)
        stage.type("zzz")
        #expect(stage.picture().contains("Nothing found."))
    }

    @Test("a search for enhanced codes shows those first", arguments: ["5.7.x", "5.1.1"])
    func enhancedFirst(query: String) {
        var stage = stage()
        stage.press(.function(2))
        stage.type(query)
        guard case .enhanced = stage.explorer.codes.selected else {
            Issue.record("\(String(describing: stage.explorer.codes.selected)) comes first")
            return
        }
        #expect(stage.explorer.codes.rows.contains { if case .code = $0 { true } else { false } })
    }

    @Test("an endless search stays bounded")
    func longSearch() {
        var stage = stage()
        stage.press(.function(2))
        for _ in 0..<100 { stage.type("abcdefgh") }
        #expect(stage.explorer.codes.query.count == CodesPane.maximumQuery)
        #expect(stage.picture().contains("Find: …"))
        #expect(stage.picture().contains("abcdefgh 0 found"))
    }

    @Test("the cursor steps over headings and stops at both ends")
    func movement() {
        var stage = stage()
        stage.press(.function(2))
        stage.press(.home)
        #expect(stage.explorer.codes.selected == .code(200))
        stage.press(.up)
        #expect(stage.explorer.codes.selected == .code(200))
        var seen: [CodesPane.Row] = []
        for _ in 0..<100 {
            if let row = stage.explorer.codes.selected, row != seen.last { seen.append(row) }
            stage.press(.down)
        }
        #expect(seen.count == stage.explorer.codes.found)
        #expect(!seen.contains { if case .heading = $0 { true } else { false } })
        stage.press(.home)
        stage.press(.end)
        #expect(stage.explorer.codes.selected == seen.last)
    }

    @Test("PgDn and PgUp move by half a panel")
    func pages() {
        var stage = stage()
        stage.press(.function(2))
        stage.press(.home)
        stage.press(.pageDown)
        #expect(stage.explorer.codes.selection > 8)
        stage.press(.pageUp)
        #expect(stage.explorer.codes.selected == .code(200))
    }

    @Test(
        "Enter shows the whole explanation, which scrolls; Enter or Esc brings the list back",
        arguments: [Key.enter, .escape])
    func reading(back: Key) {
        var stage = Stage()
        stage.playPicture()
        stage.press(.function(2))
        stage.press(.enter)
        let first = stage.picture()
        #expect(first.contains("The first digit 5 means"))
        stage.press(.down, times: 100)
        #expect(stage.picture().contains("5.7."), "the enhanced codes that go with it are the end")
        #expect(!stage.picture().contains("The first digit 5 means"))
        stage.press(.home)
        #expect(stage.picture() == first)
        stage.press(back)
        #expect(!stage.explorer.codes.isReading)
        #expect(stage.explorer.focus == .panel)
    }

    @Test("nothing stands over the text of an explanation that is cut")
    func cutExplanation() {
        var stage = Stage()
        stage.playPicture()
        stage.press(.function(2))
        let rows = stage.picture().split(separator: "\n")
        let hints = rows.filter { $0.contains("Enter: all of it") }
        #expect(hints.count == 1)
        #expect(hints.allSatisfy { $0.contains("────── Enter") })
    }

    @Test("before any reply it shows what comes first: the greeting")
    func beginning() {
        let stage = Stage()
        #expect(stage.explorer.codes.selected == .code(220))
        #expect(stage.explorer.codes.marked == nil)
    }
}
