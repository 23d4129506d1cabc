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
        /// The built-in practice server.
        case practice
    }

    /// Where to connect to.
    public var target: Target
    /// Which addresses may be used; nil for both kinds.
    public var family: Family?
    /// The address to connect from, as it was written.
    public var source: String?
    /// How long the connection may take, in seconds; nil for the setting.
    public var timeout: Int?

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
        var rest = words[...]
        var target: Word?
        var request = ConnectRequest(.practice)
        while let word = rest.popFirst() {
            guard word.bytes.first == UInt8(ascii: "-"), !word.isQuoted else {
                if target != nil {
                    throw LanguageError(
                        .unexpectedArgument, ":connect takes one target.", at: word.range.lowerBound,
                        advice: "Write :connect HOST:PORT.")
                }
                target = word
                continue
            }
            try request.apply(word, &rest, end: end)
        }
        guard let target, !target.bytes.isEmpty else {
            throw LanguageError(
                .missingArgument, ":connect has no target.", at: end,
                advice: "Write :connect HOST, HOST:PORT, [ADDRESS]:PORT or unix:PATH.")
        }
        guard let text = String(validating: target.bytes, as: UTF8.self) else {
            throw LanguageError(
                .badValue, "The target is not valid UTF-8.", at: target.range.lowerBound,
                advice: "Type the name again in plain letters.")
        }
        request.target = .text(text)
        self = request
    }

    private mutating func apply(
        _ option: Word, _ rest: inout ArraySlice<Word>, end: Int
    ) throws(LanguageError) {
        switch option.text {
        case "-4": family = .ipv4
        case "-6": family = .ipv6
        case "--source": source = try Self.value(of: option, &rest, end: end).text
        case "--timeout":
            let value = try Self.value(of: option, &rest, end: end)
            guard let seconds = Settings.seconds(value.text) else {
                throw LanguageError(
                    .badValue, "--timeout wants whole seconds, 1 to \(Settings.maximumSeconds).",
                    at: value.range.lowerBound, advice: "Write --timeout 10.")
            }
            timeout = seconds
        case let name:
            let nearest = NearestName.of(name, among: ["-4", "-6", "--source", "--timeout"]) ?? "--timeout"
            throw LanguageError(
                .unknownOption, ":connect has no option \(Sanitizer.escape(String(name.prefix(40)))).",
                at: option.range.lowerBound, advice: "The nearest one is \(nearest). :help connect lists them.")
        }
    }

    private static func value(
        of option: Word, _ rest: inout ArraySlice<Word>, end: Int
    ) throws(LanguageError) -> Word {
        guard let value = rest.popFirst() else {
            throw LanguageError(
                .missingArgument, "\(option.text) has no value.", at: end, advice: ":help connect shows the options.")
        }
        return value
    }

    /// True when the target asks for LMTP, whose sessions begin with LHLO.
    /// - SeeAlso: RFC 2033
    var wantsLMTP: Bool {
        guard case .text(let text) = target else { return false }
        return Array(text.utf8).hasPrefix(ignoringCase: "lmtp:")
    }

    /// The target as a label: escaped, and short enough for a status line to cut.
    var label: String {
        switch target {
        case .text(let text): Sanitizer.escape(text)
        case .practice: "practice server"
        }
    }
}
