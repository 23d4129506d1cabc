/// Mail server software whose banner, capabilities and wording the practice server can imitate.
public enum ImitatedSoftware: String, Hashable, Sendable, CaseIterable {
    case postfix
    case exim
    case sendmail
    case opensmtpd
    case exchange
    case gmail
    case qmail
}
