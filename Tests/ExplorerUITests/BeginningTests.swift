import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The start screen, the first run and the form")
struct BeginningTests {
    static var recent: RecentServers {
        RecentServers(
            decoding: Array(
                ":connect mx.example.net\n:connect mail.example.org:587 --tls starttls\n:connect unix:/run/lmtp --lmtp\n"
                    .utf8))
    }

    private func stage(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.explorer.offer(Self.recent)
        stage.explorer.welcome(isConnecting: false, notices: [])
        return stage
    }

    // MARK: The start screen

    @Test("it offers the servers of before, the practice server, the form and help, each with its digit")
    func offers() {
        var stage = stage()
        let picture = stage.picture()
        for text in [
            "1  mx.example.net", "2  mail.example.org:587", "TLS: starttls", "3  unix:/run/lmtp", "LMTP",
            "4  the practice server", "5  another server", "6  keys and commands",
        ] { #expect(picture.contains(text)) }
    }

    @Test("a digit connects, and the command that it stands for is in the history")
    func digit() {
        var stage = stage()
        stage.type("2")
        #expect(stage.submitted == [Array(":connect mail.example.org:587 --tls starttls".utf8)])
        #expect(stage.session.history.lines.last == stage.submitted[0])
        #expect(stage.session.status.phase == .resolving)
        #expect(stage.input.isEmpty)
    }

    @Test("Down and Enter choose, and the chosen row is marked without colour, too")
    func arrows() {
        var stage = stage()
        stage.press(.down)
        #expect(stage.picture().contains(">1  mx.example.net"))
        stage.press(.down, times: 20)
        #expect(stage.picture().contains(">6  keys"))
        stage.press(.up, times: 2)
        stage.press(.enter)
        #expect(stage.submitted == [Array(":practice".utf8)])
    }

    @Test("Up is for the history until Down has gone into the list, and leaves it at its top")
    func history() {
        var stage = stage()
        stage.session.history.add(Array("NOOP of before".utf8))
        stage.press(.down)
        stage.press(.up)
        #expect(stage.explorer.start.selected == nil)
        stage.press(.up)
        #expect(stage.input == "NOOP of before")
    }

    @Test("whatever else is typed goes to the input, and then the keys are the input's")
    func typing() {
        var stage = stage()
        stage.press(.down)
        stage.type("NOOP 2")
        #expect(stage.input == "NOOP 2")
        stage.press(.enter)
        #expect(stage.submitted == [Array("NOOP 2".utf8)])
        // Something has happened: a digit is text from now on. The line came back, since there is no connection.
        stage.control("c")
        stage.type("1")
        #expect(stage.input == "1")
    }

    @Test("a digit that no choice has is text")
    func otherDigit() {
        var stage = stage()
        stage.type("9")
        #expect(stage.input == "9")
        #expect(stage.submitted.isEmpty)
    }

    @Test(
        "names in the file of servers are escaped, and it draws in every window",
        arguments: [(120, 36), (80, 24), (40, 12), (20, 5), (10, 3), (1, 1)])
    func sizes(columns: Int, rows: Int) {
        var stage = Stage(columns: columns, rows: rows, glyphs: .ascii)
        stage.explorer.offer(RecentServers(decoding: Array(":connect m\u{202E}x.example\n".utf8)))
        for _ in 0..<5 {
            let picture = stage.picture()
            #expect(picture.utf8.allSatisfy { $0 < 0x7F })
            stage.press(.down)
        }
    }

    // MARK: The first run

    @Test("the page explains itself until any key, and a typed letter is not lost")
    func firstRun() {
        var stage = stage()
        stage.explorer.explainFirstRun()
        let picture = stage.picture()
        #expect(picture.contains("Any key goes on. This page does not come again."))
        #expect(picture.contains("You type SMTP"))
        stage.type("E")
        #expect(stage.input == "E")
        #expect(!stage.picture().contains("Any key goes on"))
    }

    @Test("Enter, Esc and Space only go on", arguments: [KeyEvent.key(.enter, []), .key(.escape, []), .text(" ")])
    func goingOn(event: KeyEvent) {
        var stage = stage()
        stage.explorer.explainFirstRun()
        stage.handle(event)
        #expect(stage.submitted.isEmpty)
        #expect(stage.input.isEmpty)
        #expect(stage.picture().contains("4  the practice server"))
    }

    @Test("a function key goes on, and does what it always does")
    func functionKey() {
        var stage = stage()
        stage.explorer.explainFirstRun()
        stage.press(.character("a"), [.alt])
        #expect(stage.effects == [.tab(.new)])
    }

    @Test("in a small window the page can be scrolled before it goes")
    func smallFirstRun() {
        var stage = stage(columns: 40, rows: 12)
        stage.explorer.explainFirstRun()
        _ = stage.draw()
        stage.press(.pageDown, times: 9)
        #expect(stage.picture().contains("come again."))
        stage.press(.escape)
        #expect(!stage.picture().contains("come again."))
    }

    // MARK: The form

    private func form(_ keys: [KeyEvent]) -> (form: ConnectForm, last: ConnectForm.Outcome) {
        var form = ConnectForm(ehloName: nil)
        var last = ConnectForm.Outcome.taken
        for key in keys { last = form.handle(key) }
        return (form, last)
    }

    private static let tab = KeyEvent.key(.tab, [])
    private static let down = KeyEvent.key(.down, [])

    @Test("a host alone is a :connect to port 25")
    func hostOnly() {
        let (_, outcome) = form([.text("mx.example.net"), .key(.enter, [])])
        #expect(outcome == .done([":connect mx.example.net"]))
    }

    @Test("the presets of the port bring their mode of TLS along")
    func presets() {
        var keys: [KeyEvent] = [.text("mx.example.net"), Self.tab]
        var lines: [String] = []
        for _ in ConnectForm.presets {
            keys.append(Self.down)
            lines.append(form(keys).form.line ?? "")
        }
        #expect(
            lines == [
                ":connect mx.example.net:587 --tls starttls", ":connect mx.example.net:465",
                ":connect mx.example.net:24 --lmtp", ":connect mx.example.net:2525", ":connect mx.example.net",
            ])
    }

    @Test("a typed port is taken, and letters in it are not")
    func typedPort() {
        var form = ConnectForm(ehloName: nil)
        for key in [KeyEvent.text("mx.example.net"), Self.tab, .key(.character("u"), [.control]), .text("1x0025")] {
            _ = form.handle(key)
        }
        #expect(form.line == ":connect mx.example.net:10025")
    }

    @Test("TLS goes through its modes, also on port 465, where it is told when it is not from the first byte")
    func modes() {
        var keys: [KeyEvent] = [.text("mx.example.net"), Self.tab, Self.down, Self.down, Self.tab]
        #expect(form(keys).form.line == ":connect mx.example.net:465")
        keys.append(Self.down)
        #expect(form(keys).form.line == ":connect mx.example.net:465 --tls none")
        keys.append(.text(" "))
        #expect(form(keys).form.line == ":connect mx.example.net:465 --tls starttls")
    }

    @Test(
        "addresses, sockets and names with a port are written as :connect takes them",
        arguments: [
            ("2001:db8::1", ":connect [2001:db8::1]:2525"), ("[2001:db8::1]", ":connect [2001:db8::1]:2525"),
            ("192.0.2.1", ":connect 192.0.2.1:2525"), ("unix:/run/s", ":connect unix:/run/s"),
            ("mx.example.net:26", ":connect mx.example.net:26"),
            ("smtp://mx.example.net", ":connect smtp://mx.example.net"),
            ("  mx.example.net ", ":connect mx.example.net:2525"), ("a b", ":connect \"a b:2525\""),
        ])
    func hosts(text: String, line: String) throws {
        let keys: [KeyEvent] = [.text(text), Self.tab] + Array(repeating: Self.down, count: 4)
        let written = form(keys).form.line
        #expect(written == line)
        // It is a line that the session understands.
        guard case .connect = try ExplorerCommand(parsing: Array((written ?? "").utf8)) else {
            return #expect(Bool(false), "no :connect")
        }
    }

    @Test("another name for EHLO is set before the connection is made")
    func ehloName() {
        let (_, outcome) = form([.text("mx"), .key(.tab, [.shift]), .text("lab.example"), .key(.enter, [])])
        #expect(outcome == .done([":set ehlo lab.example", ":connect mx"]))
    }

    @Test("without a host nothing is connected, and it is said why")
    func noHost() {
        let (form, outcome) = form([Self.tab, .key(.enter, [])])
        guard case .incomplete = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(form.focus == .host)
    }

    @Test(":connect alone opens the form; Enter gives its line to the session, to the history, and shows it")
    func opening() {
        var stage = Stage()
        stage.enter(":connect")
        #expect(stage.picture().contains("A new connection"))
        stage.type("mx.example.net")
        #expect(stage.input.isEmpty)
        stage.press(.tab)
        stage.press(.down)
        #expect(stage.picture().contains("Enter does: :connect mx.example.net:587 --tls starttls"))
        stage.press(.enter)
        #expect(stage.submitted.last == Array(":connect mx.example.net:587 --tls starttls".utf8))
        #expect(stage.session.history.lines.last == stage.submitted.last)
        #expect(stage.picture().contains("That was :connect mx.example.net:587"))
        #expect(stage.session.status.phase == .resolving)
    }

    @Test("Esc leaves the form, and the tabs can be reached from it")
    func leaving() {
        var stage = Stage()
        stage.enter(":connect")
        stage.press(.character("2"), [.alt])
        #expect(stage.effects == [.tab(.number(2))])
        stage.press(.escape)
        #expect(!stage.picture().contains("A new connection"))
        #expect(stage.submitted == [Array(":connect".utf8)])
    }

    @Test("of a paste the first line goes into the field, escaped on the screen")
    func paste() {
        var stage = Stage()
        stage.enter(":connect")
        stage.paste("mx.\u{1B}[2Jexample␍␊QUIT␍␊")
        #expect(!stage.picture().contains("\u{1B}"))
        #expect(stage.explorer.pastedLines.isEmpty)
    }

    @Test(
        "the cursor stands in the field in focus, in every window",
        arguments: [(120, 36), (80, 24), (40, 12), (20, 5)])
    func cursor(columns: Int, rows: Int) {
        var stage = Stage(columns: columns, rows: rows)
        stage.enter(":connect")
        for _ in ConnectForm.Field.allCases {
            let cursor = stage.draw().cursor
            #expect(cursor.map { stage.explorer.layout.transcript.contains(row: $0.row, column: $0.column) } == true)
            stage.press(.tab)
        }
    }
}
