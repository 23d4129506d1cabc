import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Typing, sending and taking back")
struct TypingTests {
    @Test("Enter sends the line and empties the input")
    func send() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("NOOP")
        #expect(stage.submitted == ["NOOP".wire])
        #expect(stage.input.isEmpty)
    }

    @Test("typing goes to the input from the transcript and from a page, and takes the focus there")
    func typingFromAnyPane() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(6))
        #expect(stage.explorer.focus == .transcript)
        stage.type("NO")
        #expect(stage.explorer.focus == .input)
        stage.press(.function(1))
        stage.type("OP")
        #expect(stage.explorer.page == nil)
        #expect(stage.input == "NOOP")
    }

    @Test("an editing key closes a page, so that what it edits is seen")
    func editingClosesPage() {
        var stage = Stage()
        stage.type("NOOPS")
        stage.press(.function(1))
        stage.press(.backspace)
        #expect(stage.explorer.page == nil)
        #expect(stage.input == "NOOP")
    }

    @Test("a key that means nothing leaves the focus where it is", arguments: [Key.function(9), .insert])
    func deadKey(key: Key) {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.press(.function(6))
        stage.press(key)
        #expect(stage.explorer.focus == .transcript)
    }

    @Test("Up and Down, and ^P and ^N, go through the lines that begin the same way", arguments: [true, false])
    func history(withArrows: Bool) {
        var stage = Stage()
        stage.playContent()
        for line in ["NOOP 1", "RSET", "NOOP 2"] { stage.session.history.add(line.wire) }
        func older(_ stage: inout Stage) { withArrows ? stage.press(.up) : stage.control("p") }
        func newer(_ stage: inout Stage) { withArrows ? stage.press(.down) : stage.control("n") }
        stage.type("NO")
        older(&stage)
        #expect(stage.input == "NOOP 2")
        older(&stage)
        #expect(stage.input == "NOOP 1")
        older(&stage)
        #expect(stage.input == "NOOP 1")
        newer(&stage)
        #expect(stage.input == "NOOP 2")
        newer(&stage)
        #expect(stage.input == "NO")
    }

    @Test("Alt-Enter sends all pasted lines, commands in one write")
    func sendingAll() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.paste("NOOP\rRSET\rHELP\r")
        stage.type("e")
        #expect(stage.picture().contains("Alt-Enter"))
        stage.press(.enter, [.alt])
        #expect(stage.input.isEmpty)
        #expect(stage.effects.last == .submitTogether(["NOOP".wire, "RSET".wire, "HELP".wire]))
        #expect(stage.session.machine.pendingCount == 3)
        stage.type("NOOP")
        stage.press(.enter, [.alt])
        #expect(stage.submitted.last == "NOOP".wire)
    }

    @Test("Alt-V shows bytes, also of what is on the screen already, and text again")
    func byteView() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        #expect(!stage.picture().contains("220 x␍␊"))
        stage.alt("v")
        #expect(stage.picture().contains("220 x␍␊"))
        stage.alt("v")
        #expect(!stage.picture().contains("220 x␍␊"))
    }

    @Test("a line of the history that was changed begins a new search")
    func historyAfterEditing() {
        var stage = Stage()
        stage.playPicture()
        for line in ["NOOP 9", "NOOP 1", "RSET"] { stage.session.history.add(line.wire) }
        stage.press(.up, times: 2)
        #expect(stage.input == "NOOP 1")
        stage.press(.backspace)
        stage.press(.up)
        #expect(stage.input == "NOOP 1")
        stage.press(.up)
        #expect(stage.input == "NOOP 9")
    }

    @Test("SG07: a paste of several lines sends nothing; each Enter sends one and brings the next")
    func pasteOfLines() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.paste("NOOP 1␍␊NOOP 2␊NOOP 3␍")
        #expect(stage.submitted.isEmpty)
        stage.type("e")
        #expect(stage.submitted.isEmpty)
        #expect(stage.input == "NOOP 1")
        #expect(stage.picture().contains("2 more pasted lines wait"))
        stage.press(.enter)
        #expect(stage.submitted == ["NOOP 1".wire])
        #expect(stage.input == "NOOP 2")
        stage.press(.enter)
        stage.press(.enter)
        #expect(stage.submitted == ["NOOP 1".wire, "NOOP 2".wire, "NOOP 3".wire])
        #expect(stage.input.isEmpty)
    }

    @Test("SG07: a paste of 20,000 lines is bounded, says so, and sends nothing")
    func hugePaste() {
        var stage = Stage()
        stage.handle(.paste(Array(repeating: UInt8(ascii: "\n"), count: 20_000)))
        #expect(stage.submitted.isEmpty)
        #expect(stage.picture().contains("the last 9999 did not fit"))
        stage.type("e")
        #expect(stage.submitted.isEmpty)
        #expect(stage.explorer.pastedLines.count == Explorer.maximumPastedLines)
        #expect(stage.picture().contains("9999 lines were left out"))
    }

    @Test("SG07: a paste that was cut is told", arguments: [1, 9_000_000])
    func cutPaste(dropped: Int) {
        var stage = Stage()
        stage.handle(.pasteTruncated(discarded: dropped))
        #expect(stage.picture().contains("its last \(dropped) bytes were dropped"))
    }

    @Test("SG07: reports of the terminal are no typing")
    func reports() {
        var stage = Stage()
        for event in [KeyEvent.report("␛[1;1R".wire), .unknown([0x9B]), .focus(gained: true)] { stage.handle(event) }
        #expect(stage.input.isEmpty)
        #expect(stage.effects.isEmpty)
    }

    @Test("a line that is too long is cut, and that is told")
    func fullLine() {
        var stage = Stage()
        stage.handle(.paste(Array(repeating: UInt8(ascii: "x"), count: LineEditor.standardMaximumBytes + 5)))
        #expect(stage.explorer.typedLine.count == LineEditor.standardMaximumBytes)
        #expect(stage.picture().contains("The line is full: 5 bytes"))
    }

    @Test("^C empties the line and drops a paste; on an empty line it ends the wait, and never the program")
    func cancel() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("NOOP")
        stage.paste("A␊B")
        stage.type("e")
        stage.control("c")
        #expect(stage.input.isEmpty)
        #expect(stage.explorer.pastedLines.isEmpty)
        #expect(stage.effects.isEmpty)
        stage.control("c")
        #expect(stage.effects == [.interrupt])
        stage.control("c")
        #expect(!stage.session.isFinished)
        #expect(stage.picture().contains("No longer waiting for the reply to NOOP"))
    }

    @Test("what ^C took can be brought back with undo")
    func cancelUndo() {
        var stage = Stage()
        stage.type("RCPT TO:<a@example.net>")
        stage.control("c")
        stage.control("_")
        #expect(stage.input == "RCPT TO:<a@example.net>")
    }

    @Test("^D quits on an empty line only; else it deletes")
    func quit() {
        var stage = Stage()
        stage.type("AB")
        stage.control("a")
        stage.control("d")
        #expect(stage.input == "B")
        #expect(stage.effects.isEmpty)
        stage.control("d")
        stage.control("d")
        #expect(stage.effects == [.quit])
    }

    @Test("^D does not quit while pasted lines wait")
    func quitWithPaste() {
        var stage = Stage()
        stage.paste("␊B")
        stage.type("e")
        stage.control("d")
        #expect(stage.effects.isEmpty)
    }

    @Test("^L asks for a new painting and ^Z for the shell, from every pane", arguments: Pane.allCases)
    func redrawAndSuspend(pane: Pane) {
        var stage = Stage(columns: 120, rows: 36)
        stage.explorer.focus = pane
        stage.control("l")
        stage.control("z")
        #expect(stage.effects == [.repaint, .suspend])
        #expect(stage.explorer.focus == pane)
    }

    @Test("a line that cannot be sent comes back into the input")
    func returned() {
        var stage = Stage()
        stage.enter("NOOP")
        #expect(stage.submitted == ["NOOP".wire])
        #expect(stage.input == "NOOP")
    }

    @Test("a pasted line that cannot be sent comes back, and the lines after it wait in their order")
    func returnedPaste() {
        var stage = Stage()
        stage.paste("A␊B␊C")
        stage.type("e")
        stage.press(.enter)
        #expect(stage.input == "A")
        #expect(stage.explorer.pastedLines == ["B".wire, "C".wire])
    }

    @Test("CP12: 421 and the close arrive while a line is typed: it is kept")
    func closeWhileTyping() {
        var stage = Stage()
        stage.playPicture()
        stage.type("RCPT TO:<half")
        stage.server("421 4.3.2 bye␍␊")
        stage.report(.closed(.byServer))
        #expect(stage.input == "RCPT TO:<half")
        #expect(stage.explorer.typedLine == "RCPT TO:<half".wire)
        #expect(stage.picture().contains("(not connected)> RCPT TO:<half"))
    }
}

@Suite("LS01: what is typed for a hidden prompt")
struct SecretTypingTests {
    /// A session whose server waits for a response of AUTH.
    private func challenged() -> Stage {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("AUTH PLAIN")
        // The connection is not encrypted, and AUTH asks about that first.
        stage.enter("yes")
        stage.server("334 ␍␊")
        return stage
    }

    @Test("LS01: it is shown as stars, with the cursor at its place")
    func stars() {
        var stage = challenged()
        stage.type("c2VjcmV0")
        stage.press(.left)
        let surface = stage.draw()
        #expect(surface.lines().contains { $0.contains("AUTH PLAIN (hidden)> ********") })
        #expect(!surface.lines().contains { $0.contains("c2VjcmV0") })
        #expect(surface.cursor?.column == 2 + "AUTH PLAIN (hidden)> ".count + 7)
    }

    @Test("LS01: when the login ends before it was sent, no other prompt shows it, nor undo, nor yank")
    func endOfLogin() {
        var stage = challenged()
        stage.type("c2VjcmV0")
        stage.control("u")
        stage.type("bW9yZQ==")
        stage.server("421 bye␍␊")
        stage.report(.closed(.byServer))
        // A secret that was being typed must not become a command: the session takes one more line, and drops it.
        #expect(stage.picture().contains("The login has ended. Press Enter> "))
        stage.press(.enter)
        #expect(stage.picture().contains("(not connected)> "))
        #expect(stage.input.isEmpty)
        stage.control("_")
        stage.control("y")
        #expect(stage.input.isEmpty)
        #expect(!stage.picture().contains("bW9yZQ"))
    }

    @Test("LS01: after it was sent or cancelled, undo and yank bring nothing back", arguments: [true, false])
    func sent(isSent: Bool) {
        var stage = challenged()
        stage.type("c2VjcmV0")
        stage.control("u")
        stage.control("y")
        if isSent { stage.press(.enter) } else { stage.control("c") }
        stage.server("535 no␍␊")
        stage.control("_")
        stage.control("y")
        #expect(stage.input.isEmpty)
    }
}
