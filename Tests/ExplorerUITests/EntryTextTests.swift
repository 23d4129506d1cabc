import SMTPProtocol
import SMTPReference
import SafeText
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI
@testable import SessionCore

@Suite("Entries of TLS and of a login in the transcript")
struct EntryTextTests {
    private let text = EntryText(width: 76, glyphs: .unicode, settings: Settings(), secondsFromUTC: 0)

    private func rows(_ kind: Entry.Kind, _ remarks: [Remark] = [], isOpen: Bool = false) -> [ScreenText] {
        let entry = Entry(id: EntryID(0), time: WallTime(seconds: Stage.start), kind: kind, remarks: remarks)
        let explanation = entry.reply.map { Explanation(of: $0.reply, answering: $0.stage) }
        return text.rows(of: entry, explanation: explanation, isOpen: isOpen)
    }

    private func lines(_ rows: [ScreenText]) -> [String] { rows.map { $0.spans.map(\.text).joined() } }

    private func reply(_ wire: String) -> Entry.Kind {
        .reply(
            ReceivedReply(
                reply: Reply(parsing: wire.wire), standing: .answer, stage: .command(.ehlo), answers: nil, state: nil,
                latency: 12_000_000))
    }

    @Test("that a connection is secured is a success, that the server is not verified is not")
    func notes() {
        let secured = rows(.connection(ConnectionNote(event: .secured, text: "Secured with TLSv1.3.")))
        #expect(lines(secured)[0].hasSuffix("✓ Secured with TLSv1.3."))
        #expect(secured[0].spans.contains { $0.role == .ok })
        let long = String(repeating: "The certificate expired. ", count: 8)
        let unverified = rows(.connection(ConnectionNote(event: .securedUnverified, text: long)))
        #expect(lines(unverified)[0].contains("✗ The certificate expired."))
        #expect(unverified.count > 2)
        #expect(unverified.allSatisfy { $0.width <= 76 })
    }

    @Test("a decoded line stands between the wire and its meaning, and is no warning")
    func decoded() {
        let shown = lines(rows(reply("334 VXNlcm5hbWU6␍␊"), [Remark(.information, .decoded, "asks: \"Username:\"")]))
        #expect(shown[0].contains("◀ 334 VXNlcm5hbWU6"))
        #expect(shown[1].contains("= asks: \"Username:\""))
        #expect(shown[2].contains("→ MORE 334"))
    }

    @Test("many remarks are folded until the entry is opened; one that wants attention never is")
    func folding() {
        let news = (1...10).map { Remark(.information, .state, "keyword \($0) is new") }
        let remarks = news + [Remark(.warning, .state, "STARTTLS is gone")]
        let folded = lines(rows(reply("250 ok␍␊"), remarks)).joined(separator: "\n")
        #expect(folded.contains("keyword 3 is new"))
        #expect(!folded.contains("keyword 4 is new"))
        #expect(folded.contains("[+7 remarks, Enter opens]"))
        #expect(folded.contains("! STARTTLS is gone"))
        let open = lines(rows(reply("250 ok␍␊"), remarks, isOpen: true)).joined(separator: "\n")
        #expect(open.contains("keyword 10 is new"))
        #expect(!open.contains("Enter opens"))
        // A fold that hides one row would take that row itself.
        #expect(lines(rows(reply("250 ok␍␊"), Array(news.prefix(4)))).joined().contains("keyword 4 is new"))
    }

    @Test("Enter on a line that was sent opens it together with its reply, and folds both again")
    func openingBoth() {
        var pane = TranscriptPane()
        pane.unfold(EntryID(8))
        pane.toggle(EntryID(7), with: EntryID(8))
        #expect(pane.isOpen(EntryID(7)) && pane.isOpen(EntryID(8)) && !pane.isOpen(EntryID(6)))
        pane.toggle(EntryID(7), with: EntryID(8))
        #expect(!pane.isOpen(EntryID(7)) && !pane.isOpen(EntryID(8)))
    }

    @Test("CP05 CP06: a reply that was cut does not look like a success")
    func cut() {
        let shown = rows(reply("250-a␍␊"), [Remark(.error, .limit, "The reply was cut.")])
        #expect(lines(shown)[1].contains("✗ CUT  250"))
        #expect(!shown.contains { row in row.spans.contains { $0.role == .ok } })
    }

    @Test("CT15: what stands in a note or remark reaches no cell as a control")
    func hostile() {
        var surface = Surface(size: Size(columns: 76, rows: 20))
        let evil = "issuer CN=\u{1B}[2J\u{9B}31m\u{1B}]52;c;AAAA\u{07}\u{0}"
        let made =
            rows(.connection(ConnectionNote(event: .securedUnverified, text: evil)))
            + rows(reply("250 ok␍␊"), [Remark(.information, .decoded, evil), Remark(.error, .state, evil)])
        for (row, text) in made.enumerated() {
            surface.draw(text, row: row, in: surface.bounds, theme: .default(depth: .palette256))
        }
        expectSound(surface)
    }

    @Test("a login and its remarks, as they are drawn")
    func golden() {
        let kinds: [(Entry.Kind, [Remark])] = [
            (
                .connection(ConnectionNote(event: .securing, text: "Securing the connection; mx.example.net is sent.")),
                []
            ),
            (
                .connection(
                    ConnectionNote(event: .secured, text: "Secured with TLSv1.3. The server is mx.example.net.")), []
            ),
            (
                .connection(
                    ConnectionNote(
                        event: .securedUnverified,
                        text:
                            "Secured with TLSv1.3, but the server is NOT VERIFIED: the certificate expired 3 days ago "
                            + "(2026-11-21).")), []
            ),
            (
                .sent(
                    SentLine(
                        bytes: Array("AUTH PLAIN [hidden]".utf8), purpose: .command, verb: .auth, isSecret: true,
                        isAutomatic: false,
                        reply: nil)),
                [Remark(.information, .decoded, "user name student, password [hidden]")]
            ),
            (
                reply("334 cj1meWtvLHM9UVNYQ1IrUTZzZWs4YmY5MixpPTQwOTY=␍␊"),
                [
                    Remark(.information, .decoded, "r=fyko: both nonces"),
                    Remark(.information, .decoded, "s=QSXCR+Q6sek8bf92: the salt"),
                    Remark(.information, .decoded, "i=4096: rounds of hashing"),
                ]
            ),
            (
                reply("250-mx.example.net␍␊250-PIPELINING␍␊250 AUTH PLAIN␍␊"),
                (1...6).map { Remark(.information, .state, "Under TLS the server now offers KEYWORD\($0).") }
                    + [Remark(.warning, .state, "8BITMIME was offered before TLS and is not any more.")]
            ),
            (reply("250-half␍␊"), [Remark(.error, .limit, "The reply was longer than 64 KB and was cut.")]),
        ]
        var surface = Surface(size: Size(columns: 76, rows: 28))
        var row = 0
        for (kind, remarks) in kinds {
            for text in rows(kind, remarks) {
                surface.draw(text, row: row, in: surface.bounds, theme: .default(depth: .palette256))
                row += 1
            }
        }
        #expect(Golden.difference(of: surface, from: "entries-of-tls") == nil)
    }
}
