import SessionCore
import TerminalKit

/// Where a person is who asks for help.
enum HelpPlace: Hashable, Sendable {
    case input
    case transcript
    case panel(PanelTab)
}

/// The rows of a help page: what is being typed or looked at first, then all keys, then all commands.
struct HelpText {
    /// Help on what is being typed.
    let lead: FactPage?
    let place: HelpPlace
    let keyMap: KeyMap
    let glyphs: Glyphs
    let width: Int

    var rows: [ScreenText] {
        let keys = KeyHelp(keyMap: keyMap, glyphs: glyphs, width: width)
        var rows: [ScreenText] = []
        if let lead, !lead.sections.isEmpty { rows += FactText(width: width, glyphs: glyphs).rows(of: lead) + [.empty] }
        if let about { rows += FactText(width: width, glyphs: glyphs).rows(of: about) + [.empty] }
        rows += keys.introduction
        for group in order { rows += keys.rows(of: group) }
        return rows + keys.commands
    }

    /// The groups of keys: those of the place first.
    private var order: [ActionGroup] {
        let first: [ActionGroup] =
            switch place {
            case .input: []
            case .transcript: [.lists, .reading]
            case .panel(.codes): [.panel, .lists]
            case .panel: [.panel]
            }
        return first + ActionGroup.allCases.filter { !first.contains($0) }
    }

    /// What the tab shows that has the focus.
    private var about: FactPage? {
        guard case .panel(let tab) = place else { return nil }
        return FactPage(sections: [FactPage.Section(title: "The panel: \(tab.title)", rows: Self.rows(about: tab))])
    }

    private static func rows(about tab: PanelTab) -> [FactPage.Row] {
        switch tab {
        case .codes:
            [
                FactPage.Row("", "All reply codes. The cursor follows the last reply; > marks its code."),
                FactPage.Row("type", "a number, 55_, 5.7.x, a word, rfc 3463: the list shows what was found"),
                FactPage.Row("Enter", "shows all of the explanation"),
                FactPage.Row("Right", "opens the enhanced codes that go with a code; once more: the next tab"),
                FactPage.Row("Left", "closes them; once more: the tab before"),
            ]
        case .server:
            [
                FactPage.Row(
                    "", "Who answered, what the software may be, its limits, and each keyword of its EHLO reply."),
                FactPage.Row("news", "What changed with TLS or a login stands there, too."),
            ]
        case .tls:
            [FactPage.Row("", "How the connection is encrypted, who vouches for the server, and its certificates.")]
        case .message:
            [
                FactPage.Row(
                    "",
                    "The envelope so far with the verdict on each recipient, the content as it was sent, and what "
                        + "became of the message.")
            ]
        case .lesson: [FactPage.Row("", "The lesson that is under way: what to do, and how far you are.")]
        case .help: [FactPage.Row("", "It follows what you type: write RCPT, and it begins with RCPT.")]
        }
    }
}
