import SessionCore

/// The actions by what a person is doing, for the help: what is needed first comes first.
enum ActionGroup: CaseIterable {
    case typing
    case reading
    case lists
    case panel
    case panes
    case sessions
    case program

    /// The heading over the group.
    var title: String {
        switch self {
        case .typing: "While you type"
        case .reading: "In the transcript, also while you type"
        case .lists: "In lists: the transcript, the codes"
        case .panel: "The panel"
        case .panes: "From pane to pane"
        case .sessions: "Several sessions"
        case .program: "The program"
        }
    }

    /// Its actions, in the order of their keys: those of one pane before those of all. Actions without a key come last.
    func actions(in keyMap: KeyMap) -> [ScreenAction] {
        let actions = ScreenAction.allCases.filter { $0.group == self }
        let order = (keyMap.bindings.filter { $0.panes != nil } + keyMap.bindings).map(\.action)
        let places = actions.map { order.firstIndex(of: $0) ?? order.count }
        return zip(places, actions).sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension ScreenAction {
    /// What a person is doing who wants it.
    var group: ActionGroup {
        switch self {
        case .send, .sendAll, .complete, .historyPrevious, .historyNext, .acceptSuggestion, .acceptWord, .searchHistory,
            .palette, .cancel, .quit:
            .typing
        case .find, .findNext, .findPrevious, .pageUp, .pageDown, .transcriptStart, .transcriptEnd, .nextProblem,
            .previousProblem, .filter, .copy, .foldAll, .wrap, .timestamps, .timing, .bytes:
            .reading
        case .up, .down, .first, .last, .open: .lists
        case .codes, .server, .tls, .message, .lesson, .panelHelp, .nextPanel, .previousPanel, .growPanel, .shrinkPanel,
            .groupCodes:
            .panel
        case .help, .nextPane, .previousPane, .zoom, .present, .back: .panes
        case .nextTab, .previousTab, .newTab, .closeTab, .practiceView, .split: .sessions
        case .tab1, .tab2, .tab3, .tab4, .tab5, .tab6, .tab7, .tab8, .tab9: .sessions
        case .redraw, .suspend, .mouse, .showKeys: .program
        }
    }

    /// The actions that go to a session by its number: one row of help is enough for all.
    static let numberedTabs: [ScreenAction] = [.tab1, .tab2, .tab3, .tab4, .tab5, .tab6, .tab7, .tab8, .tab9]
}
