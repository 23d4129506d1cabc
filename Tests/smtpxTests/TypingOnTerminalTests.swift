import Glibc
import TestSupport
import Testing

/// The program on a real terminal, as a slow line and an impatient person see it.
@Suite("Typing on a terminal", .serialized)
struct TypingOnTerminalTests {
    /// Lines as people type them, good and bad, with long hints and short ones.
    private static let lines = [
        "MAIL FROM:<a@b.example> SIZE=1000 BODY=8BITMIME", "RCPT TO:<postmaster@practice.test> NOTIFY=NEVER", "rset",
        ":set theme dark", ":connect mail.example --tls", "VRFY somebody", "AUTH PLAIN", "XYZZY foo", "DATA",
        "EHLO [1.2.3",
        "BDAT 100 LAST", "STARTTLS", ":help comp", "NOOP", "HELP me",
    ]

    @Test(
        "a typed character writes no more than 200 bytes",
        arguments: [(120, 36), (80, 24)], ["default", "projector", "mono"])
    func bytesPerKey(size: (columns: Int, rows: Int), theme: String) throws {
        let program = try ProgramOnTerminal(["--practice", "--theme", theme], columns: size.columns, rows: size.rows)
        let terminal = program.terminal
        try terminal.readUntilShown("HELLO>")
        try terminal.send("EHLO me.example\r")
        try terminal.readUntilShown("READY>")
        try terminal.read("the cursor behind the prompt") { $0.screen.cursor.column == 9 }
        var (sum, count) = (0, 0)
        for line in Self.lines {
            var place = terminal.screen.cursor.column
            for character in line {
                place += 1
                let before = terminal.output.count
                try terminal.send(String(character))
                try terminal.read("the cursor behind \(character) of \(line)") { $0.screen.cursor.column == place }
                let bytes = terminal.output.count - before
                #expect(bytes <= 200, "\(bytes) bytes for \(character) of \(line)")
                sum += bytes
                count += 1
            }
            try terminal.send("\u{3}")
            try terminal.read("an empty line") { $0.screen.cursor.column == 9 }
        }
        #expect(sum / count <= 60, "\(sum / count) bytes a key")
        try terminal.send([0x04])
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.strange == [])
    }

    @Test("SG03: a hundred sizes while somebody types and the server talks lose neither a key nor a reply")
    func resizeStorm() throws {
        let program = try ProgramOnTerminal(["--practice"])
        let terminal = program.terminal
        try terminal.readUntilShown("HELLO>")
        try terminal.send("EHLO x\r")
        for step in 0..<100 {
            let (columns, rows) = [(120, 36), (20, 5), (300, 100), (1, 1), (80, 24), (61, 16), (0, 0)][step % 7]
            try terminal.resize(columns: columns, rows: rows)
            try terminal.send(step % 10 == 9 ? "\r" : step % 10 == 0 ? "NOOP \(step / 10)" : "x")
        }
        try terminal.resize(columns: 120, rows: 36)
        try terminal.readUntilShown("NOOP 9xxxxxxxx")
        try terminal.read("the last reply") { terminal in
            let lines = terminal.screen.lines
            guard let sent = lines.lastIndex(where: { $0.contains("▶ NOOP 9xxxxxxxx") }) else { return false }
            return lines.dropFirst(sent).contains { $0.contains("✓ OK   250") }
        }
        try terminal.send([0x04])
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("SG07: what a terminal says about itself, torn anywhere, types nothing")
    func reports() throws {
        let program = try ProgramOnTerminal(["--practice"])
        let terminal = program.terminal
        try terminal.readUntilShown("HELLO>")
        let reports = [
            "\u{1B}[?62;22c", "\u{1B}[12;40R", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
            "\u{1B}]52;c;UlNFVA0K\u{07}", "\u{1B}[I", "\u{1B}[O", "\u{1B}[<35;10;10M", "\u{1B}_Gi=1;OK\u{1B}\\",
        ]
        for report in reports {
            let bytes = Array(report.utf8)
            for cut in 1..<bytes.count {
                try terminal.send(Array(bytes[..<cut]))
                try terminal.waitUntilKeysAreRead()
                try terminal.send(Array(bytes[cut...]))
                try terminal.waitUntilKeysAreRead()
            }
        }
        try terminal.send("NOOP typed\r")
        try terminal.readUntilShown("▶ NOOP typed")
        try terminal.send([0x04])
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("the mouse is reported in SGR form while the program has the terminal, and never after")
    func mouse() throws {
        let mouse: Set<Int> = [1000, 1002, 1006]
        let program = try ProgramOnTerminal(["--practice"])
        let terminal = program.terminal
        try terminal.readUntilShown("HELLO>")
        #expect(terminal.screen.modes.isSuperset(of: mouse))
        try terminal.send("EHLO x\r")
        try terminal.readUntilShown("READY>")
        // F4 in the key bar: TLS.
        let bar = try #require(terminal.screen.lines.last)
        let place = try #require(bar.firstRange(of: "F4 TLS"))
        let column = bar.distance(from: bar.startIndex, to: place.lowerBound) + 1
        try terminal.send("\u{1B}[<0;\(column);36M\u{1B}[<0;\(column);36m")
        try terminal.readUntilShown("[TLS]")
        try terminal.send("\u{1B}m")
        try terminal.read("the mouse to be given back") { $0.screen.modes.isDisjoint(with: mouse) }
        try terminal.readUntilShown("The mouse is the terminal's")
        try terminal.send("\u{1B}m")
        try terminal.read("the mouse to be taken") { $0.screen.modes.isSuperset(of: mouse) }
        try terminal.signal(15)
        #expect(try terminal.waitForEnd() == .exited(130))
        try terminal.readToEnd()
        #expect(terminal.screen.modes == ScreenModel.usualModes)
    }

    /// The program with a settings file of its own.
    private func started(settings: String) throws -> (terminal: PseudoTerminal, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        #expect(mkdir(folder.path + "/smtpx", 0o700) == 0)
        try folder.write(settings, to: "smtpx/smtpxrc")
        let terminal = try PseudoTerminal(columns: 200, rows: 36)
        try terminal.start(
            ProductsDirectory.executable("smtpx"), ["--practice"],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder.path, "XDG_CONFIG_HOME": folder.path,
                "SWIFT_BACKTRACE": "enable=no",
            ])
        return (terminal, folder)
    }

    @Test("the theme, colours and keys of the settings file hold from the first picture on")
    func settingsFile() throws {
        let (terminal, folder) = try started(
            settings: ":set theme projector\n:set mouse off\n# mine\n:color prompt bold #17 on #220\n:bind F9 tls\n")
        defer { _ = folder }
        try terminal.readUntilShown("HELLO>")
        #expect(terminal.screen.rendition(of: "HELLO>") == Rendition(foreground: 17, background: 220, attributes: [1]))
        #expect(terminal.screen.rendition(of: "Transcript")?.background == 231)
        #expect(!terminal.screen.modes.contains(1000))
        try terminal.send("\u{1B}[20~")
        try terminal.readUntilShown("[TLS]")
        try terminal.signal(15)
        _ = try terminal.waitForEnd()
    }

    @Test(
        "a line of the settings file that cannot be used is told with its place",
        arguments: [
            (":color okk bold", "line 2: There is no role okk. The nearest name is ok."),
            (":color ok blod", "line 2: blod is no attribute and no colour."),
            (":bind ^M zoom", "line 2: Terminals send the same for ^M and Enter."),
            (":bind F9 zom", "line 2: "), (":keys", "line 2: only :set NAME VALUE, :bind KEY ACTION"),
        ])
    func badSettings(line: String, words: String) throws {
        let (terminal, folder) = try started(settings: ":set theme dark\n\(line)\n")
        defer { _ = folder }
        #expect(try terminal.waitForEnd() == .exited(78))
        try terminal.readToEnd()
        // It may be longer than a row.
        let shown = terminal.screen.lines.joined()
        #expect(shown.contains(words), "\(shown)")
    }
}
