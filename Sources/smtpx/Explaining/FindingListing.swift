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

    /// Lines without their ends: where it stands and whom it is about, then the reply and the explanation.
    func lines(withPlace: Bool) -> [String] {
        var lines = withPlace ? [place] : []
        if let explanation {
            let listing = ExplanationListing(
                explanation: explanation, reply: finding.reply, paint: paint, isASCII: isASCII)
            if !finding.words.isEmpty { lines.append("words: " + escaped(finding.words)) }
            return lines + listing.lines
        }
        lines.append("words: " + escaped(finding.words))
        if let outcome = finding.outcome { lines.append("outcome: \(outcome.rawValue)") }
        return lines
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
            members = known
        } else {
            members = [("code", .null), ("severity", .null), ("headline", .null), ("enhanced", .null), ("text", .null)]
        }
        return .object(
            members + [
                ("answers", .string(finding.stage.token)), ("format", .string(finding.format.rawValue)),
                ("line", .number(finding.lines.lowerBound)), ("lastLine", .number(finding.lines.upperBound)),
                ("recipient", text(finding.recipient)), ("host", text(finding.host)),
                ("outcome", .optional(finding.outcome?.rawValue)),
                ("words", finding.words.isEmpty ? .null : text(finding.words)),
            ])
    }

    private func text(_ bytes: [UInt8]?) -> JSON { .optional(bytes.map { String(decoding: $0, as: UTF8.self) }) }

    private func escaped(_ bytes: [UInt8]) -> String {
        Sanitizer.escape(bytes, style: isASCII ? .ascii : .unicode)
    }
}
