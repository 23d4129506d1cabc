import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore

/// How `smtpx codes` prints the table.
enum CodeFormat: String, CaseIterable {
    case table, tsv, json, markdown, html
}

/// The table of codes as text.
struct CodeListing {
    let found: SearchResult
    /// Whether the query asked for something; without one, enhanced codes are left out of the table.
    let isSearch: Bool
    let paint: Paint
    let isASCII: Bool

    func text(_ format: CodeFormat) -> String {
        switch format {
        case .table: table
        case .tsv: tsv
        case .json: json
        case .markdown: markdown
        case .html: CodePage(found: found).text
        }
    }

    private var table: String {
        var lines: [String] = []
        for severity in Severity.allCases {
            let entries = found.replyCodes.filter { $0.severity == severity }
            guard !entries.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            lines.append(paint.bold(SeverityWords.heading(severity)))
            for entry in entries.sorted(by: { $0.code < $1.code }) { lines.append(row(entry)) }
        }
        if isSearch, !found.enhancedCodes.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines.append(paint.bold("Enhanced status codes"))
            for entry in found.enhancedCodes {
                lines.append(
                    "  \(DisplayWidth.pad(entry.label, to: 8)) \(DisplayWidth.pad(entry.title, to: 52)) "
                        + OwnText.shown(entry.source, ascii: isASCII))
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func row(_ entry: ReplyCodeEntry) -> String {
        let glyph = isASCII ? SeverityWords.asciiGlyph(entry.severity) : SeverityWords.glyph(entry.severity)
        let mark = "\(glyph) \(DisplayWidth.pad(SeverityWords.short(entry.severity), to: 4))"
        let title = DisplayWidth.pad(entry.title, to: 52, ellipsis: isASCII ? "~" : "…")
        let source = OwnText.shown(entry.source, ascii: isASCII)
        return "  \(paint.severity(entry.severity, mark))  \(entry.code)  \(title)  "
            + "\(DisplayWidth.pad(entry.status.rawValue, to: 10))  \(source)"
    }

    private var columns: [String] { ["code", "severity", "title", "status", "source"] }

    private func fields(_ entry: ReplyCodeEntry) -> [String] {
        ["\(entry.code)", SeverityWords.long(entry.severity), entry.title, entry.status.rawValue, entry.source]
    }

    private var tsv: String {
        ([columns] + found.replyCodes.map(fields)).map { row in
            row.map { Quoting.tsv($0) }.joined(separator: "\t") + "\n"
        }.joined()
    }

    private var markdown: String {
        let rows =
            [columns, columns.map { _ in "---" }] + found.replyCodes.map { fields($0).map { Quoting.markdown($0) } }
        return rows.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    private var json: String {
        JSON.array(
            found.replyCodes.map { entry in
                .object([
                    ("code", .number(entry.code.value)), ("severity", .string(SeverityWords.long(entry.severity))),
                    ("title", .string(entry.title)), ("status", .string(entry.status.rawValue)),
                    ("source", .string(entry.source)), ("headline", .string(entry.headline)),
                    ("answers", .array(entry.answers.map { .string($0.token) })),
                    ("closesConnection", .string(entry.closesConnection.rawValue)),
                    ("retry", .string(entry.retry.rawValue)), ("fault", .string(entry.whoCanAct.words)),
                    ("explanation", .string(entry.whatHappened)),
                    ("try", .array(entry.whatToTry.map(JSON.string))),
                ])
            }
        ).text() + "\n"
    }
}
