import SessionCore
import TestSupport
import Testing

@Suite("The session language")
struct LanguageTests {
    @Test(
        "words are split as a shell does",
        arguments: [
            ("a  b\tc", ["a", "b", "c"]), (#""a b" 'c d'"#, ["a b", "c d"]), (#"a\ b"#, ["a b"]),
            (#"x"y z"'w'"#, ["xy zw"]), ("", []),
            (#""""#, [""]), (#""\r\n\t\0\x41\\\"""#, ["\r\n\t\0A\\\""]), (#"'\r'"#, [#"\r"#]),
        ])
    func words(line: String, expected: [String]) throws {
        #expect(try LineParser.words(in: Array(line.utf8)).map(\.bytes) == expected.map { Array($0.utf8) })
    }

    @Test(
        "a mistake is named with its place",
        arguments: [
            (#":raw "abc"#, LanguageError.Code.openQuote, 5), (":raw 'abc", .openQuote, 5),
            (#":raw "\q""#, .badEscape, 6),
            (#":raw "\x4""#, .badEscape, 6), (#":raw a\"#, .badEscape, 6), (":raw", .missingArgument, 4),
            (":raw a b", .unexpectedArgument, 7),
            (":connect --timeout 3", .missingArgument, 20), (":connect a b", .unexpectedArgument, 11),
            (":connect -7 a", .unknownOption, 9),
            (":connect a --timeout", .missingArgument, 20), (":connect a --timeout 0", .badValue, 21),
            (":quit now", .unexpectedArgument, 6),
            (":", .missingName, 1), (":note", .missingArgument, 5), (":set latency maybe", .badValue, 13),
            (":set timeout.mail -1", .badValue, 18),
            (":set timeout.mail 99999999999999999999", .badValue, 18), (":set latency on off", .unexpectedArgument, 16),
        ])
    func mistakes(line: String, code: LanguageError.Code, position: Int) {
        let error = #expect(throws: LanguageError.self) { try ExplorerCommand(parsing: Array(line.utf8)) }
        #expect(error?.code == code)
        #expect(error?.position == position)
        #expect(error?.advice.isEmpty == false)
    }

    @Test("every byte can be written in :raw", arguments: UInt8.min...UInt8.max)
    func everyByte(byte: UInt8) throws {
        let digits = String(byte, radix: 16)
        let line = ":raw \"\\x\(digits.count == 1 ? "0" : "")\(digits)\""
        #expect(try ExplorerCommand(parsing: Array(line.utf8)) == .raw([byte]))
    }

    @Test(
        "SC06: an unknown command is an error with the nearest name",
        arguments: [
            (":conect x", "connect"), (":quti", "quit"), (":hepl", "help"), (":exlain 550", "explain"),
            (":disconect", "disconnect"),
            (":cod", "codes"), (":startls", "starttls"), (":nots x", "note"), (":tsl", "tls"),
        ])
    func nearestCommand(line: String, name: String) {
        let error = #expect(throws: LanguageError.self) { try ExplorerCommand(parsing: Array(line.utf8)) }
        #expect(error?.code == .unknownCommand)
        #expect(error?.advice.contains(":\(name).") == true)
    }

    @Test(
        "SC06: commands of later versions are unknown like any other",
        arguments: [
            "alias"
        ])
    func laterCommands(name: String) {
        let error = #expect(throws: LanguageError.self) { try ExplorerCommand(parsing: Array(":\(name)".utf8)) }
        #expect(error?.code == .unknownCommand)
        #expect(error?.message.contains("in this version") == true)
    }

    @Test(
        "SC06: an unknown setting is a hard error with the nearest name, and changes nothing",
        arguments: [
            (":set tls requird", ""), (":set latncy off", "latency"), (":set timeout.mial 5", "timeout.mail"),
            (":set colr never", "color"),
        ])
    func nearestSetting(line: String, name: String) {
        var play = Play(.unattended)
        let before = play.session.settings
        play.type(line)
        #expect(play.session.settings == before)
        #expect(play.said.last?.contains(name) == true)
        #expect(play.said.last?.contains("nearest") == true)
        #expect(play.session.exitCode == .usage)
    }

    @Test(
        "SC01: CR, LF and NUL in a typed command are refused before anything is written",
        arguments: [
            "MAIL FROM:<a@b.example>␍␊RCPT TO:<c@d.example>", "RCPT TO:<a␊@b>", "EHLO x␍y", "EHLO ␀",
            "MAIL FROM:<a@b> SIZE=1␊RSET",
        ])
    func lineBreaks(line: String) {
        var play = Play.ready()
        #expect(play.type(line).sentText.isEmpty)
        #expect(play.said.last?.contains(":raw") == true)
        #expect(play.session.isQuiescent)
    }

    @Test("SC01: :raw is the way to send them on purpose, and each command in it gets its reply")
    func rawOnPurpose() {
        var play = Play.ready()
        #expect(play.type(#":raw "NOOP\r\nRSET\nNO""#).sentText == "NOOP␍␊RSET␊NO")
        #expect(play.type(#":raw "OP\r\n""#).sentText == "OP␍␊")
        play.server("250 a␍␊250 b␍␊250 c␍␊")
        #expect(
            play.entries.suffix(3).map(\.brief) == ["S: 250 answer NOOP", "S: 250 answer RSET", "S: 250 answer NOOP"])
        #expect(play.session.isQuiescent)
    }

    @Test("the CR of a CRLF that ends a typed line is no part of it")
    func carriageReturn() {
        var play = Play.ready()
        #expect(play.type("NOOP␍").sentText == "NOOP␍␊")
    }

    @Test("a line that is too long is not sent")
    func tooLong() {
        var play = Play.ready()
        #expect(play.handle(.line(Array(repeating: 0x41, count: LineParser.maximumLength + 1))).sentText.isEmpty)
    }

    @Test(
        ":connect carries its target and options",
        arguments: [
            (":connect mx:25", ConnectRequest(.text("mx:25"))),
            (":connect -6 [::1]:25", ConnectRequest(.text("[::1]:25"), family: .ipv6)),
            (
                ":connect -4 mx --source 192.0.2.9 --timeout 5",
                ConnectRequest(.text("mx"), family: .ipv4, source: "192.0.2.9", timeout: 5)
            ),
            (":CONNECT \"-x\"", ConnectRequest(.text("-x"))),
            (":connect unix:'/a b'", ConnectRequest(.text("unix:/a b"))),
        ])
    func connectOptions(line: String, request: ConnectRequest) throws {
        #expect(try ExplorerCommand(parsing: Array(line.utf8)) == .connect(request))
    }

    @Test("text after :note, :find and :explain is taken as it stands")
    func freeText() throws {
        #expect(try ExplorerCommand(parsing: Array(":note it's  \"so\"".utf8)) == .note(Array("it's  \"so\"".utf8)))
        #expect(try ExplorerCommand(parsing: Array(#":find "a\tb""#.utf8)) == .find(Array("a\tb".utf8)))
        #expect(
            try ExplorerCommand(parsing: Array(":explain 550 5.1.1 <a@b>: it's".utf8))
                == .explain(Array("550 5.1.1 <a@b>: it's".utf8)))
    }

    @Test("every setting can be set to a value of its form, and says what it is", arguments: Setting.allCases)
    func settings(setting: Setting) throws {
        var settings = Settings()
        let values = [
            "SECONDS": "7", "auto|always|never": "never", "normalize|keep": "keep", "yes|no": "yes",
            "NAME|auto": "lab.example.org", "safe|normal|free": "safe", "bytes|text": "bytes",
            "default|light|dark|projector|mono|deutan": "deutan", "severity|category|command": "category",
        ]
        let value = values[setting.valueForm] ?? "on"
        try settings.set(setting.rawValue, to: value)
        #expect(settings.value(of: setting) == value)
        #expect(!setting.summary.isEmpty)
        var play = Play()
        play.type(":set \(setting.rawValue) \(value)")
        #expect(play.session.settings.value(of: setting) == value)
    }

    @Test("every command has help, and its example is understood", arguments: ExplorerCommand.names)
    func help(name: String) throws {
        let topic = try #require(HelpTopic.named(":" + name))
        #expect(topic.syntax.hasPrefix(":\(name)"))
        if let example = topic.example { _ = try ExplorerCommand(parsing: Array(example.utf8)) }
        var play = Play()
        let actions = play.type(":help \(name)")
        #expect(actions.flatMap { play.session.announcement(of: $0) }.first?.hasPrefix(":\(name)") == true)
    }

    @Test("help knows commands of SMTP, and an unknown topic gives the nearest")
    func helpOnVerbs() {
        var play = Play()
        let rcpt = play.type(":help RCPT")
        #expect(rcpt.flatMap { play.session.announcement(of: $0) }.first?.hasPrefix("RCPT TO:") == true)
        play.type(":help conect")
        #expect(play.said.last?.contains("connect") == true)
        #expect(play.type(":help").flatMap { play.session.announcement(of: $0) }.count > ExplorerCommand.names.count)
    }
}
