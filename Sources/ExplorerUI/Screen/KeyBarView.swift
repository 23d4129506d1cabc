import SessionCore
import TerminalKit

/// The bottom line: what the keys do here, what is needed most first.
struct KeyBarView {
    let keyMap: KeyMap
    let focus: Pane
    let hasPage: Bool
    /// What the panel shows.
    let tab: PanelTab
    /// Whether an explanation has the panel for itself.
    let isReading: Bool
    /// Whether a search of the transcript is active, whose matches n and N go to.
    let isFinding: Bool
    let theme: Theme

    func draw(on surface: inout Surface, in rect: Rect) {
        KeyBar(items).draw(into: &surface, in: rect, theme: theme)
    }

    /// What the bar names.
    var items: [KeyBar.Item] {
        if hasPage {
            return named([.back], in: .transcript) + [item("Up/Down", "Scroll"), item("PgUp/PgDn", "Page")]
        }
        switch focus {
        case .input:
            return named([.help, .codes, .find, .tls, .server, .nextPane, .complete], in: focus)
                + [item(":", "Command")] + named([.searchHistory, .pageUp], in: focus)
                + [item("^D", "Quit")] + named([.cancel], in: focus)
        case .transcript:
            return [item("Up/Down", "Move")] + named([.open, .back], in: focus)
                + [item("n/N", isFinding ? "Match" : "Error")]
                + named([.find, .filter, .copy, .zoom, .nextPane, .pageUp, .help], in: focus)
        case .panel where tab != .codes:
            return [item("Up/Down", "Scroll"), item("PgUp/PgDn", "Page"), item("Left/Right", "Tab")]
                + named([.back, .codes, .zoom, .growPanel, .shrinkPanel, .nextPane, .help], in: focus)
        case .panel where isReading:
            return [item("Up/Down", "Scroll"), item("Enter", "List")] + named([.zoom, .nextPane, .help], in: focus)
        case .panel:
            return [item("a-z", "Search"), item("Up/Down", "Move")]
                + named([.open], in: focus) + [item("Right", "Enhanced")] + named([.back], in: focus)
                + named([.groupCodes, .zoom, .growPanel, .shrinkPanel, .nextPane, .help], in: focus)
        }
    }

    private func item(_ key: String, _ label: String) -> KeyBar.Item { KeyBar.Item(key: key, label: label) }

    private func named(_ actions: [ScreenAction], in pane: Pane) -> [KeyBar.Item] {
        actions.compactMap { action in keyMap.name(of: action, in: pane).map { item($0, action.label) } }
    }
}
