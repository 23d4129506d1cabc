import Glibc
import TestSupport
import Testing

/// The shell with job control is real: a program that nobody could continue is not stopped by the system.
@Suite("Stopping and going on")
struct StoppingTests {
    private func startedInShell() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal()
        try terminal.start(
            "/bin/sh", ["-i"],
            environment: ProbeTerminal.environment(
                type: "xterm-256color",
                ["PS1": "shell> ", "PROBE": ProductsDirectory.executable("curses-probe")]))
        try terminal.readUntilShown("shell>")
        try terminal.send("\"$PROBE\"\n")
        try terminal.readUntilShown("pid=")
        try terminal.read("the last row") { $0.screen.isAlternate && $0.screen.lines[23] == ">" }
        return terminal
    }

    private func processShown(_ terminal: PseudoTerminal) throws -> Int32 {
        let line = try #require(terminal.screen.lines.first { $0.hasPrefix("pid=") })
        return try #require(Int32(line.dropFirst(4).prefix { $0.isNumber }))
    }

    private func expectShellHasTheTerminal(_ terminal: PseudoTerminal) throws {
        try terminal.readUntilWritten("Stopped")
        try terminal.readUntilShown("shell>")
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.modes == ScreenModel.usualModes)
        #expect(try !terminal.lineSettings().isRaw)
    }

    private func expectProbeGoesOn(_ terminal: PseudoTerminal) throws {
        try terminal.readUntilShown("resumed")
        #expect(terminal.screen.modes == ScreenModel.usualModes.union([1049, 2004]))
        #expect(try terminal.lineSettings().isRaw)
        #expect(terminal.screen.lines[0].hasPrefix("probe 80x24"))
        try terminal.send("x")
        try terminal.readUntilShown("> x")
        try terminal.send("q")
        try terminal.readUntilShown("closed with 0")
        try terminal.send("exit\n")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.strange == [])
    }

    @Test("SG04: ^Z gives the terminal to the shell, and fg paints the whole screen again")
    func key() throws {
        let terminal = try startedInShell()
        try terminal.send("\u{1A}")
        try expectShellHasTheTerminal(terminal)
        try terminal.send("fg\n")
        try expectProbeGoesOn(terminal)
    }

    @Test("SG04: TSTP and CONT from outside do the same")
    func signal() throws {
        let terminal = try startedInShell()
        let process = try processShown(terminal)
        #expect(kill(process, SIGTSTP) == 0)
        try expectShellHasTheTerminal(terminal)
        try terminal.send("fg\n")
        try expectProbeGoesOn(terminal)
    }

    @Test("SG04: after STOP, which leaves no time to restore anything, CONT paints the whole screen again")
    func stop() throws {
        let terminal = try startedInShell()
        let process = try processShown(terminal)
        #expect(kill(process, SIGSTOP) == 0)
        try terminal.readUntilWritten("Stopped")
        let start = terminal.output.count
        try terminal.send("fg\n")
        try terminal.readUntilWritten("probe 80x24", after: start)
        try expectProbeGoesOn(terminal)
    }

    @Test("SG04: a job that is ended while it is stopped leaves the terminal to the shell", arguments: ["\u{1A}", nil])
    func endedWhileStopped(_ key: String?) throws {
        let terminal = try startedInShell()
        let process = try processShown(terminal)
        if let key {
            try terminal.send(key)
            try expectShellHasTheTerminal(terminal)
        } else {
            #expect(kill(process, SIGSTOP) == 0)
            try terminal.readUntilWritten("Stopped")
        }
        let start = terminal.output.count
        try terminal.send("kill -TERM %1; kill -CONT %1\n")
        // The shell tells when it is asked, not before.
        let deadline = ContinuousClock.now + PseudoTerminal.patience
        while !terminal.output.dropFirst(start).contains(Array("143".utf8)) && ContinuousClock.now < deadline {
            let asked = terminal.output.count
            try terminal.send("jobs\n")
            try terminal.readUntilWritten("shell> ", after: asked)
        }
        #expect(terminal.output.dropFirst(start).contains(Array("143".utf8)))
        try terminal.send("exit\n")
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.modes == ScreenModel.usualModes)
        if key != nil {
            #expect(!terminal.output.dropFirst(start).contains(0x1B), "the shell's screen is not touched")
        }
    }

    @Test("a window that changes while the program is stopped has its new size afterwards")
    func resizedMeanwhile() throws {
        let terminal = try startedInShell()
        try terminal.send("\u{1A}")
        try expectShellHasTheTerminal(terminal)
        try terminal.resize(columns: 100, rows: 30)
        try terminal.send("fg\n")
        try terminal.readUntilShown("probe 100x30")
        try terminal.readUntilShown("resized 100x30")
        try terminal.send("q")
        try terminal.readUntilShown("closed with 0")
        try terminal.send("exit\n")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("without a shell that could continue it, ^Z only paints again")
    func nobodyToContinue() throws {
        let terminal = try ProbeTerminal.started()
        try terminal.send("\u{1A}")
        try terminal.readUntilShown("resumed")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }
}
