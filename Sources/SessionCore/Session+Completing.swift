import SMTPProtocol

/// Tab: what could stand at the end of the line that is being typed, in this state and with this server.
extension Session {
    /// How a line could go on.
    /// - Parameter line: what stands before the cursor.
    public func completion(of line: [UInt8]) -> Completion {
        switch prompt.kind {
        case .content, .secret, .question: return .none(line)
        case .command, .notConnected: break
        }
        let start = (line.lastIndex(where: \.isBlank) ?? -1) + 1
        let words = line[..<start].split(whereSeparator: \.isBlank).map { Array($0) }
        if line.first == UInt8(ascii: ":") { return explorerCompletion(line, start, words) }
        guard let first = words.first else { return Completion(line, from: start, among: verbs, keepsCase: false) }
        switch Verb(ascii: first) {
        case .mail, .send, .soml, .saml:
            return envelopeCompletion(line, start, words.count, "FROM:<", ParameterSyntax.ofMail)
        case .rcpt: return envelopeCompletion(line, start, words.count, "TO:<", ParameterSyntax.ofRcpt)
        case .xclient, .xforward:
            return Completion(line, from: start, among: attributes(of: Verb(ascii: first)), keepsCase: false)
        case .helo, .ehlo, .lhlo, .data, .bdat, .burl, .rset, .noop, .quit, .vrfy, .expn, .help, .starttls, .auth,
            .etrn,
            .atrn, .turn, .other:
            guard words.count == 1 else { return .none(line) }
            return Completion(line, from: start, among: argument(of: Verb(ascii: first)), keepsCase: false)
        }
    }

    /// What may stand behind a command that takes one word.
    private func argument(of verb: Verb) -> [String] {
        if verb.isHello { return [helloName] }
        if verb == .auth { return machine.capabilities?.authMechanisms ?? [] }
        if verb == .vrfy { return addresses }
        return verb == .help ? Verb.known.map(\.name) : []
    }

    // MARK: SMTP

    /// All commands: those that make sense now, those for later, and the rest.
    private var verbs: [String] {
        let moves = machine.nextMoves
        let sorted = moves.now + moves.later.map(\.verb) + moves.notOffered.map(\.verb) + Verb.known
        return sorted.map { verb in
            switch verb {
            case .mail: "MAIL FROM:<"
            case .rcpt: "RCPT TO:<"
            case .data, .rset, .noop, .quit, .starttls, .turn, .help: verb.name
            case .helo, .ehlo, .lhlo, .bdat, .burl, .vrfy, .expn, .auth, .etrn, .atrn, .send, .soml, .saml, .xclient,
                .xforward, .other:
                verb.name + " "
            }
        }
    }

    /// `FROM:<`, an address that was used before, or a parameter that the server offered.
    private func envelopeCompletion(
        _ line: [UInt8], _ start: Int, _ wordCount: Int, _ keyword: String, _ parameters: [ParameterSyntax]
    ) -> Completion {
        guard wordCount == 1 else {
            return Completion(line, from: start, among: self.parameters(parameters), keepsCase: false)
        }
        if let bracket = line[start...].firstIndex(of: UInt8(ascii: "<")) {
            return Completion(line, from: bracket + 1, among: addresses.map { $0 + ">" })
        }
        return Completion(line, from: start, among: [keyword], keepsCase: false)
    }

    /// The parameters that the server offered, with their values where those are words.
    private func parameters(_ known: [ParameterSyntax]) -> [String] {
        known.filter { machine.capabilities?[$0.extensionKeyword] != nil }.flatMap { syntax -> [String] in
            let parts = syntax.template.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return [syntax.keyword] }
            let values = parts[1].split(whereSeparator: { $0 == "|" || $0 == "," })
            let areWords =
                values.count > 1
                && values.allSatisfy { $0.utf8.allSatisfy { $0.isLetter || (0x30...0x39).contains($0) } }
            return areWords ? values.map { "\(syntax.keyword)=\($0)" } : ["\(syntax.keyword)="]
        }
    }

    private func attributes(of verb: Verb) -> [String] {
        let offered = machine.capabilities?[verb.name]?.words.map {
            String(decoding: $0.map(\.uppercased), as: UTF8.self)
        }
        return PretenceRequest.names(of: verb).filter { offered?.contains($0) != false }.map { "\($0)=" }
    }

    /// How many lines of the history are looked through for addresses.
    private static let searchedLines = 500

    /// The addresses of the lines typed before, the last first.
    private var addresses: [String] {
        history.lines.suffix(Self.searchedLines).reversed().compactMap { line in
            guard let open = line.firstIndex(of: UInt8(ascii: "<")), let close = line.lastIndex(of: UInt8(ascii: ">")),
                open + 1 < close, let address = String(validating: line[(open + 1)..<close], as: UTF8.self),
                MailPath(address) != nil
            else { return nil }
            return address
        }
    }

    // MARK: The explorer

    private func explorerCompletion(_ line: [UInt8], _ start: Int, _ words: [[UInt8]]) -> Completion {
        guard let first = words.first else {
            return Completion(line, from: start, among: ExplorerCommand.names.map { ":\($0)" })
        }
        let name = String(decoding: first.dropFirst(), as: UTF8.self).lowercased()
        return Completion(line, from: start, among: arguments(of: name, behind: words), keepsCase: name != "auth")
    }

    private func arguments(of command: String, behind words: [[UInt8]]) -> [String] {
        let isFirst = words.count == 1
        switch command {
        case "set":
            guard !isFirst else { return Setting.allCases.map(\.rawValue) }
            let setting = try? Setting(named: String(decoding: words[1], as: UTF8.self), at: nil)
            let values = setting?.valueForm.split(separator: "|").map(String.init) ?? []
            return words.count == 2 ? values.filter { $0 == $0.lowercased() } : []
        case "help": return isFirst ? HelpTopic.all.map(\.name) + ["keys"] + Verb.known.map(\.name) : []
        case "auth": return isFirst ? machine.capabilities?.authMechanisms ?? [] : ["ask", "env:", "file:"]
        case "hold": return isFirst ? ["drop"] : []
        case "mail": return isFirst ? addresses : parameters(ParameterSyntax.ofMail).map { $0.lowercased() }
        case "rcpt": return isFirst ? addresses : parameters(ParameterSyntax.ofRcpt).map { $0.lowercased() }
        case "xclient": return attributes(of: .xclient)
        case "xforward": return attributes(of: .xforward)
        case "connect", "practice": return isFirst && command == "connect" ? [] : ConnectRequest.options
        default: return []
        }
    }
}
