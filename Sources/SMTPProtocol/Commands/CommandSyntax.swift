/// What a person needs to know to type a command: its form, what it does, and where that is written.
public struct CommandSyntax: Hashable, Sendable {
    /// The command.
    public let verb: Verb
    /// Its form: `RCPT TO:<forward-path> [parameters]`.
    public let template: String
    /// What it does, in a few words that begin with a verb: `adds one recipient`.
    public let summary: String
    /// Where it is defined: `RFC 5321 §4.1.1.3`.
    public let source: String
    /// The EHLO keyword that a server must offer for it; nil for commands that need none.
    public let extensionKeyword: String?
    /// Whether it is obsolete.
    public let isObsolete: Bool

    init(
        _ verb: Verb, _ template: String, _ summary: String, _ source: String, needs extensionKeyword: String? = nil,
        isObsolete: Bool = false
    ) {
        self.verb = verb
        self.template = template
        self.summary = summary
        self.source = source
        self.extensionKeyword = extensionKeyword
        self.isObsolete = isObsolete
    }

    /// The syntax of a verb; nil when the verb is not in the table.
    public static func of(_ verb: Verb) -> CommandSyntax? { byVerb[verb] }

    /// The ESMTP parameters that the command can have, with the extension that brings each.
    public var parameters: [ParameterSyntax] {
        if verb.opensTransaction { return ParameterSyntax.ofMail }
        return verb == .rcpt ? ParameterSyntax.ofRcpt : []
    }

    private static let byVerb = Dictionary(uniqueKeysWithValues: all.map { ($0.verb, $0) })
}

extension CommandSyntax {
    /// Every command of RFC 5321, of its extensions, of LMTP and of common vendors.
    public static let all: [CommandSyntax] = [
        CommandSyntax(
            .ehlo, "EHLO <domain or [address]>", "says hello and asks what the server offers", "RFC 5321 §4.1.1.1"),
        CommandSyntax(.helo, "HELO <domain>", "says hello the old way, without extensions", "RFC 5321 §4.1.1.1"),
        CommandSyntax(
            .lhlo, "LHLO <domain or [address]>", "says hello in LMTP and asks what the server offers", "RFC 2033 §4.1"),
        CommandSyntax(.starttls, "STARTTLS", "asks to encrypt this connection", "RFC 3207 §4", needs: "STARTTLS"),
        CommandSyntax(
            .auth, "AUTH <mechanism> [initial-response]", "logs in", "RFC 4954 §4", needs: "AUTH"),
        CommandSyntax(
            .mail, "MAIL FROM:<reverse-path> [parameters]", "begins a message and names its sender", "RFC 5321 §4.1.1.2"
        ),
        CommandSyntax(.rcpt, "RCPT TO:<forward-path> [parameters]", "adds one recipient", "RFC 5321 §4.1.1.3"),
        CommandSyntax(
            .data, "DATA", "asks to send the content; it ends with a dot alone on a line", "RFC 5321 §4.1.1.4"),
        CommandSyntax(
            .bdat, "BDAT <octets> [LAST]", "sends that many bytes of content", "RFC 3030 §2", needs: "CHUNKING"),
        CommandSyntax(
            .burl, "BURL <url> [LAST]", "lets the server fetch the content from a mail store", "RFC 4468 §3.1",
            needs: "BURL"),
        CommandSyntax(.rset, "RSET", "forgets the message that was begun", "RFC 5321 §4.1.1.5"),
        CommandSyntax(.noop, "NOOP [text]", "does nothing; the server just answers", "RFC 5321 §4.1.1.9"),
        CommandSyntax(
            .vrfy, "VRFY <user or mailbox>", "asks whether a mailbox exists; few servers tell", "RFC 5321 §4.1.1.6"),
        CommandSyntax(.expn, "EXPN <list>", "asks for the members of a mailing list", "RFC 5321 §4.1.1.7"),
        CommandSyntax(.help, "HELP [topic]", "asks the server for help", "RFC 5321 §4.1.1.8"),
        CommandSyntax(
            .etrn, "ETRN [@]<domain>", "asks the server to send the mail that it holds for a domain", "RFC 1985 §5",
            needs: "ETRN"),
        CommandSyntax(
            .atrn, "ATRN [domain,…]", "swaps roles to receive the mail held for us", "RFC 2645 §5.2.1", needs: "ATRN"),
        CommandSyntax(.quit, "QUIT", "ends the session", "RFC 5321 §4.1.1.10"),
        CommandSyntax(.turn, "TURN", "swaps roles; unsafe", "RFC 821 §4.1.1", isObsolete: true),
        CommandSyntax(
            .send, "SEND FROM:<reverse-path>", "begins a message to a terminal", "RFC 821 §4.1.1", isObsolete: true),
        CommandSyntax(
            .soml, "SOML FROM:<reverse-path>", "begins a message to a terminal or mailbox", "RFC 821 §4.1.1",
            isObsolete: true),
        CommandSyntax(
            .saml, "SAML FROM:<reverse-path>", "begins a message to a terminal and mailbox", "RFC 821 §4.1.1",
            isObsolete: true),
        CommandSyntax(
            .xclient, "XCLIENT <name>=<value> …", "tells the server whom we speak for, and starts the session again",
            "Postfix XCLIENT_README", needs: "XCLIENT"),
        CommandSyntax(
            .xforward, "XFORWARD <name>=<value> …", "tells the server what to write in its log",
            "Postfix XFORWARD_README", needs: "XFORWARD"),
        CommandSyntax(
            .other("CLIENTID"), "CLIENTID <type> <token>", "names the client's device", "draft-storey-smtp-client-id",
            needs: "CLIENTID"),
        CommandSyntax(
            .other("ONEX"), "ONEX", "says that only one message follows", "Sendmail", needs: "ONEX"),
        CommandSyntax(
            .other("VERB"), "VERB [ON|OFF]", "asks for talkative replies", "Sendmail", needs: "VERB"),
        CommandSyntax(.other("XUSR"), "XUSR", "marks the first submission of a message", "Sendmail", needs: "XUSR"),
        CommandSyntax(
            .other("X-ANONYMOUSTLS"), "X-ANONYMOUSTLS", "asks for TLS without certificates", "Microsoft Exchange",
            needs: "X-ANONYMOUSTLS"),
        CommandSyntax(
            .other("X-EXPS"), "X-EXPS <mechanism> [initial-response]", "logs one Exchange server in at another",
            "Microsoft Exchange", needs: "X-EXPS"),
        CommandSyntax(
            .other("XEXCH50"), "XEXCH50 <length> <count>", "sends message properties of Exchange", "Microsoft Exchange",
            needs: "XEXCH50"),
        CommandSyntax(
            .other("X-LINK2STATE"), "X-LINK2STATE <chunk>", "sends routing information of Exchange",
            "Microsoft Exchange", needs: "X-LINK2STATE"),
    ]
}
