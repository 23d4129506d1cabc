import SMTPProtocol
import SMTPReference
import SafeText

/// A session as a film for asciinema: what a terminal would have shown, at the times at which it happened.
///
/// The only control sequences are colours and line ends of our own; everything else went through the sanitizer.
/// - SeeAlso: asciicast v2, https://docs.asciinema.org/manual/asciicast/v2/
struct FilmExporter {
    private static let columns = 100
    private static let rows = 32

    private let report: SessionReport

    init(_ report: SessionReport) { self.report = report }

    var bytes: [UInt8] {
        let start = report.started ?? WallTime(seconds: 0)
        let header = JSON.object([
            ("version", .number(2)), ("width", .number(Self.columns)), ("height", .number(Self.rows)),
            ("timestamp", .number(Int(start.seconds))), ("title", .string(report.title)),
            ("env", .object([("TERM", .string("xterm-256color"))])),
        ])
        var lines = [header.line]
        var time = 0
        if let words = report.droppedWords { lines.append(Self.event(0, Self.styled(words, .quiet))) }
        for entry in report.entries {
            time = max(time, entry.time.microseconds(since: start))
            lines.append(Self.event(time, picture(entry)))
        }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// `[0.041,"o","…\r\n"]`
    private static func event(_ time: Int, _ picture: String) -> String {
        JSON.array([.millionths(time), .string("o"), .string(picture + "\r\n")]).line
    }

    // MARK: Pictures

    /// Colours as SGR numbers.
    private enum Style: String {
        case sent = "36;1"
        case received = "0"
        case ok = "32;1"
        case more = "34;1"
        case temporary = "33;1"
        case permanent = "31;1"
        case quiet = "2"
    }

    private static func styled(_ text: String, _ style: Style) -> String {
        "\u{1B}[\(style.rawValue)m\(Sanitizer.escape(text))\u{1B}[0m"
    }

    private func picture(_ entry: Entry) -> String {
        var lines: [String]
        switch entry.kind {
        case .sent(let line):
            let text = line.purpose == .raw ? ByteView.show(line.bytes) : Sanitizer.escape(line.bytes)
            lines = [Self.styled("▶ \(text)", .sent)]
        case .content(let bytes): lines = [Self.styled("▶ \(Sanitizer.escape(bytes))", .sent)]
        case .sentContent(let content, _):
            lines = [Self.styled("▶ [\(content.name): \(content.summary)]", .sent)]
        case .reply(let received):
            lines = received.reply.lines.indices.map { index in
                Self.styled("◀ \(Sanitizer.escape(received.reply.verbatim(line: index)))", .received)
            }
            let verdict = Verdict(received, report.explanation(of: entry))
            let words = [verdict.glyph, verdict.word, verdict.code, verdict.meaning].filter { !$0.isEmpty }
            let rest = [verdict.detail, verdict.latency].filter { !$0.isEmpty }.map { " · \($0)" }.joined()
            lines.append(
                Self.styled("  " + words.joined(separator: " "), Self.style(received.severity))
                    + Self.styled(rest, .quiet))
        case .notice(let level, let text): lines = [Self.styled("* \(text)", Self.style(level))]
        case .note(let bytes): lines = [Self.styled("# \(Sanitizer.escape(bytes))", .quiet)]
        case .connection(let note): lines = [Self.styled("· \(note.text)", Self.style(note.level))]
        }
        lines += entry.remarks.map { Self.styled("  * \($0.text)", Self.style($0.level)) }
        return lines.joined(separator: "\r\n")
    }

    private static func style(_ severity: Severity?) -> Style {
        switch severity {
        case .ok: .ok
        case .continue: .more
        case .temporary: .temporary
        case .permanent, nil: .permanent
        }
    }

    private static func style(_ level: Level) -> Style {
        switch level {
        case .information: .quiet
        case .warning: .temporary
        case .error: .permanent
        }
    }
}
