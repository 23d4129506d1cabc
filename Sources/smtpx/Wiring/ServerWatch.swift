import ExplorerUI
import PracticeServer
import SMTPProtocol
import Synchronization
import Teaching

/// Collects what the practice servers tell, from their threads, for the screen to look at.
final class ServerWatch: Sendable {
    private let seen = Mutex(ServerView())
    /// What lessons wait for, until it is taken.
    private let lessonEvents = Mutex<[LessonEvent]>([])
    /// The most events of lessons that are kept untaken.
    private static let maximumLessonEvents = 64
    private let wake = Mutex<(@Sendable () -> Void)?>(nil)

    /// What there is to see now.
    var view: ServerView { seen.withLock { $0 } }

    /// How many messages the servers took.
    var mailCount: Int { seen.withLock { $0.mailCount } }

    /// Has something called from any thread whenever there is more to see.
    func onNews(_ wake: @escaping @Sendable () -> Void) { self.wake.withLock { $0 = wake } }

    /// A server runs now.
    func add(_ server: PracticeServer, _ scenario: Scenario) {
        let listener = ServerView.Listener(
            scenario: scenario.name, host: server.host, port: server.port, securePort: server.securePort)
        seen.withLock { $0.add(listener) }
        tell()
    }

    /// What a server of this scenario tells its events to.
    func observer(of scenario: Scenario) -> ServerObserver {
        let name = scenario.name
        return { event in
            let news = Self.news(event.kind)
            self.seen.withLock { $0.take(news, of: event.connection, at: name) }
            self.noteForLesson(event.kind)
            self.tell()
        }
    }

    /// What lessons wait for and only the server sees, since it was asked last.
    func takeLessonEvents() -> [LessonEvent] {
        lessonEvents.withLock { events in
            defer { events = [] }
            return events
        }
    }

    private func noteForLesson(_ kind: ServerEvent.Kind) {
        let event: LessonEvent
        if case .stored(let message) = kind {
            event = .stored(mailboxes: message.mailboxes, content: message.content)
        } else if case .loggedIn(let user, let mechanism) = kind {
            event = .loggedIn(user: user, mechanism: mechanism)
        } else {
            return
        }
        lessonEvents.withLock { events in
            if events.count == Self.maximumLessonEvents { events.removeFirst() }
            events.append(event)
        }
    }

    private func tell() { wake.withLock { $0 }?() }

    private static func news(_ kind: ServerEvent.Kind) -> ServerView.News {
        switch kind {
        case .opened(let peer): .opened(peer: peer)
        case .refused(let peer), .barred(let peer): .refused(peer: peer)
        case .line(let bytes): .line(bytes)
        case .reply(let reply): .reply(lines(of: reply))
        case .moved(let state, let envelope): .moved(state, envelope)
        case .secured(let version): .secured(version?.name ?? "TLS")
        case .tlsFailed(let reason): .tlsFailed(reason)
        case .loggedIn(let user, let mechanism): .loggedIn(user: user, mechanism: mechanism)
        case .stored(let message):
            .stored(
                ServerView.Mail(
                    number: message.number, mailboxes: message.mailboxes,
                    from: String(decoding: message.envelope.reversePath.bytes, as: UTF8.self), content: message.content)
            )
        case .ruleFired(let rule): .ruleFired(rule)
        case .remarked(let words): .remarked(words)
        case .entered(let sandbox): .entered(sandbox: sandbox)
        case .timedOut: .timedOut
        case .closed: .closed
        }
    }

    /// The lines as they go over the wire, without their ends.
    private static func lines(of reply: ServerReply) -> [String] {
        reply.bytes.split(separator: 0x0A).map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
    }
}
