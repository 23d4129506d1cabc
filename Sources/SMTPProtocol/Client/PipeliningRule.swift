/// Which commands may stand inside a group that is sent in one go, and which must end it.
/// - SeeAlso: RFC 2920 §3.1
public struct PipeliningRule: Hashable, Sendable {
    /// Why the command must be the last of its group, in a few plain words.
    public let reason: String
    /// Where that is written.
    public let source: String

    /// The rule for a command that must be the last of its group; nil for one that may stand anywhere.
    public static func mustBeLast(_ verb: Verb) -> PipeliningRule? {
        switch verb {
        case .starttls:
            PipeliningRule(
                reason: "what follows it would be sent in the clear, or be thrown away", source: "RFC 3207 §4")
        case .auth: PipeliningRule(reason: "the server may ask something back", source: "RFC 4954 §4")
        case .data: PipeliningRule(reason: "what follows it becomes content if the server says 354", source: rules)
        case .ehlo, .helo, .lhlo: PipeliningRule(reason: "its reply says what may be sent next", source: rules)
        case .quit: PipeliningRule(reason: "the server reads nothing behind it", source: rules)
        case .vrfy, .expn, .noop, .help, .turn, .etrn, .atrn:
            PipeliningRule(reason: "the client waits for its reply", source: rules)
        case .xclient: PipeliningRule(reason: "the session begins anew behind it", source: "Postfix XCLIENT_README")
        case .mail, .rcpt, .bdat, .burl, .rset, .send, .soml, .saml, .xforward, .other: nil
        }
    }

    private static let rules = "RFC 2920 §3.1"
}
