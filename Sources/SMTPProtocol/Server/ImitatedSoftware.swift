/// A mail software whose replies the practice server can imitate.
public enum ImitatedSoftware: String, Hashable, Sendable, CaseIterable {
    case postfix, exim, sendmail, opensmtpd, exchange, gmail, qmail

    /// What it is called.
    public var title: String {
        switch self {
        case .postfix: "Postfix"
        case .exim: "Exim"
        case .sendmail: "Sendmail"
        case .opensmtpd: "OpenSMTPD"
        case .exchange: "Microsoft Exchange"
        case .gmail: "Gmail"
        case .qmail: "qmail"
        }
    }

    /// The names as a list in words, for advice.
    public static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
