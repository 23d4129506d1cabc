import MailTraces
import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore

/// One finding of a foreign text, explained, as text and as JSON.
struct FindingListing {
    let finding: TraceFinding
    let paint: Paint
    let isASCII: Bool

    /// What the reply or the status means; nil when the text gives words alone.
    var explanation: Explanation? {
        if let reply = finding.reply { return Explanation(of: reply, answering: finding.stage) }
        return finding.status.map { Explanation(ofStatus: $0) }
    }

    /// The likely reason, when the wording is known.
    var match: WordingMatch? {
        let wordings = ReferenceTables.shared.wordings
        if let reply = finding.reply {
            let wording = ReplyWording(reply)
            return wordings.match(
                ReplyWording(code: wording.code, enhanced: wording.enhanced ?? finding.status, text: wording.text),
                answering: finding.stage)
        }
        return wordings.match(
            ReplyWording(code: nil, enhanced: finding.status ?? impliedStatus, text: finding.words),
            answering: finding.stage)
    }

    /// Words alone tell by what became of the message whether they are about a failure for now or for good.
    private var impliedStatus: EnhancedStatusCode? {
        switch finding.outcome {
        case .delayed: EnhancedStatusCode(statusClass: 4, subject: 0, detail: 0)
        case .failed: EnhancedStatusCode(statusClass: 5, subject: 0, detail: 0)
        case .delivered, .relayed, .expanded, nil: nil
        }
    }

    /// Lines without their ends: where it stands and whom it is about, then the reply and the explanation.
    func lines(withPlace: Bool) -> [String] {
        var lines = withPlace ? [place] : []
        if !finding.words.isEmpty || explanation == nil { lines.append("words: " + escaped(finding.words)) }
        if let explanation {
            lines +=
                ExplanationListing(
                    explanation: explanation, reply: finding.reply, paint: paint, isASCII: isASCII
                ).lines
        } else if let outcome = finding.outcome {
            lines.append("outcome: \(outcome.rawValue)")
        }
        return lines + likely
    }

    /// The likely reason in words, when a failure has one.
    private var likely: [String] {
        guard let match, match.atFault != .nobody else { return [] }
        var lines = ["likely: \(match.reason.title), at fault: \(match.atFault.words)"]
        if let wait = match.usualWait { lines.append("usual wait: \(wait)") }
        lines += match.advice.map { "advice: \($0)" }
        let software = match.rule.software.map { "\($0); " } ?? ""
        lines.append("known from: \(software)\(match.source)")
        return lines.map { OwnText.shown($0, ascii: isASCII) }
    }

    /// `line 12, RCPT, bob@example.net at mx.example.net: failed`.
    private var place: String {
        let lines = finding.lines
        var parts = [
            lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound) to \(lines.upperBound)"
        ]
        if finding.stage != .any { parts.append("answers \(finding.stage.words)") }
        if let recipient = finding.recipient { parts.append("for " + escaped(recipient)) }
        if let host = finding.host { parts.append("from " + escaped(host)) }
        if let outcome = finding.outcome { parts.append(outcome.rawValue) }
        return paint.bold(parts.joined(separator: ", ") + ":")
    }

    /// The explanation as a JSON object, with what the text says besides.
    var json: JSON {
        var members: [(name: String, value: JSON)] = []
        if let explanation,
            case .object(let known) = ExplanationListing(
                explanation: explanation, reply: finding.reply, paint: paint, isASCII: isASCII
            ).json
        {
            let match = match
            members = known.map { member in
                guard let match, match.atFault != .nobody else { return member }
                // The wording knows more than the code.
                switch member.name {
                case "fault": return ("fault", .string(match.atFault.whoCanAct.words))
                case "retry": return ("retry", .string(match.retry.rawValue))
                default: return member
                }
            }
        } else {
            members = [("code", .null), ("severity", .null), ("headline", .null), ("enhanced", .null), ("text", .null)]
        }
        return .object(
            members + reason + [
                ("answers", .string(finding.stage.token)), ("format", .string(finding.format.rawValue)),
                ("line", .number(finding.lines.lowerBound)), ("lastLine", .number(finding.lines.upperBound)),
                ("recipient", text(finding.recipient)), ("host", text(finding.host)),
                ("outcome", .optional(finding.outcome?.rawValue)),
                ("words", finding.words.isEmpty ? .null : text(finding.words)),
            ])
    }

    private var reason: [(name: String, value: JSON)] {
        guard let match else {
            return [("reason", .null), ("atFault", .null), ("advice", .array([])), ("likely", .null)]
        }
        return [
            ("reason", .string(match.reason.slug)), ("atFault", .string(match.atFault.rawValue)),
            ("advice", .array(match.advice.map(JSON.string))),
            (
                "likely",
                .object([
                    ("title", .string(match.reason.title)), ("rule", .string(match.rule.name)),
                    ("software", .optional(match.rule.software)), ("source", .string(match.source)),
                    ("usualWait", .optional(match.usualWait)),
                ])
            ),
        ]
    }

    private func text(_ bytes: [UInt8]?) -> JSON { .optional(bytes.map { String(decoding: $0, as: UTF8.self) }) }

    private func escaped(_ bytes: [UInt8]) -> String {
        Sanitizer.escape(bytes, style: isASCII ? .ascii : .unicode)
    }
}
