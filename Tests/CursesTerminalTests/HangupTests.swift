import Glibc
import TestSupport
import Testing

@Suite("A terminal that goes away")
struct HangupTests {
    @Test("SG01: when the terminal is gone the program ends within two seconds")
    func ends() throws {
        let terminal = try ProbeTerminal.started()
        terminal.hangUp()
        #expect(try terminal.waitForEnd(within: .seconds(2)) == .exited(129))
    }

    @Test("SG01: a program that goes on waits without spinning, and may still paint and close")
    func noSpin() throws {
        let terminal = try ProbeTerminal.started(["--ignore-hangup"])
        terminal.hangUp()
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("SIGTERM ends a program whose terminal takes no more bytes")
    func stalled() throws {
        let terminal = try ProbeTerminal.started()
        try terminal.stopOutput()
        // The program wants to show it, and waits.
        try terminal.send("x")
        try terminal.waitUntilKeysAreRead()
        try terminal.signal(SIGTERM)
        #expect(try terminal.waitForEnd() == .exited(143))
    }

    @Test("many wake-ups by another thread are one event")
    func waking() throws {
        let terminal = try ProbeTerminal.started()
        try terminal.send("w")
        try terminal.readUntilShown("woken")
        try terminal.send("x")
        try terminal.readUntilShown("> x")
        #expect(terminal.screen.lines.filter { $0 == "woken" }.count == 1)
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }
}
