import SessionCore
import TerminalKit

/// Help while a line is typed: suggestions, the search in the history, the list of commands.
extension Explorer {
    /// Takes the grey suggestion; without one, moves right.
    mutating func acceptSuggestion(_ session: Session) {
        _ = editor.handle(.key(.right, []))
    }

    /// Takes one word of the grey suggestion; without one, moves a word right.
    mutating func acceptWord(_ session: Session) {
        _ = editor.handle(.key(.character("f"), [.alt]))
    }

    /// Opens the search in the history.
    mutating func searchHistory(_ session: Session) {}

    /// Opens the list of commands.
    mutating func openPalette(_ session: Session) {}
}
