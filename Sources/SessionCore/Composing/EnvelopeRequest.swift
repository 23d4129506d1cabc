import SMTPProtocol
import SafeText

/// What `:mail` and `:rcpt` ask for: an address and parameters in plain text, of which a command is made.
public struct EnvelopeRequest: Hashable, Sendable {
    /// A parameter as it was written.
    struct Option: Hashable, Sendable {
        let name: String
        let value: [UInt8]?
        /// Where it stands in the line.
        let position: Int
    }

    /// MAIL or RCPT.
    let verb: Verb
    /// The address as it was written, with or without angle brackets.
    let address: [UInt8]
    /// Where the address stands in the line.
    let position: Int
    let options: [Option]

    /// Reads the words behind `:mail` or `:rcpt`.
    /// - Parameter end: the length of the line, where a missing word is missed.
    init(_ verb: Verb, words: [Word], end: Int) throws(LanguageError) {
        let name = verb.name.lowercased()
        guard let first = words.first else {
            throw LanguageError(
                .missingArgument, ":\(name) has no address.", at: end,
                advice: verb == .mail ? "Write :mail ADDRESS, or :mail <> for none." : "Write :rcpt ADDRESS.")
        }
        try Self.refuseLineBreaks(words)
        self.verb = verb
        address = first.bytes
        position = first.range.lowerBound
        var options: [Option] = []
        for word in words.dropFirst() {
            let equals = word.bytes.firstIndex(of: UInt8(ascii: "="))
            let name = String(decoding: word.bytes[..<(equals ?? word.bytes.endIndex)].map(\.uppercased), as: UTF8.self)
            guard !name.isEmpty, name.utf8.allSatisfy({ $0.isLetter || (0x30...0x39).contains($0) || $0 == 0x2D })
            else {
                throw LanguageError(
                    .badValue, "A parameter is NAME or NAME=VALUE.", at: word.range.lowerBound,
                    advice: "For example size=1000 or body=8bitmime; :help \(verb.name.lowercased()) lists them.")
            }
            let value = equals.map { Array(word.bytes[($0 + 1)...]) }
            options.append(Option(name: name, value: value, position: word.range.lowerBound))
        }
        self.options = options
    }

    /// CR, LF and NUL would begin another command, so they are looked for in the bytes before anything is made of them.
    static func refuseLineBreaks(_ words: [Word]) throws(LanguageError) {
        for word in words where word.bytes.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 }) {
            throw LanguageError(
                .forbiddenByte, "This word holds a line break or a NUL, which would end the command early.",
                at: word.range.lowerBound, advice: "Nothing was sent. To send such bytes on purpose, use :raw.")
        }
    }

    /// The command, with its values encoded.
    ///
    /// - Parameter offer: what the server offers; nil before EHLO.
    func command(offer: CapabilitySet?) throws(LanguageError) -> Command {
        let path = try path()
        let takesUTF8 = offer?["SMTPUTF8"] != nil
        var parameters: [Parameter] = []
        for option in options { parameters.append(try parameter(option, takesUTF8: takesUTF8)) }
        let isDeclared = parameters.contains { $0.keyword == "SMTPUTF8" }
        if verb == .mail, path.needsSMTPUTF8, takesUTF8, !isDeclared {
            parameters.append(Parameter(keyword: "SMTPUTF8"))
        }
        do throws(CompositionError) {
            return try verb == .mail
                ? .mail(from: path, parameters: parameters) : .rcpt(to: path, parameters: parameters)
        } catch {
            throw LanguageError(.badValue, error.description, at: position, advice: "Nothing was sent.")
        }
    }

    /// The path that the address writes. Where it breaks a rule of addresses it may still be sent, as long as it stays one
    /// path and nothing of it becomes a parameter.
    private func path() throws(LanguageError) -> MailPath {
        let isBracketed = address.first == UInt8(ascii: "<") && address.last == UInt8(ascii: ">")
        let inner = isBracketed && address.count > 1 ? Array(address.dropFirst().dropLast()) : address
        let line = Array("\(verb == .mail ? "MAIL FROM:<" : "RCPT TO:<")".utf8) + inner + [UInt8(ascii: ">")]
        let parsed = Command(parsing: line)
        guard let path = parsed.path, parsed.parameters.isEmpty, !Self.hasLooseBlank(path),
            path == .postmaster || path.bytes.dropFirst().dropLast().elementsEqual(inner)
        else {
            let why = parsed.problems.first(where: \.isError)?.message ?? "It would be read as something else"
            throw LanguageError(
                .badValue, "This is no address. \(why).", at: position,
                advice: "A local part with blanks stands in double quotes inside single ones: '\"a b\"@example.org'.")
        }
        return path
    }

    /// Whether a blank stands where a server may take it for the end of the path.
    private static func hasLooseBlank(_ path: MailPath) -> Bool {
        guard let mailbox = path.mailbox else { return false }
        let isQuoted = mailbox.localPart.first == UInt8(ascii: "\"") && mailbox.localPart.last == UInt8(ascii: "\"")
        return mailbox.domain.contains(where: \.isBlank) || (!isQuoted && mailbox.localPart.contains(where: \.isBlank))
    }

    private func parameter(_ option: Option, takesUTF8: Bool) throws(LanguageError) -> Parameter {
        guard let value = option.value else { return Parameter(keyword: option.name) }
        let encoded: [UInt8]
        switch option.name {
        case "ENVID": encoded = XText.encode(value)
        case "AUTH": encoded = value == Array("<>".utf8) ? value : XText.encode(value)
        case "ORCPT": encoded = Self.originalRecipient(value, takesUTF8: takesUTF8)
        default: encoded = Self.capitalized(option.name) ? value.map(\.uppercased) : value
        }
        let parameter = Parameter(keyword: option.name, value: encoded)
        let bare = Command(
            parsing: Array("\(verb == .mail ? "MAIL FROM:<>" : "RCPT TO:<a@a>") ".utf8) + parameter.bytes)
        if let problem = bare.problems.first(where: { $0.kind == .badParameterValue }) {
            throw LanguageError(
                .badValue, "\(option.name): \(problem.message) (\(problem.source)).", at: option.position,
                advice: "Nothing was sent. Typing the line as SMTP sends it as it stands.")
        }
        return parameter
    }

    /// Parameters whose values are words of SMTP, which are written in capitals.
    private static func capitalized(_ name: String) -> Bool { ["BODY", "RET", "NOTIFY", "BY"].contains(name) }

    /// `TYPE;ADDRESS` keeps its type; an address alone gets one.
    private static func originalRecipient(_ value: [UInt8], takesUTF8: Bool) -> [UInt8] {
        guard let semicolon = value.firstIndex(of: UInt8(ascii: ";")), !value[..<semicolon].contains(UInt8(ascii: "@"))
        else {
            return XText.originalRecipient(value, keepsUTF8: takesUTF8)
        }
        let type = Array(value[...semicolon])
        let address = Array(value[(semicolon + 1)...])
        if type.equals(ignoringCase: "utf-8;") { return XText.originalRecipient(address, keepsUTF8: takesUTF8) }
        return type + XText.encode(address)
    }
}
