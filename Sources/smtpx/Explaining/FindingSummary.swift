import MailTraces
import SMTPProtocol
import SMTPReference
import SafeText

/// Many findings counted by their reasons, the most frequent first.
struct FindingSummary {
    private struct Row {
        var count = 0
        var reason: String?
        var severity: Severity?
        var example: [UInt8] = []
    }

    private var rows: [String: Row] = [:]
    private var outcomes: [TraceOutcome: Int] = [:]

    mutating func add(_ listing: FindingListing) {
        let explanation = listing.explanation
        let finding = listing.finding
        let match = listing.match
        let name = match?.reason.title ?? explanation.map { "Not recognised: \($0.headline)" } ?? "Not recognised"
        if rows[name] == nil {
            rows[name] = Row(
                reason: match?.reason.slug, severity: explanation?.severity,
                example: finding.reply.map { Array($0.bytes.prefix(200)) } ?? Array(finding.words.prefix(200)))
        }
        rows[name]?.count += 1
        if let outcome = finding.outcome { outcomes[outcome, default: 0] += 1 }
    }

    private var sorted: [(name: String, row: Row)] {
        rows.map { ($0.key, $0.value) }.sorted { ($1.row.count, $0.name) < ($0.row.count, $1.name) }
    }

    func lines(paint: Paint, isASCII: Bool) -> [String] {
        let width = rows.values.map { "\($0.count)".count }.max() ?? 1
        var lines: [String] = []
        for (name, row) in sorted {
            let count = "\(row.count)"
            let padding = String(repeating: " ", count: width - count.count)
            let word = DisplayWidth.pad(SeverityWords.short(row.severity), to: 4)
            lines.append("\(padding)\(count)  \(paint.severity(row.severity, word))  \(name)")
            let example = Sanitizer.escape(
                row.example.prefix { $0 != 0x0D && $0 != 0x0A }, style: isASCII ? .ascii : .unicode)
            lines.append(String(repeating: " ", count: width + 8) + "such as: \(example)")
        }
        let known = TraceOutcome.allCases.compactMap { outcome in
            outcomes[outcome].map { "\($0) \(outcome.rawValue)" }
        }
        if !known.isEmpty { lines.append("recipients: " + known.joined(separator: ", ")) }
        return lines
    }

    var json: JSON {
        .object([
            (
                "reasons",
                .array(
                    sorted.map { name, row in
                        .object([
                            ("reason", .optional(row.reason)), ("title", .string(name)),
                            ("severity", .string(SeverityWords.long(row.severity))),
                            ("count", .number(row.count)),
                            ("example", .string(String(decoding: row.example, as: UTF8.self))),
                        ])
                    })
            ),
            (
                "outcomes",
                .object(
                    TraceOutcome.allCases.compactMap { outcome in
                        outcomes[outcome].map { (outcome.rawValue, .number($0)) }
                    })
            ),
        ])
    }
}
