import Glibc
import TerminalKit
import TestSupport
import Testing

@testable import CursesTerminal

@Suite("The size of the window")
struct WindowTests {
    @Test(
        "a window of any size is painted in that size",
        arguments: [(80, 24), (120, 36), (20, 5), (300, 100)])
    func sizes(_ columns: Int, _ rows: Int) throws {
        let terminal = try ProbeTerminal.started(columns: columns, rows: rows)
        #expect(terminal.screen.lines[0].hasPrefix("probe \(columns)x\(rows)".prefix(columns)))
        #expect(terminal.screen.cursor.row == rows - 1)
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("another size is told, and everything is painted again")
    func resizing() throws {
        let terminal = try ProbeTerminal.started()
        for (columns, rows) in [(132, 43), (40, 10), (81, 25)] {
            try terminal.resize(columns: columns, rows: rows)
            try terminal.readUntilShown("probe \(columns)x\(rows)")
            try terminal.readUntilShown("resized \(columns)x\(rows)")
            try terminal.read("the last row") { $0.screen.lines[rows - 1] == ">" }
        }
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("SG03: a storm of SIGWINCH with 0×0 and 1×1 in it neither traps nor confuses")
    func storm() throws {
        let terminal = try ProbeTerminal.started()
        let sizes = [(0, 0), (1, 1), (2, 2), (1, 50), (200, 1), (80, 24), (3, 3), (65535, 65535), (7, 4), (300, 100)]
        for round in 0..<20 {
            for (columns, rows) in sizes {
                try terminal.resize(columns: columns, rows: rows)
                try terminal.signal(SIGWINCH)
            }
            try terminal.send(round % 2 == 0 ? "a" : "b")
        }
        try terminal.resize(columns: 100, rows: 30)
        try terminal.readUntilShown("probe 100x30")
        try terminal.readUntilShown("> abababababababababab")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("SG03: a window that starts as 0×0 is taken for 80×24, and 1×1 is painted", arguments: [(0, 0), (1, 1)])
    func smallest(_ columns: Int, _ rows: Int) throws {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        try terminal.start(
            ProductsDirectory.executable("curses-probe"),
            environment: ProbeTerminal.environment(type: "xterm-256color"))
        try terminal.readUntilWritten("\u{1B}[?2004h")
        try terminal.resize(columns: 60, rows: 20)
        try terminal.readUntilShown("probe 60x20")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        if columns == 0 {
            #expect(terminal.output.contains(Array("probe 80x24".utf8)))
        }
    }

    @Test("sizes that nobody has are bounded")
    func bounds() {
        #expect(WindowSize.bounded(columns: 0, rows: 0) == Size(columns: 80, rows: 24))
        #expect(WindowSize.bounded(columns: 1, rows: 1) == Size(columns: 1, rows: 1))
        #expect(WindowSize.bounded(columns: 65535, rows: 65535) == Size(columns: 2000, rows: 1000))
    }

    @Test("the scrolling region is the whole window, whatever size terminfo names", arguments: [10, 24, 36, 50])
    func scrollingRegion(_ rows: Int) throws {
        let terminal = try ProbeTerminal.started(columns: 80, rows: rows)
        let regions = String(decoding: terminal.output, as: UTF8.self).matches(of: /\u{1B}\[1;([0-9]+)r/)
        #expect(regions.last?.output.1 == "\(rows)")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }
}
