import SafeText
import SessionCore
import TerminalKit

/// `:find`, and going from match to match.
extension Explorer {
    /// F3 and `/` write the command, so that a person learns it. From the transcript, the match is shown there again.
    mutating func beginFind(_ session: Session) { begin(":find ", "F3 types :find for you.", session) }

    /// Writes the command for a filter.
    mutating func beginFilter(_ session: Session) { begin(":filter ", "f types :filter for you.", session) }

    private mutating func begin(_ command: String, _ advice: String, _ session: Session) {
        page = nil
        let wasReading = focus == .transcript
        focusInput(session)
        if session.prompt.isQuestion {
            message = Span("Answer the question first, or give it up with ^C.", .notice)
        } else if editor.isEmpty {
            editor.setBytes(Array(command.utf8))
            returnsToTranscript = wasReading
        } else {
            message = Span("Finish or cancel the line first: \(advice)", .notice)
        }
    }

    /// Shows the match that a search came to; with a filter, the nearest one that it does not hide.
    mutating func show(_ search: TranscriptSearch, in session: Session) {
        guard let match = search.currentMatch else {
            endSearch()
            message = Span("\"\(shownText(search.text))\" is nowhere in the transcript.", .warning)
            return
        }
        guard transcript.filtered != nil else { return show(match, of: search.matches, search.text, session) }
        let shown = shown(session)
        let matches = search.matches.filter(shown.contains)
        let nearest = matches.last { $0 <= match } ?? matches.last
        guard let nearest else {
            endSearch()
            let count = search.matches.count
            message = Span(
                "\"\(shownText(search.text))\" is in \(count) \(count == 1 ? "entry" : "entries") that the filter hides. "
                    + ":filter off shows all.", .warning)
            return
        }
        show(nearest, of: matches, search.text, session)
    }

    /// Goes to the next match, or the one before. With a filter, those that it hides are passed over.
    mutating func goToMatch(by step: Int, in session: Session) -> [Effect] {
        guard transcript.filtered != nil, let search = session.search else {
            return [step > 0 ? .findNext : .findPrevious]
        }
        let shown = shown(session)
        let matches = session.transcript.matches(search.text).filter(shown.contains)
        guard let found = Self.next(by: step, from: transcript.match ?? shown.end, in: matches, where: { _ in true })
        else {
            endSearch()
            message = Span("The filter hides all matches of \"\(shownText(search.text))\".", .warning)
            return []
        }
        show(found, of: matches, search.text, session)
        return []
    }

    private mutating func show(_ match: EntryID, of matches: [EntryID], _ text: [UInt8], _ session: Session) {
        let number = TranscriptPane.MatchNumber(
            number: (matches.firstIndex(of: match) ?? 0) + 1, count: matches.count)
        transcript.match = match
        transcript.matchNumber = number
        transcript.unfold(match)
        showTranscript()
        if returnsToTranscript, page == nil { focus = .transcript }
        returnsToTranscript = false
        select(match, in: session, withCommand: true)
        let keys = focus == .transcript ? "n next, N before, Esc ends." : "Alt-N next, Alt-P before."
        message = Span(
            "\"\(shownText(text))\": match \(number.number) of \(number.count). \(keys)", .notice)
    }

    /// Takes the marks of the search away.
    mutating func endSearch() {
        transcript.match = nil
        transcript.matchNumber = nil
        returnsToTranscript = false
    }

    private func shownText(_ text: [UInt8]) -> String {
        DisplayWidth.truncate(Sanitizer.escape(text, style: glyphs.escapeStyle), to: 40, ellipsis: glyphs.ellipsis)
    }
}
