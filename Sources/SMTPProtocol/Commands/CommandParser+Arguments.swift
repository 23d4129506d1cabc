extension CommandParser {
    /// Verbs with nothing behind them: DATA, RSET, QUIT, STARTTLS, TURN.
    mutating func nothing(after verb: Verb) -> Command.Arguments {
        let extra = rest()
        guard !extra.isEmpty else { return .none }
        problems.add(.unexpectedArgument, at: extra, "\(verb.name) stands alone", source(of: verb))
        return .unparsed(Array(line[extra]))
    }

    /// NOOP, HELP, ATRN and words that are not known.
    mutating func optionalText() -> Command.Arguments {
        let text = rest()
        return text.isEmpty ? .none : .text(Array(line[text]))
    }

    /// VRFY, EXPN and others that need something to ask about.
    mutating func requiredText(after verb: Verb) -> Command.Arguments {
        let text = rest()
        guard !text.isEmpty else { return missing(verb) }
        return .text(Array(line[text]))
    }

    /// EHLO, HELO and LHLO.
    mutating func domain(of verb: Verb) -> Command.Arguments {
        let name = nextWord()
        guard !name.isEmpty else { return missing(verb) }
        DomainSyntax.check(line, name, problems: &problems)
        if verb == .helo, line[name.lowerBound] == 0x5B {
            problems.add(
                .badDomain, .remark, at: name, "HELO takes a domain name; an address literal needs EHLO",
                "RFC 5321 §4.1.1.1")
        }
        skipSeparator()
        let extra = rest()
        if !extra.isEmpty {
            problems.add(
                .unexpectedArgument, at: extra, "Only one name may follow \(verb.name)", "RFC 5321 §4.1.1.1")
        }
        return .domain(Array(line[name]))
    }

    /// BDAT.
    mutating func chunk() -> Command.Arguments {
        let text = position..<end
        guard !text.isEmpty else { return missing(.bdat) }
        guard let chunk = BDATChunk(arguments: line[text]) else {
            problems.add(
                .badArgument, at: text, "BDAT needs a number of bytes, then LAST or nothing", "RFC 3030 §2")
            return .unparsed(Array(line[rest()]))
        }
        return .chunk(size: chunk.size, last: chunk.isLast)
    }

    /// AUTH.
    mutating func mechanism() -> Command.Arguments {
        let name = nextWord()
        guard !name.isEmpty else { return missing(.auth) }
        let isName =
            name.count <= 20
            && line[name].allSatisfy { ASCII.isAlphanumeric($0) || $0 == ASCII.hyphen || $0 == 0x5F }
        if !isName {
            problems.add(
                .badArgument, at: name, "A mechanism has up to 20 letters, digits, hyphens and underscores",
                "RFC 4422 §3.1")
        }
        let mechanism = String(decoding: line[name].map(ASCII.uppercased), as: UTF8.self)
        skipSeparator()
        let response = nextWord()
        guard !response.isEmpty else { return .auth(mechanism: mechanism, initialResponse: nil) }
        if !Base64Syntax.isValid(line[response]) && line[response] != [ASCII.equals] {
            problems.add(
                .badArgument, at: response, "The initial response must be base64, or = for an empty one", "RFC 4954 §4")
        }
        skipBlanks()
        let extra = rest()
        if !extra.isEmpty {
            problems.add(.unexpectedArgument, at: extra, "Nothing may follow the initial response", "RFC 4954 §4")
        }
        return .auth(mechanism: mechanism, initialResponse: Array(line[response]))
    }

    func source(of verb: Verb) -> String { CommandSyntax.of(verb)?.source ?? "RFC 5321 §4.1.1" }

    mutating func missing(_ verb: Verb) -> Command.Arguments {
        problems.add(
            .missingArgument, at: end..<end, "Something is missing: \(CommandSyntax.of(verb)?.template ?? verb.name)",
            source(of: verb))
        return .none
    }
}
