public import SMTPProtocol

/// The likely reason of a reply, and the rule that knew its wording.
public struct WordingMatch: Hashable, Sendable {
    /// The rule.
    public let rule: WordingRule
    /// The reason.
    public let reason: ReasonEntry
    /// How bad the reply is, by its code or its enhanced code; nil when it has neither.
    public let severity: Severity?

    init(rule: WordingRule, reason: ReasonEntry, severity: Severity?) {
        self.rule = rule
        self.reason = reason
        self.severity = severity
    }

    /// Who is at fault.
    public var atFault: AtFault { rule.ownFault ?? reason.atFault }
    /// Whether to try again.
    public var retry: Retry { rule.ownRetry ?? reason.retry(after: severity) }
    /// How long one mostly waits before a new try; nil when waiting alone does not help.
    public var usualWait: String? { retry == .later ? rule.ownWait ?? reason.usualWait : nil }
    /// What to do, one suggestion each: the rule's own advice, or what the reason says in general.
    public var advice: [String] { rule.advice.isEmpty ? reason.whatToChange : rule.advice }
    /// Where the wording is known from: `Postfix 3.7.11 source (2024-03)`.
    public var source: String { "\(rule.source) (\(rule.date))" }
}
