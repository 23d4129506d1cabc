import SMTPProtocol
import SafeText
import SessionCore
import TerminalKit
import Testing

@testable import ExplorerUI

@Suite("Rows of text")
struct ScreenTextTests {
    private func texts(_ rows: [ScreenText]) -> [String] { rows.map { $0.spans.map(\.text).joined() } }

    @Test("rows break at blanks, and further rows are indented")
    func wrapping() {
        let rows = ScreenText.wrapped(
            [Span("Try: ", .heading), Span("one two three four", .text)], width: 14, indent: 2)
        #expect(texts(rows) == ["Try: one two ", "  three four"])
    }

    @Test("a word longer than a row is broken, and no row is wider than asked", arguments: 1...30)
    func longWords(width: Int) {
        let text = "short " + String(repeating: "x", count: 50) + " 日本語 end"
        let rows = ScreenText.wrapped([Span(text, .text)], width: width, indent: 2)
        // A wide character needs two columns even in a row of one.
        #expect(rows.allSatisfy { $0.width <= max(2, width) })
        let letters = texts(rows).joined().filter { $0 != " " }
        #expect(letters == text.filter { $0 != " " })
    }

    @Test("no more rows are made than the limit")
    func limit() {
        let long = String(repeating: "x", count: 10_000)
        #expect(ScreenText.wrapped([Span(long, .text)], width: 10, limit: 5).count == 5)
        #expect(ScreenText.wrapped([Span("a b c d e f", .text)], width: 1, limit: 3).count == 3)
    }

    @Test("nothing to show is one empty row")
    func empty() {
        #expect(ScreenText.wrapped([], width: 10) == [.empty])
    }

    @Test(
        "a text is cut between words, with an ellipsis, and never wider than asked",
        arguments: [
            (20, "sends this one, ^C …"), (19, "sends this one, ^C…"), (23, "sends this one, ^C …"),
            (24, "sends this one, ^C drops"), (16, "sends this one,…"), (5, "send…"), (1, "…"), (0, ""),
        ])
    func cutting(width: Int, expected: String) {
        let cut = ScreenText([Span("sends this one, ^C drops", .text)]).fitted(width, .unicode)
        #expect(texts([cut]) == [expected])
        #expect(cut.width <= width)
    }

    @Test("in ASCII our own signs get plain twins, and foreign ones are escaped")
    func ascii() {
        #expect(Glyphs.ascii.shown("RFC 5321 §4.2.3 <…> é") == "RFC 5321 4.2.3 <...> <U+00E9>")
        #expect(Glyphs.unicode.shown("§ é") == "§ é")
    }
}

@Suite("The status line")
struct StatusLineTests {
    @Test(
        "what matters least is dropped first, what the connection does never",
        arguments: [
            (
                110,
                " mx.example.net  TLS none  AUTH no  MAIL open, 1 rcpt, 1 refused  waiting for RCPT 9 s"
                    + "      ✗ 550 PERM  12 ms"
            ),
            (80, " mx.example.net  MAIL open, 1 rcpt, 1 refused  waiting for RCPT 9 s      ✗ 550"),
            (60, " mx.example.net  MAIL open, 1 rcpt  waiting for RCPT 9 s"),
            (45, " MAIL open, 1 rcpt  waiting for RCPT 9 s"),
            (24, " waiting for RCPT 9 s"),
            (10, " waiting …"),
        ])
    func dropping(columns: Int, expected: String) {
        let status = SessionStatus(
            target: "mx.example.net", phase: .open, transaction: "MAIL open, 1 rcpt, 1 refused", severity: .permanent,
            code: 550, latency: 12_000_000, awaited: .init(name: "RCPT", since: 0, seconds: 300))
        #expect(draw(status, columns) == expected)
    }

    @Test(
        "a closed connection is told at every width",
        arguments: [
            (80, " smtpx  mx.example.net  closed by the server"), (24, " closed by the server"), (9, " closed …"),
        ])
    func closed(columns: Int, expected: String) {
        #expect(
            draw(SessionStatus(target: "mx.example.net", phase: .closed("closed by the server")), columns) == expected)
    }

    private func draw(_ status: SessionStatus, _ columns: Int) -> String {
        var surface = Surface(columns: columns, rows: 1)
        StatusLine(status: status, glyphs: .unicode, theme: .default(depth: .mono), now: 9_000_000_000)
            .draw(on: &surface, in: surface.bounds)
        return surface.lines()[0]
    }
}
