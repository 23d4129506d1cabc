import Glibc
import TestSupport
import Testing

@Suite("Where a password is typed, nothing shows it and nothing keeps it", .serialized)
struct SecretPromptTests {
    private static let canary = "Canary-7f3a-Password"

    /// Line mode at the password prompt of a login on the practice server.
    private func atPasswordPrompt() throws -> ProgramOnTerminal {
        let program = try ProgramOnTerminal(["--practice", "--plain"])
        try program.terminal.readUntilShown("220 mail.practice.test")
        try program.terminal.send(":starttls\r")
        try program.terminal.readUntilShown("HELLO>")
        try program.terminal.readUntilShown("READY>")
        try program.terminal.send(":auth PLAIN student\r")
        try program.terminal.readUntilShown("Password")
        return program
    }

    /// The limits that the kernel keeps for a process, line by line.
    private static func limits(of process: Int32) throws -> [String] {
        guard let file = fopen("/proc/\(process)/limits", "r") else { return [] }
        defer { fclose(file) }
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let count = fread(&chunk, 1, chunk.count, file)
        return String(decoding: chunk[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func echoes(_ terminal: PseudoTerminal) throws -> Bool {
        try terminal.lineSettings().flags[3] & UInt32(ECHO) != 0
    }

    @Test("LS08: the password is not echoed, and the echo is on again after it")
    func echo() throws {
        let program = try atPasswordPrompt()
        #expect(try !echoes(program.terminal))
        try program.terminal.send(Self.canary + "\r")
        try program.terminal.readUntilShown("535 5.7.8")
        try program.terminal.readUntilShown("READY>")
        #expect(try echoes(program.terminal))
        try program.terminal.send("NOOP after\r")
        try program.terminal.send([0x04])
        #expect(try program.terminal.waitForEnd() == .exited(0))
        try program.terminal.readToEnd()
        #expect(!String(decoding: program.terminal.output, as: UTF8.self).contains(Self.canary))
        let history = String(decoding: try program.folder.read(".local/state/smtpx/history"), as: UTF8.self)
        #expect(history.contains("NOOP after"))
        #expect(!history.contains("Canary"))
    }

    @Test("LS08: ^C at a password prompt gives the login up and turns the echo on")
    func interrupt() throws {
        let program = try atPasswordPrompt()
        try program.terminal.send("half\u{3}")
        try program.terminal.readUntilWritten("READY> ", after: program.terminal.output.count)
        #expect(try echoes(program.terminal))
        try program.terminal.send([0x04])
        #expect(try program.terminal.waitForEnd() == .exited(0))
    }

    @Test(
        "LS08: a signal at a password prompt ends the program with the echo on", arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func deadlySignal(_ signal: Int32) throws {
        let program = try atPasswordPrompt()
        try program.terminal.signal(signal)
        _ = try program.terminal.waitForEnd()
        #expect(try echoes(program.terminal))
    }

    @Test("LS02: there is no option for a password, and the command line holds none")
    func noPasswordOption() throws {
        for option in ["--password", "--auth-password", "--pass"] {
            let program = try ProgramOnTerminal([option, Self.canary, "--practice"])
            #expect(try program.terminal.waitForEnd() == .exited(64))
        }
    }

    @Test("LS04: a trap after a login leaves no core file, and the kernel gives none to anybody")
    func core() throws {
        let program = try atPasswordPrompt()
        try program.terminal.send("secret\r")
        try program.terminal.readUntilShown("235 2.7.0")
        let limits = try Self.limits(of: program.terminal.process)
        #expect(limits.contains { $0.hasPrefix("Max core file size        0                    0") })
        try program.terminal.signal(SIGSEGV)
        // A core image would be told by the wait status.
        #expect(try program.terminal.waitForEnd() == .killed(signal: SIGSEGV))
    }
}
