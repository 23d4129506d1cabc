import SMTPProtocol
import SMTPReference
import SafeText

/// The table of codes as one web page that needs nothing else: for the wall of a classroom, or the wiki of a team.
///
/// Severity is a sign, a word and a colour; it prints on paper with every explanation open. The only script is the search.
struct CodePage {
    let found: SearchResult

    var text: String {
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            // Nothing is loaded from anywhere; the links lead to the RFCs only when somebody follows them.
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                + "script-src 'unsafe-inline'\">",
            "<title>SMTP reply codes</title>", "<style>", Self.sheet, "</style>", "</head>", "<body>",
            "<h1>SMTP reply codes</h1>",
            "<p>The first digit says how it went, the second what it is about, the third which case it is.</p>",
            "<p id=\"search\" hidden><label>Search: <input id=\"query\" type=\"search\" autofocus></label> "
                + "<output id=\"count\"></output></p>",
        ]
        for severity in Severity.allCases {
            let entries = found.replyCodes.filter { $0.severity == severity }.sorted { $0.code < $1.code }
            guard !entries.isEmpty else { continue }
            lines.append("<section class=\"\(SeverityWords.long(severity))\">")
            lines.append("<h2>\(SeverityWords.glyph(severity)) \(Quoting.html(SeverityWords.heading(severity)))</h2>")
            lines += entries.flatMap(Self.lines(for:)) + ["</section>"]
        }
        if !found.enhancedCodes.isEmpty {
            lines += ["<section class=\"enhanced\">", "<h2>Enhanced status codes</h2>"]
            lines += found.enhancedCodes.flatMap(Self.lines(for:)) + ["</section>"]
        }
        lines += ["<script>", Self.script, "</script>", "</body>", "</html>"]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(for entry: ReplyCodeEntry) -> [String] {
        article(
            id: "\(entry.code)", code: "\(entry.code)", title: entry.title,
            mark: "\(SeverityWords.glyph(entry.severity)) \(SeverityWords.short(entry.severity))",
            status: entry.status.rawValue,
            rows: [
                ("What happened", entry.whatHappened), ("Who can act", entry.whoCanAct.words),
                ("Try again", entry.retry.words),
                ("Answers", entry.answers.map(\.words).joined(separator: ", ")),
            ] + entry.whatToTry.map { ("Try", $0) } + [("Note", entry.note ?? "")],
            sources: entry.sources + entry.alsoIn)
    }

    private static func lines(for entry: EnhancedCodeEntry) -> [String] {
        article(
            id: entry.label, code: entry.label, title: entry.title, mark: "",
            status: entry.isDeprecated ? "obsolete" : "",
            rows: [("What it means", entry.whatHappened), ("Who can act", entry.whoCanAct.words)]
                + entry.whatToTry.map { ("Try", $0) } + [("Note", entry.note ?? "")],
            sources: entry.sources)
    }

    private static func article(
        id: String, code: String, title: String, mark: String, status: String, rows: [(String, String)],
        sources: [Source]
    ) -> [String] {
        let small = status.isEmpty ? "" : " <small>\(Quoting.html(status))</small>"
        let sign = mark.isEmpty ? "" : "<b class=\"mark\">\(Quoting.html(mark))</b> "
        return [
            "<details class=\"code\" id=\"c\(Quoting.html(id))\">",
            "<summary>\(sign)<code>\(Quoting.html(code))</code> \(Quoting.html(title))\(small)</summary>", "<dl>",
        ]
            + rows.filter { !$0.1.isEmpty }.map { "<dt>\(Quoting.html($0.0))</dt><dd>\(Quoting.html($0.1))</dd>" }
            + ["<dt>Sources</dt><dd>\(sources.map(link).joined(separator: ", "))</dd>", "</dl>", "</details>"]
    }

    /// The citation, as a link when it cites an RFC.
    private static func link(_ source: Source) -> String {
        let text = Quoting.html(source.text)
        guard let rfc = source.rfc else { return text }
        let section = source.text.split(separator: "§").dropFirst().first?.prefix { $0 == "." || $0.isNumber }
        let place = section.map { "#section-\($0)" } ?? ""
        return "<a href=\"https://www.rfc-editor.org/rfc/rfc\(rfc)\(Quoting.html(place))\">\(text)</a>"
    }

    private static let sheet = """
        :root { --ground: #fff; --text: #1b1b1b; --quiet: #5c5c5c; --line: #d8d8d8; --link: #0b4f8a;
          --ok: #126b2e; --more: #0b5a8a; --temp: #8a5a00; --perm: #a3161f; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #15181c; --text: #e6e6e6; --quiet: #a0a6ad; --line: #363c44; --link: #7cc0ff;
            --ok: #6fd58f; --more: #74c7f2; --temp: #f0be5a; --perm: #ff8a8f; }
        }
        body { background: var(--ground); color: var(--text); max-width: 64rem; margin: 0 auto; padding: 1rem;
          font: 16px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
        .ok h2, .ok .mark { color: var(--ok); } .continue h2, .continue .mark { color: var(--more); }
        .temporary h2, .temporary .mark { color: var(--temp); } .permanent h2, .permanent .mark { color: var(--perm); }
        details { border-left: 4px solid var(--line); padding: .1rem .75rem; margin: .2rem 0; }
        .ok details { border-color: var(--ok); } .continue details { border-color: var(--more); }
        .temporary details { border-color: var(--temp); } .permanent details { border-color: var(--perm); }
        summary { cursor: pointer; } small { color: var(--quiet); }
        code { font: bold 1rem ui-monospace, "DejaVu Sans Mono", monospace; }
        dl { margin: .25rem 0 .5rem 1rem; } dt { font-weight: bold; } dd { margin: 0 0 .25rem 1rem; }
        a { color: var(--link); } input { font: inherit; width: 20rem; max-width: 60vw; } [hidden] { display: none; }
        @media print { body { font-size: 10pt; max-width: none; } #search { display: none; }
          details, h2 { break-inside: avoid; break-after: auto; } details::details-content { content-visibility: visible;
            block-size: auto; } a { color: inherit; text-decoration: none; } }
        """

    /// Shows what has all words of the query, and opens every explanation before the page is printed.
    private static let script = """
        const query = document.getElementById('query'), count = document.getElementById('count');
        const rows = [...document.querySelectorAll('details.code')].map(e => [e, e.textContent.toLowerCase()]);
        document.getElementById('search').hidden = false;
        query.addEventListener('input', () => {
          const words = query.value.toLowerCase().split(/\\s+/).filter(w => w);
          let shown = 0;
          for (const [e, text] of rows) { e.hidden = !words.every(w => text.includes(w)); if (!e.hidden) shown++; }
          for (const s of document.querySelectorAll('section')) s.hidden = !s.querySelector('details:not([hidden])');
          count.textContent = words.length ? shown + ' found' : '';
        });
        addEventListener('beforeprint', () => rows.forEach(([e]) => { e.open = true; }));
        """
}
