import SafeText
import SessionCore
import TerminalKit

/// Reading the transcript: going through its entries, to failures and to matches, and folding.
extension Explorer {
    /// The entries that the pane goes through now.
    func shown(_ session: Session) -> ShownEntries {
        ShownEntries(session.transcript.ids, of: transcript.filtered)
    }

    /// Puts the cursor on an entry and has it in view; the panel explains it.
    /// - Parameter withCommand: whether the line that a reply answers should be in view as well.
    mutating func select(_ id: EntryID, in session: Session, withCommand: Bool = false) {
        transcript.selection = id
        let layout = layout
        let rowsOf = rowCounter(session, width: layout.transcript.columns)
        let command = withCommand ? session.transcript[id]?.reply?.answers : nil
        for id in [command, id].compactMap(\.self) {
            transcript.reveal(id, height: layout.transcript.rows, ids: shown(session), rowsOf: rowsOf)
        }
        guard let reply = chosenReply(session) else { return }
        subject = reply
        let chosen = session.transcript[reply]?.reply
        codes.follow(chosen?.code, after: chosen?.stage)
    }

    /// The reply that the transcript's cursor is on; on a sent line, the reply to it.
    func chosenReply(_ session: Session) -> EntryID? {
        guard let selection = transcript.selection, let entry = session.transcript[selection] else { return nil }
        return entry.reply == nil ? entry.answer : selection
    }

    /// Goes to the next failure or warning, or the one before; while a search is active, to its matches instead.
    mutating func goToProblem(by step: Int, in session: Session) -> [Effect] {
        if transcript.match != nil { return goToMatch(by: step, in: session) }
        let shown = shown(session)
        let problems = session.transcript.problems
        let here = focus == .transcript ? transcript.selection ?? shown.end : shown.end
        guard let found = Self.next(by: step, from: here, in: problems, where: shown.contains) else {
            let isFiltered = transcript.filtered != nil
            message = Span(
                isFiltered ? "The filter shows none." : "No reply failed, and nothing was warned of.", .notice)
            return []
        }
        showTranscript()
        focus = .transcript
        select(found, in: session, withCommand: true)
        let number = problems.position(notBefore: found) - problems.startIndex + 1
        message = Span(
            "\(Self.problemName(found, session)), \(number) of \(problems.count) failures and warnings. n next, N before.",
            .notice)
        return []
    }

    private static func problemName(_ id: EntryID, _ session: Session) -> String {
        if let reply = session.transcript[id]?.reply, reply.level == .error {
            return reply.code.map { "Failure \($0)" } ?? "Not a reply"
        }
        return session.transcript.level(of: id) == .error ? "Error" : "Warning"
    }

    /// The next of some entries after or before a place that passes; round the ends. Entries that do not pass are gone over.
    static func next<Entries: RandomAccessCollection<EntryID>>(
        by step: Int, from here: EntryID, in entries: Entries, where passes: (EntryID) -> Bool
    ) -> EntryID? where Entries.Index == Int {
        guard !entries.isEmpty else { return nil }
        var low = entries.startIndex
        var high = entries.endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle] < here { low = middle + 1 } else { high = middle }
        }
        if step > 0 {
            let start = low < entries.endIndex && entries[low] == here ? low + 1 : low
            return entries[start...].first(where: passes) ?? entries[..<start].first(where: passes)
        }
        return entries[..<low].last(where: passes) ?? entries[low...].last(where: passes)
    }

    /// Unfolds all entries, or folds them again.
    mutating func foldAll(_ session: Session) {
        transcript.toggleAll()
        message = Span(
            transcript.isAllOpen ? "Everything is unfolded. Alt-O folds it again." : "Long entries are folded.", .notice
        )
    }
}
