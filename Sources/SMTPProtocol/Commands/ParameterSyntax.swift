/// One ESMTP parameter of MAIL or RCPT, and the extension that brings it.
public struct ParameterSyntax: Hashable, Sendable {
    /// The keyword in capitals.
    public let keyword: String
    /// Its form: `SIZE=<octets>`.
    public let template: String
    /// What it says, in a few words.
    public let summary: String
    /// The EHLO keyword that a server must offer for it.
    public let extensionKeyword: String
    /// Where it is defined.
    public let source: String
    /// How many bytes the extension adds to the longest line; nil when the parameter's own length is counted.
    /// - SeeAlso: RFC 5321 §4.5.3.1.4
    public let lineIncrement: Int?
    /// What its value may be.
    let form: Form

    /// What a parameter's value may be.
    enum Form: Hashable, Sendable {
        /// No value.
        case absent
        /// Any value, or none.
        case any
        /// A value must stand there.
        case required
        /// One to so many digits.
        case digits(Int)
        /// One of these words.
        case oneOf([String])
        /// One or more of these words with commas between them; the first may only stand alone.
        case list([String])
        /// Text in which bytes are written as `+41`, at most so many bytes long as written.
        case xtext(Int)
        /// A type, `;`, and xtext.
        case typedXtext(Int)
        /// Seconds and a mode: `120;R`.
        case deliverBy
        /// A moment in UTC: `2030-01-31T08:00:00Z`.
        case dateTime
        /// `-9` to `9`.
        case priority
    }

    init(
        _ template: String, _ summary: String, from extensionKeyword: String, _ source: String, adds: Int? = nil,
        _ form: Form
    ) {
        self.keyword = String(template.prefix { $0 != "=" })
        self.template = template
        self.summary = summary
        self.extensionKeyword = extensionKeyword
        self.source = source
        self.lineIncrement = adds
        self.form = form
    }

    /// The parameters of MAIL.
    public static let ofMail: [ParameterSyntax] = [
        ParameterSyntax("SIZE=<octets>", "how big the message is", from: "SIZE", "RFC 1870 §3", adds: 26, .digits(20)),
        ParameterSyntax(
            "BODY=7BIT|8BITMIME|BINARYMIME", "what bytes the content has", from: "8BITMIME", "RFC 6152 §2", adds: 17,
            .oneOf(["7BIT", "8BITMIME", "BINARYMIME"])),
        ParameterSyntax(
            "SMTPUTF8", "addresses or headers hold more than ASCII", from: "SMTPUTF8", "RFC 6531 §3.4", adds: 10,
            .absent),
        ParameterSyntax(
            "RET=FULL|HDRS", "how much of the message a failure report returns", from: "DSN", "RFC 3461 §4.3",
            adds: 107,
            .oneOf(["FULL", "HDRS"])),
        // The 107 bytes that DSN adds to MAIL are counted with RET.
        ParameterSyntax(
            "ENVID=<xtext>", "a name that reports about this message carry", from: "DSN", "RFC 3461 §4.4", .xtext(100)),
        ParameterSyntax(
            "AUTH=<mailbox>|<>", "who gave the message to the first server", from: "AUTH", "RFC 4954 §5", adds: 500,
            .xtext(500)),
        ParameterSyntax(
            "BY=<seconds>;R|N[T]", "when the message must be delivered", from: "DELIVERBY", "RFC 2852 §4", adds: 17,
            .deliverBy),
        ParameterSyntax(
            "HOLDFOR=<seconds>", "keep the message that long before sending it on", from: "FUTURERELEASE",
            "RFC 4865 §3", .digits(9)),
        ParameterSyntax(
            "HOLDUNTIL=<date-time>", "keep the message until then", from: "FUTURERELEASE", "RFC 4865 §3",
            .dateTime),
        ParameterSyntax(
            "MT-PRIORITY=<-9…9>", "how urgent the message is", from: "MT-PRIORITY", "RFC 6710 §3", .priority),
        ParameterSyntax(
            "REQUIRETLS", "only ever send this message with TLS", from: "REQUIRETLS", "RFC 8689 §2", .absent),
        ParameterSyntax(
            "MTRK=<certifier>[:<seconds>]", "the message may be tracked", from: "MTRK", "RFC 3885 §2", .required),
        ParameterSyntax(
            "SOLICIT=<keywords>", "what sort of advertising this is", from: "NO-SOLICITING", "RFC 3865 §2", .required),
        ParameterSyntax("CONPERM", "the content may be converted", from: "CONPERM", "RFC 4141 §4.1", .absent),
        ParameterSyntax(
            "TRANSID=<local@domain>", "a name under which the transfer can be resumed", from: "CHECKPOINT",
            "RFC 1845 §2", .required),
        ParameterSyntax(
            "SUBMITTER=<mailbox>", "who is responsible for sending (an experiment that ended)", from: "SUBMITTER",
            "RFC 4405 §2", .xtext(256)),
        ParameterSyntax("XVERP", "each recipient gets a sender address of its own", from: "XVERP", "Postfix", .any),
        ParameterSyntax(
            "PRDR", "ask for one reply for each recipient after the content", from: "PRDR", "draft-hall-prdr", .absent),
    ]

    /// The parameters of RCPT.
    public static let ofRcpt: [ParameterSyntax] = [
        ParameterSyntax(
            "NOTIFY=NEVER|SUCCESS,FAILURE,DELAY", "when to send a report to the sender", from: "DSN", "RFC 3461 §4.1",
            adds: 500, .list(["NEVER", "SUCCESS", "FAILURE", "DELAY"])),
        // The 500 bytes that DSN adds to RCPT are counted with NOTIFY.
        ParameterSyntax(
            "ORCPT=<type>;<xtext>", "the address that the sender first wrote", from: "DSN", "RFC 3461 §4.2",
            .typedXtext(500)),
        ParameterSyntax(
            "RRVS=<date-time>[;C|R]", "deliver only if the mailbox has had the same owner since then", from: "RRVS",
            "RFC 7293 §3.1", .required),
        ParameterSyntax("CONNEG", "ask what content the recipient can take", from: "CONNEG", "RFC 4141 §5.1", .absent),
    ]

    /// The parameter with this keyword, of MAIL first, then of RCPT.
    public static func of(_ keyword: String) -> ParameterSyntax? { byKeyword[keyword] }

    private static let byKeyword = Dictionary(
        (ofMail + ofRcpt).map { ($0.keyword, $0) }, uniquingKeysWith: { first, _ in first })
}
