import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The transcript's pane")
struct TranscriptPaneTests {
    private func stage(_ count: Int = 40) -> Stage {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.playNoops(count)
        return stage
    }

    @Test("it follows the end")
    func follows() {
        var stage = stage()
        #expect(stage.picture().contains("NOOP 40"))
        stage.playNoops(1, from: 41)
        #expect(stage.picture().contains("NOOP 41"))
    }

    @Test("PgUp scrolls while a line is typed, news does not move the view, PgDn comes back to the end")
    func scrolls() {
        var stage = stage()
        stage.session.settings.suggestions = false
        stage.type("NO")
        stage.press(.pageUp)
        let before = stage.picture()
        #expect(before.contains("scrolled back"))
        #expect(!before.contains("NOOP 40"))
        let body = before.split(separator: "\n").dropFirst(2).prefix(16)
        stage.playNoops(5, from: 41)
        #expect(stage.picture().split(separator: "\n").dropFirst(2).prefix(16) == body)
        #expect(stage.input == "NO")
        stage.press(.pageDown, times: 3)
        #expect(stage.explorer.transcript.isFollowing)
        #expect(stage.picture().contains("NOOP 45"))
    }

    @Test("a page up and a page down share one row, so that no row is missed")
    func overlap() {
        var stage = stage()
        stage.press(.pageUp)
        let top = stage.picture().split(separator: "\n")[2]
        stage.press(.pageUp)
        #expect(stage.picture().split(separator: "\n")[17] == top)
    }

    @Test("Alt-Home shows the start, Alt-End the end")
    func ends() {
        var stage = stage()
        stage.press(.home, [.alt])
        #expect(stage.picture().contains("Connected to"))
        stage.press(.pageUp)
        #expect(stage.picture().contains("Connected to"))
        stage.press(.end, [.alt])
        #expect(stage.explorer.transcript.isFollowing)
        #expect(stage.picture().contains("NOOP 40"))
    }

    @Test("sending a line returns to the end")
    func sendingFollows() {
        var stage = stage()
        stage.press(.pageUp)
        stage.enter("NOOP last")
        #expect(stage.picture().contains("NOOP last"))
    }

    @Test("a transcript that fits its pane does not scroll")
    func short() {
        var stage = stage(2)
        stage.press(.pageUp)
        #expect(stage.explorer.transcript.isFollowing)
    }

    @Test("Up and Down choose entries and keep them in view; Home and End go to both ends")
    func selection() {
        var stage = stage()
        stage.press(.function(6))
        #expect(stage.explorer.transcript.selection == stage.session.transcript.lastReply)
        stage.press(.up, times: 30)
        let chosen = stage.explorer.transcript.selection
        #expect(chosen.map { $0.number } == (stage.session.transcript.lastReply?.number ?? 0) - 30)
        #expect(stage.picture().contains("reply number 25"))
        stage.press(.home)
        #expect(stage.explorer.transcript.selection == stage.session.transcript.ids.lowerBound)
        #expect(stage.picture().contains("Connected to"))
        stage.press(.end)
        #expect(stage.picture().contains("NOOP 40"))
    }

    @Test("the chosen entry is told by an attribute also without colours", arguments: [ColorDepth.mono, .palette256])
    func selectionIsSeen(depth: ColorDepth) {
        var stage = Stage(depth: depth)
        stage.connect()
        stage.server("220 x␍␊")
        stage.press(.function(6))
        let surface = stage.draw()
        #expect(surface[3, 70].style.attributes.contains(.reverse))
        #expect(!surface[2, 70].style.attributes.contains(.reverse))
    }

    @Test("the panel explains what is chosen, on a sent line its reply, and the last reply again from the input")
    func panelFollowsSelection() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(6))
        stage.press(.up, times: 2)
        #expect(stage.explorer.codes.selected == .code(451))
        #expect(stage.picture().contains("greylisting"))
        stage.press(.up)
        #expect(stage.explorer.codes.selected == .code(451))
        stage.server("250 unsolicited␍␊")
        #expect(stage.explorer.codes.selected == .code(451))
        stage.press(.escape)
        #expect(stage.explorer.codes.selected == .code(250))
    }

    @Test("Enter opens a folded reply, from its row or from its command's, and folds it again", arguments: [0, 1])
    func folding(above: Int) {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.line("EHLO lab.example.org")
        stage.server("250-mx␍␊250-SIZE␍␊250 PIPELINING␍␊")
        stage.press(.function(6))
        stage.press(.up, times: above)
        #expect(stage.picture().contains("[+2 lines]"))
        stage.press(.enter)
        #expect(stage.picture().contains("250-SIZE"))
        #expect(!stage.picture().contains("[+2 lines]"))
        stage.press(.enter)
        #expect(!stage.picture().contains("250-SIZE"))
    }

    @Test("a view whose entries were dropped goes on at the oldest that is kept")
    func dropped() {
        var stage = Stage(capacity: .init(entries: 600, bytes: 1_000_000))
        stage.connect()
        stage.server("220 x␍␊")
        stage.playNoops(60)
        stage.press(.home, [.alt])
        stage.press(.function(6))
        stage.playNoops(2_000, from: 61)
        #expect(stage.session.transcript.ids.lowerBound > EntryID(0))
        let oldest = stage.session.transcript.ids.lowerBound
        expectSound(stage.draw())
        stage.press(.down)
        #expect(stage.explorer.transcript.selection.map { $0 >= oldest } == true)
        stage.press(.enter)
        stage.press(.pageUp)
        stage.press(.pageDown)
        expectSound(stage.draw())
        stage.press(.escape)
        #expect(stage.picture().contains("NOOP 2060"))
    }
}

@Suite("Finding in the transcript")
struct FindTests {
    private func stage() -> Stage {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.playNoops(60)
        return stage
    }

    @Test("F3 types :find for the person, and asks to finish a line that was begun")
    func begin() {
        var stage = stage()
        stage.press(.function(3))
        #expect(stage.input == ":find ")
        stage.press(.function(3))
        #expect(stage.input == ":find ")
        #expect(stage.picture().contains("Finish or cancel the line first"))
    }

    @Test("a match comes into view, is marked and counted; Alt-N and Alt-P go on, round the ends")
    func matches() {
        var stage = stage()
        stage.enter(":find noop 1")
        #expect(stage.picture().contains("match 11 of 11"))
        #expect(stage.picture().contains(">14:02:30 ▶ NOOP 19"))
        stage.alt("p")
        #expect(stage.picture().contains("match 10 of 11"))
        stage.alt("n")
        stage.alt("n")
        #expect(stage.picture().contains("match 1 of 11"))
        #expect(stage.picture().contains("NOOP 1"))
        #expect(stage.effects == [.findPrevious, .findNext, .findNext])
    }

    @Test("the text that was found has the look of a match", arguments: ColorDepth.allCases)
    func highlighted(depth: ColorDepth) throws {
        var stage = Stage(depth: depth)
        stage.connect()
        stage.server("220 x␍␊")
        stage.playNoops(3)
        stage.enter(":find NUMBER 2")
        let surface = stage.draw()
        let row = try #require(surface.lines().firstIndex { $0.contains("reply number 2") })
        let column = try #require((0..<80).first { surface[row, $0].text == "n" })
        for offset in 0..<8 {
            #expect(surface[row, column + offset].style.attributes.contains(.reverse))
        }
        #expect(!surface[row, column - 1].style.attributes.contains(.reverse))
        #expect(!surface[row, column + 8].style.attributes.contains(.reverse))
    }

    @Test("a match inside a folded reply opens it")
    func folded() {
        var stage = stage()
        stage.line("EHLO lab.example.org")
        stage.server("250-mx␍␊250-SIZE 1000␍␊250 PIPELINING␍␊")
        stage.enter(":find size 1000")
        #expect(stage.picture().contains("250-SIZE 1000"))
    }

    @Test("what covers the transcript gives way to a match", arguments: [":codes 5", ":help"])
    func uncovers(cover: String) {
        var stage = stage()
        stage.enter(":find NOOP 19")
        stage.enter(cover)
        stage.alt("n")
        #expect(stage.picture().contains("NOOP 19"))
    }

    @Test("Esc takes the mark away")
    func unmark() {
        var stage = stage()
        stage.enter(":find NOOP 19")
        stage.press(.escape)
        #expect(stage.explorer.transcript.match == nil)
        #expect(stage.explorer.transcript.isFollowing)
    }

    @Test("what is nowhere is told")
    func nowhere() {
        var stage = stage()
        stage.enter(":find nowhere")
        #expect(stage.picture().contains("Not found: nowhere"))
        stage.alt("n")
        expectSound(stage.draw())
    }
}
