import Glibc
import TestSupport
import Testing

@Suite("The program leaves its terminal as it found it", .serialized)
struct TerminalEndTests {
    private func started() throws -> ProgramOnTerminal {
        let program = try ProgramOnTerminal(["--practice"])
        try program.terminal.readUntilShown("220 mail.practice.test")
        return program
    }

    @Test("SG04: a signal ends the program and the terminal is given back", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(_ signal: Int32) throws {
        let before = try PseudoTerminal().lineSettings()
        let terminal = try started().terminal
        try terminal.signal(signal)
        #expect(try terminal.waitForEnd() == .exited(130))
        let after = try terminal.lineSettings()
        try terminal.readToEnd()
        #expect(after == before)
        #expect(!terminal.screen.isAlternate)
    }

    @Test("SG04: a trap in the program gives the terminal back", arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP])
    func traps(_ signal: Int32) throws {
        let before = try PseudoTerminal().lineSettings()
        let terminal = try started().terminal
        try terminal.signal(signal)
        #expect(try terminal.waitForEnd() == .killed(signal: signal))
        let after = try terminal.lineSettings()
        try terminal.readToEnd()
        #expect(after == before)
        #expect(!terminal.screen.isAlternate)
    }

    @Test("SG01: when the terminal goes away the program ends within two seconds, and the history is kept")
    func hangup() throws {
        let program = try started()
        try program.terminal.send("NOOP kept\r")
        try program.terminal.readUntilShown("NOOP kept")
        program.terminal.hangUp()
        #expect(try program.terminal.waitForEnd(within: .seconds(2)) == .exited(130))
        let history = try program.folder.read(".local/state/smtpx/history")
        #expect(history == Array("NOOP kept\n".utf8))
    }

    @Test("^C twice neither ends the program nor loses the session")
    func interruptTwice() throws {
        let terminal = try started().terminal
        try terminal.send("NOO\u{3}")
        try terminal.send([0x03])
        try terminal.send("NOOP after\r")
        try terminal.readUntilShown("NOOP after")
        try terminal.send([0x04])
        #expect(try terminal.waitForEnd() == .exited(0))
    }
}
