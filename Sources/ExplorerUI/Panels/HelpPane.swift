import SessionCore
import TerminalKit

/// The panel with help: first on what is being typed, then the keys and the commands.
struct HelpPane: Sendable {
    /// What the rows were made for.
    private struct Look: Equatable {
        let width: Int
        let glyphs: Glyphs
        let keys: [KeyMap.Binding]
    }

    /// What the line in the input was about when the page was made.
    private(set) var subject: HelpSubject?
    /// What there is to know about that.
    private var lead: FactPage?
    private(set) var text = ScrolledRows()
    private var look: Look?

    /// Shows help on another subject, from its start.
    mutating func show(_ subject: HelpSubject?, _ page: FactPage?) {
        guard subject != self.subject || page != lead else { return }
        if subject != self.subject { text.rewind() }
        self.subject = subject
        lead = page
        look = nil
    }

    /// Makes the rows for a width, if they are not made.
    mutating func layOut(width: Int, glyphs: Glyphs, keyMap: KeyMap) {
        let wanted = Look(width: width, glyphs: glyphs, keys: keyMap.bindings)
        guard look != wanted else { return }
        look = wanted
        text.replace(HelpText(lead: lead, place: .input, keyMap: keyMap, glyphs: glyphs, width: width).rows)
    }

    /// Scrolls by rows, and stops at both ends.
    mutating func scroll(by delta: Int, height: Int) { text.scroll(by: delta, height: height) }
}
