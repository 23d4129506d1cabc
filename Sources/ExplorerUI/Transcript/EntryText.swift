import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore
import TerminalKit

/// Turns one entry of the transcript into rows of a pane: what was sent or received, verbatim, and then what it means.
struct EntryText {
    /// The rows of one verbatim line that are shown while it is folded.
    static let foldedRows = 4
    /// The rows of one entry that are shown at most; a longer reply is cut, and says so.
    static let maximumRows = 400

    /// The remarks of one kind of an entry that are shown while it is folded, when there are more.
    static let foldedRemarks = 3

    /// The columns of the pane.
    var width: Int
    /// Characters for marks and severities.
    let glyphs: Glyphs
    /// What the user set: times, latencies, the byte view.
    let settings: Settings
    /// The offset of the local clock from UTC, in seconds.
    let secondsFromUTC: Int

    /// Whether notes stand large in a frame, for a room that looks on.
    var isPresenting = false
    /// Whether a line that is too long for the pane is cut at its edge.
    private var clips = false
    /// The lane at the right; nil without one.
    private var lane: TimingLane?

    init(width: Int, glyphs: Glyphs, settings: Settings, secondsFromUTC: Int) {
        self.width = width
        self.glyphs = glyphs
        self.settings = settings
        self.secondsFromUTC = secondsFromUTC
    }

    /// The columns before the marks: room for the time of day.
    private var margin: Int { settings.timestamps && width >= 50 ? 9 : 0 }
    private var textWidth: Int { width - margin - 2 }

    /// The rows of an entry.
    /// - Parameters:
    ///   - explanation: what the reply means; nil for all other entries.
    ///   - isOpen: true when a folded reply is shown whole, and a line that would be cut is wrapped.
    ///   - pause: the time since the entry before, in nanoseconds.
    func rows(of entry: Entry, explanation: Explanation?, isOpen: Bool, pause: UInt64? = nil) -> [ScreenText] {
        var text = self
        text.clips = !settings.wrap && !isOpen
        text.lane = settings.timing ? TimingLane(paneColumns: width, glyphs: glyphs) : nil
        guard let lane = text.lane, let pause, entry.sent != nil else { return text.made(entry, explanation, isOpen) }
        // Only rows that have something in the lane leave room for it.
        let spans = lane.spans(pause: pause)
        if !spans.isEmpty { text.width -= lane.columns }
        var rows = text.made(entry, explanation, isOpen)
        rows[0] = rows[0].beside(spans, width: text.width)
        return rows
    }

    private func made(_ entry: Entry, _ explanation: Explanation?, _ isOpen: Bool) -> [ScreenText] {
        var rows: [ScreenText]
        switch entry.kind {
        case .sent(let line):
            let text =
                line.purpose == .raw ? ByteView.show(line.bytes, style: glyphs.escapeStyle) : sent(line.bytes, entry)
            rows = block(glyphs.sent, .sent, [Span(text, .sent)], time: entry.time, isOpen: isOpen)
            rows += decoded(entry, isOpen: isOpen)
        case .content(let bytes):
            rows = block(glyphs.sent, .muted, [Span(sent(bytes, entry), .text)], time: nil, isOpen: isOpen)
        case .sentContent(let content, _):
            let text = "\(Sanitizer.escape(content.name, style: glyphs.escapeStyle)): \(content.summary)"
            rows = block(glyphs.sent, .sent, [Span(text, .sent)], time: entry.time, isOpen: isOpen)
        case .reply(let received):
            rows = reply(received, explanation, of: entry, isOpen: isOpen)
        case .notice(let level, let text):
            rows = own(mark(level), role(level), text)
        case .note(let bytes):
            rows = note(bytes, time: entry.time)
        case .connection(let note):
            rows = connection(note, time: entry.time)
        }
        rows += remarks(entry, isOpen: isOpen)
        guard rows.count > Self.maximumRows else { return rows }
        return rows.prefix(Self.maximumRows) + own("", .muted, "[the rest is not shown]")
    }

    /// A text of our own behind its mark.
    func own(
        _ mark: String, _ role: Role, _ text: String, textRole: Role? = nil, indent: Int = 0, time: WallTime? = nil
    ) -> [ScreenText] {
        block(
            mark, role, [Span(glyphs.shown(text), textRole ?? role)], time: time, isOpen: true,
            indent: width >= 50 ? indent : 0)
    }

    private func reply(_ received: ReceivedReply, _ explanation: Explanation?, of entry: Entry, isOpen: Bool)
        -> [ScreenText]
    {
        let reply = received.reply
        let hasTime = received.standing != .answer && received.standing != .partOfAnswer
        var rows: [ScreenText] = []
        let visibleLines = isOpen ? reply.lines.count : min(1, reply.lines.count)
        for index in 0..<visibleLines where rows.count <= Self.maximumRows {
            let folded = isOpen ? 0 : reply.lines.count - 1
            rows += block(
                index == 0 ? glyphs.received : "", .received, verbatim(reply, line: index),
                time: index == 0 && hasTime ? entry.time : nil, isOpen: isOpen,
                trailing: folded > 0 ? Span(" [+\(folded) \(folded == 1 ? "line" : "lines")]", .muted) : nil)
        }
        rows += decoded(entry, isOpen: isOpen)
        rows.append(verdict(received, explanation, of: entry))
        return rows
    }

    /// Whether only a part of a reply is there. What its code says may not be what the server meant.
    private static func isCut(_ entry: Entry) -> Bool {
        entry.remarks.contains { ($0.kind == .limit || $0.kind == .partial) && $0.level == .error }
    }

    /// Glyph, word and code, what it means here, and how long it took. In a narrow pane the enhanced code gives way
    /// first, then the latency, and then the end of the meaning. A reply that was cut does not look good or bad.
    private func verdict(_ received: ReceivedReply, _ explanation: Explanation?, of entry: Entry) -> ScreenText {
        let bar = received.latency.flatMap { lane?.spans(latency: $0) } ?? []
        let width = bar.isEmpty ? width : width - ScreenText(bar).width
        var spans = [blank(margin)]
        if Self.isCut(entry) {
            spans.append(Span("\(glyphs.permanent) CUT ", .error))
        } else if let mark = received.severity.map(SeverityMark.init) {
            spans.append(Span(mark.label(glyphs), mark.role))
        } else {
            spans.append(Span("? ????", .error))
        }
        let code = received.code.map { " \($0)" } ?? ""
        let coded = ScreenText(spans + [Span(code, .explanation)])
        let recipient = entry.remarks.first { $0.kind == .recipient }.map { " " + glyphs.shown($0.text) + ":" } ?? ""
        let meaning = recipient + " " + glyphs.shown(explanation?.headline ?? "Not an SMTP reply")
        spans.append(Span(code + meaning, .explanation))
        let latency = settings.latency && lane == nil ? received.latency.map { Latency.text($0) } : nil
        for tail in tails(explanation) + [[]] {
            // Two blanks before the latency, or one where that keeps the enhanced code.
            for gap in ["  ", " "] {
                let row = ScreenText(spans + tail, trailing: latency.map { Span(gap + $0, .latency) })
                if row.width + (row.trailing.map { DisplayWidth.of($0.text) } ?? 0) <= width {
                    return row.beside(bar, width: width)
                }
            }
        }
        // Less than a few letters of the meaning say nothing.
        let cut = width - coded.width < 5 ? coded : ScreenText(spans).fitted(width, glyphs)
        return cut.beside(bar, width: width)
    }

    /// What the enhanced code adds, from long to short.
    private func tails(_ explanation: Explanation?) -> [[Span]] {
        guard let explanation, let enhanced = explanation.enhancedCode, let detail = explanation.enhanced.last else {
            return []
        }
        let code = " \(glyphs.separator) \(enhanced)"
        let short = [Span(code, .muted)]
        if detail.word == explanation.headline { return [short] }
        return [[Span("\(code) \(glyphs.shown(detail.word))", .muted)], short]
    }

    /// A note of the person's own, between two rules where there is room for them: a chapter of what is shown to others.
    private func note(_ bytes: [UInt8], time: WallTime) -> [ScreenText] {
        if isPresenting, width >= LargeNote.narrowest {
            return LargeNote(width: width, box: glyphs.box).rows(of: shown(bytes))
        }
        let rows = block("#", .marked, [Span(shown(bytes), .heading)], time: time, isOpen: true)
        let columns = width - margin
        guard columns >= 30 else { return rows }
        let line = glyphs.box.horizontal
        let above = String(repeating: line, count: 2) + " Note " + String(repeating: line, count: columns - 8)
        let below = String(repeating: line, count: columns)
        return [ScreenText([blank(margin), Span(above, .marked)])] + rows
            + [ScreenText([blank(margin), Span(below, .marked)])]
    }

    private func verbatim(_ reply: Reply, line: Int) -> [Span] {
        if settings.bytes {
            let bytes = reply.bytes[reply.lines[line].range]
            return [Span(ByteView.show(bytes, style: glyphs.escapeStyle), .received)]
        }
        return Sanitizer.runs(of: reply.verbatim(line: line), style: glyphs.escapeStyle).map { run in
            Span(run.text, run.isEscape ? .escape : .received)
        }
    }

    /// What was sent: as text, or every byte of it as it went over the wire.
    private func sent(_ bytes: [UInt8], _ entry: Entry) -> String {
        settings.bytes ? entry.byteView(style: glyphs.escapeStyle) ?? shown(bytes) : shown(bytes)
    }

    private func shown(_ bytes: [UInt8]) -> String {
        settings.bytes
            ? ByteView.show(bytes, style: glyphs.escapeStyle) : Sanitizer.escape(bytes, style: glyphs.escapeStyle)
    }

    /// A mark and a text beside it, wrapped, with the time in the margin of the first row.
    private func block(
        _ mark: String, _ markRole: Role, _ spans: [Span], time: WallTime?, isOpen: Bool, trailing: Span? = nil,
        indent: Int = 0
    ) -> [ScreenText] {
        let reserved = (trailing.map { DisplayWidth.of($0.text) + 1 } ?? 0) + indent
        let limit = isOpen ? Self.maximumRows + 1 : Self.foldedRows + 1
        var rows =
            clips
            ? [ScreenText(spans).clipped(textWidth - reserved, glyphs)]
            : ScreenText.wrapped(spans, width: textWidth - reserved, limit: limit)
        if rows.isEmpty { rows = [.empty] }
        rows[0].trailing = trailing
        if !isOpen, rows.count > Self.foldedRows {
            let note = Span("[a long line, Enter opens it]", .muted)
            rows = rows.prefix(Self.foldedRows) + [ScreenText([note]).fitted(textWidth, glyphs)]
        }
        for index in rows.indices {
            let isFirst = index == 0
            let clock = isFirst && margin > 0 ? time.map { $0.timeOfDay(secondsFromUTC: secondsFromUTC) + " " } : nil
            let before = clock.map { Span($0, .time) } ?? blank(margin)
            let sign = isFirst && !mark.isEmpty ? Span(mark + " ", markRole) : blank(2)
            rows[index].spans = [before] + (indent > 0 ? [blank(indent)] : []) + [sign] + rows[index].spans
        }
        return rows
    }

    private func blank(_ columns: Int) -> Span { Span(String(repeating: " ", count: max(0, columns)), .text) }

    func mark(_ level: Level) -> String {
        switch level {
        case .information: "*"
        case .warning: "!"
        case .error: glyphs.permanent
        }
    }

    func role(_ level: Level) -> Role {
        switch level {
        case .information: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}
