import SafeText
import SessionCore
import TerminalKit

/// The title over the side panel: its tabs, the open one in brackets, and what is to be known about that one.
///
/// Where there is no room for all of it, the note becomes short or goes, then the names become short one by one, the open
/// tab's last, and in the end only that one is named.
struct PanelTitle {
    /// The open tab.
    let tab: PanelTab
    let hasFocus: Bool
    /// What there is to say about the open tab, in words of which the first that fit are taken.
    let notes: [Span]

    /// The title in so many columns.
    func text(columns: Int) -> ScreenText {
        let order = Self.shortened.filter { $0 != tab } + [tab]
        let choices = (0...order.count).lazy.map { count in
            names { order.prefix(count).contains($0) ? $0.shortTitle : $0.title }
        }
        var title = choices.first { $0.width <= columns } ?? ScreenText([Span(" ", .title), open(tab.title)])
        title.trailing = notes.first { title.width + DisplayWidth.of($0.text) <= columns }
        return title
    }

    /// The tabs whose names can be shortened, in the order in which that is done.
    private static let shortened: [PanelTab] = [.message, .server, .lesson]

    private func names(_ name: (PanelTab) -> String) -> ScreenText {
        let tabs = PanelTab.allCases.map { $0 == tab ? open(name($0)) : Span(" \(name($0)) ", .muted) }
        return ScreenText([Span(" ", .title)] + tabs + [Span(" ", .title)])
    }

    private func open(_ name: String) -> Span { Span("[\(name)]", hasFocus ? .titleFocused : .title) }
}

extension PanelTab {
    /// The name where there is little room.
    var shortTitle: String {
        switch self {
        case .codes: "Codes"
        case .server: "Srv"
        case .tls: "TLS"
        case .message: "Msg"
        case .lesson: "Lsn"
        case .help: "Help"
        }
    }
}
