/// Reads a command line into a verb and its arguments, and collects what is wrong with it.
///
/// Every step goes over the bytes from left to right; nothing here is recursive.
struct CommandParser {
    let line: [UInt8]
    var problems = CommandProblems()
    /// Where the next thing to read begins.
    var position = 0
    /// The line's end without trailing spaces.
    var end: Int

    init(_ line: [UInt8]) {
        self.line = line
        let last = line.lastIndex { !ASCII.isBlank($0) }
        self.end = last.map { $0 + 1 } ?? 0
    }

    /// Reads the whole line.
    mutating func parse() -> (Verb, Command.Arguments) {
        guard end > 0 else {
            problems.add(.emptyLine, at: 0..<line.count, "The line is empty", "RFC 5321 §4.1.1")
            return (.other(""), .none)
        }
        skipBlanks()
        if position > 0 {
            problems.add(
                .leadingSpace, at: 0..<position, "A command begins at the start of the line", "RFC 5321 §4.1.1")
        }
        let verbRange = nextWord()
        let verb = Verb(ascii: line[verbRange])
        checkVerb(verb, verbRange)
        if end < line.count {
            problems.add(
                .trailingSpace, .remark, at: end..<line.count,
                "Spaces at the end of the line; servers should ignore them",
                "RFC 5321 §4.1.1")
        }
        skipSeparator()
        let (arguments, lineLimit) = parseArguments(of: verb)
        checkBytes(verb, arguments)
        if line.count + 2 > lineLimit {
            problems.add(
                .lineTooLong, at: max(0, lineLimit - 2)..<line.count,
                "The line has \(line.count + 2) bytes with CR LF; servers need to take only \(lineLimit)",
                "RFC 5321 §4.5.3.1.4")
        }
        return (verb, arguments)
    }

    private mutating func checkVerb(_ verb: Verb, _ range: Range<Int>) {
        let word = line[range]
        if !word.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == ASCII.hyphen }) {
            problems.add(
                .badVerb, at: range, "A command begins with a word of letters, followed by a space", "RFC 5321 §4.1.1")
            return
        }
        guard let syntax = CommandSyntax.of(verb) else {
            problems.add(
                .unknownVerb, .remark, at: range, "\(verb.name) is not a known command; a server will say 500",
                "RFC 5321 §4.2.4")
            return
        }
        if syntax.isObsolete {
            problems.add(
                .obsoleteVerb, .remark, at: range, "\(verb.name) is obsolete; servers refuse it", "RFC 5321 Appendix F")
        }
    }

    /// The arguments, and how long the line may be with its CRLF.
    private mutating func parseArguments(of verb: Verb) -> (Command.Arguments, Int) {
        switch verb {
        case .ehlo, .helo, .lhlo: (domain(of: verb), Limits.commandLine)
        case .mail, .send, .soml, .saml: path(keyword: "FROM", role: .reverse, known: ParameterSyntax.ofMail)
        case .rcpt: path(keyword: "TO", role: .forward, known: ParameterSyntax.ofRcpt)
        case .data, .rset, .quit, .starttls, .turn: (nothing(after: verb), Limits.commandLine)
        case .bdat: (chunk(), Limits.commandLine)
        case .auth: (mechanism(), Limits.commandLine)
        case .vrfy, .expn: (requiredText(after: verb), Limits.commandLine + Self.utf8Increment)
        case .burl, .etrn, .xclient, .xforward: (requiredText(after: verb), Limits.commandLine)
        case .noop, .help, .atrn, .other: (optionalText(), Limits.commandLine)
        }
    }

    /// What SMTPUTF8 adds to VRFY and EXPN for its parameter.
    /// - SeeAlso: RFC 6531 §3.1 item 7
    private static let utf8Increment = 10

    // MARK: Moving along the line

    mutating func skipBlanks() {
        while position < end, ASCII.isBlank(line[position]) { position += 1 }
    }

    /// Moves over the space between two parts, and remarks on more than one.
    mutating func skipSeparator() {
        let start = position
        skipBlanks()
        if position - start > 1 {
            problems.add(
                .extraSpace, .remark, at: start + 1..<position, "One space is enough; a strict server refuses more",
                "RFC 5321 §4.1.1")
        }
    }

    /// Takes the bytes up to the next blank.
    mutating func nextWord() -> Range<Int> {
        let start = position
        while position < end, !ASCII.isBlank(line[position]) { position += 1 }
        return start..<position
    }

    /// Takes everything that is left.
    mutating func rest() -> Range<Int> {
        defer { position = end }
        return position..<max(position, end)
    }
}
