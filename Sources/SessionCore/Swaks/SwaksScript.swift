import SMTPProtocol
import SafeText

/// The script that says to a server what a command line of swaks says.
///
///     let script = try SwaksScript(["--to", "a@example.org", "--server", "mx.example.org"], surroundings)
///
/// What swaks does and a script cannot do stands in ``remarks``, and as comments in the script.
public struct SwaksScript: Sendable {
    /// The variable of the environment from which the script takes the password.
    public static let passwordVariable = "SMTPX_PASSWORD"

    /// The lines of the script.
    public internal(set) var lines: [[UInt8]] = []
    /// What is not as it is with swaks, in sentences. Foreign text in them is escaped.
    public internal(set) var remarks: [String] = []
    /// Whether the script needs ``passwordVariable``.
    public internal(set) var needsPassword = false

    let arguments: SwaksArguments
    let surroundings: SwaksSurroundings
    let dialect: SwaksDialect

    /// Translates the arguments of swaks, without the name of the program.
    public init(_ words: [String], _ surroundings: SwaksSurroundings) throws(SwaksError) {
        arguments = try SwaksArguments(words)
        self.surroundings = surroundings
        dialect = try SwaksDialect(arguments)
        try checkOptions()
        try write()
    }

    /// The script as it is written into a file.
    public var text: [UInt8] { lines.flatMap { $0 + [0x0A] } }

    // MARK: Writing

    mutating func add(_ line: String) { lines.append(Array(line.utf8)) }

    /// A line for the server: what would be a variable there is written so that it is none.
    mutating func say(_ line: String, expecting pattern: String?) throws(SwaksError) {
        guard !line.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 }) else {
            throw SwaksError(
                "A value holds a line break or NUL, which would become a command of its own.", advice: "Remove it.")
        }
        lines.append(Array(line.utf8).replacing("${", "$${"))
        if let pattern { add(":expect \(pattern)") }
    }

    /// Says what is not as it is with swaks, here in the script and to the user.
    mutating func remark(_ text: String) {
        remarks.append(text)
        add("# \(text)")
    }

    /// Whether the session ends behind this stage, and the lines that end it.
    mutating func ends(after stage: String) throws(SwaksError) -> Bool {
        if dialect.quitAfter == stage {
            try say("QUIT", expecting: "221")
            return true
        }
        if dialect.dropAfter == stage {
            add(":disconnect")
            return true
        }
        return false
    }
}

/// What the options of swaks say about protocol, security and the end of the session, once they are put together.
struct SwaksDialect {
    private static let protocols: [String: (hello: String, login: Bool, tls: String)] = [
        "smtp": ("HELO", false, ""), "ssmtp": ("EHLO", false, "c"), "ssmtpa": ("EHLO", true, "c"),
        "smtps": ("HELO", false, "c"), "esmtp": ("EHLO", false, ""), "esmtpa": ("EHLO", true, ""),
        "esmtps": ("EHLO", false, "s"), "esmtpsa": ("EHLO", true, "s"), "lmtp": ("LHLO", false, ""),
        "lmtpa": ("LHLO", true, ""), "lmtps": ("LHLO", false, "s"), "lmtpsa": ("LHLO", true, "s"),
    ]

    /// `EHLO`, `HELO` or `LHLO`.
    let hello: String
    /// Whether TLS begins with the first byte.
    let isTLSOnConnect: Bool
    /// Whether STARTTLS is said.
    let usesStartTLS: Bool
    /// Whether the session goes on where STARTTLS is not offered.
    let isStartTLSOptional: Bool
    /// Whether there is a login.
    let usesLogin: Bool
    /// The stage behind which QUIT is said; nil for the end of the message.
    let quitAfter: String?
    /// The stage behind which the connection is closed; nil for none.
    let dropAfter: String?

    init(_ arguments: SwaksArguments) throws(SwaksError) {
        let name = (arguments[.mailProtocol] ?? "esmtp").lowercased()
        guard let known = Self.protocols[name] else {
            throw SwaksError(
                "--protocol takes one of \(Self.protocols.keys.sorted().joined(separator: ", ")).",
                advice: "swaks stops here, too.")
        }
        hello = known.hello
        let isOptional = arguments.has(.tlsOptional) || arguments.has(.tlsOptionalStrict)
        let saysTLS = arguments.has(.tls) || isOptional || arguments.has(.tlsOnConnect)
        usesStartTLS = arguments.has(.tls) || isOptional || (!saysTLS && known.tls == "s")
        isStartTLSOptional = isOptional
        isTLSOnConnect = arguments.has(.tlsOnConnect) || (!saysTLS && known.tls == "c")
        usesLogin =
            known.login || arguments.has(.auth) || arguments.has(.authUser) || arguments.has(.authPass)
            || arguments.has(.authOptional) || arguments.has(.authOptionalStrict)
        quitAfter = try Self.stage(arguments[.quitAfter], of: "quit-after", not: ["data", "dot"])
        dropAfter = try Self.stage(arguments[.dropAfter] ?? arguments[.dropAfterSend], of: "drop-after", not: [])
    }

    /// Whether the session comes as far as MAIL.
    var needsSender: Bool { ![quitAfter, dropAfter].contains { $0.map(Self.early.contains) ?? false } }
    /// Whether the session comes as far as RCPT.
    var needsRecipient: Bool { needsSender && quitAfter != "mail" && dropAfter != "mail" }

    private static let early: Set<String> = ["connect", "first-helo", "tls", "helo", "xclient", "auth"]
    private static let stages = [
        "connect", "first-helo", "tls", "helo", "xclient", "auth", "mail", "rcpt", "data", "dot",
    ]
    private static let aliases = [
        "ehlo": "helo", "lhlo": "helo", "first-ehlo": "first-helo", "first-lhlo": "first-helo", "starttls": "tls",
        "banner": "connect", "from": "mail", "to": "rcpt",
    ]

    private static func stage(
        _ value: String?, of option: String, not excluded: Set<String>
    ) throws(SwaksError) -> String? {
        guard let value, !value.isEmpty else { return nil }
        let name = value.lowercased()
        let stage = aliases[name] ?? name
        guard stages.contains(stage), !excluded.contains(stage) else {
            throw SwaksError(
                "--\(option) takes one of \(stages.filter { !excluded.contains($0) }.joined(separator: ", ")).",
                advice: "swaks stops here, too.")
        }
        return stage
    }
}
