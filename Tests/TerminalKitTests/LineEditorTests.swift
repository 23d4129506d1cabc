import SafeText
import TerminalKit
import TestSupport
import Testing

/// An editor after keys, written as: plain text is typed, `^X` is Control, `M-x` Alt, `<name>` a named key.
private func editor(_ keys: [String], maximumBytes: Int = 1000) -> LineEditor {
    let named: [String: Key] = [
        "<home>": .home, "<end>": .end, "<left>": .left, "<right>": .right, "<del>": .delete, "<bs>": .backspace,
    ]
    var editor = LineEditor(maximumBytes: maximumBytes)
    for key in keys {
        if let key = named[key] {
            _ = editor.handle(.key(key, []))
        } else if key.hasPrefix("^"), let character = key.last, key.count == 2 {
            _ = editor.handle(.key(.character(character), .control))
        } else if key == "M-bs" {
            _ = editor.handle(.key(.backspace, .alt))
        } else if key.hasPrefix("M-"), let character = key.last {
            _ = editor.handle(.key(.character(character), .alt))
        } else {
            _ = editor.handle(.text(key))
        }
    }
    return editor
}

@Suite struct LineEditorTests {
    @Test(
        "readline's keys edit the line",
        arguments: [
            (["abc", "^a", "x"], "x|abc"), (["abc", "<home>", "<right>", "x"], "ax|bc"),
            (["abc", "^b", "^b", "x"], "ax|bc"),
            (["abc", "^a", "^e", "x"], "abcx|"), (["abc", "^a", "^f", "^d"], "a|c"),
            (["abc", "<home>", "<del>"], "|bc"),
            (["abc", "<bs>"], "ab|"), (["abc", "^h"], "ab|"), (["abc", "<left>", "^k"], "ab|"),
            (["abc", "<left>", "^u"], "|c"),
            (["RCPT TO:<a@b>", "^w"], "RCPT |"), (["RCPT TO:<a@b>", "M-bs"], "RCPT TO:<a@|"),
            (["RCPT TO:<a@b>", "M-b", "M-b"], "RCPT TO:<|a@b>"), (["one two", "^a", "M-f", "M-d"], "one|"),
            (["one two", "^a", "M-d"], "| two"), (["one two", "^w", "^y", "^y"], "one twotwo|"),
            (["one two", "^w", "^w", "^y"], "one two|"), (["one two", "^a", "M-d", "M-d", "^y"], "one two|"),
            (["a", "^u", "b", "^u", "^y", "M-y"], "a|"), (["abc", "^t"], "acb|"), (["abc", "<left>", "^t"], "acb|"),
            (["abc", "^a", "^t"], "|abc"), (["a", "^t"], "a|"), (["abc", "^u", "^_"], "abc|"),
            (["abc", "^w", "x", "^_", "^_"], "abc|"),
            (["abc", " ", "def", "^_"], "abc |"), (["^_", "^y", "^d", "^k", "<bs>"], "|"),
            (["日本", "^b", "x"], "日x|本"), (["e\u{301}x", "^b", "<bs>"], "|x"), (["ab", "^b", "日", "^_"], "a|b"),
            (["日本", "^t"], "本日|"),
            (["one two", "M-t"], "two one|"), (["one two three", "M-b", "M-t"], "one three two|"),
            (["MAIL  <x>", "M-t"], "x  <MAIL|>"), (["one", "M-t"], "one|"), (["é two", "M-t"], "two é|"),
            (["one two", "^a", "M-t"], "|one two"), (["one  ", "M-t"], "one  |"), (["M-t"], "|"),
            (["mail from", "^a", "M-u", "M-u"], "MAIL FROM|"), (["MAIL", "^a", "M-l"], "mail|"),
            (["mAIL rCPT", "^a", "M-c", "M-c"], "Mail Rcpt|"), (["é<mail", "^a", "M-u"], "é|<mail"),
            (["mail", "M-u"], "mail|"), (["mail", "^a", "M-u", "^_"], "|mail"),
        ])
    func keys(keys: [String], expected: String) {
        let editor = editor(keys)
        var bytes = editor.bytes
        bytes.insert(UInt8(ascii: "|"), at: editor.cursor)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test("word keys of other terminals do the same")
    func arrows() {
        var editor = editor(["one two"])
        #expect(editor.handle(.key(.left, .control)) == .moved)
        #expect(editor.cursor == 4)
        #expect(editor.handle(.key(.right, .alt)) == .moved)
        #expect(editor.cursor == 7)
    }

    @Test("the caller learns what a key did, so that it may use it otherwise")
    func outcomes() {
        var editor = LineEditor()
        #expect(editor.handle(.key(.character("d"), .control)) == .ignored)
        #expect(editor.handle(.key(.enter, [])) == .ignored)
        #expect(editor.handle(.key(.up, [])) == .ignored)
        #expect(editor.handle(.key(.character("c"), .control)) == .ignored)
        #expect(editor.handle(.key(.function(1), [])) == .ignored)
        #expect(editor.handle(.report([0x1B])) == .ignored)
        #expect(editor.handle(.key(.right, [])) == .edge)
        #expect(editor.handle(.text("a")) == .changed)
        #expect(editor.handle(.key(.character("d"), .control)) == .edge)
        #expect(editor.handle(.key(.left, [])) == .moved)
    }

    @Test("SG07: a paste is kept byte for byte, and shown escaped")
    func paste() {
        var editor = LineEditor()
        let bytes = Array("RSET\r\n\u{1B}[2J".utf8) + [0xFF]
        #expect(editor.handle(.paste(bytes)) == .changed)
        #expect(editor.bytes == bytes)
        #expect(editor.window(width: 60).text == #"RSET\r\n\x1B[2J\xFF"#)
        // CR and LF are two elements.
        editor.moveCursor(to: 6)
        _ = editor.handle(.key(.backspace, []))
        #expect(editor.bytes.prefix(6) == Array("RSET\r\u{1B}".utf8)[...])
    }

    @Test("what does not fit is counted, and no character is cut")
    func bounded() {
        var editor = LineEditor(maximumBytes: 8)
        #expect(editor.handle(.paste(Array("abcdefgh12".utf8))) == .refused(bytes: 2))
        #expect(editor.text == "abcdefgh")
        #expect(editor.handle(.text("x")) == .refused(bytes: 1))
        editor.clear()
        #expect(editor.handle(.text("abcdef日")) == .refused(bytes: 3))
        #expect(editor.text == "abcdef")
        #expect(editor.setText("0123456789") == 2)
        #expect(editor.text == "01234567")
        #expect(LineEditor(maximumBytes: -1).maximumBytes == 0)
    }

    @Test("SG07: a 10 MB paste fills the line once, and editing stays quick to say no")
    func hugePaste() {
        var editor = LineEditor()
        let bytes = [UInt8](repeating: 0x61, count: 10_000_000)
        #expect(editor.handle(.paste(bytes)) == .refused(bytes: bytes.count - LineEditor.standardMaximumBytes))
        #expect(editor.bytes.count == LineEditor.standardMaximumBytes)
        #expect(editor.handle(.key(.character("_"), .control)) == .changed)
        #expect(editor.isEmpty)
    }

    @Test("completion replaces what stands before the cursor")
    func completion() {
        var editor = LineEditor()
        editor.insert("RCP x")
        editor.moveCursor(to: 3)
        #expect(editor.replaceBeforeCursor(3, with: Array("RCPT".utf8)) == 0)
        #expect(editor.text == "RCPT x")
        #expect(editor.cursor == 4)
        editor.moveCursor(to: 99)
        #expect(editor.isAtEnd)
        editor.setText("日")
        editor.moveCursor(to: 1)
        #expect(editor.cursor == 3)
    }

    @Test("a base typed before a mark takes it along")
    func markAfterCursor() {
        var editor = LineEditor()
        editor.insert(" \u{301}")
        editor.moveCursor(to: 1)
        editor.insert("e")
        #expect(editor.cursor == 4)
        #expect(editor.handle(.key(.backspace, [])) == .changed)
        #expect(editor.text == " ")
    }

    @Test(
        "a long line is seen through a window that holds the cursor",
        arguments: [
            (0, "abcdefghi›", 0), (7, "abcdefghi›", 7), (8, "‹ghijklmn›", 3), (9, "‹ghijklmn›", 4), (26, "‹vwxyz", 6),
        ])
    func window(cursor: Int, expected: String, column: Int) {
        var editor = LineEditor()
        editor.insert("abcdefghijklmnopqrstuvwxyz")
        editor.moveCursor(to: cursor)
        let window = editor.window(width: 10)
        #expect(window.text == expected)
        #expect(window.cursorColumn == column)
        #expect(editor.window(width: 10, glyphs: .ascii).text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("the cursor is always inside the window, and the window never too wide", arguments: 0..<30)
    func anyWindow(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var editor = LineEditor(maximumBytes: 80)
        let events: [KeyEvent] =
            [
                .text("a"), .text("日"), .text("e\u{301}"), .text(" "), .paste([0x1B, 0x0D, 0x0A, 0xFF]),
                .paste([0xCC, 0x81]),
                .paste([0xCC]), .paste([0x81]), .key(.left, []), .key(.right, []), .key(.home, []), .key(.end, []),
                .key(.backspace, []), .key(.delete, []), .key(.left, .control), .key(.right, .control),
            ] + "kuwytd_".map { .key(.character($0), .control) } + "bfdytulc".map { .key(.character($0), .alt) }
        for _ in 0..<300 {
            guard let event = events.randomElement(using: &generator) else { return }
            _ = editor.handle(event)
            #expect(editor.bytes.count <= 80)
            #expect((0...editor.bytes.count).contains(editor.cursor))
            // Between two elements: going there from the start, one by one, meets it.
            var place = 0
            while place < editor.cursor { place = ByteElements.end(after: place, in: editor.bytes) }
            #expect(place == editor.cursor)
            for width in [0, 1, 2, 3, 4, 5, 6, 11, 200] {
                let window = editor.window(width: width)
                #expect(DisplayWidth.of(window.text) <= width)
                if width > 0 { #expect((0..<width).contains(window.cursorColumn)) }
                if width == 200, DisplayWidth.of(bytes: editor.bytes) < 200 {
                    #expect(window.text == Sanitizer.escape(editor.bytes))
                }
            }
        }
    }

    @Test("undo takes everything back to the empty line", arguments: 0..<20)
    func undoAll(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var editor = LineEditor()
        let events: [KeyEvent] =
            [
                .text("ab"), .text(" "), .text("日"), .paste([0x0D, 0xFF]), .key(.left, []), .key(.backspace, []),
                .key(.home, []),
            ]
            + "kuwytd".map { .key(.character($0), .control) } + "tulcdy".map { .key(.character($0), .alt) }
        for _ in 0..<100 { _ = editor.handle(events.randomElement(using: &generator) ?? .text("x")) }
        var steps = 0
        while editor.handle(.key(.character("_"), .control)) == .changed { steps += 1 }
        #expect(editor.isEmpty)
        #expect(steps <= 100)
    }

    @Test("drawing puts the cursor on the surface")
    func draw() {
        var surface = Surface(columns: 12, rows: 2)
        var editor = LineEditor()
        editor.insert("NOOP \u{1B}")
        editor.draw(into: &surface, row: 1, column: 1, width: 10, theme: .default(depth: .mono))
        #expect(surface.lines() == ["", #" NOOP \x1B"#])
        #expect(surface.cursor == Position(row: 1, column: 10))
        #expect(surface[1, 6].style == Theme.default(depth: .mono).style(for: .escape))
    }
}
