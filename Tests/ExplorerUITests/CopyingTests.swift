import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Copying")
struct CopyingTests {
    private func copied(_ stage: Stage) -> String? {
        stage.effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }.last
    }

    @Test("y copies the selected entry as it came, and says what was copied")
    func entry() {
        var stage = Stage()
        stage.playPicture()
        stage.press(.function(6))
        stage.type("y")
        #expect(copied(stage) == "550 5.1.1 <nobody@example.net>: User unknown")
        #expect(stage.picture().contains("Copied 1 line, 44 bytes, by the terminal: 550 5.1.1"))
        stage.press(.up)
        stage.type("y")
        #expect(copied(stage) == "RCPT TO:<nobody@example.net>")
    }

    @Test("a folded reply is copied whole, its lines ended by LF")
    func lines() {
        var stage = Stage()
        stage.connect()
        stage.server("220-a␍␊220 b␍␊")
        stage.enter(":copy reply")
        #expect(copied(stage) == "220-a\n220 b")
    }

    @Test("an exchange is both lines with what the reply means, and all is everything")
    func ranges() {
        var stage = Stage()
        stage.playPicture()
        stage.enter(":copy exchange")
        let exchange = copied(stage) ?? ""
        #expect(exchange.contains("C: RCPT TO:<nobody@example.net>\n"))
        #expect(exchange.contains("S: 550 5.1.1") && exchange.contains("server 550 PERM"))
        #expect(!exchange.contains("EHLO"))
        stage.enter(":copy all")
        #expect(copied(stage)?.contains("EHLO lab.example.org") == true)
    }

    @Test(
        "LS01 TO03: what a server sent is copied escaped, and a secret not at all",
        arguments: ["entry", "reply", "exchange", "all"])
    func hostile(range: String) {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.line("EHLO lab.example.org")
        stage.server("250-mx␍␊250 AUTH PLAIN␍␊")
        stage.line(":set allow-plaintext-auth yes")
        stage.line("AUTH PLAIN AHVzZXIAaHVudGVyMg==")
        stage.server("535 no ␛]52;c;b3duZWQ=␇ AHVzZXIAaHVudGVyMg== 日本␍␊")
        stage.line(":copy \(range)")
        let text = copied(stage) ?? ""
        #expect(text.contains("\\x1B]52;c;"))
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
        #expect(!text.contains("AHVzZXIAaHVudGVyMg=="))
    }

    @Test("in the panel the explanation is copied; where letters are a search, y is one")
    func panel() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(2))
        stage.press(.enter)
        stage.type("y")
        #expect(copied(stage)?.contains("User unknown") == false)
        #expect(copied(stage)?.contains("At fault: the address.") == true)
        stage.press(.enter)
        stage.type("y")
        #expect(stage.explorer.codes.query == "y")
        stage.press(.function(4))
        stage.type("y")
        #expect(copied(stage)?.isEmpty == false)
    }

    @Test("what is too long is cut at a line, the end of a transcript is kept, and that is said")
    func long() {
        let lines = (0..<10_000).map { "line \($0) of many" }
        let text = CopiedText(lines)
        #expect(text.isCut && text.text.utf8.count <= ClipboardSequence.maximumBytes && text.text.hasPrefix("line 0 "))
        let one = CopiedText([String(repeating: "x", count: 1_000_000)])
        #expect(one.isCut && !one.text.isEmpty && one.text.utf8.count <= ClipboardSequence.maximumBytes)
        var stage = Stage()
        stage.connect()
        stage.playNoops(1_500)
        stage.enter(":copy all")
        #expect(copied(stage)?.utf8.count ?? .max <= ClipboardSequence.maximumBytes)
        #expect(copied(stage)?.contains("NOOP 1500") == true)
        #expect(stage.explorer.message?.text.contains("too long for a clipboard") == true)
    }

    @Test("nothing to copy, and nobody who takes it, are said")
    func nothing() {
        var stage = Stage()
        stage.enter(":copy reply")
        #expect(stage.picture().contains("There is nothing to copy yet."))
        stage.playPicture()
        _ = stage.explorer.perform(.copy, in: stage.session)
        stage.explorer.sayCopied(by: [])
        #expect(stage.explorer.message?.text.contains("Nothing here takes a copy") == true)
    }
}
