public import SMTPProtocol
public import SafeText

/// What `:set` sets. Times are in whole seconds.
public struct Settings: Hashable, Sendable {
    /// When to use colours.
    public enum ColorUse: String, Hashable, Sendable, CaseIterable {
        /// When the terminal has them and NO_COLOR is not set.
        case auto
        /// Always.
        case always
        /// Never.
        case never
    }

    /// The themes of the screen.
    public enum ThemeName: String, Hashable, Sendable, CaseIterable {
        /// On the terminal's own background, for dark and light ones.
        case `default`
        /// For a light background.
        case light
        /// For a dark background.
        case dark
        /// Large contrast on a painted background, to be read from the last row.
        case projector
        /// Without colours.
        case mono
        /// For people who do not tell red from green.
        case deutan
    }

    /// How the panel groups the codes.
    public enum CodeGrouping: String, Hashable, Sendable, CaseIterable {
        /// By how serious they are: the first digit.
        case severity
        /// By what they are about: the second digit.
        case category
        /// By the command that they answer.
        case command
    }

    /// The longest time that can be set: one day.
    public static let maximumSeconds = 86_400
    /// How long `:quit` waits for the goodbye when nothing else is set.
    public static let standardQuitSeconds = 10

    /// How long a connection may take.
    public var connectTimeout = Limits.connectTimeout
    /// How long to wait for the greeting.
    public var greetingTimeout = Limits.greetingTimeout
    /// How long to wait for the reply to HELO, EHLO or LHLO.
    public var helloTimeout = Limits.otherTimeout
    /// How long to wait for the reply to MAIL.
    public var mailTimeout = Limits.mailTimeout
    /// How long to wait for the reply to RCPT.
    public var rcptTimeout = Limits.rcptTimeout
    /// How long to wait for the 354 to DATA.
    public var dataTimeout = Limits.dataInitiationTimeout
    /// How long to wait for the reply to the end of data.
    public var acceptTimeout = Limits.dataTerminationTimeout
    /// How long to wait for any other reply.
    public var otherTimeout = Limits.otherTimeout
    /// How long one reply may take from its first byte to its last.
    public var wholeReplyTimeout = Limits.replyAbsoluteTimeout
    /// How long `:quit` waits for the goodbye.
    public var quitTimeout = Settings.standardQuitSeconds
    /// Show the time of day with each event.
    public var timestamps = true
    /// Show how long each reply took.
    public var latency = true
    /// Show control bytes as pictures.
    public var bytes = false
    /// Show only ASCII.
    public var ascii = false
    /// When to use colours.
    public var color = ColorUse.auto
    /// Who we are in an EHLO that the explorer sends by itself: a domain or an address literal; nil for our address.
    /// - SeeAlso: RFC 5321 §4.1.1.1
    public var ehlo: String?
    /// What `:message` makes of line endings that are not CRLF.
    /// - SeeAlso: RFC 5321 §2.3.8
    public var lineEndings = DotStuffing.LineEndings.normalized
    /// Whether AUTH goes out on a connection without encryption, and nobody is asked.
    public var allowsPlaintextAuth = false
    /// What is asked before something has the server take a message.
    public var mode = CommitMode.normal

    /// The colours of the screen.
    public var theme = ThemeName.default
    /// Whether clicks and the wheel are for the explorer.
    public var mouse = true
    /// Whether long lines of the transcript are wrapped.
    public var wrap = true
    /// Whether the transcript has a lane with a bar for each wait.
    public var timing = false
    /// Whether a way to go on is suggested in grey.
    public var suggestions = true
    /// Whether the parts of the typed line are coloured.
    public var highlight = true
    /// How the panel groups the codes.
    public var codesBy = CodeGrouping.severity

    /// The usual settings.
    public init() {}

    /// The usual settings of line mode: without times of day, which a screen reader would read out each time.
    public static var lineMode: Settings {
        var settings = Settings()
        settings.timestamps = false
        return settings
    }

    /// The style in which foreign text is escaped.
    public var escapeStyle: EscapeStyle { ascii ? .ascii : .unicode }

    /// Sets every wait for a reply, and the connect timeout, to the same number of seconds, as `--timeout` does.
    public mutating func setAllTimeouts(seconds: Int) {
        let seconds = min(max(seconds, 1), Self.maximumSeconds)
        for setting in Setting.allCases where setting.valueForm == "SECONDS" && setting != .timeoutQuit {
            write(seconds, setting)
        }
    }

    /// How long to wait for a reply of this kind.
    public func seconds(for timeout: ReplyTimeout) -> Int {
        switch timeout {
        case .greeting: greetingTimeout
        case .hello: helloTimeout
        case .mail: mailTimeout
        case .rcpt: rcptTimeout
        case .dataInitiation: dataTimeout
        case .dataTermination: acceptTimeout
        case .other: otherTimeout
        }
    }

    /// Sets one setting from its written value.
    /// - Throws: `LanguageError` when the name is unknown or the value does not suit it.
    public mutating func set(_ name: String, to value: String) throws(LanguageError) {
        try set(Setting(named: name, at: nil), to: value)
    }

    /// Sets one setting from its written value.
    /// - Throws: `LanguageError` when the value does not suit it.
    public mutating func set(_ setting: Setting, to value: String) throws(LanguageError) {
        try Self.check(value, for: setting, at: nil)
        switch setting {
        case .timestamps: timestamps = Self.isOn(value)
        case .latency: latency = Self.isOn(value)
        case .bytes: bytes = Self.isOn(value)
        case .view: bytes = value.lowercased() == "bytes"
        case .ascii: ascii = Self.isOn(value)
        case .color: color = ColorUse(rawValue: value.lowercased()) ?? color
        case .ehlo: ehlo = Self.isAutomaticName(value) ? nil : value
        case .lineEndings: lineEndings = value.lowercased() == "keep" ? .verbatim : .normalized
        case .allowPlaintextAuth: allowsPlaintextAuth = value.lowercased() == "yes"
        case .mode: mode = CommitMode(rawValue: value.lowercased()) ?? mode
        case .theme: theme = ThemeName(rawValue: value.lowercased()) ?? theme
        case .mouse: mouse = Self.isOn(value)
        case .wrap: wrap = Self.isOn(value)
        case .timing: timing = Self.isOn(value)
        case .suggestions: suggestions = Self.isOn(value)
        case .highlight: highlight = Self.isOn(value)
        case .codesBy: codesBy = CodeGrouping(rawValue: value.lowercased()) ?? codesBy
        case .timeoutConnect, .timeoutGreeting, .timeoutHello, .timeoutMail, .timeoutRcpt, .timeoutData,
            .timeoutAccept, .timeoutOther, .timeoutReply, .timeoutQuit:
            if let seconds = Self.seconds(value) { write(seconds, setting) }
        }
    }

    /// The value of a setting as `:set` would take it.
    public func value(of setting: Setting) -> String {
        switch setting {
        case .timeoutConnect: "\(connectTimeout)"
        case .timeoutGreeting: "\(greetingTimeout)"
        case .timeoutHello: "\(helloTimeout)"
        case .timeoutMail: "\(mailTimeout)"
        case .timeoutRcpt: "\(rcptTimeout)"
        case .timeoutData: "\(dataTimeout)"
        case .timeoutAccept: "\(acceptTimeout)"
        case .timeoutOther: "\(otherTimeout)"
        case .timeoutReply: "\(wholeReplyTimeout)"
        case .timeoutQuit: "\(quitTimeout)"
        case .timestamps: timestamps ? "on" : "off"
        case .latency: latency ? "on" : "off"
        case .bytes: bytes ? "on" : "off"
        case .view: bytes ? "bytes" : "text"
        case .ascii: ascii ? "on" : "off"
        case .color: color.rawValue
        case .ehlo: ehlo ?? "auto"
        case .lineEndings: lineEndings == .verbatim ? "keep" : "normalize"
        case .allowPlaintextAuth: allowsPlaintextAuth ? "yes" : "no"
        case .mode: mode.rawValue
        case .theme: theme.rawValue
        case .mouse: mouse ? "on" : "off"
        case .wrap: wrap ? "on" : "off"
        case .timing: timing ? "on" : "off"
        case .suggestions: suggestions ? "on" : "off"
        case .highlight: highlight ? "on" : "off"
        case .codesBy: codesBy.rawValue
        }
    }

    private mutating func write(_ seconds: Int, _ setting: Setting) {
        switch setting {
        case .timeoutConnect: connectTimeout = seconds
        case .timeoutGreeting: greetingTimeout = seconds
        case .timeoutHello: helloTimeout = seconds
        case .timeoutMail: mailTimeout = seconds
        case .timeoutRcpt: rcptTimeout = seconds
        case .timeoutData: dataTimeout = seconds
        case .timeoutAccept: acceptTimeout = seconds
        case .timeoutOther: otherTimeout = seconds
        case .timeoutReply: wholeReplyTimeout = seconds
        case .timeoutQuit: quitTimeout = seconds
        case .timestamps, .latency, .view, .bytes, .ascii, .color, .ehlo, .lineEndings, .allowPlaintextAuth, .mode,
            .theme, .mouse, .wrap, .timing, .suggestions, .highlight, .codesBy:
            break
        }
    }

    /// Judges a value before it is set.
    static func check(_ value: String, for setting: Setting, at position: Int?) throws(LanguageError) {
        let isGood: Bool
        var form = setting.valueForm
        switch setting {
        case .timeoutConnect, .timeoutGreeting, .timeoutHello, .timeoutMail, .timeoutRcpt, .timeoutData,
            .timeoutAccept, .timeoutOther, .timeoutReply, .timeoutQuit:
            isGood = seconds(value) != nil
            form = "whole seconds, 1 to \(maximumSeconds)"
        case .timestamps, .latency, .bytes, .ascii, .mouse, .wrap, .timing, .suggestions, .highlight:
            isGood = ["on", "off"].contains(value.lowercased())
        case .view: isGood = ["bytes", "text"].contains(value.lowercased())
        case .color: isGood = ColorUse(rawValue: value.lowercased()) != nil
        case .ehlo:
            isGood = isAutomaticName(value) || isName(value)
            form = "a domain such as lab.example.org, an address such as [192.0.2.1], or auto"
        case .lineEndings: isGood = ["normalize", "keep"].contains(value.lowercased())
        case .allowPlaintextAuth: isGood = ["yes", "no"].contains(value.lowercased())
        case .theme: isGood = ThemeName(rawValue: value.lowercased()) != nil
        case .codesBy: isGood = CodeGrouping(rawValue: value.lowercased()) != nil
        case .mode: isGood = CommitMode(rawValue: value.lowercased()) != nil
        }
        guard !isGood else { return }
        let shown = Sanitizer.escape(String(value.prefix(40)))
        throw LanguageError(
            .badValue, "\(setting.rawValue) cannot be \(shown).", at: position, advice: "It takes \(form).")
    }

    /// Whole seconds from 1 to a day, or nil.
    static func seconds(_ text: String) -> Int? {
        guard text.utf8.count <= 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            (1...maximumSeconds).contains(number)
        else { return nil }
        return number
    }

    private static func isAutomaticName(_ value: String) -> Bool { value.isEmpty || value.lowercased() == "auto" }

    /// Whether EHLO may carry the name.
    private static func isName(_ value: String) -> Bool {
        let command = Command(parsing: Array("EHLO \(value)".utf8))
        return !command.hasErrors && command.arguments == .domain(Array(value.utf8))
    }

    private static func isOn(_ value: String) -> Bool { value.lowercased() == "on" }
}
