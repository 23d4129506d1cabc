import SMTPProtocol
import SMTPReference
import SafeText

/// A session as Markdown, for a ticket or a report. What went over the wire stands in code, and nothing in it is markup.
/// - SeeAlso: CommonMark 0.31
struct MarkdownExporter {
    private let report: SessionReport

    init(_ report: SessionReport) { self.report = report }

    var bytes: [UInt8] {
        var blocks = ["# \(Quoting.markdown(report.title))", Quoting.markdown(report.origin)]
        if let words = report.droppedWords { blocks.append(Quoting.markdown(words)) }
        var content: [[UInt8]] = []
        for entry in report.entries {
            if case .content(let line) = entry.kind {
                content.append(line)
                if entry.remarks.isEmpty { continue }
            }
            if !content.isEmpty { blocks.append(Self.fenced(content)) }
            content = []
            blocks.append(block(entry))
        }
        if !content.isEmpty { blocks.append(Self.fenced(content)) }
        if let page = report.tlsPage { blocks += Self.blocks(page) }
        return Array((blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n").utf8)
    }

    /// An entry as a paragraph, its lines joined by hard breaks.
    private func block(_ entry: Entry) -> String {
        var lines: [String]
        let time = entry.time.timeOfDay()
        switch entry.kind {
        case .sent(let line):
            lines = ["\(time) **C:** " + Self.code(line.purpose == .raw ? ByteView.show(line.bytes) : nil, line.bytes)]
        case .content: lines = []
        case .sentContent(let content, _):
            lines = ["\(time) **C:** *\(Quoting.markdown("\(content.name): \(content.summary)"))*"]
        case .reply(let received):
            lines = received.reply.lines.indices.map { "**S:** " + Self.code(nil, received.reply.verbatim(line: $0)) }
            lines.append(Self.verdict(Verdict(received, report.explanation(of: entry))))
        case .notice(let level, let text): lines = ["*\(level.word):* " + Quoting.markdown(text)]
        case .note(let bytes): lines = ["*your note:* " + Quoting.markdown(bytes)]
        case .connection(let note): lines = ["\(time) *connection:* " + Quoting.markdown(note.text)]
        }
        lines += entry.remarks.map { "*\($0.level.word):* " + Quoting.markdown($0.text) }
        return lines.joined(separator: "\\\n")
    }

    private static func verdict(_ verdict: Verdict) -> String {
        let words = [verdict.code, Quoting.markdown(verdict.meaning)].filter { !$0.isEmpty }.joined(separator: " ")
        let rest = [verdict.detail, verdict.latency].filter { !$0.isEmpty }.map { Quoting.markdown($0) }
        return ([verdict.glyph + " **\(verdict.word)** " + words] + rest).joined(separator: " · ")
    }

    /// Bytes in a code span; an empty one is no code in Markdown, so it is said.
    private static func code(_ shown: String?, _ bytes: some Collection<UInt8>) -> String {
        let span = Quoting.markdownCode(shown ?? Sanitizer.escape(bytes))
        return span.isEmpty ? "*(empty line)*" : span
    }

    /// Lines of content in a block whose fence is longer than any run of backticks in them.
    private static func fenced(_ lines: [[UInt8]]) -> String {
        let shown = lines.map { Sanitizer.escape($0) }
        var longest = 2
        for line in shown {
            var run = 0
            for byte in line.utf8 {
                run = byte == UInt8(ascii: "`") ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        let fence = String(repeating: "`", count: longest + 1)
        return ([fence + "text"] + shown + [fence]).joined(separator: "\n")
    }

    private static func blocks(_ page: FactPage) -> [String] {
        page.sections.flatMap { section in
            let rows = section.rows.map { row in
                let label = row.label.isEmpty ? "" : Quoting.markdown(row.label)
                return "| \(label) | \(Quoting.markdown(row.text)) |"
            }
            return [
                "## TLS: \(Quoting.markdown(section.title))",
                (["| What | Value |", "|---|---|"] + rows).joined(separator: "\n"),
            ]
        }
    }
}
