import SMTPProtocol
import SMTPReference
import SafeText

/// A session as one web page that needs nothing else: no script, no picture, no font, no network.
///
/// Severity is a sign, a word and a colour; colours follow the reader's light or dark setting. Long replies and explanations open and
/// close without a script.
struct HTMLExporter {
    /// A reply with more lines than this is folded.
    private static let openLines = 6

    private let report: SessionReport

    init(_ report: SessionReport) { self.report = report }

    var bytes: [UInt8] {
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            // Whatever a server may have said: nothing on this page runs, and nothing is loaded.
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            "<title>\(Quoting.html(report.title))</title>", "<style>", HTMLStyle.sheet, "</style>", "</head>", "<body>",
            "<h1>\(Quoting.html(report.title))</h1>", "<p class=\"origin\">\(Quoting.html(report.origin))</p>",
        ]
        if let words = report.droppedWords { lines.append("<p class=\"warning\">\(Quoting.html(words))</p>") }
        lines.append("<ol class=\"log\">")
        for entry in report.entries { lines += item(entry) }
        lines.append("</ol>")
        if let page = report.tlsPage { lines += Self.section(page) }
        lines += ["</body>", "</html>"]
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    // MARK: Entries

    private func item(_ entry: Entry) -> [String] {
        var lines: [String]
        let time = "<time datetime=\"\(entry.time.internetText)\">\(entry.time.timeOfDay())</time>"
        switch entry.kind {
        case .sent(let line):
            let text = line.purpose == .raw ? Quoting.html(ByteView.show(line.bytes)) : Quoting.html(line.bytes)
            lines = ["<li class=\"sent\">\(time) <b>C:</b> <code>\(text)</code>"]
        case .content(let bytes):
            lines = ["<li class=\"content\"><b>C:</b> <code>\(Quoting.html(bytes))</code>"]
        case .sentContent(let content, _):
            let text = Quoting.html("\(content.name): \(content.summary)")
            lines = ["<li class=\"content\">\(time) <b>C:</b> <i>\(text)</i>"]
        case .reply(let received): lines = reply(received, entry, time)
        case .notice(let level, let text):
            lines = ["<li class=\"\(Self.name(level))\">\(level.word): \(Quoting.html(text))"]
        case .note(let bytes): lines = ["<li class=\"own\">your note: \(Quoting.html(bytes))"]
        case .connection(let note):
            lines = ["<li class=\"\(Self.name(note.level))\">\(time) connection: \(Quoting.html(note.text))"]
        }
        lines += entry.remarks.map { remark in
            "<p class=\"remark \(Self.name(remark.level))\">\(remark.level.word): \(Quoting.html(remark.text))</p>"
        }
        lines.append("</li>")
        return lines
    }

    private func reply(_ received: ReceivedReply, _ entry: Entry, _ time: String) -> [String] {
        let reply = received.reply
        let explanation = report.explanation(of: entry)
        let verdict = Verdict(received, explanation)
        let shown = reply.lines.indices.map { Quoting.html(reply.verbatim(line: $0)) }
        var lines = ["<li class=\"reply \(verdict.name)\">\(time)"]
        if shown.count > 1 {
            let open = shown.count <= Self.openLines ? " open" : ""
            lines += [
                "<details\(open)><summary><b>S:</b> <code>\(shown[0])</code> and \(shown.count - 1) more</summary>",
                "<pre>\(shown.dropFirst().joined(separator: "\n"))</pre></details>",
            ]
        } else {
            lines.append("<b>S:</b> <code>\(shown.first ?? "")</code>")
        }
        let words = [verdict.code, verdict.meaning].filter { !$0.isEmpty }.joined(separator: " ")
        let rest = [verdict.detail, verdict.latency].filter { !$0.isEmpty }.map { " · \($0)" }.joined()
        lines.append(
            "<p class=\"verdict\"><b>\(verdict.glyph) \(verdict.word)</b> \(Quoting.html(words))"
                + "<small>\(Quoting.html(rest))</small></p>")
        if let explanation { lines += Self.details(explanation) }
        return lines
    }

    /// The whole explanation, closed until somebody wants it.
    private static func details(_ explanation: Explanation) -> [String] {
        var rows = [
            ("What happened", explanation.what), ("Who can act", explanation.fault.words),
            ("Try again", explanation.retry.words),
        ]
        rows += explanation.tryNext.map { ("Try", $0) }
        rows += explanation.notes.map { ("Note", $0.text) }
        if !explanation.sources.isEmpty {
            rows.append(("Sources", explanation.sources.map(\.text).joined(separator: ", ")))
        }
        return ["<details class=\"meaning\"><summary>What it means</summary>", "<dl>"]
            + rows.map { "<dt>\(Quoting.html($0.0))</dt><dd>\(Quoting.html($0.1))</dd>" } + ["</dl></details>"]
    }

    private static func name(_ level: Level) -> String {
        switch level {
        case .information: "own"
        case .warning: "warning"
        case .error: "error"
        }
    }

    // MARK: TLS

    private static func section(_ page: FactPage) -> [String] {
        page.sections.flatMap { section in
            ["<h2>TLS: \(Quoting.html(section.title))</h2>", "<table>"]
                + section.rows.map { row in
                    "<tr class=\"\(name(row.level))\"><th>\(Quoting.html(row.label))</th>"
                        + "<td>\(Quoting.html(row.text))</td></tr>"
                } + ["</table>"]
        }
    }
}
