/// A reverse-path or a forward-path: what stands in `<…>` after `MAIL FROM:` and `RCPT TO:`.
/// - SeeAlso: RFC 5321 §4.1.2, §4.1.1.3, §4.5.5
public enum MailPath: Hashable, Sendable {
    /// `<>`: nobody is told when this message fails.
    case null
    /// `<Postmaster>` without a domain, which every server must accept as a recipient.
    case postmaster
    /// `<local-part@domain>`.
    case mailbox(Mailbox)

    /// The path with its angle brackets, as it goes on the wire.
    public var bytes: [UInt8] {
        switch self {
        case .null: Array("<>".utf8)
        case .postmaster: Array("<Postmaster>".utf8)
        case .mailbox(let mailbox): [ASCII.less] + mailbox.bytes + [ASCII.greater]
        }
    }

    /// The mailbox, when the path names one.
    public var mailbox: Mailbox? {
        switch self {
        case .null, .postmaster: nil
        case .mailbox(let mailbox): mailbox
        }
    }

    /// Whether the path can only be used with SMTPUTF8.
    /// - SeeAlso: RFC 6531 §3.3
    public var needsSMTPUTF8: Bool { mailbox?.needsSMTPUTF8 ?? false }

    /// The path that `address` writes, with or without angle brackets; nil when it breaks a rule of RFC 5321 §4.1.2.
    ///
    /// - Parameter address: `a@b`, `<a@b>`, `<>` or `<postmaster>`.
    public init?(_ address: some Collection<UInt8>) {
        var bytes = Array(address)
        if bytes.first != ASCII.less {
            bytes = [ASCII.less] + bytes + [ASCII.greater]
        }
        var problems = CommandProblems()
        let parsed = PathParser.parse(bytes, from: 0, role: .forward, problems: &problems)
        guard let path = parsed.path, parsed.end == bytes.count, !problems.list.contains(where: \.isError) else {
            return nil
        }
        self = path
    }

    /// The path that `address` writes, as UTF-8.
    public init?(_ address: String) {
        self.init(Array(address.utf8))
    }
}
