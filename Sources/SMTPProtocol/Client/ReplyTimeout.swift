/// Which of RFC 5321's waiting times applies to a reply.
/// - SeeAlso: RFC 5321 §4.5.3.2
public enum ReplyTimeout: String, Hashable, Sendable, CaseIterable {
    case greeting, hello, mail, rcpt, dataInitiation, dataTermination, other

    /// How long to wait, in seconds, unless the user says otherwise.
    public var seconds: Int {
        switch self {
        case .greeting: Limits.greetingTimeout
        case .hello, .other: Limits.otherTimeout
        case .mail: Limits.mailTimeout
        case .rcpt: Limits.rcptTimeout
        case .dataInitiation: Limits.dataInitiationTimeout
        case .dataTermination: Limits.dataTerminationTimeout
        }
    }

    /// The time for the reply to a command.
    public static func of(_ verb: Verb) -> ReplyTimeout {
        switch verb {
        case .helo, .ehlo, .lhlo: .hello
        case .mail, .send, .soml, .saml: .mail
        case .rcpt: .rcpt
        case .data: .dataInitiation
        case .bdat, .burl: .dataTermination
        case .rset, .noop, .quit, .vrfy, .expn, .help, .starttls, .auth, .etrn, .atrn, .turn, .xclient, .xforward,
            .other:
            .other
        }
    }
}
