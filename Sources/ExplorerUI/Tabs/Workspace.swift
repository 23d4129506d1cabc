public import SMTPProtocol
public import SessionCore

/// The tabs: several sessions, and what the practice server sees. It knows their order, which one is shown, and what is new
/// in the others; the sessions themselves are kept beside it, by number.
public struct Workspace: Hashable, Sendable {
    /// The most tabs: each has a digit.
    public static let maximumTabs = 9

    /// What a tab holds.
    public enum Content: Hashable, Sendable {
        /// The session of this number.
        case session(Int)
        /// What the practice server sees.
        case server
    }

    /// One tab.
    public struct Tab: Hashable, Sendable {
        /// What it holds.
        public let content: Content
        /// What its title says: where the session is connected to, safe to show.
        public internal(set) var title: String
        /// What has happened there since it was last shown.
        public internal(set) var news = News()
    }

    /// What has happened in a tab that was not shown.
    public struct News: Hashable, Sendable {
        /// How many replies, or messages, came.
        public internal(set) var count = 0
        /// The severity of the last reply.
        public internal(set) var severity: Severity?
        /// Whether the connection ended.
        public internal(set) var isOver = false

        /// Whether nothing has happened.
        public var isEmpty: Bool { self == News() }
    }

    /// What has to be done for a step among the tabs.
    public enum Outcome: Hashable, Sendable {
        /// Another tab is shown now.
        case moved
        /// Nothing changed.
        case stayed
        /// There is no such tab, or no more may be opened: why, and what to do.
        case refused(String)
    }

    /// The tabs, in their order. The first session stands there from the beginning.
    public private(set) var tabs = [Tab(content: .session(1), title: Self.untitled)]
    /// The place of the tab that is shown.
    public private(set) var activeIndex = 0
    /// The session that is shown, or was shown last while the server's view is.
    public private(set) var session = 1
    private var sessionCount = 1

    private static let untitled = "no connection"

    /// One session that is not connected.
    public init() {}

    /// What is shown.
    public var active: Content { tabs[activeIndex].content }
    /// Whether the server's view is shown.
    public var showsServer: Bool { active == .server }
    /// The sessions, in the order of their tabs.
    public var sessions: [Int] {
        tabs.compactMap { if case .session(let number) = $0.content { number } else { nil } }
    }

    /// The number, counted from 1, of the tab that holds a session; nil when it is closed.
    public func number(of session: Int) -> Int? {
        tabs.firstIndex { $0.content == .session(session) }.map { $0 + 1 }
    }

    /// Opens a tab for another session behind all others, and shows it.
    /// - Returns: the number of the session; nil when there are too many tabs.
    public mutating func openSession() -> Int? {
        guard tabs.count < Self.maximumTabs else { return nil }
        sessionCount += 1
        tabs.append(Tab(content: .session(sessionCount), title: Self.untitled))
        show(tabs.count - 1)
        return sessionCount
    }

    /// Shows the server's view, in a tab that is made for it when there is none; or goes back from it, and closes it.
    public mutating func toggleServer() -> Outcome {
        if showsServer { return closeServer() }
        if let index = tabs.firstIndex(where: { $0.content == .server }) {
            show(index)
            return .moved
        }
        guard tabs.count < Self.maximumTabs else { return .refused(Self.tooMany) }
        tabs.append(Tab(content: .server, title: "server's view"))
        show(tabs.count - 1)
        return .moved
    }

    /// Closes the server's view.
    public mutating func closeServer() -> Outcome {
        guard let index = tabs.firstIndex(where: { $0.content == .server }) else { return .stayed }
        remove(index)
        return .moved
    }

    /// Closes the tab of a session. The tab beside it is shown when it was this one.
    public mutating func close(session number: Int) {
        guard sessions.count > 1, let index = tabs.firstIndex(where: { $0.content == .session(number) }) else { return }
        remove(index)
    }

    /// Goes to the tab of this number, counted from 1.
    public mutating func go(to number: Int) -> Outcome {
        guard tabs.indices.contains(number - 1) else {
            let count = tabs.count == 1 ? "There is 1 tab" : "There are \(tabs.count) tabs"
            return .refused("\(count). Alt-A opens another one.")
        }
        guard number - 1 != activeIndex else { return .stayed }
        show(number - 1)
        return .moved
    }

    /// Goes so many tabs on; behind the last comes the first.
    public mutating func go(by step: Int) -> Outcome {
        guard tabs.count > 1 else { return .refused("There is 1 tab. Alt-A opens another one.") }
        show((activeIndex + step + tabs.count) % tabs.count)
        return .moved
    }

    /// What there is to say when no tab can be opened.
    public static let tooMany = "There are \(maximumTabs) tabs already. Close one first: Alt-Q."

    /// Notes what a session has to show: the title of its tab follows, and a tab that is not shown is marked.
    public mutating func note(_ action: SessionAction, of number: Int, in session: Session) {
        guard let index = tabs.firstIndex(where: { $0.content == .session(number) }) else { return }
        guard case .appended(let id) = action else { return }
        let target = session.status.target
        tabs[index].title = target.isEmpty ? Self.untitled : target
        guard index != activeIndex else { return }
        switch session.transcript[id]?.kind {
        case .reply(let reply):
            tabs[index].news.count += 1
            tabs[index].news.severity = reply.severity
        case .connection(let note): if note.endsConnection { tabs[index].news.isOver = true }
        case .sent, .content, .sentContent, .notice, .note, nil: break
        }
    }

    /// Notes that the practice server took a message.
    public mutating func noteMessage() {
        guard let index = tabs.firstIndex(where: { $0.content == .server }), index != activeIndex else { return }
        tabs[index].news.count += 1
    }

    private mutating func show(_ index: Int) {
        activeIndex = index
        tabs[index].news = News()
        if case .session(let number) = tabs[index].content { session = number }
    }

    private mutating func remove(_ index: Int) {
        let removed = tabs.remove(at: index)
        if case .session(session) = removed.content {
            // The nearest session that is left: the one behind, or the one before.
            let behind = tabs[index...].lazy.compactMap(\.number).first
            session = behind ?? tabs[..<index].lazy.compactMap(\.number).last ?? session
        }
        if index < activeIndex {
            activeIndex -= 1
        } else if index == activeIndex {
            // From the server's view back to the session that was shown before it.
            show(tabs.firstIndex { $0.content == .session(session) } ?? 0)
        }
    }
}

extension Workspace.Tab {
    fileprivate var number: Int? { if case .session(let number) = content { number } else { nil } }
}

extension ConnectionNote {
    /// Whether there is no connection any more.
    fileprivate var endsConnection: Bool {
        switch event {
        case .failed, .closedByServer, .broken, .closedByUs: true
        case .resolving, .connecting, .attemptFailed, .connected, .securing, .secured, .securedUnverified: false
        }
    }
}
