import SessionCore
import TerminalKit

/// What is said about an entry: the news of the connection, lines of a login decoded, and remarks.
extension EntryText {
    /// What happened to the connection. That it is secured is a success; that the server is not verified is not.
    func connection(_ note: ConnectionNote, time: WallTime) -> [ScreenText] {
        switch note.event {
        case .secured: return own(glyphs.ok, .ok, note.text, textRole: .text, time: time)
        case .resolving, .connecting, .connected, .securing, .closedByUs:
            return own(glyphs.separator, .muted, note.text, time: time)
        case .attemptFailed, .securedUnverified, .failed, .closedByServer, .broken:
            return own(mark(note.level), role(note.level), note.text, time: time)
        }
    }

    /// What a line of a login says, right below the line: part of the line, and no news.
    func decoded(_ entry: Entry, isOpen: Bool) -> [ScreenText] {
        let remarks = entry.remarks.filter { $0.kind == .decoded }
        let shown = folded(remarks, isOpen: isOpen)
        var rows = shown.flatMap { remark in
            remark.level == .information
                ? own("=", .muted, remark.text, textRole: .hint, indent: 2)
                : own(mark(remark.level), role(remark.level), remark.text, indent: 2)
        }
        rows += more(remarks.count - shown.count, indent: 2)
        return rows
    }

    /// Everything else that is said about the entry, below it. Many remarks for those who want to know are folded;
    /// those that want attention never are.
    func remarks(_ entry: Entry, isOpen: Bool) -> [ScreenText] {
        let remarks = entry.remarks.filter { $0.kind != .decoded && $0.kind != .recipient }
        let news = remarks.filter { $0.level == .information }
        let left = news.count - folded(news, isOpen: isOpen).count
        var rows: [ScreenText] = []
        var newsSoFar = 0
        for remark in remarks {
            if remark.level == .information {
                newsSoFar += 1
                if newsSoFar == news.count - left + 1 { rows += more(left, indent: 0) }
                if newsSoFar > news.count - left { continue }
            }
            rows += own(mark(remark.level), role(remark.level), remark.text)
        }
        return rows
    }

    /// The first remarks, when there are more than a few of them and the entry is folded. One alone is never folded.
    private func folded(_ remarks: [Remark], isOpen: Bool) -> ArraySlice<Remark> {
        isOpen || remarks.count <= Self.foldedRemarks + 1 ? remarks[...] : remarks.prefix(Self.foldedRemarks)
    }

    private func more(_ count: Int, indent: Int) -> [ScreenText] {
        count == 0 ? [] : own("", .muted, "[+\(count) remarks, Enter opens]", indent: indent)
    }
}
