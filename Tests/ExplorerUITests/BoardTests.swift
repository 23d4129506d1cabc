import SMTPProtocol
import SafeText
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

/// A board with a class on it, for tests.
struct BoardStage {
    static let second: UInt64 = 1_000_000_000

    var board: Board
    var roster = Roster()
    var now: UInt64 = 0

    init(
        columns: Int = 80, rows: Int = 24, lesson: String? = "say-hello", depth: ColorDepth = .palette256,
        glyphs: Glyphs = .unicode, theme: Theme.Name = .default
    ) {
        let heading = Board.Heading(
            place: "192.0.2.7:2525",
            joining: "Students connect with smtpx 192.0.2.7:2525, each under a name of their own.",
            reach: "reached by this machine and by 192.0.2.0/24; others are turned away",
            scenario: "standard", lesson: lesson)
        board = Board(
            heading: heading, size: Size(columns: columns, rows: rows), theme: .named(theme, depth: depth),
            glyphs: glyphs)
    }

    mutating func news(_ connection: Int, _ news: ServerView.News...) {
        for one in news { roster.take(one, of: connection, at: now) }
    }

    /// A client comes and says who it is.
    mutating func come(_ name: String, on connection: Int, from peer: String) {
        news(
            connection, .opened(peer: peer), .moved(.awaitingGreeting, nil), .reply(["220 mail.practice.test ready"]),
            .moved(.greeted, nil), .line(Array("EHLO \(name)".utf8)), .reply(["250-mail.practice.test", "250 HELP"]),
            .entered(sandbox: name.lowercased()), .moved(.ready, nil))
    }

    mutating func step(_ connection: Int, _ done: Int, of total: Int = 7, _ title: String? = "Ask for nothing") {
        roster.note(.init(done: done, total: total, title: title), of: connection)
    }

    /// A class of five, one of whom has left, and somebody who has not said a name yet.
    mutating func playClass() {
        come("anna", on: 1, from: "192.0.2.10")
        step(1, 3)
        now += 20 * Self.second
        come("Ben", on: 2, from: "192.0.2.11")
        step(2, 7, nil)
        news(2, .secured("TLSv1.3"), .loggedIn(user: "ben", mechanism: "PLAIN"), .reply(["235 2.7.0 Welcome"]))
        come("clara", on: 3, from: "192.0.2.12")
        step(3, 1)
        news(
            3, .line(Array("MAIL FROM:<c@x.example>".utf8)), .reply(["250 2.1.0 ok"]), .moved(.mailOpen, nil),
            .line(Array("RCPT TO:<nobody@practice.test>".utf8)), .reply(["550 5.1.1 No such mailbox"]))
        now += 130 * Self.second
        come("dora", on: 4, from: "192.0.2.13")
        step(4, 2)
        news(
            4, .stored(.init(number: 1, mailboxes: ["bob"], from: "<d@x.example>", content: [65, 13, 10])),
            .reply(["250 2.0.0 Accepted"]), .line(Array("QUIT".utf8)), .reply(["221 2.0.0 Goodbye"]), .closed)
        come("emil", on: 5, from: "192.0.2.14")
        step(5, 0)
        news(
            5, .line(Array("DATA".utf8)), .reply(["354 Go on"]), .moved(.content, nil))
        now += 3 * Self.second
        news(6, .opened(peer: "2001:db8::17"), .reply(["220 mail.practice.test ready"]), .moved(.greeted, nil))
        news(7, .refused(peer: "198.51.100.4"))
        now += 2 * Self.second
    }

    mutating func press(_ keys: Key...) {
        for key in keys { _ = board.handle(.key(key, []), in: roster) }
    }

    @discardableResult
    mutating func type(_ text: String) -> Board.Effect? { board.handle(.text(text), in: roster) }

    mutating func draw() -> Surface { board.draw(roster, at: now, uptime: now) }
    mutating func lines() -> [String] { draw().lines() }
}

@Suite("The board of a class, as it is drawn")
struct BoardDrawingTests {
    private func check(_ stage: inout BoardStage, _ name: String) {
        let surface = stage.draw()
        let names = GoldenScreenTests.names(stage.board.theme)
        #expect(Golden.difference(of: surface, from: "board-\(name)", names: names) == nil)
    }

    @Test("sizes from a phone's to a wall's", arguments: [(120, 36), (80, 24), (40, 12), (20, 5)])
    func size(columns: Int, rows: Int) {
        var stage = BoardStage(columns: columns, rows: rows)
        stage.playClass()
        check(&stage, "\(columns)x\(rows)")
    }

    @Test("one student in full", arguments: [(80, 24), (40, 12), (20, 5)])
    func student(columns: Int, rows: Int) {
        var stage = BoardStage(columns: columns, rows: rows)
        stage.playClass()
        stage.press(.down, .down, .enter)
        check(&stage, "student-\(columns)x\(rows)")
    }

    @Test("plain ASCII without colours")
    func plain() {
        var stage = BoardStage(depth: .mono, glyphs: .ascii)
        stage.playClass()
        check(&stage, "ascii")
        #expect(stage.lines().allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    }

    @Test("the theme of projectors, and the question whether to stop")
    func projector() {
        var stage = BoardStage()
        stage.playClass()
        stage.type("pq")
        check(&stage, "projector")
    }

    @Test("no lesson: no column for it")
    func noLesson() {
        var stage = BoardStage(lesson: nil)
        stage.come("anna", on: 1, from: "192.0.2.10")
        check(&stage, "no-lesson")
    }

    @Test("nobody is here yet: how to connect", arguments: [(80, 24), (20, 5)])
    func empty(columns: Int, rows: Int) {
        var stage = BoardStage(columns: columns, rows: rows)
        check(&stage, "empty-\(columns)x\(rows)")
    }

    @Test("every size can be drawn, however small")
    func sizes() {
        for columns in [0, 1, 2, 7, 12, 19, 33, 61, 99, 300] {
            for rows in [0, 1, 2, 3, 4, 7, 60] {
                var stage = BoardStage(columns: columns, rows: rows)
                stage.playClass()
                #expect(stage.draw().size == Size(columns: columns, rows: rows))
                stage.press(.enter, .end, .pageUp)
                #expect(stage.draw().size == Size(columns: columns, rows: rows))
            }
        }
    }

    @Test("the columns never reach beyond the window, and one that is shown is as wide as it must be")
    func columns() {
        for width in 20...200 {
            for count in [nil, 0, 1, 4, 7, 30] {
                let columns = BoardColumns(width: width, stepCount: count).columns
                #expect(columns.last.map { $0.start + $0.width <= width } ?? false, "\(width)")
                for (left, right) in zip(columns, columns.dropFirst()) {
                    #expect(left.start + left.width < right.start, "\(width)")
                }
            }
        }
    }
}

@Suite("The board of a class")
struct BoardTests {
    private static func shown(_ stage: inout BoardStage, _ names: [String]) -> [String] {
        let lines = stage.lines()
        return lines.compactMap { line in names.first { line.contains(" \($0) ") } }
    }

    @Test("the rows are sorted by name, by the fewest steps, or by who did something last")
    func sorting() {
        let names = ["anna", "ben", "clara", "dora", "emil"]
        var stage = BoardStage(columns: 120)
        stage.playClass()
        #expect(Self.shown(&stage, names) == names)
        stage.type("s")
        #expect(Self.shown(&stage, names) == ["emil", "clara", "anna", "ben", "dora"])
        stage.type("a")
        #expect(Self.shown(&stage, names) == ["emil", "clara", "ben", "anna", "dora"])
        stage.type("n")
        #expect(Self.shown(&stage, names) == names)
    }

    @Test("the chosen student stays chosen when the order changes")
    func selection() {
        var stage = BoardStage()
        stage.playClass()
        stage.press(.down)
        stage.type("s")
        #expect(stage.lines().contains { $0.hasPrefix("> ben") })
    }

    @Test("a list that is longer than the window follows the cursor")
    func scrolling() {
        var stage = BoardStage(rows: 10)
        for number in 10..<60 { stage.come("student\(number)", on: number, from: "192.0.2.1") }
        stage.press(.end)
        #expect(stage.lines().contains { $0.hasPrefix("> student59") })
        #expect(!stage.lines().contains { $0.contains("student10 ") })
        stage.press(.pageUp)
        #expect(stage.lines().contains { $0.hasPrefix("> student54") })
        stage.press(.home)
        #expect(stage.lines().contains { $0.hasPrefix("> student10") })
    }

    @Test("the server ends only when that was asked for twice")
    func ending() {
        var stage = BoardStage()
        #expect(stage.type("q") == nil)
        #expect(stage.lines().last?.contains("Stop the server?") == true)
        #expect(stage.type("n") == nil)
        #expect(stage.type("y") == nil)
        #expect(stage.type("q") == nil)
        stage.press(.escape)
        #expect(stage.type("y") == nil)
        #expect(stage.board.handle(.key(.character("c"), .control), in: stage.roster) == nil)
        #expect(stage.type("y") == .drain)
        stage.board.drain()
        #expect(stage.lines().last?.contains("Ending") == true)
        #expect(stage.type("y") == nil)
        #expect(stage.type("q") == .end)
        #expect(stage.board.handle(.key(.character("c"), .control), in: stage.roster) == .end)
    }

    @Test("one student is followed as more comes, until it is scrolled back")
    func following() {
        var stage = BoardStage(rows: 10)
        stage.come("anna", on: 1, from: "192.0.2.10")
        for number in 0..<40 { stage.news(1, .line(Array("NOOP \(number)".utf8))) }
        stage.press(.enter)
        #expect(stage.lines().contains { $0.contains("NOOP 39") })
        stage.news(1, .line(Array("NOOP 40".utf8)))
        #expect(stage.lines().contains { $0.contains("NOOP 40") })
        stage.press(.up)
        _ = stage.lines()
        stage.news(1, .line(Array("NOOP 41".utf8)))
        #expect(!stage.lines().contains { $0.contains("NOOP 41") })
        stage.press(.end)
        #expect(stage.lines().contains { $0.contains("NOOP 41") })
        stage.press(.escape)
        #expect(stage.lines().contains { $0.hasPrefix("> anna") })
    }

    @Test("what a client calls itself and sends is escaped wherever it is shown", arguments: [Glyphs.unicode, .ascii])
    func hostile(glyphs: Glyphs) {
        let name = "\u{1B}]0;evil\u{07}\u{202E}\u{9B}31m\r\nx"
        var stage = BoardStage(columns: 120, glyphs: glyphs)
        stage.come(name, on: 1, from: name)
        stage.news(
            1, .line(Array(name.utf8) + [0xFF, 0x00]), .reply(["550 \(name)"]),
            .loggedIn(user: name, mechanism: name), .secured(name), .remarked(name), .ruleFired(name),
            .stored(.init(number: 1, mailboxes: [name], from: name, content: [])))
        stage.step(1, 1, name)
        for _ in 0..<2 {
            for line in stage.lines() {
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
                #expect(!line.contains("\u{202E}"))
            }
            stage.press(.enter)
        }
        #expect(stage.lines().contains { $0.contains("\\x1B]0;evil") })
    }

    @Test("no row tells anything by colour alone")
    func words() {
        var stage = BoardStage(columns: 120, depth: .mono)
        stage.playClass()
        let text = stage.lines().joined(separator: "\n")
        for word in ["✗ 550 PERM", "✓ 235 OK", "→ 354 MORE", "left", "not yet known", "TLS login", "3/7   ▰▰▰▱▱▱▱"] {
            #expect(text.contains(word), "\(word)")
        }
    }
}

@Suite("Who is in a class")
struct RosterTests {
    @Test("a login takes the place of the name in EHLO")
    func login() {
        var stage = BoardStage()
        stage.come("laptop", on: 1, from: "192.0.2.10")
        stage.news(1, .loggedIn(user: "anna", mechanism: "PLAIN"), .entered(sandbox: "anna"))
        #expect(stage.roster.entries.map(\.name) == ["anna"])
    }

    @Test("who comes back has their old row, with what they did before")
    func back() {
        var stage = BoardStage()
        stage.come("anna", on: 1, from: "192.0.2.10")
        stage.step(1, 2)
        stage.news(
            1, .stored(.init(number: 1, mailboxes: ["bob"], from: "<>", content: [])), .closed)
        #expect(stage.roster.entries.map(\.isHere) == [false])
        stage.come("anna", on: 2, from: "192.0.2.99")
        let entry = stage.roster.entries.first
        #expect(stage.roster.entries.count == 1)
        #expect(entry?.isHere == true && entry?.mailCount == 1 && entry?.progress?.done == 2)
        #expect(entry?.peer == "192.0.2.99")
        #expect(stage.roster.connectionCount == 1)
    }

    @Test("two connections of one student are one row, which stays until both are closed")
    func two() {
        var stage = BoardStage()
        stage.come("anna", on: 1, from: "192.0.2.10")
        stage.come("anna", on: 2, from: "192.0.2.10")
        stage.news(1, .closed)
        #expect(stage.roster.entries.map(\.isHere) == [true])
        stage.news(2, .closed)
        #expect(stage.roster.entries.map(\.isHere) == [false])
    }

    @Test("one of two connections that logs in as another student leaves the first one's row alone")
    func parting() {
        var stage = BoardStage()
        stage.come("anna", on: 1, from: "192.0.2.10")
        stage.come("anna", on: 2, from: "192.0.2.11")
        stage.news(2, .entered(sandbox: "ben"))
        #expect(stage.roster.entries.map(\.name) == ["anna", "ben"])
        #expect(stage.roster.entries.map(\.isHere) == [true, true])
    }

    @Test("somebody who only knocked is forgotten, who said something is not")
    func knocking() {
        var stage = BoardStage()
        stage.news(1, .opened(peer: "192.0.2.10"), .reply(["220 x"]), .closed)
        #expect(stage.roster.entries.isEmpty)
        stage.news(2, .opened(peer: "192.0.2.10"), .line(Array("QUIT".utf8)), .closed)
        #expect(stage.roster.entries.count == 1)
    }

    @Test("a flood of connections and lines is kept within bounds, and those who are here stay")
    func flood() {
        var stage = BoardStage()
        stage.come("anna", on: 1, from: "192.0.2.10")
        for number in 2..<2_000 {
            stage.news(number, .opened(peer: "192.0.2.66"), .line([UInt8](repeating: 65, count: 4_000)), .closed)
        }
        for _ in 0..<1_000 { stage.news(1, .line([UInt8](repeating: 66, count: 4_000))) }
        #expect(stage.roster.entries.count == Roster.maximumEntries)
        let anna = stage.roster.entries.first { $0.name == "anna" }
        #expect(anna.map { $0.lines.count <= Roster.maximumLines } == true)
        #expect(anna?.lines.last?.bytes.count == Roster.maximumLineBytes)
    }

    @Test("more open connections than there is room for are counted")
    func full() {
        var stage = BoardStage()
        for number in 0..<300 { stage.news(number, .opened(peer: "192.0.2.66")) }
        #expect(stage.roster.connectionCount == 300)
        #expect(stage.roster.entries.count == Roster.maximumEntries)
        for number in 0..<300 { stage.news(number, .entered(sandbox: "s\(number)"), .closed) }
        #expect(stage.roster.connectionCount == 0)
    }

    @Test("a time is told in one unit, of at most six columns")
    func duration() {
        let second = BoardStage.second
        let told = [0, 59, 60, 3_599, 3_600, 359_999, 360_000].map { BoardRow.duration($0 * second) }
        #expect(told == ["0 s", "59 s", "1 min", "59 min", "1 h", "99 h", "4 d"])
    }
}
