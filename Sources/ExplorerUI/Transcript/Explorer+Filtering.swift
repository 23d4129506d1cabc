import SafeText
import SessionCore
import TerminalKit

/// `:filter`, and what the pane says of itself: how much the filter leaves, how much is new, where older entries are.
extension Explorer {
    /// Shows only some entries; nil for all.
    mutating func show(only filter: ScreenRequest.Filter?, _ session: Session) {
        let here = transcript.selection
        transcript.filtered = filter.map { FilteredEntries($0, of: session.transcript) }
        transcript.follow()
        showTranscript()
        if returnsToTranscript { focus = .transcript }
        returnsToTranscript = false
        let shown = shown(session)
        if let here { transcript.selection = shown.entry(0, from: here) }
        if focus == .transcript, let selection = transcript.selection ?? shown.last { select(selection, in: session) }
        guard filter != nil else {
            message = Span("All entries are shown.", .notice)
            return
        }
        let total = session.transcript.count
        message = Span(
            shown.isEmpty
                ? "No entry is of that kind so far. :filter off shows all."
                : "\(shown.count) of \(total) entries are shown. :filter off shows all.", .notice)
    }

    /// Takes in what is new in the transcript.
    mutating func followFilter(_ action: SessionAction, _ session: Session) {
        switch action {
        case .appended: transcript.filtered?.catchUp(with: session.transcript)
        case .updated(let id): transcript.filtered?.update(id, of: session.transcript)
        default: break
        }
    }

    /// What stands behind the pane's name: the filter with what it leaves, and the search. Long and short, for the room there is.
    func paneNotes(_ session: Session) -> [[Span]] {
        var long: [Span] = []
        var short: [Span] = []
        if let filtered = transcript.filtered {
            let name = Sanitizer.escape(filtered.filter.name, style: glyphs.escapeStyle)
            let cut = DisplayWidth.truncate(name, to: 16, ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
            let count = "\(filtered.entries.count) of \(session.transcript.count) "
            long.append(Span("[filter: \(cut)] \(count)", .warning))
            short.append(Span("[filter] \(count)", .warning))
        }
        if transcript.match != nil, let match = transcript.matchNumber {
            let text = Span(" match \(match.number) of \(match.count) ", .match)
            long.append(text)
            short.append(text)
        }
        return [long, short, Array(short.prefix(1)), []]
    }

    /// What is to be known when the pane does not show the end: how much came since. Long and short; empty while it follows.
    func newNotes(_ session: Session) -> [Span] {
        guard !transcript.isFollowing else { return [] }
        let new = transcript.newCount(shown(session))
        guard new > 0 else {
            return [Span(" scrolled back, Alt-End returns ", .muted), Span(" Alt-End returns ", .muted)]
        }
        return [Span(" \(new) new, Alt-End returns ", .warning), Span(" \(new) new ", .warning)]
    }

    /// Puts the notes into the title of the pane, as long as there is room for them.
    func annotate(_ title: ScreenText, _ session: Session) -> ScreenText {
        let room = layout.transcript.columns - 1
        let new = newNotes(session)
        for notes in paneNotes(session) {
            for trailing in new.map(Optional.some) + (new.isEmpty ? [nil] : []) {
                let text = ScreenText(title.spans + notes, trailing: trailing)
                if text.width + (trailing.map { DisplayWidth.of($0.text) } ?? 0) <= room { return text }
            }
        }
        return title
    }

    /// Without a frame there is no title: the notes stand over the rows of the pane, at its right edge.
    func drawNotes(_ session: Session, on surface: inout Surface, in rect: Rect) {
        guard rect.rows > 2 else { return }
        if let notes = paneNotes(session).first(where: { ScreenText($0).width <= rect.columns }), !notes.isEmpty {
            draw(ScreenText(notes), row: rect.row, on: &surface, in: rect)
        }
        if let note = newNotes(session).first(where: { DisplayWidth.of($0.text) <= rect.columns }) {
            draw(ScreenText([note]), row: rect.endRow - 1, on: &surface, in: rect)
        }
    }

    /// What stands in the pane when the filter lets nothing through.
    func drawNothingFiltered(_ session: Session, on surface: inout Surface, in rect: Rect) {
        let inside = rect.columns > 20 ? rect.inset(left: 1, right: 1) : rect
        let text = "Nothing of that kind has happened so far. :filter off shows all."
        let first = layout.isFramed ? 0 : 1
        for (index, row) in ScreenText.wrapped([Span(text, .muted)], width: inside.columns).prefix(
            max(0, inside.rows - first)
        ).enumerated() { surface.draw(row, row: inside.row + first + index, in: inside, theme: theme) }
        if !layout.isFramed { drawNotes(session, on: &surface, in: rect) }
    }

    private func draw(_ text: ScreenText, row: Int, on surface: inout Surface, in rect: Rect) {
        let columns = min(text.width, rect.columns)
        let place = Rect(row: row, column: rect.endColumn - columns, rows: 1, columns: columns)
        surface.fill(place, style: theme.style(for: .text))
        surface.draw(text, row: row, in: place, theme: theme)
        surface.restyle(place) { $0 = $0.adding([.reverse]) }
    }

    /// The rows above the oldest entry that is kept: what became of those before.
    func olderRows(_ session: Session, width: Int) -> [ScreenText] {
        let dropped = session.transcript.ids.lowerBound.number
        guard dropped > 0 else { return [] }
        let count = dropped == 1 ? "1 older entry is" : "\(dropped) older entries are"
        let text: String
        if let recording = session.recordingInProgress, recording.first.number >= dropped {
            text = "\(count) no longer in memory, and older than the recording in \(recording.path)."
        } else if let recording = session.recordingInProgress {
            let missing = recording.first.number
            text =
                "\(count) no longer in memory. "
                + (missing == 0 ? "They are" : "All but the first \(missing) are")
                + " in \(recording.path): :replay shows them."
        } else {
            text = "\(count) no longer in memory, and were not recorded. :record FILE keeps what comes from now on."
        }
        return ScreenText.wrapped([Span(shownGlyphs(session).shown(text), .warning)], width: width)
    }
}
