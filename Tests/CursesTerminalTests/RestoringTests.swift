import Glibc
import TestSupport
import Testing

@Suite("The terminal is given back")
struct RestoringTests {
    /// Requires that nothing of the full screen is left: neither in what the terminal was told, nor in its settings.
    private func expectRestored(_ terminal: PseudoTerminal, _ before: LineSettings) throws {
        let after = try terminal.lineSettings()
        try terminal.readToEnd()
        #expect(after == before)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.modes == ScreenModel.usualModes, "the cursor shows, and paste and mouse marks are off")
        #expect(terminal.screen.rendition == Rendition())
        #expect(terminal.screen.strange == [])
    }

    private func settingsBefore() throws -> LineSettings {
        try PseudoTerminal().lineSettings()
    }

    @Test("opening takes the alternate screen, raw keys and paste marks; closing gives everything back")
    func normalEnd() throws {
        let terminal = try ProbeTerminal.started(["--mouse"])
        #expect(terminal.screen.modes == ScreenModel.usualModes.union([1049, 2004, 1000, 1002, 1006]))
        #expect(try terminal.lineSettings().isRaw)
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
        try expectRestored(terminal, settingsBefore())
        #expect(terminal.screen.text.contains("closed with 0"))
    }

    @Test("the mouse is the terminal's own unless asked for")
    func noMouse() throws {
        let terminal = try ProbeTerminal.started()
        #expect(terminal.screen.modes == ScreenModel.usualModes.union([1049, 2004]))
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("the mouse is taken and given back while the program runs, and given back for a stop")
    func mouseLater() throws {
        let terminal = try ProbeTerminal.started(["abort"])
        let mouse: Set<Int> = [1000, 1002, 1006]
        try terminal.send("M")
        try terminal.read("the mouse to be taken") { $0.screen.modes.isSuperset(of: mouse) }
        try terminal.send("M")
        try terminal.read("the mouse to be given back") { $0.screen.modes.isDisjoint(with: mouse) }
        try terminal.send("M!")
        _ = try terminal.waitForEnd()
        try expectRestored(terminal, settingsBefore())
    }

    @Test(
        "SG04: a trap gives the terminal back and keeps its signal",
        arguments: [
            ("bounds", [SIGILL, SIGTRAP]), ("overflow", [SIGILL, SIGTRAP]), ("fatal", [SIGILL, SIGTRAP]),
            ("thread", [SIGILL, SIGTRAP]), ("recursion", [SIGSEGV, SIGBUS]), ("abort", [SIGABRT]),
            ("error", [SIGILL, SIGTRAP]),
        ])
    func trap(_ ending: String, _ signals: [Int32]) throws {
        let terminal = try ProbeTerminal.started(["--mouse", ending])
        try terminal.send("!")
        let how = try terminal.waitForEnd()
        #expect(signals.map { .killed(signal: $0) }.contains(how), "\(how)")
        try expectRestored(terminal, settingsBefore())
    }

    @Test("leaving by exit without closing gives the terminal back")
    func exitWithoutClosing() throws {
        let terminal = try ProbeTerminal.started(["exit"])
        try terminal.send("!")
        #expect(try terminal.waitForEnd() == .exited(7))
        try expectRestored(terminal, settingsBefore())
    }

    @Test(
        "SG04: TERM and HUP leave through the normal path",
        arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func politeSignals(_ number: Int32, _ status: Int32) throws {
        let terminal = try ProbeTerminal.started()
        try terminal.signal(number)
        #expect(try terminal.waitForEnd() == .exited(status))
        try expectRestored(terminal, settingsBefore())
    }

    @Test(
        "SG04: a deadly signal from outside gives the terminal back",
        arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT, SIGUSR1])
    func deadlySignals(_ number: Int32) throws {
        let terminal = try ProbeTerminal.started(["--mouse"])
        try terminal.signal(number)
        #expect(try terminal.waitForEnd() == .killed(signal: number))
        try expectRestored(terminal, settingsBefore())
    }

    @Test("SG04: INT twice is told twice and does not end the program; ^C is a key")
    func interrupts() throws {
        let terminal = try ProbeTerminal.started()
        try terminal.signal(SIGINT)
        try terminal.readUntilShown("terminate 2")
        try terminal.signal(SIGINT)
        try terminal.read("the second") { $0.screen.lines.filter { $0 == "terminate 2" }.count == 2 }
        try terminal.send("\u{03}")
        try terminal.readUntilShown("input 3")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("what is typed for a program that traps is not left to the shell")
    func typedAhead() throws {
        let terminal = try ProbeTerminal.started(["bounds"])
        try terminal.send("!rm -rf important\n")
        _ = try terminal.waitForEnd()
        #expect(try terminal.pendingInput() == 0)
    }

    @Test("on a terminal without a second screen the shell goes on below", arguments: ["linux", "vt100"])
    func noSecondScreen(_ type: String) throws {
        let terminal = try ProbeTerminal.started(["bounds"], type: type)
        try terminal.send("!")
        _ = try terminal.waitForEnd()
        try terminal.readToEnd()
        #expect(terminal.screen.cursor.row == 23)
        #expect(terminal.screen.cursor.column == 0)
        #expect(terminal.screen.modes == ScreenModel.usualModes)
    }
}
