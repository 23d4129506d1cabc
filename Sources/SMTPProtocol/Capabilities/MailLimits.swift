/// What a server limits, as it says in its reply to EHLO.
///
///     S: 250 LIMITS RCPTMAX=10 MAILMAX=5
///
/// - SeeAlso: RFC 9422 §3
public struct MailLimits: Hashable, Sendable {
    /// The most messages in one session.
    public var messages: UInt64?
    /// The most recipients of one message.
    public var recipients: UInt64?
    /// The most different domains of the recipients of one message.
    public var recipientDomains: UInt64?

    /// Reads the words behind LIMITS. Names that are not known, and values that are no number above zero, are passed over.
    init(words: [[UInt8]]) {
        for word in words {
            guard let equals = word.firstIndex(of: ASCII.equals),
                let value = Decimal.value(of: word[(equals + 1)...]), value > 0
            else { continue }
            let name = word[..<equals]
            if ASCII.equal(name, "MAILMAX") { messages = value }
            if ASCII.equal(name, "RCPTMAX") { recipients = value }
            if ASCII.equal(name, "RCPTDOMAINMAX") { recipientDomains = value }
        }
    }
}

extension CapabilitySet {
    /// What the server limits; nil when it does not say.
    public var limits: MailLimits? { self["LIMITS"].map { MailLimits(words: $0.words) } }
}
