import SASL
import SMTPProtocol

extension AuthRequest {
    /// The words that follow `:auth`.
    ///
    /// A word that fits nowhere may be a password, so no error repeats one.
    /// - Parameter end: the length of the line, where a missing word is missed.
    init(words: [Word], end: Int) throws(LanguageError) {
        self.init()
        var options = OptionWords(words, end: end)
        while let word = options.next() {
            if word.isOption {
                try apply(word, &options)
            } else if let source = try SecretSource(word) {
                guard secret == nil else { throw Self.tooMany(word) }
                secret = source
            } else if mechanism == nil, user == nil, secret == nil {
                mechanism = try Self.mechanism(word)
            } else if user == nil, secret == nil {
                user = try Self.user(word)
            } else {
                throw Self.tooMany(word)
            }
        }
    }

    private mutating func apply(_ option: Word, _ rest: inout OptionWords) throws(LanguageError) {
        switch option.text {
        case "--as": authorizationIdentity = try rest.text(of: option)
        case "--initial-response": usesInitialResponse = true
        case "--no-initial-response": usesInitialResponse = false
        default:
            throw LanguageError(
                .unknownOption, "There is no such option of :auth.", at: option.range.lowerBound,
                advice: "It has --as NAME, --initial-response and --no-initial-response.")
        }
    }

    private static func mechanism(_ word: Word) throws(LanguageError) -> String {
        let name = word.text.uppercased()
        if Mechanism(name: name) != nil || UnsupportedMechanism(name: name) != nil { return name }
        let names = Mechanism.allCases.map { $0.name.lowercased() }
        let nearest = NearestName.of(name, among: names) ?? Mechanism.plain.name
        throw LanguageError(
            .badValue, "The first word is no mechanism that is known here.", at: word.range.lowerBound,
            advice: "The nearest name is \(nearest.uppercased()). Any other can be typed by hand, with AUTH.")
    }

    private static func user(_ word: Word) throws(LanguageError) -> String {
        guard let user = String(validating: word.bytes, as: UTF8.self), !user.isEmpty, !word.bytes.contains(0) else {
            throw LanguageError(
                .badValue, "The user name is empty or not plain text.", at: word.range.lowerBound,
                advice: "Write :auth MECHANISM USER.")
        }
        guard Base64.decode(word.bytes)?.contains(0) != true else {
            throw LanguageError(
                .badValue, "This is no user name but a response in base64, with a password in it.",
                at: word.range.lowerBound, advice: ":auth MECHANISM USER asks for the password, and encodes both.")
        }
        return user
    }

    private static func tooMany(_ word: Word) -> LanguageError {
        LanguageError(
            .unexpectedArgument, ":auth takes a mechanism, a user and one place of the password.",
            at: word.range.lowerBound,
            advice: "A password is never written in a line: use ask, env:NAME or file:PATH.")
    }
}

extension SecretSource {
    /// The source that a word names; nil when it names none.
    fileprivate init?(_ word: Word) throws(LanguageError) {
        guard !word.isQuoted || word.text.contains(":") else { return nil }
        if word.text == "ask" {
            self = .ask
        } else if word.bytes.hasPrefix(ignoringCase: "env:") {
            self = .environment(try Self.name(word, after: 4))
        } else if word.bytes.hasPrefix(ignoringCase: "file:") {
            self = .file(try Self.name(word, after: 5))
        } else {
            return nil
        }
    }

    private static func name(_ word: Word, after length: Int) throws(LanguageError) -> String {
        let name = String(validating: word.bytes.dropFirst(length), as: UTF8.self)
        guard let name, !name.isEmpty, !word.bytes.contains(0) else {
            throw LanguageError(
                .badValue, "No name follows the colon.", at: word.range.lowerBound,
                advice: "Write env:NAME for an environment variable, or file:PATH for a file.")
        }
        return name
    }
}
