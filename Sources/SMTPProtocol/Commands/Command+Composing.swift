extension Command {
    /// `MAIL FROM:<…>` with its parameters.
    ///
    /// - Throws: ``CompositionError`` when a part holds CR, LF or NUL, or would be read as another part.
    /// - SeeAlso: RFC 5321 §4.1.1.2
    public static func mail(
        from path: MailPath, parameters: [Parameter] = []
    ) throws(CompositionError) -> Command {
        try composed("MAIL FROM:", path, parameters, part: "reverse-path", as: .mail(path, parameters))
    }

    /// `RCPT TO:<…>` with its parameters.
    ///
    /// - Throws: ``CompositionError`` when a part holds CR, LF or NUL, or would be read as another part.
    /// - SeeAlso: RFC 5321 §4.1.1.3
    public static func rcpt(
        to path: MailPath, parameters: [Parameter] = []
    ) throws(CompositionError) -> Command {
        try composed("RCPT TO:", path, parameters, part: "forward-path", as: .rcpt(path, parameters))
    }

    /// `EHLO` with the client's name or address literal.
    ///
    /// - Throws: ``CompositionError`` when the name holds CR, LF, NUL or a space, or is empty.
    /// - SeeAlso: RFC 5321 §4.1.1.1
    public static func ehlo(_ name: some Collection<UInt8>) throws(CompositionError) -> Command {
        try hello(.ehlo, Array(name))
    }

    /// `HELO` with the client's name.
    ///
    /// - Throws: ``CompositionError`` when the name holds CR, LF, NUL or a space, or is empty.
    /// - SeeAlso: RFC 5321 §4.1.1.1
    public static func helo(_ name: some Collection<UInt8>) throws(CompositionError) -> Command {
        try hello(.helo, Array(name))
    }

    /// `LHLO` with the client's name, for LMTP.
    ///
    /// - Throws: ``CompositionError`` when the name holds CR, LF, NUL or a space, or is empty.
    /// - SeeAlso: RFC 2033 §4.1
    public static func lhlo(_ name: some Collection<UInt8>) throws(CompositionError) -> Command {
        try hello(.lhlo, Array(name))
    }

    private static func hello(_ verb: Verb, _ name: [UInt8]) throws(CompositionError) -> Command {
        let part = "\(verb.name) name"
        let command = try checked(Array("\(verb.name) ".utf8) + name, part: part)
        guard command.arguments == .domain(name), !command.problems.contains(where: \.isExtraText) else {
            throw CompositionError(.changesMeaning, part: part)
        }
        return command
    }

    private static func composed(
        _ start: String, _ path: MailPath, _ parameters: [Parameter], part: String, as wanted: Arguments
    ) throws(CompositionError) -> Command {
        var line = Array(start.utf8) + path.bytes
        try check(line, from: 0, part: part)
        for parameter in parameters {
            line.append(ASCII.space)
            let parameterStart = line.count
            line += parameter.bytes
            try check(line, from: parameterStart, part: "\(parameter.keyword) parameter")
        }
        let command = Command(parsing: line)
        guard command.arguments == wanted, !command.problems.contains(where: \.isExtraText) else {
            throw CompositionError(.changesMeaning, part: parameters.isEmpty ? part : "\(part) or a parameter")
        }
        return command
    }

    private static func checked(_ line: [UInt8], part: String) throws(CompositionError) -> Command {
        try check(line, from: 0, part: part)
        return Command(parsing: line)
    }

    /// Looks at bytes, not at characters: in Swift CR LF is one character, and neither CR nor LF is found in it.
    private static func check(_ line: [UInt8], from start: Int, part: String) throws(CompositionError) {
        for offset in start..<line.count {
            let byte = line[offset]
            if byte == ASCII.cr || byte == ASCII.lf || byte == ASCII.nul {
                throw CompositionError(.lineBreakOrNUL, part: part, offset: offset)
            }
        }
    }
}

extension CommandProblem {
    /// Whether the problem is text that the parser left out of the command's arguments.
    fileprivate var isExtraText: Bool { kind == .unexpectedArgument || kind == .textAfterPath }
}
