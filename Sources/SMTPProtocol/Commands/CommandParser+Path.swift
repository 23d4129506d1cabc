extension CommandParser {
    /// MAIL and RCPT: the keyword, the colon, the path and the parameters. Also gives how long the line may be.
    mutating func path(
        keyword: StaticString, role: PathParser.Role, known: [ParameterSyntax]
    ) -> (Command.Arguments, Int) {
        let start = position
        guard let pathStart = pathStart(keyword: keyword) else {
            return (start < end ? .unparsed(Array(line[start..<end])) : .none, Limits.commandLine)
        }
        position = pathStart
        let result = PathParser.parse(Array(line[..<end]), from: pathStart, role: role, problems: &problems)
        position = result.end
        guard let path = result.path else {
            problems.add(
                .missingArgument, at: pathStart..<pathStart, "The address is missing: \(keyword):<…>", source(role))
            return (.unparsed(Array(line[start..<end])), Limits.commandLine)
        }
        let (parameters, limit) = parameters(known)
        switch role {
        case .reverse: return (.mail(path, parameters), limit)
        case .forward: return (.rcpt(path, parameters), limit)
        }
    }

    /// Where the path begins: behind `FROM:` or `TO:`. Nil when that is not there.
    private mutating func pathStart(keyword: StaticString) -> Int? {
        let length = keyword.utf8CodeUnitCount
        let wordEnd = min(position + length, end)
        guard ASCII.equal(line[position..<wordEnd], keyword) else {
            let isEmpty = position == end
            problems.add(
                isEmpty ? .missingArgument : .missingKeyword, at: position..<end, "\(keyword):<…> is missing here",
                "RFC 5321 §4.1.1")
            return nil
        }
        position = wordEnd
        let blanks = position
        skipBlanks()
        guard position < end, line[position] == ASCII.colon else {
            problems.add(
                .missingKeyword, at: wordEnd..<wordEnd, "A colon must follow \(keyword)", "RFC 5321 §4.1.1")
            return nil
        }
        if blanks < position {
            problems.add(
                .spaceBeforeColon, at: blanks..<position, "No space may stand before the colon", "RFC 5321 §3.3")
        }
        position += 1
        let spaces = position
        skipBlanks()
        if spaces < position {
            problems.add(
                .spaceAfterColon, at: spaces..<position, "No space may stand after the colon", "RFC 5321 §3.3")
        }
        return position
    }

    private mutating func parameters(_ known: [ParameterSyntax]) -> ([Parameter], Int) {
        var parser = ParameterParser(line, known: known)
        if position < end, !ASCII.isBlank(line[position]) {
            let stuck = nextWord()
            problems.add(
                .textAfterPath, at: stuck, "After the closing > only a space and parameters may follow",
                "RFC 5321 §4.1.1.2")
        }
        while position < end {
            skipSeparator()
            let word = nextWord()
            if !word.isEmpty { parser.read(word, problems: &problems) }
        }
        return (parser.parameters, parser.lineLimit)
    }

    private func source(_ role: PathParser.Role) -> String {
        switch role {
        case .reverse: "RFC 5321 §4.1.1.2"
        case .forward: "RFC 5321 §4.1.1.3"
        }
    }
}
