public import SessionCore
import TerminalKit

/// Tab: completes as far as it is clear, and opens a menu of what remains.
extension Explorer {
    /// Tab in the input.
    mutating func completeLine(_ session: Session) -> [Effect] {
        page = nil
        if let folder = session.folder(wantedFor: Array(editor.bytes[..<editor.cursor])) { return [.list(folder)] }
        completeWord(session)
        return []
    }

    /// What is in the folder that was asked for. The line may have changed meanwhile.
    public mutating func take(_ listing: FolderListing, in session: Session) -> [Effect] {
        let wanted = session.folder(wantedFor: Array(editor.bytes[..<editor.cursor]))
        guard wanted == listing.folder, focus == .input, page == nil else { return [] }
        self.listing = listing
        isBodyStale = true
        if menu?.kind == .completion { return refreshMenu(session) }
        if menu == nil { completeWord(session) }
        return []
    }

    private mutating func completeWord(_ session: Session) {
        let line = Array(editor.bytes[..<editor.cursor])
        let completion = session.completion(of: line, in: listing)
        guard !completion.candidates.isEmpty else {
            message = Span("Nothing is known that could stand here.", .notice)
            return
        }
        let word = line.count - completion.start
        if completion.common.count > word || completion.candidates.count == 1 {
            _ = editor.replaceBeforeCursor(word, with: completion.common)
            recalled = nil
        }
        guard completion.candidates.count > 1 else { return }
        isBodyStale = true
        menu = InputMenu(.completion, session.completion(of: Array(editor.bytes[..<editor.cursor]), in: listing))
    }

    /// Tab with the menu open: completes what more typing has made clear, else chooses the next row.
    mutating func completeFurther(_ menu: InputMenu, _ session: Session) -> [Effect] {
        let word = Array(editor.bytes[..<editor.cursor].dropFirst(menu.completion?.start ?? 0))
        // The palette also lists what holds the word elsewhere: that does not go on from it.
        let goingOn = (menu.completion?.candidates ?? []).filter { $0.text.utf8.starts(with: word) }
        let common = Completion.common(of: goingOn)
        guard menu.chosen == nil, common.count > word.count, common.starts(with: word) else {
            self.menu?.state.move(by: 1)
            return []
        }
        _ = editor.replaceBeforeCursor(word.count, with: common)
        recalled = nil
        guard goingOn.count > 1 else {
            self.menu = nil
            return common.last == UInt8(ascii: "/") ? completeLine(session) : []
        }
        return refreshMenu(session)
    }
}
