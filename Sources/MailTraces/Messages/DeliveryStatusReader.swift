import SMTPProtocol
import SMTPReference

/// The fields of a delivery status notification, one group for each recipient.
///
///     Final-Recipient: rfc822; alice@example.net
///     Action: failed
///     Status: 5.1.1
///     Diagnostic-Code: smtp; 550 5.1.1 User unknown
/// - SeeAlso: RFC 3464 §2.3
struct DeliveryStatusReader {
    private enum Field: CaseIterable {
        case finalRecipient, originalRecipient, action, status, diagnosticCode, remoteMTA, reportingMTA, other

        var name: StaticString {
            switch self {
            case .finalRecipient: "final-recipient:"
            case .originalRecipient: "original-recipient:"
            case .action: "action:"
            case .status: "status:"
            case .diagnosticCode: "diagnostic-code:"
            case .remoteMTA: "remote-mta:"
            case .reportingMTA: "reporting-mta:"
            case .other: "last-attempt-date:"
            }
        }
    }

    private var open: (field: Field, value: [UInt8])?
    private var group: [Field: [UInt8]] = [:]
    private var first = 0
    private var last = 0

    /// What the groups so far say.
    private(set) var found: [TraceFinding] = []

    /// Takes a line; false when it is no field of a report and continues none.
    mutating func take(_ line: TextLine, number: Int) -> Bool {
        if line.trimmed.isEmpty {
            endGroup()
            return false
        }
        if line.first.map(isBlank) == true, var field = open {
            if field.value.count + line.count < MailTraceLimits.open { field.value += [0x0A] + line.trimmed }
            open = field
            last = number
            return true
        }
        endField()
        let line = line.drop { isBlank($0) }
        guard let field = Field.allCases.first(where: { line.beginsFolded(with: $0.name) }) else { return false }
        // A second recipient without a blank line between: some programs write so.
        if field == .finalRecipient, group[.finalRecipient] != nil { endGroup() }
        open = (field, Array(line.dropFirst(field.name.utf8CodeUnitCount).trimmed))
        if group.isEmpty { first = number }
        last = number
        return true
    }

    /// The report is over.
    mutating func finish() { endGroup() }

    private mutating func endField() {
        guard let field = open else { return }
        group[field.field] = field.value
        open = nil
    }

    private mutating func endGroup() {
        endField()
        defer { group = [:] }
        guard group[.finalRecipient] != nil || group[.status] != nil && group[.action] != nil,
            found.count < MailTraceLimits.held
        else { return }
        var diagnostic = Self.typed(group[.diagnosticCode] ?? [])
        // Without it, some programs say what happened in a comment: `Status: 4.0.0 (host name lookup failure)`.
        if diagnostic.isEmpty, let comment = group[.status]?[...].behind("(") {
            diagnostic = comment.last == UInt8(ascii: ")") ? comment.dropLast() : comment
        }
        let said = SaidText(diagnostic)
        let exim = EximText(diagnostic)
        let reply = said.reply ?? exim.reply ?? BounceText.reply(in: diagnostic)
        let status = (group[.status] ?? [])[...].trimmed.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        let recipient = group[.finalRecipient] ?? group[.originalRecipient]
        found.append(
            TraceFinding(
                .deliveryStatus, lines: first...last, reply: reply,
                stage: exim.stage == .any ? said.stage(assuming: nil) : exim.stage,
                status: EnhancedStatusCode(ascii: status) ?? EnhancedStatusCode.atStart(of: diagnostic)?.code,
                outcome: group[.action].flatMap { Self.outcome($0[...]) },
                recipient: recipient.map { Array(Self.typed($0).trimmed.bare) },
                host: group[.remoteMTA].map { Array(Self.typed($0)) } ?? said.host,
                words: reply == nil ? diagnostic.map { $0 == 0x0A ? 0x20 : $0 } : []))
    }

    /// The value without its type: `smtp; 550 …` → `550 …`.
    private static func typed(_ value: [UInt8]) -> TextLine {
        guard let end = value.firstIndex(of: UInt8(ascii: ";")), value[..<end].allSatisfy({ isTypeByte($0) }) else {
            return value[...]
        }
        return value[(end + 1)...].trimmed
    }

    private static func isTypeByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == 0x20 || isDigit(byte) || folded(byte) &- 0x61 < 26
    }

    private static func outcome(_ text: TextLine) -> TraceOutcome? {
        if text.beginsFolded(with: "fail") { return .failed }
        if text.beginsFolded(with: "delay") { return .delayed }
        if text.beginsFolded(with: "deliver") { return .delivered }
        if text.beginsFolded(with: "relay") { return .relayed }
        return text.beginsFolded(with: "expand") ? .expanded : nil
    }
}
