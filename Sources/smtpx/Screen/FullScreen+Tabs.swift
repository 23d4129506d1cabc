import ExplorerUI
import SessionCore
import SessionRuntime
import TerminalKit

/// Several sessions, and the practice server's view.
extension FullScreen {
    /// Does what a key or a command asks of the tabs.
    mutating func perform(_ step: ScreenRequest.TabStep) {
        switch step {
        case .number(let number): settle(workspace.go(to: number))
        case .next: settle(workspace.go(by: 1))
        case .previous: settle(workspace.go(by: -1))
        case .practice: settle(workspace.toggleServer())
        case .new: open(nil)
        case .close: closeTab()
        case .split:
            if workspace.showsServer { _ = workspace.closeServer() }
            explorer.toggleSplit(runtime.session)
        }
    }

    /// The tab that is shown now looks like the one before.
    private mutating func settle(_ outcome: Workspace.Outcome) {
        switch outcome {
        case .stayed: break
        case .refused(let reason): explorer.say(reason)
        case .moved: followWorkspace()
        }
    }

    /// Goes to the session that the workspace shows.
    mutating func followWorkspace() {
        let look = explorer
        current = tabs.firstIndex { $0.number == workspace.session } ?? 0
        explorer.adopt(lookOf: look)
    }

    /// Opens another session in a tab of its own, and connects it.
    mutating func open(_ request: ConnectRequest?) {
        // The lines of this session are in the history of the next one.
        for tab in tabs { tab.runtime.saveHistory() }
        let session = SessionStart.session(.interactive, settings: runtime.session.settings)
        guard let runtime = try? SessionRuntime(session, options: options) else {
            return explorer.say("No more files can be open at once. Close a tab first: Alt-Q.", isWarning: true)
        }
        guard let number = workspace.openSession() else { return explorer.say(Workspace.tooMany, isWarning: true) }
        var explorer = makeExplorer()
        explorer.adopt(lookOf: self.explorer)
        tabs.append(SessionTab(number: number, runtime: runtime, explorer: explorer))
        current = tabs.count - 1
        showLesson(opens: false, in: number)
        self.explorer.welcome(isConnecting: request != nil, notices: [])
        if let request { take(runtime.handle(.connect(request)), of: number) }
    }

    /// Closes the tab in view. One with a connection, or with a line that was typed, wants it said twice.
    private mutating func closeTab() {
        if workspace.showsServer { return settle(workspace.closeServer()) }
        let session = runtime.session
        guard tabs.count > 1 else { return explorer.say("This is the last session. ^D says QUIT and leaves.") }
        let number = tabs[current].number
        guard closing != number, session.isConnected || explorer.holdsTypedText else {
            closing = nil
            // The first time asks for QUIT, and the second leaves without waiting for its answer.
            take(runtime.handle(.endOfInput), of: number)
            if !runtime.session.isFinished { take(runtime.handle(.endOfInput), of: number) }
            return
        }
        closing = number
        let what = session.isConnected ? "There is a connection here" : "A line was typed here"
        explorer.say("\(what). Alt-Q again closes the tab all the same; ^D says QUIT first.", isWarning: true)
    }

    /// Takes away the tabs whose sessions are over. The last of them ends the program, and how it ended is how that ends.
    /// - Returns: the exit code; nil while there is a session.
    mutating func closeFinishedTabs() -> ExitCode? {
        guard tabs.contains(where: { $0.runtime.session.isFinished }) else { return nil }
        let look = explorer
        var code: ExitCode?
        for tab in tabs where tab.runtime.session.isFinished {
            code = tab.runtime.session.exitCode
            finish(tab)
            workspace.close(session: tab.number)
        }
        tabs.removeAll { $0.runtime.session.isFinished }
        guard !tabs.isEmpty else { return code }
        current = tabs.firstIndex { $0.number == workspace.session } ?? 0
        explorer.adopt(lookOf: look)
        showLesson(opens: false, in: workspace.session)
        isPaintDue = true
        return nil
    }

    /// Has the other sessions look like the one where a setting was changed.
    mutating func share(_ setting: Setting, of number: Int) {
        guard setting.isAboutScreen, let value = tab(number)?.runtime.session.settings.value(of: setting) else {
            return
        }
        for other in tabs where other.number != number {
            guard other.runtime.session.settings.value(of: setting) != value else { continue }
            take(other.runtime.handle(.set(setting, value)), of: other.number)
        }
    }

    /// The tab of a session.
    func tab(_ number: Int) -> SessionTab? { tabs.first { $0.number == number } }
}

extension Session {
    /// Whether there is a connection, or one is being made.
    fileprivate var isConnected: Bool {
        switch status.phase {
        case .idle, .closed, .replay: false
        case .resolving, .connecting, .securing, .awaitingGreeting, .open, .closing: true
        }
    }
}
