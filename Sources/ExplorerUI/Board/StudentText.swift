import SMTPProtocol
import SafeText
import TerminalKit

/// One student in full, as rows of text: who and where they are, and their last commands and replies.
struct StudentText {
    let row: BoardRow
    let lesson: String?
    let width: Int

    /// The most rows of one line: a hostile one must not fill the screen.
    private static let maximumRows = 4
    /// Where the values of facts begin.
    private static let factColumn = 8

    private var entry: Roster.Entry { row.entry }
    private var glyphs: Glyphs { row.glyphs }

    /// All rows.
    var rows: [ScreenText] {
        let name = entry.name.map { escaped(Array($0.utf8)) } ?? "not yet known"
        var rows = wrapped([Span(name, .heading), Span("  from \(escaped(Array(entry.peer.utf8)))", .text)])
        rows += fact("state", stateWords)
        if let lesson, let progress = entry.progress {
            let bar = BoardRow.bar(progress, width: min(BoardColumns.longestBar, progress.total), glyphs)
            let now = progress.title.map { "now: \(escaped(Array($0.utf8)))" } ?? "all done"
            rows += fact("lesson", "\(escaped(Array(lesson.utf8))) \(progress.done)/\(progress.total) \(bar)  \(now)")
        }
        rows += fact("mail", entry.mailCount == 1 ? "1 message" : "\(entry.mailCount) messages") + [.empty]
        return rows + entry.lines.flatMap(line)
    }

    private var stateWords: String {
        var words = [row.stateName]
        if let encryption = entry.encryption { words.append(escaped(Array(encryption.utf8))) }
        if let login = entry.login { words.append("logged in \(escaped(Array(login.utf8)))") }
        if entry.connections.count > 1 { words.append("\(entry.connections.count) connections") }
        let since = BoardRow.duration(row.now > entry.activeAt ? row.now - entry.activeAt : 0)
        words.append(entry.isHere ? "idle for \(since)" : "\(since) ago")
        return words.joined(separator: ", ")
    }

    private func line(_ line: ServerView.Line) -> [ScreenText] {
        let text = escaped(line.bytes)
        let more = line.followers > 0 ? " [+\(line.followers) \(line.followers == 1 ? "line" : "lines")]" : ""
        switch line.kind {
        case .client: return wrapped([Span("C: ", .muted), Span(text, .sent)], indent: 3)
        case .note: return wrapped([Span("   ", .muted), Span(text, .notice)], indent: 3)
        case .server:
            let mark = line.bytes.first.flatMap { Severity(firstDigit: Int($0) - 0x30) }.map { SeverityMark($0) }
            let sign = mark.map { Span("\($0.glyph(glyphs)) ", $0.role) } ?? Span("? ", .error)
            return wrapped([Span("S: ", .muted), sign, Span(text, .received), Span(more, .muted)], indent: 5)
        }
    }

    private func escaped(_ bytes: [UInt8]) -> String { Sanitizer.escape(bytes, style: glyphs.escapeStyle) }

    private func wrapped(_ spans: [Span], indent: Int = 0) -> [ScreenText] {
        ScreenText.wrapped(spans, width: width, indent: indent, limit: Self.maximumRows)
    }

    private func fact(_ name: String, _ value: String) -> [ScreenText] {
        let gap = String(repeating: " ", count: max(1, Self.factColumn - name.utf8.count))
        return wrapped([Span(name + gap, .muted), Span(value, .text)], indent: Self.factColumn)
    }
}
