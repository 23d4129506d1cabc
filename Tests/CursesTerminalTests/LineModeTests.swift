import TestSupport
import Testing

@testable import CursesTerminal

@Suite("Where there is no full screen")
struct LineModeTests {
    private func run(
        type: String?, _ more: [String: String] = [:],
        standard: (PseudoTerminal.Standard, PseudoTerminal.Standard, PseudoTerminal.Standard) = (
            .terminal, .terminal, .terminal
        )
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal()
        let before = try terminal.lineSettings()
        try terminal.start(
            ProductsDirectory.executable("curses-probe"), environment: ProbeTerminal.environment(type: type, more),
            standard: standard)
        #expect(try terminal.waitForEnd() == .exited(3))
        #expect(try terminal.lineSettings() == before)
        try terminal.readToEnd()
        #expect(!terminal.output.contains(0x1B), "nothing was done to the terminal")
        return terminal
    }

    @Test(
        "SG06: without a usable TERM the caller is told why",
        arguments: [
            (nil, "TERM is not set"), ("", "TERM is not set"), ("dumb", "kind dumb cannot show a full screen"),
            ("unknown", "kind unknown cannot show a full screen"),
        ] as [(String?, String)])
    func types(_ type: String?, _ message: String) throws {
        #expect(try run(type: type).screen.text.contains(message))
    }

    @Test("SG06: an unknown TERM is painted as xterm, with a notice that is safe to show")
    func unknownType() throws {
        let terminal = try ProbeTerminal.started(type: "no-such\u{1B}[2Jterminal")
        #expect(terminal.screen.text.contains("xterm-256color"))
        #expect(terminal.screen.text.contains("No description of the terminal no-such?[2Jterminal"))
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("SG06: a TERMINFO that leads nowhere does no harm", arguments: ["/nonexistent", "/dev/null", "/"])
    func brokenTerminfo(_ folder: String) throws {
        let terminal = try ProbeTerminal.started([], ["TERMINFO": folder])
        #expect(terminal.screen.text.contains("palette256"))
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test(
        "SG02: standard input from /dev/null or closed, output broken or closed: a clean error",
        arguments: [
            ((.null, .terminal, .terminal), true), ((.closed, .terminal, .terminal), true),
            ((.terminal, .null, .terminal), false), ((.terminal, .closed, .terminal), false),
            ((.terminal, .brokenPipe, .terminal), false), ((.closed, .closed, .closed), false),
        ] as [((PseudoTerminal.Standard, PseudoTerminal.Standard, PseudoTerminal.Standard), Bool)])
    func descriptors(
        _ standard: (PseudoTerminal.Standard, PseudoTerminal.Standard, PseudoTerminal.Standard), _ isShown: Bool
    ) throws {
        let terminal = try run(type: "xterm-256color", standard: standard)
        #expect(terminal.screen.text.contains("Standard input is not a terminal") == isShown)
    }

    @Test("every error says what happened in one line")
    func descriptions() {
        let errors: [TerminalError] = [
            .notATerminal(descriptor: 1), .notATerminal(descriptor: 7), .noTerminalType, .notAddressable(type: "dumb"),
            .unknownType(tried: ["a\u{1B}", "xterm"]), .alreadyOpen,
            .system(what: "Could not open the screen", error: 24),
        ]
        for error in errors {
            let text = error.description
            #expect(text.hasSuffix("."))
            #expect(text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }, "\(text)")
        }
    }
}
