import SafeText

/// The name of a setting, as `:set` takes it.
public enum Setting: String, Hashable, Sendable, CaseIterable {
    case timeoutConnect = "timeout.connect"
    case timeoutGreeting = "timeout.greeting"
    case timeoutHello = "timeout.hello"
    case timeoutMail = "timeout.mail"
    case timeoutRcpt = "timeout.rcpt"
    case timeoutData = "timeout.data"
    case timeoutAccept = "timeout.accept"
    case timeoutOther = "timeout.other"
    case timeoutReply = "timeout.reply"
    case timeoutQuit = "timeout.quit"
    case timestamps
    case latency
    case view
    case bytes
    case ascii
    case color
    case ehlo
    case lineEndings = "line-endings"
    case allowPlaintextAuth = "allow-plaintext-auth"
    case mode
    case theme
    case mouse
    case wrap
    case timing
    case suggestions
    case highlight
    case codesBy = "codes-by"

    /// The setting of this name.
    /// - Throws: `LanguageError` with the nearest name.
    init(named name: String, at position: Int?) throws(LanguageError) {
        let name = name.lowercased()
        if let setting = Setting(rawValue: name == "colour" ? "color" : name) {
            self = setting
            return
        }
        let nearest = NearestName.of(name, among: Self.allCases.map(\.rawValue)) ?? Self.timestamps.rawValue
        throw LanguageError(
            .unknownSetting, "There is no setting \(Sanitizer.escape(String(name.prefix(40)))).", at: position,
            advice: "The nearest name is \(nearest). :set alone lists all settings.")
    }

    /// What the setting does, in a few words.
    public var summary: String {
        switch self {
        case .timeoutConnect: "how long a connection may take"
        case .timeoutGreeting: "how long to wait for the greeting (RFC 5321 4.5.3.2.1)"
        case .timeoutHello: "how long to wait for the reply to HELO, EHLO or LHLO"
        case .timeoutMail: "how long to wait for the reply to MAIL (RFC 5321 4.5.3.2.2)"
        case .timeoutRcpt: "how long to wait for the reply to RCPT (RFC 5321 4.5.3.2.3)"
        case .timeoutData: "how long to wait for the 354 to DATA (RFC 5321 4.5.3.2.4)"
        case .timeoutAccept: "how long to wait for the reply to the end of data (RFC 5321 4.5.3.2.6)"
        case .timeoutOther: "how long to wait for the reply to any other command"
        case .timeoutReply: "how long one reply may take from its first byte to its last"
        case .timeoutQuit: "how long :quit waits for the goodbye of the server"
        case .timestamps: "show the time of day with each event"
        case .latency: "show how long each reply took"
        case .view: "show every byte as it goes over the wire, or text"
        case .bytes: "show control bytes such as CR and LF as pictures: the older name of view bytes"
        case .ascii: "show only ASCII; everything else is escaped"
        case .color: "when to use colours"
        case .ehlo: "who we are in an EHLO that the explorer sends by itself; auto for our address"
        case .lineEndings: "whether :message makes CRLF of a CR or LF alone, or keeps them"
        case .allowPlaintextAuth: "let AUTH go out unasked where everyone on the way can read it"
        case .theme: "the colours of the screen"
        case .mouse: "whether clicks and the wheel are for the explorer; off leaves them to the terminal"
        case .wrap: "wrap long lines in the transcript, or cut them at the edge"
        case .timing: "show a lane with a bar for how long each reply took"
        case .suggestions: "suggest in grey how the line could go on"
        case .highlight: "colour the parts of the line while you type"
        case .codesBy: "how the panel groups the codes"
        case .mode: "what to ask before a message is committed: safe always, normal once a remote host, free never"
        }
    }

    /// What a value of it looks like.
    public var valueForm: String {
        switch self {
        case .timeoutConnect, .timeoutGreeting, .timeoutHello, .timeoutMail, .timeoutRcpt, .timeoutData,
            .timeoutAccept, .timeoutOther, .timeoutReply, .timeoutQuit:
            "SECONDS"
        case .timestamps, .latency, .bytes, .ascii, .mouse, .wrap, .timing, .suggestions, .highlight: "on|off"
        case .theme: "default|light|dark|projector|mono|deutan"
        case .codesBy: "severity|category|command"
        case .view: "bytes|text"
        case .color: "auto|always|never"
        case .ehlo: "NAME|auto"
        case .lineEndings: "normalize|keep"
        case .allowPlaintextAuth: "yes|no"
        case .mode: "safe|normal|free"
        }
    }
}
