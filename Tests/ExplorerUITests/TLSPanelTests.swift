import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The panel of TLS")
struct TLSPanelTests {
    private func stage(columns: Int = 120, rows: Int = 36) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.playPicture()
        return stage
    }

    @Test("F4 opens it, F4 again goes back to the input and to the codes", arguments: [120, 80, 60, 40])
    func key(columns: Int) {
        var stage = stage(columns: columns, rows: columns == 40 ? 12 : 24)
        stage.press(.function(4))
        #expect(stage.explorer.tab == .tls)
        #expect(stage.explorer.focus == .panel)
        #expect(stage.picture().contains("Connection"))
        stage.press(.function(4))
        #expect(stage.explorer.tab == .codes)
        #expect(stage.explorer.focus == .input)
        #expect(stage.explorer.isPanelVisible == (columns >= 110))
    }

    @Test("F2 and F4 go from one tab to the other")
    func tabs() {
        var stage = stage()
        stage.press(.function(2))
        #expect(stage.picture().contains("[Codes] Server  TLS "))
        stage.press(.function(4))
        #expect(stage.picture().contains(" Codes  Server [TLS]"))
        stage.press(.function(2))
        #expect(stage.picture().contains("[Codes] Server  TLS "))
        #expect(stage.explorer.focus == .panel)
    }

    @Test(":tls opens it and leaves the focus with the input; the page keys read on where it covers the transcript")
    func command() {
        var stage = stage(columns: 80, rows: 24)
        stage.enter(":tls")
        #expect(stage.explorer.tab == .tls)
        #expect(stage.explorer.focus == .input)
        stage.explorer.tls.show(.sample)
        stage.press(.pageDown)
        #expect(stage.explorer.tls.offset > 0)
        stage.press(.escape)
        #expect(!stage.explorer.isPanelVisible)
    }

    @Test("it scrolls by rows and pages, and stops at both ends")
    func scrolling() {
        var stage = stage(columns: 80, rows: 24)
        stage.openTLS()
        #expect(stage.picture().contains("PgDn: more"))
        stage.press(.up)
        #expect(stage.explorer.tls.offset == 0)
        stage.press(.down)
        #expect(stage.explorer.tls.offset == 1)
        stage.press(.end)
        let last = stage.picture()
        #expect(last.contains("CN=Example Authority, itself"))
        #expect(!last.contains("PgDn: more"))
        stage.press(.pageDown)
        #expect(stage.picture() == last)
        stage.press(.home)
        #expect(stage.explorer.tls.offset == 0)
    }

    @Test("letters typed in it go to the input, and Esc returns there")
    func typing() {
        var stage = stage()
        stage.press(.function(4))
        stage.type("NOOP")
        #expect(stage.input == "NOOP")
        #expect(stage.explorer.focus == .input)
        #expect(stage.explorer.codes.query.isEmpty)
        stage.press(.function(4))
        stage.press(.escape)
        #expect(stage.explorer.focus == .input)
        #expect(stage.explorer.tab == .tls)
    }

    @Test("it tells the news of the connection while it is open, and stands still while lines are typed")
    func news() {
        var stage = stage()
        stage.press(.function(4))
        stage.press(.escape)
        let before = stage.explorer.tls.page
        stage.playUnverified()
        let after = stage.explorer.tls.page
        #expect(after != before)
        stage.type("NOOP")
        #expect(!stage.explorer.isBodyStale || stage.explorer.picture == nil)
        #expect(stage.explorer.tls.page == after)
    }

    @Test("a row that wants attention has a sign, whatever the colours", arguments: [Glyphs.unicode, .ascii])
    func signs(glyphs: Glyphs) {
        let rows = FactText(width: 60, glyphs: glyphs).rows(of: .sample).map { row in row.spans.map(\.text).joined() }
        #expect(rows.contains { $0.hasPrefix("\(glyphs.permanent) problem ") })
        #expect(rows.contains { $0.hasPrefix("! cipher suite ") })
        #expect(rows.contains { $0.hasPrefix("  version ") })
    }

    @Test("rows are never wider than the pane, and nothing is lost", arguments: [10, 17, 25, 38, 43, 100])
    func wrapping(width: Int) {
        let rows = FactText(width: width, glyphs: .unicode).rows(of: .sample)
        for row in rows { #expect(row.width <= width) }
        let text = rows.flatMap(\.spans).map(\.text).joined().filter { $0 != " " }
        for row in FactPage.sample.sections.flatMap(\.rows) {
            #expect(text.contains((row.label + row.text).filter { $0 != " " }))
        }
    }

    @Test("CT15: ESC and other controls in a certificate reach no cell", arguments: [Glyphs.unicode, .ascii])
    func hostileCertificate(glyphs: Glyphs) {
        var stage = Stage(columns: 120, rows: 60, glyphs: glyphs)
        stage.playUnverified()
        stage.press(.function(4))
        let surface = stage.draw()
        expectSound(surface)
        #expect(surface.lines().contains { $0.contains("\\x1B[2J") })
        #expect(!surface.lines().contains { $0.contains("\u{202E}") })
    }

    @Test("CT15: a page that was not escaped does not reach a cell either", arguments: [120, 80, 40])
    func hostilePage(columns: Int) {
        var stage = Stage(columns: columns, rows: 24)
        stage.connect()
        stage.openTLS(
            FactPage(sections: [
                FactPage.Section(
                    title: "Certificate\u{1B}[2J",
                    rows: [
                        FactPage.Row("issuer\u{9B}31m", "CN=Evil\u{1B}[2J\u{1B}]52;c;AAAA\u{07}"),
                        FactPage.Row("", String(repeating: "\u{1B}", count: 2_000), level: .error),
                    ])
            ]))
        expectSound(stage.draw())
    }
}
