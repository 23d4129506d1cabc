import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Tab and its menu")
struct CompletionMenuTests {
    private static func stage(columns: Int = 120, rows: Int = 36) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.playPicture()
        return stage
    }

    @Test("Tab completes as far as it is clear, and opens a menu of what remains, with explanations")
    func completing() {
        var stage = Self.stage()
        stage.type(":set vi")
        stage.press(.tab)
        #expect(stage.input == ":set view ")
        #expect(stage.explorer.menu == nil)
        stage.control("u")
        stage.type("R")
        stage.press(.tab)
        #expect(stage.input == "R")
        #expect(stage.picture().contains("RCPT TO:<  adds one recipient"))
        stage.type("S")
        #expect(!stage.picture().contains("RCPT TO:<  adds"))
        stage.press(.tab)
        #expect(stage.input == "RSET")
        #expect(stage.explorer.menu == nil)
        #expect(stage.submitted.isEmpty)
    }

    @Test("nothing known is told")
    func nothing() {
        var stage = Self.stage()
        stage.type("zzz")
        stage.press(.tab)
        #expect(stage.picture().contains("Nothing is known that could stand here."))
    }

    @Test("Tab, Shift-Tab and the arrows choose; Enter and Right take without sending", arguments: [Key.enter, .right])
    func choosing(key: Key) {
        var stage = Self.stage()
        stage.type(":set mode ")
        stage.press(.tab)
        #expect(stage.explorer.menu?.chosen == nil)
        stage.press(.tab)
        stage.press(.down)
        #expect(stage.explorer.menu?.chosen?.text == "normal")
        stage.press(.tab, [.shift])
        stage.press(.up)
        #expect(stage.explorer.menu?.chosen?.text == "free")
        // What is chosen shows in grey behind the line.
        #expect(stage.picture().contains(":set mode free"))
        stage.press(key)
        #expect(stage.input == ":set mode free")
        #expect(stage.explorer.menu == nil)
        #expect(stage.submitted.isEmpty)
        stage.press(.enter)
        #expect(stage.submitted == [":set mode free".wire])
    }

    @Test("Esc closes the menu and leaves the line; Enter with nothing chosen sends it")
    func closing() {
        var stage = Self.stage()
        stage.type(":set mode ")
        stage.press(.tab)
        stage.press(.escape)
        #expect(stage.explorer.menu == nil)
        #expect(stage.input == ":set mode ")
        stage.press(.tab)
        stage.press(.enter)
        #expect(stage.submitted == [":set mode ".wire])
    }

    @Test("typing narrows the menu, backspace widens it, and another word closes it")
    func narrowing() {
        var stage = Self.stage()
        stage.type(":panel ")
        stage.press(.tab)
        #expect(stage.explorer.menu?.state.count == 6)
        stage.type("s")
        #expect(stage.explorer.menu?.state.count == 1)
        stage.press(.backspace)
        #expect(stage.explorer.menu?.state.count == 6)
        stage.type("server")
        #expect(stage.explorer.menu == nil)
        stage.control("u")
        stage.type(":panel ")
        stage.press(.tab)
        stage.type(" ")
        #expect(stage.explorer.menu == nil)
    }

    @Test("files come from the folder that is asked for, and a chosen folder opens")
    func files() {
        var stage = Self.stage()
        stage.folders["."] = [.init(name: "mail", isFolder: true), .init(name: "more.eml", isFolder: false)]
        stage.folders["mail/"] = [.init(name: "a.eml", isFolder: false), .init(name: "b\u{1B}[2J", isFolder: false)]
        stage.type(":message ")
        stage.press(.tab)
        #expect(stage.input == ":message m")
        stage.press(.up)
        stage.press(.enter)
        #expect(stage.input == ":message mail/")
        #expect(stage.picture().contains(#"  b\x1B[2J"#))
        stage.type("a")
        stage.press(.tab)
        #expect(stage.input == ":message mail/a.eml")
        #expect(stage.effects.filter { if case .list = $0 { true } else { false } }.count == 2)
    }

    @Test("a click takes a row, the wheel chooses, and a click elsewhere closes the menu")
    func mouse() {
        var stage = Self.stage()
        stage.type(":set mode ")
        stage.press(.tab)
        let row = stage.draw().lines().firstIndex { $0.contains("  normal") } ?? 0
        stage.handle(.mouse(MouseEvent(kind: .scrollDown, button: .none, row: row, column: 5)))
        #expect(stage.explorer.menu?.chosen?.text == "safe")
        stage.handle(.mouse(MouseEvent(kind: .press, button: .left, row: row, column: 5)))
        #expect(stage.input == ":set mode normal")
        #expect(stage.explorer.menu == nil)
        stage.control("w")
        stage.press(.tab)
        stage.handle(.mouse(MouseEvent(kind: .press, button: .left, row: 3, column: 5)))
        #expect(stage.explorer.menu == nil)
        #expect(stage.input == ":set mode ")
    }

    @Test("a question closes the menu, and what was being typed is no answer")
    func question() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.line("AUTH LOGIN")
        stage.line("yes")
        stage.type("R")
        stage.press(.tab)
        #expect(stage.explorer.menu != nil)
        stage.server("334 VXNlcm5hbWU6␍␊")
        _ = stage.draw()
        #expect(stage.explorer.menu == nil)
    }

    @Test("the menu fits every window", arguments: [(120, 36), (80, 24), (40, 12), (20, 5), (20, 10), (10, 3), (5, 1)])
    func sizes(columns: Int, rows: Int) {
        var stage = Self.stage(columns: columns, rows: rows)
        for keys in [
            [KeyEvent.text(":")], [.text("R"), .key(.tab, [])], [.key(.character("r"), .control)], [.paste("A␊B".wire)],
        ] {
            for key in keys { stage.handle(key) }
            stage.press(.down)
            #expect(stage.draw().size == Size(columns: columns, rows: rows))
            if rows > 4 { #expect(stage.picture().contains("> ")) }
            stage.press(.escape)
            stage.control("c")
        }
    }
}

@Suite("The list of commands")
struct PaletteScreenTests {
    @Test("a colon on an empty line opens it, and fast typing with Enter is not in its way")
    func fastTyping() {
        var stage = Stage()
        stage.type(":")
        #expect(stage.explorer.menu?.kind == .palette)
        #expect(stage.picture().contains(":connect     opens a connection"))
        for letter in "note hello" { stage.type(String(letter)) }
        #expect(stage.explorer.menu == nil)
        stage.press(.enter)
        #expect(stage.submitted == [":note hello".wire])
        stage.type(":quit")
        stage.press(.enter)
        #expect(stage.submitted.last == ":quit".wire)
    }

    @Test("Enter on a chosen command runs it, or begins it when words can follow")
    func choosing() {
        var stage = Stage()
        stage.playPicture()
        stage.type(":reco")
        stage.press(.tab)
        #expect(stage.explorer.menu?.chosen?.text == ":reconnect")
        stage.press(.enter)
        #expect(stage.submitted.last == ":reconnect".wire)
        stage.type(":fin")
        stage.press(.down)
        stage.press(.enter)
        #expect(stage.input == ":find ")
        #expect(stage.submitted.last == ":reconnect".wire)
    }

    @Test("Tab completes what only one command begins with")
    func tab() {
        var stage = Stage()
        stage.type(":conn")
        stage.press(.tab)
        #expect(stage.input == ":connect ")
        #expect(stage.explorer.menu == nil)
    }

    @Test("Up from the colon goes to the commands typed before")
    func history() {
        var stage = Stage()
        stage.session.history.add(":find relay".wire)
        stage.type(":")
        stage.press(.up)
        #expect(stage.input == ":find relay")
        #expect(stage.explorer.menu == nil)
    }

    @Test("Alt-X opens it from every pane, and leaves a line that is being typed alone", arguments: Pane.allCases)
    func fromAnywhere(pane: Pane) {
        var stage = Stage(columns: 120, rows: 36)
        stage.explorer.focus = pane
        stage.alt("x")
        #expect(stage.input == ":")
        #expect(stage.explorer.focus == .input)
        #expect(stage.explorer.menu?.kind == .palette)
        stage.control("c")
        #expect(stage.input.isEmpty)
        #expect(stage.explorer.menu == nil)
        stage.type("NOOP")
        stage.alt("x")
        #expect(stage.input == "NOOP")
        #expect(stage.picture().contains("Finish or cancel the line first"))
    }

    @Test("in message content a colon is content")
    func content() {
        var stage = Stage()
        stage.playContent()
        stage.type(":")
        #expect(stage.explorer.menu == nil)
    }
}

@Suite("The search in the history")
struct HistorySearchTests {
    private static func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        for line in ["NOOP 1", "VRFY postmaster", "NOOP 2", "RSET"] { stage.session.history.add(line.wire) }
        return stage
    }

    @Test(
        "^R shows all matches, newest first; typing narrows; Enter and Right put the line into the input",
        arguments: [Key.enter, .right])
    func searching(key: Key) {
        var stage = Self.stage()
        stage.control("r")
        stage.type("oop")
        let picture = stage.picture()
        #expect(picture.contains("search the history> oop"))
        #expect(picture.contains("> NOOP 2"))
        #expect(picture.contains("  NOOP 1"))
        #expect(!picture.contains("VRFY postmaster"))
        stage.control("r")
        stage.control("s")
        stage.press(.down)
        stage.press(key)
        #expect(stage.input == "NOOP 1")
        #expect(stage.submitted.isEmpty)
        #expect(stage.explorer.menu == nil)
    }

    @Test(
        "Esc, ^G and ^C give back what was typed",
        arguments: [KeyEvent.key(.escape, []), .key(.character("g"), .control), .key(.character("c"), .control)])
    func givingBack(key: KeyEvent) {
        var stage = Self.stage()
        stage.type("MAIL FR")
        stage.control("r")
        stage.type("OM")
        #expect(stage.input == "MAIL FR")
        stage.handle(key)
        #expect(stage.input == "MAIL FR")
        #expect(stage.explorer.menu == nil)
        stage.control("_")
        #expect(stage.input == "MAIL " || stage.input.isEmpty)
    }

    @Test("what is not there is told, and other keys end the search and do what they do")
    func nothing() {
        var stage = Self.stage()
        stage.type("x")
        stage.control("r")
        stage.type("yz")
        #expect(stage.picture().contains("No line of the history holds that"))
        stage.press(.function(1))
        #expect(stage.input == "x")
        #expect(stage.explorer.page != nil)
    }

    @Test("a line that the session gives back does not become what is looked for")
    func returned() {
        var stage = Stage()
        stage.session.history.add("NOOP".wire)
        stage.type("RSET")
        stage.control("r")
        stage.handle(.line("VRFY x".wire))
        #expect(stage.input == "VRFY x")
        #expect(stage.explorer.pastedLines == ["RSET".wire])
    }

    @Test("a hidden prompt has no search, and one that comes up ends it")
    func secrets() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.line("AUTH LOGIN")
        stage.line("yes")
        stage.control("r")
        #expect(stage.explorer.isSearching)
        stage.server("334 VXNlcm5hbWU6␍␊")
        _ = stage.draw()
        #expect(!stage.explorer.isSearching)
        stage.control("r")
        #expect(!stage.explorer.isSearching)
    }

    @Test("TO01: what a history file holds is shown escaped")
    func hostile() {
        var stage = Stage()
        stage.session.history.add("NOOP \u{1B}]52;c;AAAA\u{7}".wire)
        stage.control("r")
        #expect(stage.picture().contains(#"NOOP \x1B]52;c;AAAA\x07"#))
        stage.press(.escape)
        stage.type("NO")
        #expect(stage.picture().contains(#"NOOP \x1B]52"#))
    }
}
