/// The verb of a command line: its first word, without regard to case.
///
/// Verbs of RFC 5321, of its extensions and of common vendors have a case of their own; every other word is kept as
/// ``other(_:)``, in capitals.
/// - SeeAlso: RFC 5321 §4.1.1, §2.4 (verbs are not case-sensitive)
public enum Verb: Hashable, Sendable {
    case helo, ehlo, lhlo
    case mail, rcpt, data, bdat, burl
    case rset, noop, quit
    case vrfy, expn, help
    case starttls, auth
    case etrn, atrn, turn
    case send, soml, saml
    case xclient, xforward
    case other(String)

    /// The verb that `word` names.
    public init(ascii word: some Collection<UInt8>) {
        let upper = String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
        self = Self.byName[upper] ?? .other(upper)
    }

    /// The verb in capitals, as it is written in the RFCs.
    public var name: String {
        switch self {
        case .helo: "HELO"
        case .ehlo: "EHLO"
        case .lhlo: "LHLO"
        case .mail: "MAIL"
        case .rcpt: "RCPT"
        case .data: "DATA"
        case .bdat: "BDAT"
        case .burl: "BURL"
        case .rset: "RSET"
        case .noop: "NOOP"
        case .quit: "QUIT"
        case .vrfy: "VRFY"
        case .expn: "EXPN"
        case .help: "HELP"
        case .starttls: "STARTTLS"
        case .auth: "AUTH"
        case .etrn: "ETRN"
        case .atrn: "ATRN"
        case .turn: "TURN"
        case .send: "SEND"
        case .soml: "SOML"
        case .saml: "SAML"
        case .xclient: "XCLIENT"
        case .xforward: "XFORWARD"
        case .other(let name): name
        }
    }

    /// All verbs that have a case of their own, in the order in which a session usually needs them.
    public static let known: [Verb] = [
        .ehlo, .helo, .lhlo, .starttls, .auth, .mail, .rcpt, .data, .bdat, .burl, .rset, .noop, .vrfy, .expn, .help,
        .etrn, .atrn, .turn, .send, .soml, .saml, .xclient, .xforward, .quit,
    ]

    /// False for a word that is kept only as it was typed.
    public var isKnown: Bool {
        switch self {
        case .other: false
        case .helo, .ehlo, .lhlo, .mail, .rcpt, .data, .bdat, .burl, .rset, .noop, .quit, .vrfy, .expn, .help,
            .starttls,
            .auth, .etrn, .atrn, .turn, .send, .soml, .saml, .xclient, .xforward:
            true
        }
    }

    /// Whether the verb opens a mail transaction: MAIL and its three obsolete kin.
    /// - SeeAlso: RFC 5321 §4.1.1.2; RFC 821 §3.4
    public var opensTransaction: Bool {
        switch self {
        case .mail, .send, .soml, .saml: true
        case .helo, .ehlo, .lhlo, .rcpt, .data, .bdat, .burl, .rset, .noop, .quit, .vrfy, .expn, .help, .starttls,
            .auth,
            .etrn, .atrn, .turn, .xclient, .xforward, .other:
            false
        }
    }

    /// Whether the verb introduces the client: EHLO, HELO, and LHLO in LMTP.
    /// - SeeAlso: RFC 5321 §4.1.1.1; RFC 2033 §4.1
    public var isHello: Bool {
        switch self {
        case .helo, .ehlo, .lhlo: true
        case .mail, .rcpt, .data, .bdat, .burl, .rset, .noop, .quit, .vrfy, .expn, .help, .starttls, .auth, .etrn,
            .atrn,
            .turn, .send, .soml, .saml, .xclient, .xforward, .other:
            false
        }
    }

    private static let byName = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0) })
}

extension Verb: CustomStringConvertible {
    /// The verb's ``name``.
    public var description: String { name }
}
