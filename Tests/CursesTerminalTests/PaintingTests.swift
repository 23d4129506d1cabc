import TerminalKit
import TestSupport
import Testing

@testable import CursesTerminal

@Suite("Painting")
struct PaintingTests {
    private func finish(_ terminal: PseudoTerminal) throws {
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.strange == [])
    }

    @Test(
        "the picture is right on every kind of terminal, with as many colours as it has",
        arguments: [
            ("xterm-256color", "palette256"), ("screen-256color", "palette256"), ("tmux-256color", "palette256"),
            ("xterm", "ansi8"), ("linux", "ansi8"), ("vt100", "mono"),
        ])
    func types(_ type: String, _ depth: String) throws {
        let terminal = try ProbeTerminal.started(type: type)
        #expect(terminal.screen.lines[0] == "probe 80x24 \(depth) UTF-8 \(type)")
        #expect(terminal.screen.lines[2] == "┌漢字é┐│👍│e\u{301}x")
        #expect(terminal.screen.lines[3] == "red bright sky field both bold line back")
        let red = terminal.screen.rendition(of: "red")
        let sky = terminal.screen.rendition(of: "sky")
        let field = terminal.screen.rendition(of: "field")
        switch depth {
        case "palette256":
            #expect(red == Rendition(foreground: 1))
            #expect(sky == Rendition(foreground: 33))
            #expect(field == Rendition(background: 4))
            #expect(terminal.screen.rendition(of: "both") == Rendition(foreground: 11, background: 52))
        case "ansi8":
            #expect(red == Rendition(foreground: 1))
            #expect(sky == Rendition(foreground: 4))
            #expect(field == Rendition(background: 4))
            #expect(terminal.screen.rendition(of: "both") == Rendition(foreground: 3, background: 1))
        default:
            #expect(red == Rendition())
            #expect(sky == Rendition())
            #expect(field == Rendition())
        }
        #expect(terminal.screen.rendition(of: "bold")?.attributes == [1])
        #expect(terminal.screen.rendition(of: "back")?.attributes == [7])
        try finish(terminal)
    }

    @Test("without colours there are attributes and no colour sequence")
    func noColor() throws {
        let terminal = try ProbeTerminal.started(["--no-color"])
        #expect(terminal.screen.lines[0].contains("mono"))
        #expect(terminal.screen.rendition(of: "red") == Rendition())
        #expect(terminal.screen.rendition(of: "both") == Rendition())
        #expect(terminal.screen.rendition(of: "bold") == Rendition(attributes: [1]))
        #expect(terminal.screen.rendition(of: "line") == Rendition(attributes: [4]))
        try finish(terminal)
    }

    @Test("lines are drawn with box characters of Unicode, never with another character set")
    func boxes() throws {
        for type in ["xterm-256color", "linux", "vt100", "screen-256color"] {
            let terminal = try ProbeTerminal.started(type: type)
            #expect(terminal.output.contains(Array("┌".utf8)))
            #expect(!terminal.output.contains([0x1B, 0x28, 0x30]))
            #expect(!terminal.output.contains(0x0E))
            try finish(terminal)
        }
    }

    @Test(
        "TO15: a locale that is not UTF-8 is told, and only ASCII is written",
        arguments: [["LANG": "C"], ["LANG": "C.UTF-8", "LC_ALL": "POSIX"], ["LANG": "no_SUCH.ISO-8859-1"]])
    func ascii(_ locale: [String: String]) throws {
        let terminal = try ProbeTerminal.started([], locale)
        #expect(terminal.screen.lines[0].contains("ASCII"))
        try terminal.send("é")
        try terminal.readUntilShown("input c3 a9")
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
        try finish(terminal)
    }

    @Test("a key press writes no more than 200 bytes")
    func bytesPerKey() throws {
        let terminal = try ProbeTerminal.started(["--quiet"], columns: 120, rows: 36)
        var most = 0
        let start = terminal.output.count
        let text = "RCPT TO:<postmaster@example.net> NOTIFY=NEVER".filter { !"qwo!".contains($0) }
        var typed = ""
        for key in text {
            let before = terminal.output.count
            typed.append(key)
            try terminal.send(String(key))
            // Blanks at the end of a row are not shown: wait for the cursor.
            try terminal.read("the cursor behind \(typed)") { $0.screen.cursor.column == typed.count + 2 }
            most = max(most, terminal.output.count - before)
        }
        #expect(terminal.screen.lines[35] == "> " + typed)
        #expect(most <= 200)
        #expect((terminal.output.count - start) / typed.count <= 40, "one frame for each key")
        try finish(terminal)
    }

    @Test("a frame equal to the one before writes nothing; ^L writes all of it again")
    func redrawing() throws {
        let terminal = try ProbeTerminal.started(["--quiet"])
        let start = terminal.output.count
        // Escape sequences of keys that the probe has no use for.
        try terminal.send("\u{1B}[A\u{1B}[B")
        try terminal.send("x")
        try terminal.readUntilShown("> x")
        #expect(terminal.output.count - start < 40)
        let middle = terminal.output.count
        try terminal.send("\u{0C}")
        try terminal.readUntilWritten("probe 80x24", after: middle)
        try terminal.read("the cursor") { $0.screen.cursor.column == 3 && $0.screen.cursor.row == 23 }
        #expect(terminal.screen.lines[2] == "┌漢字é┐│👍│e\u{301}x")
        try finish(terminal)
    }

    @Test("a large frame is shown at once, a small one costs no byte for that")
    func synchronised() throws {
        let terminal = try ProbeTerminal.started(["--quiet"])
        let (begin, end) = (Array("\u{1B}[?2026h".utf8), Array("\u{1B}[?2026l".utf8))
        #expect(terminal.output.contains(begin))
        #expect(!terminal.screen.modes.contains(2026))
        let start = terminal.output.count
        try terminal.send("x")
        try terminal.readUntilShown("> x")
        #expect(!terminal.output.dropFirst(start).contains(begin))
        let middle = terminal.output.count
        try terminal.send("\u{0C}")
        try terminal.readUntilWritten("\u{1B}[?2026l", after: middle)
        #expect(terminal.output.dropFirst(middle).starts(with: begin))
        #expect(terminal.output.suffix(end.count).elementsEqual(end))
        try finish(terminal)
    }

    @Test("keys arrive as the terminal sent them, and pasted text is marked")
    func input() throws {
        let terminal = try ProbeTerminal.started()
        try terminal.send("\u{1B}[A")
        try terminal.readUntilShown("input 1b 5b 41")
        try terminal.readUntilShown("key key(TerminalKit.Key.up")
        try terminal.send("\r\u{1B}[200~a\nb\u{1B}[201~")
        try terminal.readUntilShown("key paste([97, 10, 98])")
        try finish(terminal)
    }

    @Test("SG07: a paste of 10 MB is taken in, types nothing, and the keys after it work")
    func hugePaste() throws {
        let terminal = try ProbeTerminal.started(["--quiet"])
        let line = Array("q!RCPT TO:<a@example.net>\r\n".utf8)
        let content = Array(repeatElement(line, count: 10_000_000 / line.count).joined())
        try terminal.send(Array("\u{1B}[200~".utf8) + content + Array("\u{1B}[201~x".utf8))
        try terminal.readUntilShown("\n> x")
        try finish(terminal)
    }

    @Test("a process has one full screen")
    func onlyOne() throws {
        let terminal = try ProbeTerminal.started()
        try terminal.send("o")
        try terminal.readUntilShown("refused: The full screen is open already.")
        try terminal.send("x")
        try terminal.readUntilShown("\n> x")
        try finish(terminal)
    }
}
