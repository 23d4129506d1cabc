import SMTPProtocol
import SMTPReference

/// Tab: what could stand at the end of the line that is being typed, in this state and with this server.
extension Session {
    /// How a line could go on.
    /// - Parameters:
    ///   - line: what stands before the cursor.
    ///   - listing: what is in the folder that ``folder(wantedFor:)`` names; without it no files are offered.
    public func completion(of line: [UInt8], in listing: FolderListing? = nil) -> Completion {
        switch prompt.kind {
        case .content, .secret, .question: return .none(line)
        case .command, .notConnected: break
        }
        let start = (line.lastIndex(where: \.isBlank) ?? -1) + 1
        let words = line[..<start].split(whereSeparator: \.isBlank).map { Array($0) }
        if line.first == UInt8(ascii: ":") {
            return explorerCompletion(line, start, words, listing)
        }
        guard let first = words.first else { return Completion(line, from: start, among: verbs, keepsCase: false) }
        switch Verb(ascii: first) {
        case .mail, .send, .soml, .saml:
            return envelopeCompletion(
                line, start, words.count, Candidate("FROM:<", "the sender's address follows"), ParameterSyntax.ofMail)
        case .rcpt:
            return envelopeCompletion(
                line, start, words.count, Candidate("TO:<", "the recipient's address follows"), ParameterSyntax.ofRcpt)
        case .xclient, .xforward:
            return Completion(line, from: start, among: attributes(of: Verb(ascii: first)), keepsCase: false)
        case .bdat, .burl:
            guard words.count == 2 else { return .none(line) }
            return Completion(
                line, from: start, among: [Candidate("LAST", "the message ends with it")], keepsCase: false)
        case .helo, .ehlo, .lhlo, .data, .rset, .noop, .quit, .vrfy, .expn, .help, .starttls, .auth, .etrn, .atrn,
            .turn, .other:
            guard words.count == 1 else { return .none(line) }
            return Completion(line, from: start, among: argument(of: Verb(ascii: first)), keepsCase: false)
        }
    }

    /// What may stand behind a command that takes one word.
    private func argument(of verb: Verb) -> [Candidate] {
        if verb.isHello { return [Candidate(helloName, "the name that the explorer gives for itself")] }
        if verb == .auth { return mechanisms }
        if verb == .vrfy { return addresses().map { Candidate($0, "used before") } }
        return verb == .help ? Verb.known.map { Candidate($0.name, CommandSyntax.of($0)?.summary ?? "") } : []
    }

    /// The mechanisms that the server offered, with what they are.
    var mechanisms: [Candidate] {
        (machine.capabilities?.authMechanisms ?? []).map { name in
            Candidate(name, tables.mechanismEntry(for: name)?.whatItIs ?? "")
        }
    }

    // MARK: SMTP

    /// All commands: those that make sense now, those for later, and the rest.
    private var verbs: [Candidate] {
        let moves = machine.nextMoves
        let now = moves.now.map { (verb: $0, reason: "") }
        let others = (moves.later + moves.notOffered).map { (verb: $0.verb, reason: $0.reason) }
        let rest = Verb.known.map { (verb: $0, reason: "") }
        return (now + others + rest).map { verb, reason in
            let summary = CommandSyntax.of(verb)?.summary ?? ""
            return Candidate(Self.beginning(of: verb), reason.isEmpty ? summary : "\(summary) (\(reason))")
        }
    }

    /// A command as far as it is always the same.
    static func beginning(of verb: Verb) -> String {
        switch verb {
        case .mail: "MAIL FROM:<"
        case .rcpt: "RCPT TO:<"
        case .data, .rset, .noop, .quit, .starttls, .turn, .help: verb.name
        case .helo, .ehlo, .lhlo, .bdat, .burl, .vrfy, .expn, .auth, .etrn, .atrn, .send, .soml, .saml, .xclient,
            .xforward, .other:
            verb.name + " "
        }
    }

    /// `FROM:<`, an address that was used before, or a parameter that the server offered.
    private func envelopeCompletion(
        _ line: [UInt8], _ start: Int, _ wordCount: Int, _ keyword: Candidate, _ parameters: [ParameterSyntax]
    ) -> Completion {
        guard wordCount == 1 else {
            return Completion(line, from: start, among: self.parameters(parameters), keepsCase: false)
        }
        if let bracket = line[start...].firstIndex(of: UInt8(ascii: "<")) {
            let known = parameters == ParameterSyntax.ofRcpt ? practiceRecipients : []
            return Completion(
                line, from: bracket + 1,
                among: addresses(beginningWith: line[(bracket + 1)...]).map { Candidate($0 + ">", "used before") }
                    + known)
        }
        return Completion(line, from: start, among: [keyword], keepsCase: false)
    }

    /// The parameters that the server offered, with their values where those are words.
    func parameters(_ known: [ParameterSyntax]) -> [Candidate] {
        known.filter { machine.capabilities?[$0.extensionKeyword] != nil }.flatMap { syntax -> [Candidate] in
            let parts = syntax.template.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return [Candidate(syntax.keyword, syntax.summary)] }
            let values = parts[1].split(whereSeparator: { $0 == "|" || $0 == "," })
            let areWords =
                values.count > 1
                && values.allSatisfy { $0.utf8.allSatisfy { $0.isLetter || (0x30...0x39).contains($0) } }
            return areWords
                ? values.map { Candidate("\(syntax.keyword)=\($0)", syntax.summary) }
                : [Candidate("\(syntax.keyword)=", syntax.summary)]
        }
    }

    func attributes(of verb: Verb) -> [Candidate] {
        let offered = machine.capabilities?[verb.name]?.words.map {
            String(decoding: $0.map(\.uppercased), as: UTF8.self)
        }
        return PretenceRequest.names(of: verb).filter { offered?.contains($0) != false }.map { Candidate("\($0)=") }
    }

    /// Where the practice server takes mail, and how it is asked for a failure.
    private var practiceRecipients: [Candidate] {
        guard case .practice = link?.request.target else { return [] }
        return [
            Candidate("student@practice.test>", "a mailbox of the practice server"),
            Candidate("teacher@practice.test>", "a mailbox of the practice server"),
            Candidate("nobody@practice.test>", "no mailbox: it is refused"),
            Candidate("450-4.2.1@practice.test>", "any code can be asked for like this one"),
        ]
    }

    /// How many lines of the history are looked through for addresses.
    private static let searchedLines = 500

    /// The addresses of the lines typed before, the last first. A suggestion asks with each key, so only those are taken
    /// apart that could be meant.
    func addresses(beginningWith typed: ArraySlice<UInt8> = []) -> [String] {
        let wanted = typed.map(\.lowercased)
        return history.lines.suffix(Self.searchedLines).reversed().compactMap { line in
            guard let bytes = Self.address(in: line), bytes.count >= wanted.count,
                zip(bytes, wanted).allSatisfy({ $0.lowercased == $1 }),
                let address = String(validating: bytes, as: UTF8.self), MailPath(address) != nil
            else { return nil }
            return address
        }
    }

    /// What stands in angle brackets, or behind `:mail` and `:rcpt`.
    private static func address(in line: [UInt8]) -> ArraySlice<UInt8>? {
        if line.hasPrefix(ignoringCase: ":mail ") || line.hasPrefix(ignoringCase: ":rcpt ") {
            return line[6...].trimmingBlanks().prefix { !$0.isBlank }
        }
        guard let open = line.firstIndex(of: UInt8(ascii: "<")), let close = line.lastIndex(of: UInt8(ascii: ">")),
            open + 1 < close
        else { return nil }
        return line[(open + 1)..<close]
    }
}
