import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The grey suggestion behind the cursor")
struct SuggestingTests {
    private static func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.session.history.add("VRFY post-master now".wire)
        return stage
    }

    @Test(
        "Right, ^F, End and ^E take all of it",
        arguments: [
            (Key.right, Modifiers()), (.character("f"), .control), (.end, Modifiers()), (.character("e"), .control),
        ])
    func takeAll(key: Key, modifiers: Modifiers) {
        var stage = Self.stage()
        stage.type("VR")
        #expect(stage.picture().contains("> VRFY post-master now"))
        stage.press(key, modifiers)
        #expect(stage.input == "VRFY post-master now")
        #expect(stage.submitted.isEmpty)
    }

    @Test("Alt-Right and Alt-F take a word", arguments: [Key.right, .character("f")])
    func takeWord(key: Key) {
        var stage = Self.stage()
        stage.type("VR")
        stage.press(key, [.alt])
        #expect(stage.input == "VRFY")
        stage.press(key, [.alt])
        #expect(stage.input == "VRFY post-master")
        stage.press(key, [.alt])
        stage.press(key, [.alt])
        #expect(stage.input == "VRFY post-master now")
    }

    @Test("inside the line the keys move, and nothing is suggested")
    func inside() {
        var stage = Self.stage()
        stage.type("VR")
        stage.press(.left)
        #expect(!stage.picture().contains("post-master"))
        stage.press(.right)
        #expect(stage.input == "VR")
        stage.press(.home)
        stage.press(.end)
        #expect(stage.input == "VR")
    }

    @Test("Enter sends what was typed and not what is suggested")
    func enter() {
        var stage = Self.stage()
        stage.enter("VRFY")
        #expect(stage.submitted == ["VRFY".wire])
    }

    @Test("a suggestion is no part of the body: typing leaves it alone", arguments: ["VR", "MAIL", ":conn"])
    func cheap(text: String) {
        var stage = Self.stage()
        _ = stage.draw()
        for letter in text {
            stage.type(String(letter))
            if stage.explorer.menu == nil { #expect(!stage.explorer.isBodyStale || letter == ":") }
            _ = stage.draw()
        }
        stage.press(.right)
        if stage.explorer.menu == nil { _ = stage.draw() }
    }

    @Test("the parts of the line have their colours, and what is wrong is underlined")
    func colours() {
        var stage = Self.stage()
        let theme = Theme.default(depth: .palette256)
        stage.type("MAIL FROM:a@b SIZE=x")
        let surface = stage.draw()
        let row = 31
        #expect(surface.lines()[row].contains("MAIL> MAIL FROM:a@b"))
        #expect(surface[row, 8].style == theme.style(for: .lineVerb))
        #expect(surface[row, 13].style.foreground == theme.style(for: .lineKeyword).foreground)
        let underlined = (8..<28).filter { surface[row, $0].style.attributes.contains(.underline) }
        #expect(!underlined.isEmpty)
        stage.session.settings.highlight = false
        let plain = stage.draw()
        #expect((8..<28).allSatisfy { plain[row, $0].style == theme.style(for: .input) })
    }
}

@Suite("What is pasted")
struct PastingTests {
    private static func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.connect()
        stage.server("220 x␍␊")
        return stage
    }

    @Test("several lines are asked about, and nothing is sent before the answer")
    func question() {
        var stage = Self.stage()
        stage.type("NO")
        stage.paste("OP␊RSET␊")
        #expect(stage.input == "NO")
        let picture = stage.picture()
        #expect(picture.contains("2 lines were pasted"))
        #expect(picture.contains("Enter: one per reply, a: all at once, e: edit here, Esc: drop"))
        stage.type("x")
        stage.press(.backspace)
        #expect(stage.input == "NO")
        #expect(stage.submitted.isEmpty)
        stage.type("e")
        #expect(stage.input == "NOOP")
        #expect(stage.explorer.pastedLines == ["RSET".wire])
    }

    @Test("one per reply: each goes out when the reply before is in, and a failure stops it")
    func onePerReply() {
        var stage = Self.stage()
        stage.paste("NOOP 1␊NOOP 2␊NOOP 3␊NOOP 4")
        stage.press(.enter)
        #expect(stage.submitted == ["NOOP 1".wire])
        #expect(stage.picture().contains("3 to go"))
        stage.server("250 ok␍␊")
        #expect(stage.submitted == ["NOOP 1".wire, "NOOP 2".wire])
        stage.server("451 no␍␊")
        #expect(stage.submitted.count == 2)
        #expect(stage.input == "NOOP 3")
        #expect(stage.picture().contains("Stopped at the 451: 2 lines are not sent."))
        stage.press(.enter)
        stage.server("250 ok␍␊")
        #expect(stage.submitted.count == 3)
        #expect(stage.input == "NOOP 4")
    }

    @Test("one per reply goes into the content behind a 354, and on behind it")
    func wholeMessage() {
        var stage = Self.stage()
        stage.session.settings.mode = .free
        for (line, reply) in [("EHLO x", "250 x"), ("MAIL FROM:<a@b>", "250 ok"), ("RCPT TO:<c@d>", "250 ok")] {
            stage.line(line)
            stage.server("\(reply)␍␊")
        }
        stage.paste("DATA␊Subject: x␊␊text␊.␊QUIT␊")
        stage.press(.enter)
        #expect(stage.submitted == ["DATA".wire])
        stage.server("354 go␍␊")
        #expect(stage.submitted.count == 5)
        stage.server("250 queued␍␊")
        #expect(stage.submitted.last == "QUIT".wire)
        #expect(stage.input.isEmpty)
    }

    @Test("typing, ^C and a question stop it")
    func stopping() {
        var stage = Self.stage()
        stage.paste("NOOP 1␊NOOP 2␊NOOP 3")
        stage.press(.enter)
        stage.type("x")
        stage.server("250 ok␍␊")
        #expect(stage.submitted.count == 1)
        #expect(stage.input == "NOOP 2x")
        stage.control("c")
        #expect(stage.input.isEmpty)
        #expect(stage.explorer.pastedLines.isEmpty)
        stage.paste("AUTH LOGIN␊yes␊NOOP")
        stage.press(.enter)
        #expect(stage.submitted.last == "AUTH LOGIN".wire)
        #expect(stage.session.prompt.kind == .question)
        #expect(stage.submitted.last != "yes".wire)
    }

    @Test("a, and Alt-Enter, send all in one write", arguments: [true, false])
    func allAtOnce(letter: Bool) {
        var stage = Self.stage()
        stage.paste("NOOP␊RSET")
        if letter { stage.type("a") } else { stage.press(.enter, [.alt]) }
        #expect(stage.effects.last == .submitTogether(["NOOP".wire, "RSET".wire]))
    }

    @Test(
        "Esc and ^C drop the paste and leave the line",
        arguments: [KeyEvent.key(.escape, []), .key(.character("c"), .control)])
    func dropping(key: KeyEvent) {
        var stage = Self.stage()
        stage.type("NO")
        stage.paste("A␊B")
        stage.handle(key)
        #expect(stage.input == "NO")
        #expect(stage.explorer.pastedLines.isEmpty)
        #expect(stage.explorer.menu == nil)
        #expect(stage.submitted.isEmpty)
    }

    @Test("the arrows choose an answer, too, and another paste joins the first")
    func choosing() {
        var stage = Self.stage()
        stage.paste("A␊B")
        stage.paste("C␊D␊")
        #expect(stage.picture().contains("4 lines were pasted"))
        stage.press(.down, times: 2)
        stage.press(.enter)
        #expect(stage.input == "A")
        #expect(stage.explorer.pastedLines == ["B".wire, "C".wire, "D".wire])
    }

    @Test("in message content a paste is content; its last line without an end waits in the input")
    func content() {
        var stage = Stage()
        stage.playContent()
        stage.type("Sub")
        stage.paste("ject: x␍␊␍␊text␍␊more")
        #expect(stage.explorer.menu == nil)
        #expect(stage.effects == [.submitTogether(["Subject: x".wire, [], "text".wire])])
        #expect(stage.input == "more")
    }

    @Test("in message content a dot alone is not sent by a paste, nor what follows it")
    func dot() {
        var stage = Stage()
        stage.playContent()
        stage.paste("text␊.␊MAIL FROM:<a@b>␊")
        #expect(stage.effects == [.submitTogether(["text".wire])])
        #expect(stage.input == ".")
        #expect(stage.explorer.pastedLines == ["MAIL FROM:<a@b>".wire])
        #expect(stage.picture().contains("The dot would end the message"))
    }

    @Test("a paste while the history is searched is what is looked for, in one line")
    func searching() {
        var stage = Self.stage()
        stage.session.history.add("NOOP 1".wire)
        stage.control("r")
        stage.paste("NOOP␊1")
        #expect(stage.picture().contains("search the history> NOOP 1"))
        #expect(stage.explorer.menu?.matches.count == 1)
    }
}
