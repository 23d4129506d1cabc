public import SMTPProtocol
import SafeText

/// What `:connect` asks for. Whether the target makes sense is judged by the part that knows addresses.
public struct ConnectRequest: Hashable, Sendable {
    /// Which addresses of a host may be used.
    public enum Family: String, Hashable, Sendable {
        /// IPv4 only (`-4`).
        case ipv4
        /// IPv6 only (`-6`).
        case ipv6
    }

    /// Where to connect to.
    public enum Target: Hashable, Sendable {
        /// A target as it was written: `host`, `host:port`, `[v6]:port`, `unix:PATH`, `smtp://…`, `lmtp://…`.
        case text(String)
        /// The built-in practice server, in this scenario; nil for the usual one.
        case practice(String?)
    }

    /// Where to connect to.
    public var target: Target
    /// The software whose replies the practice server is to imitate; nil for its own words.
    public var likeness: ImitatedSoftware?
    /// Which addresses may be used; nil for both kinds.
    public var family: Family?
    /// The address to connect from, as it was written.
    public var source: String?
    /// The port to connect from, 1 to 65535; nil for any.
    public var sourcePort: Int?
    /// What is sent before everything else, to say for whom we connect; nil for nothing.
    public var proxyHeader: ProxyHeader?
    /// Whether LMTP is spoken, whatever the target says.
    public var isLMTP = false
    /// How long the connection may take, in seconds; nil for the setting.
    public var timeout: Int?
    /// How it is secured.
    public var tls = TLSRequest()

    /// A request without options.
    public init(_ target: Target, family: Family? = nil, source: String? = nil, timeout: Int? = nil) {
        self.target = target
        self.family = family
        self.source = source
        self.timeout = timeout
    }

    /// The words that follow `:connect`.
    /// - Parameter end: the length of the line, where a missing word is missed.
    init(words: [Word], end: Int) throws(LanguageError) {
        self.init(.practice(nil))
        let target = try applyOptions(
            words, end: end,
            tooMany: LanguageError(
                .unexpectedArgument, ":connect takes one target.", advice: "Write :connect HOST:PORT."))
        guard let target, !target.bytes.isEmpty else {
            throw ExplorerCommand.missingTarget(end: end)
        }
        guard let text = String(validating: target.bytes, as: UTF8.self) else {
            throw LanguageError(
                .badValue, "The target is not valid UTF-8.", at: target.range.lowerBound,
                advice: "Type the name again in plain letters.")
        }
        self.target = .text(text)
    }

    /// The words that follow `:practice`.
    init(practiceWords words: [Word], end: Int) throws(LanguageError) {
        self.init(.practice(nil))
        let scenario = try applyOptions(
            words, end: end, isPractice: true,
            tooMany: LanguageError(
                .unexpectedArgument, ":practice takes one scenario.", advice: "Write :practice, or :practice SCENARIO.")
        )
        target = .practice(scenario?.text)
    }

    /// Takes in the options, and gives back the one word that is none.
    private mutating func applyOptions(
        _ words: [Word], end: Int, isPractice: Bool = false, tooMany: LanguageError
    ) throws(LanguageError) -> Word? {
        var options = OptionWords(words, end: end)
        var target: Word?
        while let word = options.next() {
            guard word.isOption else {
                if target != nil {
                    throw LanguageError(
                        tooMany.code, tooMany.message, at: word.range.lowerBound, advice: tooMany.advice)
                }
                target = word
                continue
            }
            if isPractice, word.text == Self.likenessOption {
                likeness = try Self.likeness(options.value(of: word))
                continue
            }
            if try !applyAddressOption(word, &options), try !tls.apply(word, &options) {
                let names = Self.options + (isPractice ? [Self.likenessOption] : [])
                let nearest = NearestName.of(word.text, among: names) ?? "--timeout"
                throw LanguageError(
                    .unknownOption, "There is no option \(Sanitizer.escape(String(word.text.prefix(40)))) here.",
                    at: word.range.lowerBound, advice: "The nearest one is \(nearest). :help connect lists them.")
            }
        }
        try tls.checkTogether(end: end)
        return target
    }

    /// All options, for completing one.
    static var options: [String] { addressOptions + TLSRequest.options + [ExplorerCommand.newOption] }

    /// The option of `:practice` that says whose replies are imitated.
    static let likenessOption = "--as"

    private static func likeness(_ value: Word) throws(LanguageError) -> ImitatedSoftware {
        guard let software = ImitatedSoftware(rawValue: value.text.lowercased()) else {
            let names = ImitatedSoftware.allCases.map(\.rawValue)
            let nearest = NearestName.of(value.text, among: names) ?? names[0]
            throw LanguageError(
                .badValue, "--as wants the name of a mail software that can be imitated.", at: value.range.lowerBound,
                advice: "The nearest one is \(nearest). There are \(ImitatedSoftware.list).")
        }
        return software
    }

    private static let addressOptions = [
        "-4", "-6", "--source", "--source-port", "--proxy-header", "--lmtp", "--timeout",
    ]

    /// - Returns: whether it is an option about addresses and time.
    private mutating func applyAddressOption(_ option: Word, _ rest: inout OptionWords) throws(LanguageError) -> Bool {
        switch option.text {
        case "-4": family = .ipv4
        case "-6": family = .ipv6
        case "--source": source = try rest.text(of: option)
        case "--source-port": sourcePort = try Self.port(rest.value(of: option))
        case "--proxy-header": proxyHeader = try Self.header(rest.value(of: option))
        case "--lmtp": isLMTP = true
        case "--timeout":
            let value = try rest.value(of: option)
            guard let seconds = Settings.seconds(value.text) else {
                throw LanguageError(
                    .badValue, "--timeout wants whole seconds, 1 to \(Settings.maximumSeconds).",
                    at: value.range.lowerBound, advice: "Write --timeout 10.")
            }
            timeout = seconds
        default: return false
        }
        return true
    }

    /// A port of ours as it is written; nil for one that is none.
    public static func sourcePort(_ text: String) -> Int? {
        guard 1...5 ~= text.utf8.count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text),
            1...65_535 ~= port
        else { return nil }
        return port
    }

    private static func port(_ value: Word) throws(LanguageError) -> Int {
        guard let port = sourcePort(value.text) else {
            throw LanguageError(
                .badValue, "--source-port wants a number from 1 to 65535.", at: value.range.lowerBound,
                advice: "Write --source-port 4711; ports below 1024 need the rights for them.")
        }
        return port
    }

    private static func header(_ value: Word) throws(LanguageError) -> ProxyHeader {
        do throws(ProxyHeaderError) {
            return try ProxyHeader(parsing: value.text)
        } catch {
            throw LanguageError(
                .badValue, "--proxy-header: \(error)", at: value.range.lowerBound,
                advice: "Write --proxy-header \"v1 192.0.2.7:4711 198.51.100.1:25\"; :help proxy-header tells more.")
        }
    }

    /// True when LMTP is asked for, whose sessions begin with LHLO.
    /// - SeeAlso: RFC 2033
    var wantsLMTP: Bool {
        if isLMTP { return true }
        guard case .text(let text) = target else { return false }
        return Array(text.utf8).hasPrefix(ignoringCase: "lmtp:")
    }

    /// Whether `--lmtp` changes the port, since the target names none and no scheme that has one.
    public var needsLMTPPort: Bool {
        guard isLMTP, case .text(let text) = target else { return false }
        let parts = TargetParts(text)
        return !parts.isSocket && parts.port == nil && (parts.scheme == nil || parts.scheme == "smtp")
    }

    /// The target as a label: escaped, and short enough for a status line to cut.
    public var label: String {
        switch target {
        case .text(let text): Sanitizer.escape(text)
        case .practice(let scenario):
            "practice server" + (scenario.map { " " + Sanitizer.escape($0) } ?? "")
                + (likeness.map { " imitating \($0.title)" } ?? "")
        }
    }
}
