import SMTPProtocol
import SafeText

/// A line that begins with `:`, understood.
public enum ExplorerCommand: Hashable, Sendable {
    /// `:connect TARGET [options]`, and `:practice [SCENARIO] [options]`
    case connect(ConnectRequest)
    /// `:disconnect`
    case disconnect
    /// `:reconnect`
    case reconnect
    /// `:practice ca [FILE]`: writes the certificate of the practice server's authority
    case savePracticeAuthority(String?)
    /// `:starttls`
    case startTLS
    /// `:tls`
    case showTLS
    /// `:tls pem [FILE]`
    case saveChain(String?)
    /// `:auth [MECHANISM] [USER] [ask|env:N|file:P] [options]`
    case authenticate(AuthRequest)
    /// `:b64 TEXT`; nil for `:b64 ask`, which asks for the text without showing it
    case base64([UInt8]?)
    /// `:raw "BYTES"`
    case raw([UInt8])
    /// `:mail ADDRESS [NAME=VALUE…]`, and `:rcpt`
    case envelope(EnvelopeRequest)
    /// `:xclient NAME=VALUE…`, and `:xforward`
    case pretend(PretenceRequest)
    /// `:hold`: holds commands back from now on, or lists those that are held
    case hold
    /// `:hold drop`
    case dropHeld
    /// `:release`
    case release
    /// `:message FILE [--anyway]`
    case message(ContentSource, isAnyway: Bool = false)
    /// `:bdat FILE [CHUNK] [--anyway]`
    case bdat(ContentSource, chunkSize: Int?, isAnyway: Bool = false)
    /// `:compose`
    case compose
    /// `:codes [QUERY]`
    case codes(String)
    /// `:explain [CODE or reply text]`; empty for the last reply
    case explain([UInt8])
    /// `:help [TOPIC]`
    case help(String?)
    /// `:find [TEXT]`; empty for the next place of the last text
    case find([UInt8])
    /// `:note TEXT`
    case note([UInt8])
    /// `:record [FILE]`; nil for a name that is made
    case record(String?)
    /// `:record off`
    case stopRecording
    /// `:export FILE`
    case export(String, ExportFormat)
    /// `:replay FILE [play|all]`, `:replay next|play|all|stop`
    case replay(ReplayStep)
    /// `:expect PATTERN [within S]`
    case expect(Expectation)
    /// `:let NAME VALUE`
    case define(String, [UInt8])
    /// `:let`, and `:let NAME`
    case showVariables(String?)
    /// `:sleep S`, in milliseconds
    case sleep(milliseconds: Int)
    /// `:include FILE`
    case include(String)
    /// `:session NAME`
    case session(String)
    /// `:set`
    case listSettings
    /// `:set NAME`
    case showSetting(Setting)
    /// `:set NAME VALUE`
    case set(Setting, String)
    /// A command for the screen itself: `:filter`, `:bind`, `:tab` and others
    case screen(ScreenRequest)
    /// A command for lessons and the quiz: `:lesson`, `:hint`, `:quiz` and others
    case teach(TeachingRequest)
    /// `:quit`
    case quit

    /// Whether it sends the content of a message.
    var sendsContent: Bool {
        if case .message = self { return true }
        if case .bdat = self { return true }
        return self == .compose
    }

    /// The names of all commands, in the order in which help lists them.
    public static let names = [
        "connect", "disconnect", "reconnect", "practice", "starttls", "tls", "auth", "b64", "raw", "mail", "rcpt",
        "hold", "release", "xclient", "xforward", "message", "bdat", "compose", "codes", "explain",
        "find", "filter", "note", "copy", "panel", "tab", "expect", "let", "sleep", "include", "session", "record",
        "export", "replay", "set", "color", "bind", "keys", "present", "do",
        "lesson", "hint", "skip", "restart", "answer", "quiz", "help", "quit",
    ]

    /// Understands a line, which begins with `:`.
    /// - Throws: `LanguageError` with the place of the mistake and, for an unknown name, the nearest one.
    public init(parsing line: [UInt8]) throws(LanguageError) {
        let start = line.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
        let nameEnd = line[start...].firstIndex(where: \.isBlank) ?? line.endIndex
        let name = String(decoding: line[start..<nameEnd], as: UTF8.self).lowercased()
        guard !name.isEmpty else {
            throw LanguageError(
                .missingName, "A colon alone is no command.", at: start, advice: ":help lists the commands.")
        }
        switch name {
        case "connect": self = try Self.connection(line, nameEnd)
        case "disconnect": self = try Self.alone(.disconnect, name, line, nameEnd)
        case "reconnect": self = try Self.alone(.reconnect, name, line, nameEnd)
        case "practice": self = try Self.practice(line, nameEnd)
        case "starttls": self = try Self.alone(.startTLS, name, line, nameEnd)
        case "tls": self = try Self.tls(line, nameEnd)
        case "auth":
            self = .authenticate(try AuthRequest(words: LineParser.words(in: line, from: nameEnd), end: line.count))
        case "b64": self = .base64(try Base64Text(parsing: line, from: nameEnd).message)
        case "quit": self = try Self.alone(.quit, name, line, nameEnd)
        case "raw": self = .raw(try Self.rawBytes(line, nameEnd))
        case "mail", "rcpt":
            let verb: Verb = name == "mail" ? .mail : .rcpt
            self = .envelope(
                try EnvelopeRequest(verb, words: LineParser.words(in: line, from: nameEnd), end: line.count))
        case "xclient", "xforward":
            let verb: Verb = name == "xclient" ? .xclient : .xforward
            self = .pretend(
                try PretenceRequest(verb, words: LineParser.words(in: line, from: nameEnd), end: line.count))
        case "hold": self = try Self.hold(line, nameEnd)
        case "release": self = try Self.alone(.release, name, line, nameEnd)
        case "message", "bdat": self = try ContentWords(line, from: nameEnd, name: name).command
        case "compose": self = try Self.alone(.compose, name, line, nameEnd)
        case "codes": self = .codes(String(decoding: try LineParser.text(in: line, from: nameEnd), as: UTF8.self))
        case "explain": self = .explain(try LineParser.text(in: line, from: nameEnd))
        case "find": self = .find(try LineParser.text(in: line, from: nameEnd))
        case "help":
            let topic = String(decoding: try LineParser.text(in: line, from: nameEnd), as: UTF8.self)
            self = .help(topic.isEmpty ? nil : topic)
        case "note":
            let text = try LineParser.text(in: line, from: nameEnd)
            guard !text.isEmpty else {
                throw LanguageError(
                    .missingArgument, "The note has no text.", at: line.count, advice: "Write :note TEXT.")
            }
            self = .note(text)
        case "record": self = try Self.recording(line, nameEnd)
        case "export": self = try Self.export(line, nameEnd)
        case "replay": self = try Self.replay(line, nameEnd)
        case "expect": self = .expect(try Expectation(parsing: line, from: nameEnd))
        case "let": self = try Self.definition(line, nameEnd)
        case "sleep": self = try Self.sleep(line, nameEnd)
        case "include": self = try Self.include(line, nameEnd)
        case "session": self = try Self.session(line, nameEnd)
        case "set": self = try Self.setting(line, nameEnd)
        case _ where Self.screenNames.contains(name): self = .screen(try Self.screen(name, line, nameEnd))
        case _ where Self.teachingNames.contains(name): self = .teach(try Self.teaching(name, line, nameEnd))
        default: throw Self.unknown(name, at: start)
        }
    }

    private static func alone(
        _ command: ExplorerCommand, _ name: String, _ line: [UInt8], _ position: Int
    ) throws(LanguageError) -> ExplorerCommand {
        if let word = try LineParser.words(in: line, from: position).first {
            throw LanguageError(
                .unexpectedArgument, ":\(name) takes no arguments.", at: word.range.lowerBound,
                advice: "Write :\(name) alone.")
        }
        return command
    }

    private static func hold(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        guard let word = words.first else { return .hold }
        guard words.count == 1, word.text == "drop" else {
            throw LanguageError(
                .unexpectedArgument, ":hold takes drop, or nothing.", at: word.range.lowerBound,
                advice: "Write :hold, type the commands, and then :release.")
        }
        return .dropHeld
    }

    private static func practice(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        guard words.first?.text == "ca" else {
            return try practiceConnection(words, end: line.count)
        }
        return .savePracticeAuthority(try path(words.dropFirst(), of: ":practice ca"))
    }

    private static func tls(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        guard let word = words.first else { return .showTLS }
        guard word.text == "pem" else {
            throw LanguageError(
                .unexpectedArgument, ":tls takes pem, or nothing.", at: word.range.lowerBound,
                advice: "Write :tls to see what is known, or :tls pem FILE to write the certificates into a new file.")
        }
        return .saveChain(try path(words.dropFirst(), of: ":tls pem"))
    }

    /// The one path that may follow.
    static func path(_ words: ArraySlice<Word>, of command: String) throws(LanguageError) -> String? {
        if let second = words.dropFirst().first {
            throw LanguageError(
                .unexpectedArgument, "\(command) takes one file.", at: second.range.lowerBound,
                advice: "Put a path with blanks in it in double quotes.")
        }
        guard let word = words.first else { return nil }
        guard let path = String(validating: word.bytes, as: UTF8.self), !path.isEmpty, !word.bytes.contains(0) else {
            throw LanguageError(
                .badValue, "This is no path.", at: word.range.lowerBound, advice: "Write \(command) FILE.")
        }
        return path
    }

    private static func rawBytes(_ line: [UInt8], _ position: Int) throws(LanguageError) -> [UInt8] {
        let words = try LineParser.words(in: line, from: position)
        guard let first = words.first, !first.bytes.isEmpty else {
            throw LanguageError(
                .missingArgument, ":raw has no bytes to send.", at: line.count,
                advice: "Write :raw \"NOOP\\r\\n\"; nothing is added to what you write.")
        }
        guard words.count == 1 else {
            throw LanguageError(
                .unexpectedArgument, ":raw takes one argument.", at: words[1].range.lowerBound,
                advice: "Put all of it in one pair of double quotes.")
        }
        return first.bytes
    }

    private static func setting(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        guard let name = words.first else { return .listSettings }
        let setting = try Setting(named: name.text, at: name.range.lowerBound)
        guard words.count > 1 else { return .showSetting(setting) }
        guard words.count == 2 else {
            throw LanguageError(
                .unexpectedArgument, ":set takes one name and one value.", at: words[2].range.lowerBound,
                advice: "Write :set \(setting.rawValue) \(setting.valueForm).")
        }
        try Settings.check(words[1].text, for: setting, at: words[1].range.lowerBound)
        return .set(setting, words[1].text)
    }

    /// The error for a name that no command has.
    private static func unknown(_ name: String, at position: Int) -> LanguageError {
        let nearest = NearestName.of(name, among: names) ?? "help"
        let shown = Sanitizer.escape(String(name.prefix(40)))
        return LanguageError(
            .unknownCommand, "There is no command :\(shown) in this version.", at: position,
            advice: "The nearest name is :\(nearest). :help lists all commands.")
    }
}
