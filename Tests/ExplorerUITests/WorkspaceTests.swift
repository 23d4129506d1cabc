import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Several sessions as tabs")
struct WorkspaceTests {
    @Test("a new tab is shown, and numbered behind the others")
    func opening() {
        var workspace = Workspace()
        #expect(workspace.openSession() == 2)
        #expect(workspace.openSession() == 3)
        #expect(workspace.sessions == [1, 2, 3])
        #expect(workspace.activeIndex == 2)
        #expect(workspace.session == 3)
    }

    @Test("there are never more tabs than digits")
    func most() {
        var workspace = Workspace()
        for _ in 1..<Workspace.maximumTabs { #expect(workspace.openSession() != nil) }
        #expect(workspace.openSession() == nil)
        #expect(workspace.toggleServer() == .refused(Workspace.tooMany))
        #expect(workspace.tabs.count == 9)
    }

    @Test("a tab is chosen by its number; one that is not there is refused")
    func choosing() {
        var workspace = Workspace()
        _ = workspace.openSession()
        #expect(workspace.go(to: 1) == .moved)
        #expect(workspace.session == 1)
        #expect(workspace.go(to: 1) == .stayed)
        guard case .refused(let reason) = workspace.go(to: 3) else { return #expect(Bool(false), "tab 3") }
        #expect(reason.contains("There are 2 tabs"))
    }

    @Test("behind the last tab comes the first, and before the first the last")
    func turning() {
        var workspace = Workspace()
        guard case .refused = workspace.go(by: 1) else { return #expect(Bool(false), "one tab cannot be turned") }
        _ = workspace.openSession()
        _ = workspace.openSession()
        #expect(workspace.go(by: 1) == .moved)
        #expect(workspace.session == 1)
        #expect(workspace.go(by: -1) == .moved)
        #expect(workspace.session == 3)
    }

    @Test("closing a tab shows the one behind it, or the last")
    func closing() {
        var workspace = Workspace()
        for _ in 0..<2 { _ = workspace.openSession() }
        _ = workspace.go(to: 2)
        workspace.close(session: 2)
        #expect(workspace.session == 3)
        #expect(workspace.activeIndex == 1)
        workspace.close(session: 3)
        #expect(workspace.session == 1)
        #expect(workspace.activeIndex == 0)
    }

    @Test("closing a tab that is not shown leaves the shown one where it is")
    func closingAnother() {
        var workspace = Workspace()
        for _ in 0..<2 { _ = workspace.openSession() }
        workspace.close(session: 1)
        #expect(workspace.session == 3)
        #expect(workspace.activeIndex == 1)
    }

    @Test("the last session is not closed, also when the server's view is open")
    func last() {
        var workspace = Workspace()
        workspace.close(session: 1)
        #expect(workspace.sessions == [1])
        _ = workspace.toggleServer()
        workspace.close(session: 1)
        #expect(workspace.sessions == [1])
    }

    @Test("the server's view opens in a tab of its own, and goes back to the session from which it was opened")
    func serverView() {
        var workspace = Workspace()
        _ = workspace.openSession()
        _ = workspace.go(to: 1)
        #expect(workspace.toggleServer() == .moved)
        #expect(workspace.showsServer)
        #expect(workspace.session == 1)
        #expect(workspace.activeIndex == 2)
        // From another tab it is gone to, and not made twice.
        _ = workspace.go(to: 2)
        _ = workspace.toggleServer()
        #expect(workspace.tabs.count == 3)
        #expect(workspace.session == 2)
        #expect(workspace.toggleServer() == .moved)
        #expect(workspace.tabs.count == 2)
        #expect(workspace.session == 2)
        #expect(!workspace.showsServer)
    }

    @Test("a reply in another tab marks it with its severity and a count, until it is shown")
    func news() {
        var stage = Stage()
        var workspace = Workspace()
        _ = workspace.openSession()
        stage.connect()
        for wire in ["220 mx.example.net ESMTP␍␊", "550 5.1.1 no␍␊"] {
            if wire.hasPrefix("550") { stage.line("RCPT TO:<x@example.net>") }
            for action in stage.actions(.connection(stage.connection, .bytes(wire.wire))) {
                workspace.note(action, of: 1, in: stage.session)
            }
        }
        #expect(workspace.tabs[0].title == "mx.example.net")
        #expect(workspace.tabs[0].news.count == 2)
        #expect(workspace.tabs[0].news.severity == .permanent)
        #expect(workspace.tabs[1].news.isEmpty)
        for action in stage.actions(.line(":disconnect".wire)) { workspace.note(action, of: 1, in: stage.session) }
        #expect(workspace.tabs[0].news.isOver)
        _ = workspace.go(to: 1)
        #expect(workspace.tabs[0].news.isEmpty)
    }

    @Test("what happens in the tab that is shown is no news")
    func noNews() {
        var stage = Stage()
        var workspace = Workspace()
        stage.connect()
        for action in stage.actions(.connection(stage.connection, .bytes("220 mx.example.net ESMTP␍␊".wire))) {
            workspace.note(action, of: 1, in: stage.session)
        }
        #expect(workspace.tabs[0].news.isEmpty)
    }

    // MARK: The row

    private static func three() -> Workspace {
        var stage = Stage()
        stage.connect()
        stage.line(":note x")
        var workspace = Workspace()
        for _ in 0..<2 { _ = workspace.openSession() }
        _ = workspace.go(to: 2)
        for number in [1, 3] {
            for action in stage.actions(.connection(stage.connection, .bytes("220 mx.example.net ESMTP␍␊".wire))) {
                workspace.note(action, of: number, in: stage.session)
            }
            stage.line("NOOP")
        }
        return workspace
    }

    private func row(_ workspace: Workspace, columns: Int, glyphs: Glyphs = .unicode) -> String {
        var surface = Surface(columns: columns, rows: 1)
        TabStrip(workspace: workspace, glyphs: glyphs, theme: .default(depth: .mono)).draw(
            on: &surface, in: surface.bounds)
        return surface.lines()[0]
    }

    @Test("the row names each tab and what is new there, in ASCII, too")
    func row() {
        let workspace = Self.three()
        let wide = row(workspace, columns: 100)
        #expect(wide.hasPrefix("  1 mx.example.net ✓ OK 1 new  [2 no connection]  3 mx.example.net ✓ OK 1 new"))
        #expect(row(workspace, columns: 100, glyphs: .ascii).utf8.allSatisfy { $0 < 0x7F })
    }

    @Test("a narrow row shortens titles first, and then says which tab of how many")
    func narrowRow() {
        let workspace = Self.three()
        #expect(row(workspace, columns: 40).contains("[2 "))
        #expect(row(workspace, columns: 12).contains("[2/3*]"))
        for columns in 1...120 {
            #expect(row(workspace, columns: columns).count <= columns)
        }
    }

    @Test("one tab has no row; a second one takes a row from the body and gives it back")
    func rowAppears() {
        var stage = Stage()
        stage.playPicture()
        let before = stage.picture()
        #expect(before.hasPrefix(" mx.example.net"))
        stage.explorer.show(Self.three())
        let with = stage.draw().lines()
        #expect(with[0].contains("[2 no connection]"))
        #expect(with[1].hasPrefix(" mx.example.net"))
        #expect(with.count == 24)
        stage.explorer.show(Workspace())
        #expect(stage.picture() == before)
    }

    @Test("news in another tab repaints the row of tabs, and not the body")
    func newsIsCheap() {
        var stage = Stage()
        stage.playPicture()
        var workspace = Workspace()
        _ = workspace.openSession()
        stage.explorer.show(workspace)
        _ = stage.draw()
        _ = workspace.go(to: 1)
        stage.explorer.show(workspace)
        #expect(!stage.explorer.isBodyStale)
        #expect(stage.draw().lines()[0].contains("[1 no connection]"))
    }

    @Test("a small screen says in its status line which tab of how many is shown")
    func smallScreen() {
        var stage = Stage(columns: 40, rows: 12)
        stage.playPicture()
        stage.explorer.show(Self.three())
        #expect(stage.draw().lines()[0].contains("[2/3*]"))
    }

    // MARK: Keys and commands

    @Test(
        "keys and commands ask for the same steps",
        arguments: [
            (Key.character("1"), Modifiers.alt, ":tab 1", ScreenRequest.TabStep.number(1)),
            (.character("9"), .alt, ":tab 9", .number(9)), (.pageDown, .control, ":tab next", .next),
            (.pageUp, .control, ":tab previous", .previous), (.character("a"), .alt, ":tab new", .new),
            (.character("q"), .alt, ":tab close", .close), (.function(9), Modifiers(), ":tab practice", .practice),
            (.character("\\"), .alt, ":tab split", .split),
        ])
    func steps(key: Key, modifiers: Modifiers, command: String, step: ScreenRequest.TabStep) {
        var stage = Stage()
        stage.press(key, modifiers)
        #expect(stage.effects == [.tab(step)])
        stage.enter(command)
        #expect(stage.effects == [.tab(step), .tab(step)])
    }

    @Test("a click in the row goes to the tab below the pointer")
    func clicks() {
        var stage = Stage(columns: 100, rows: 30)
        stage.explorer.show(Self.three())
        _ = stage.draw()
        func click(_ column: Int, row: Int = 0) {
            stage.handle(.mouse(MouseEvent(kind: .press, button: .left, row: row, column: column)))
        }
        click(3)
        click(60)
        #expect(stage.effects == [.tab(.number(1)), .tab(.number(3))])
        click(99)
        click(3, row: 1)
        #expect(stage.effects.count == 2)
    }

    @Test("--new opens the connection in a tab of its own, and leaves this one alone")
    func newConnection() {
        var stage = Stage()
        stage.enter(":connect mx.example.net:587 --new --tls starttls")
        var request = ConnectRequest(.text("mx.example.net:587"))
        request.tls.mode = .startTLS
        #expect(stage.effects == [.open(request)])
        #expect(stage.session.status.phase == .idle)
        stage.enter(":practice expired --new")
        #expect(stage.effects.last == .open(ConnectRequest(.practice("expired"))))
    }

    @Test("another tab begins with the look of this one, and with nothing of its text")
    func look() {
        var stage = Stage(columns: 120, rows: 36)
        stage.type("secret words")
        stage.explorer.use(depth: .mono)
        var other = Explorer(size: Size(columns: 80, rows: 24), theme: .default(depth: .palette256), glyphs: .unicode)
        other.adopt(lookOf: stage.explorer)
        #expect(other.theme == stage.explorer.theme)
        #expect(other.size == stage.explorer.size)
        #expect(!other.holdsTypedText)
        #expect(stage.explorer.holdsTypedText)
    }
}
