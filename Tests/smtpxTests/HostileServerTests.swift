import SafeText
import TestSupport
import Testing

/// What a server can send to hurt a terminal, through the real program, on a real terminal.
struct HostileText: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// What a person should see instead.
    let shown: String

    init(_ name: String, _ text: String, shown: String) { self.init(name, Array(text.utf8), shown: shown) }

    init(_ name: String, _ bytes: [UInt8], shown: String) {
        self.name = name
        self.bytes = bytes
        self.shown = shown
    }

    var testDescription: String { name }

    static let all: [HostileText] = [
        HostileText("TO01 clear, home, reset", "\u{1B}[2J\u{1B}[H\u{1B}c", shown: #"\x1B[2J\x1B[H\x1Bc"#),
        HostileText("TO02 title set and report", "\u{1B}]0;pwned\u{7}\u{1B}[21t", shown: #"\x1B]0;pwned\x07\x1B[21t"#),
        HostileText("TO03 clipboard", "\u{1B}]52;c;aGk=\u{7}", shown: #"\x1B]52;c;aGk=\x07"#),
        HostileText("TO04 link", "\u{1B}]8;;http://x\u{1B}\\a\u{1B}]8;;\u{1B}\\", shown: #"\x1B]8;;http://x\x1B\a"#),
        HostileText("TO05 questions", "\u{1B}P$qm\u{1B}\\\u{1B}[6n\u{1B}[c", shown: #"\x1BP$qm\x1B\\x1B[6n\x1B[c"#),
        HostileText("TO06 graphics", "\u{1B}Pq#0\u{1B}\\\u{1B}_Ga\u{1B}\\", shown: #"\x1BPq#0\x1B\\x1B_Ga"#),
        HostileText("TO07 C1", [0x9B, 0x33, 0x31, 0x6D, 0x9D, 0xC2, 0x9B], shown: #"\x9B31m\x9D<U+009B>"#),
        HostileText("TO08 CR BS VT FF", [0x61, 0x0D, 0x62, 0x08, 0x0B, 0x0C], shown: #"a\rb\x08\x0B\x0C"#),
        HostileText("TO09 bidi", "a\u{202E}b", shown: "a<U+202E>b"),
        HostileText("TO10 zero width, BOM, tags", "a\u{200B}\u{FEFF}\u{E0041}", shown: "a<U+200B><U+FEFF><U+E0041>"),
        HostileText(
            "TO11 marks", "e" + String(repeating: "\u{301}", count: 10_000), shown: "marks>"),
        HostileText("TO18 format", "%n%s%x", shown: "%n%s%x"),
    ]
}

@Suite("What a server sends reaches the terminal as text only", .serialized)
struct HostileServerTests {
    private static func peer(_ hostile: HostileText) throws -> ScriptedPeer {
        try ScriptedPeer([
            .send(Array("220 ".utf8) + hostile.bytes + Array(" end-of-greeting\r\n".utf8)), .expect("QUIT\r\n"),
            .send("221 bye\r\n"), .close,
        ])
    }

    @Test("on the full screen", arguments: HostileText.all)
    func fullScreen(_ hostile: HostileText) throws {
        let peer = try Self.peer(hostile)
        let program = try ProgramOnTerminal(["127.0.0.1:\(peer.port)"], columns: 200)
        let terminal = program.terminal
        try terminal.readUntilShown("end-of-greeting")
        let unwrapped = terminal.screen.text
        #expect(unwrapped.contains(hostile.shown), "\(unwrapped)")
        try terminal.send([0x04])
        #expect(try terminal.waitForEnd() == .exited(0))
        try terminal.readToEnd()
        #expect(terminal.screen.strange == [], "only what ncurses sends may be in the stream")
        #expect(terminal.screen.modes == ScreenModel.usualModes)
        #expect(peer.finish().problem == nil)
    }

    @Test("in line mode", arguments: HostileText.all)
    func lineMode(_ hostile: HostileText) throws {
        let peer = try Self.peer(hostile)
        let program = try ProgramOnTerminal(["--plain", "--color", "never", "127.0.0.1:\(peer.port)"])
        try program.terminal.readUntilWritten("server 220 OK")
        try program.terminal.send("QUIT\n")
        try program.terminal.readUntilWritten("server 221 OK")
        try program.terminal.send([0x04])
        #expect(try program.terminal.waitForEnd() == .exited(0))
        try program.terminal.readToEnd()
        let output = program.terminal.output
        #expect(!output.contains { $0 < 0x20 && ![0x0A, 0x0D].contains($0) || $0 == 0x7F })
        #expect(String(decoding: output, as: UTF8.self).contains(hostile.shown))
        #expect(Sanitizer.isPrintable(output.filter { $0 != 0x0A && $0 != 0x0D }))
    }

    @Test("TO19, TO13: what is printed after the screen has closed goes through the same sink")
    func afterTheScreen() throws {
        let folder = try TemporaryFolder()
        // The state folder cannot be made: a file stands there, and its name holds an escape sequence.
        let name = "state\u{1B}]0;pwned\u{7}"
        try folder.write("", to: name)
        let program = try ProgramOnTerminal(
            ["--practice"], environment: ["XDG_STATE_HOME": "\(folder.path)/\(name)"])
        let terminal = program.terminal
        try terminal.readUntilShown("220 mail.practice.test")
        try terminal.send("NOOP\r")
        try terminal.readUntilShown("NOOP")
        try terminal.send([0x04])
        #expect(try terminal.waitForEnd() == .exited(0))
        try terminal.readToEnd()
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.text.contains(#"\x1B]0;pwned\x07"#), "\(terminal.screen.text)")
        #expect(terminal.screen.strange == [])
    }
}
