import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The tabs of the panel")
struct PanelTests {
    private static let sizes = [(120, 36), (80, 24), (40, 12), (20, 5)]
    private static let tabKeys: [(PanelTab, Int)] = [
        (.codes, 2), (.server, 5), (.tls, 4), (.message, 7), (.help, 8), (.lesson, 10),
    ]

    private func stage(columns: Int = 120, rows: Int = 36) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.playPicture()
        return stage
    }

    @Test("each tab has a key; the key again goes back to the input", arguments: tabKeys, sizes)
    func keys(key: (tab: PanelTab, number: Int), size: (columns: Int, rows: Int)) {
        var stage = stage(columns: size.columns, rows: size.rows)
        stage.press(.function(key.number))
        #expect(stage.explorer.tab == key.tab)
        #expect(stage.explorer.focus == .panel)
        expectSound(stage.draw())
        stage.press(.function(key.number))
        #expect(stage.explorer.focus == .input)
        #expect(stage.explorer.tab == .codes)
    }

    @Test(":panel opens each tab and leaves the focus with the input", arguments: PanelTab.allCases)
    func command(tab: PanelTab) {
        var stage = stage()
        stage.enter(":panel \(tab.rawValue)")
        #expect(stage.explorer.tab == tab)
        #expect(stage.explorer.focus == .input)
        #expect(stage.picture().contains("[\(tab.title)]"))
    }

    @Test("Right goes through the tabs, Left goes back, and the focus stays", arguments: [120, 80])
    func turning(columns: Int) {
        var stage = stage(columns: columns, rows: 24)
        stage.press(.function(5))
        for tab in [PanelTab.tls, .message, .lesson, .help, .codes] {
            stage.press(.right)
            #expect(stage.explorer.tab == tab)
            #expect(stage.explorer.focus == .panel)
            expectSound(stage.draw())
        }
        for tab in [PanelTab.help, .lesson, .message, .tls, .server] {
            stage.press(.left)
            #expect(stage.explorer.tab == tab)
        }
    }

    @Test("every tab takes the whole screen with Alt-Z, and gives it back", arguments: tabKeys)
    func zoom(key: (tab: PanelTab, number: Int)) {
        var stage = stage()
        stage.press(.function(key.number))
        stage.alt("z")
        #expect(stage.picture().contains("[\(key.tab.title)]") && !stage.picture().contains("Transcript"))
        stage.alt("z")
        #expect(stage.picture().contains("[\(key.tab.title)]") && stage.picture().contains("Transcript"))
    }

    @Test("Alt-+ and Alt-- resize the panel within limits, and say what came out")
    func resizing() {
        var stage = stage()
        let usual = stage.explorer.layout.panel.columns
        stage.alt("+")
        #expect(stage.explorer.layout.panel.columns == usual + 4)
        #expect(stage.picture().contains("The panel has \(usual + 4) columns"))
        for _ in 0..<30 { stage.alt("+") }
        #expect(stage.explorer.layout.transcript.columns == ScreenLayout.narrowest.transcript)
        stage.alt("-")
        #expect(stage.explorer.layout.transcript.columns == ScreenLayout.narrowest.transcript + 4)
        for _ in 0..<30 { stage.alt("-") }
        #expect(stage.explorer.layout.panel.columns == ScreenLayout.narrowest.panel)
        expectSound(stage.draw())
        stage.explorer.setPanel(columns: 50)
        #expect(stage.explorer.layout.panel.columns == 50)
        stage.resize(columns: 110, rows: 24)
        expectSound(stage.draw())
    }

    @Test("in a window without room for two panes, resizing says why it does nothing")
    func resizingNarrow() {
        var stage = stage(columns: 80, rows: 24)
        stage.alt("+")
        #expect(stage.explorer.panelColumns == nil)
        #expect(stage.picture().contains("The panel has the whole width here"))
    }

    @Test("the server's page follows the news while it is open, and keeps the reader's place")
    func serverNews() {
        var stage = stage(columns: 120, rows: 20)
        stage.press(.function(5))
        stage.press(.down, times: 3)
        stage.press(.escape)
        #expect(stage.picture().contains("[Server]"))
        #expect(stage.explorer.serverFacts.offset == 3)
        stage.line("EHLO again.example")
        stage.server("250-mx.example.net␍␊250 SIZE 52428800␍␊")
        _ = stage.draw()
        #expect(stage.explorer.serverFacts.page.sections.contains { $0.title.hasPrefix("What changed") })
        #expect(stage.explorer.serverFacts.offset == 3)
    }

    @Test("the message's page shows the newest line while content is typed, and stands still for a reader")
    func messageFollows() {
        var stage = Stage(columns: 120, rows: 24)
        stage.playContent()
        stage.enter(":note not content, but typed as content")
        stage.press(.function(7))
        stage.press(.escape)
        for number in 0..<30 { stage.enter("line \(number)") }
        _ = stage.draw()
        let height = stage.explorer.layout.panel.rows
        #expect(stage.explorer.mail.offset > 0)
        #expect(!stage.explorer.mail.text.isMore(height: height))
        stage.press(.function(7))
        stage.press(.home)
        #expect(stage.explorer.mail.offset == 0)
        stage.press(.escape)
        stage.enter("one more line")
        _ = stage.draw()
        #expect(stage.explorer.mail.offset == 0)
        #expect(stage.explorer.mail.text.isMore(height: height))
    }

    @Test("the help begins with the command that is typed, and is made anew only when that is another one")
    func helpFollows() {
        var stage = stage()
        stage.press(.function(8))
        stage.press(.escape)
        _ = stage.draw()
        for letter in "RCP" {
            stage.type(String(letter))
            _ = stage.draw()
            #expect(stage.explorer.help.subject == nil)
        }
        stage.type("T")
        #expect(stage.picture().contains("Usual replies"))
        #expect(stage.explorer.help.subject == .verb(.rcpt))
        stage.type(" TO:<a@b.example>")
        #expect(!stage.explorer.isBodyStale)
        _ = stage.draw()
        stage.control("u")
        _ = stage.draw()
        #expect(stage.explorer.help.subject == nil)
    }

    @Test("F1 explains what is typed, and where the focus is", arguments: [120, 40])
    func help(columns: Int) {
        var stage = stage(columns: columns, rows: columns == 40 ? 12 : 36)
        stage.type("RCPT TO:")
        stage.press(.function(1))
        #expect(stage.picture().contains("RCPT TO:<forward-path> [parameters]"))
        stage.press(.escape)
        stage.control("u")
        stage.type(":auth")
        stage.press(.function(1))
        #expect(stage.picture().contains(":auth [MECHANISM]"))
        stage.press(.escape)
        stage.control("c")
        stage.press(.function(6))
        stage.press(.function(1))
        #expect(stage.picture().contains("In lists: the transcript"))
        stage.press(.escape)
        for (tab, key) in Self.tabKeys {
            stage.press(.function(key))
            stage.press(.function(1))
            #expect(stage.picture().contains("The panel: \(tab.title)"))
            stage.press(.escape)
            stage.press(.escape)
        }
    }

    @Test("a hostile EHLO reaches no cell, and every tab takes every key", arguments: sizes)
    func hostile(columns: Int, rows: Int) {
        var stage = Stage(columns: columns, rows: rows)
        stage.connect()
        stage.server("220 mx\u{1B}[2J.example.net ESMTP␍␊")
        stage.line("EHLO x")
        var reply = "250-mx\r\n250-\(String(repeating: "K", count: 1_900)) \u{1B}]52;c;AAAA\u{07}\r\n"
        for number in 0..<1_000 { reply += "250-X\(number)\u{1B}[31m \u{202E}w\r\n" }
        stage.server(Array((reply + "250 HELP\r\n").utf8))
        for (_, key) in Self.tabKeys {
            stage.press(.function(key))
            for key in [Key.down, .pageDown, .end, .up, .pageUp, .home, .enter, .enter] {
                stage.press(key)
                expectSound(stage.draw())
            }
        }
    }
}
