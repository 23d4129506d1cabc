import ExplorerUI
import PracticeServer
import SMTPProtocol
import Synchronization
import Teaching

/// Collects what the practice servers tell, from their threads, for the screen to look at.
final class ServerWatch: Sendable {
    private let seen = Mutex(ServerView())
    /// What lessons wait for, with the number of the server that told it, until it is taken.
    private let lessonEvents = Mutex<[(server: Int, event: LessonEvent)]>([])
    /// The numbers of the servers, by their ports.
    private let numbers = Mutex<[Int: Int]>([:])
    /// The most events of lessons that are kept untaken.
    private static let maximumLessonEvents = 64
    private let wake = Mutex<(@Sendable () -> Void)?>(nil)

    /// What there is to see now.
    var view: ServerView { seen.withLock { $0 } }

    /// How many messages the servers took.
    var mailCount: Int { seen.withLock { $0.mailCount } }

    /// Has something called from any thread whenever there is more to see.
    func onNews(_ wake: @escaping @Sendable () -> Void) { self.wake.withLock { $0 = wake } }

    /// A server runs now; the name is its scenario's, and says whom it imitates.
    /// - Parameter number: what its observer was made with.
    func add(_ server: PracticeServer, _ name: String, number: Int) {
        numbers.withLock { numbers in
            for port in [server.port, server.securePort] { numbers[port] = number }
        }
        let listener = ServerView.Listener(
            scenario: name, host: server.host, port: server.port, securePort: server.securePort)
        seen.withLock { $0.add(listener) }
        tell()
    }

    /// The number of the server that listens at this address, with its port; nil when it is none of ours.
    func number(at address: String) -> Int? {
        guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]) else {
            return nil
        }
        return numbers.withLock { $0[port] }
    }

    /// What the server of this name tells its events to.
    /// - Parameter number: tells this server from others of its name.
    func observer(of name: String, number: Int) -> ServerObserver {
        { event in
            let news = Self.news(event.kind)
            self.seen.withLock { $0.take(news, of: event.connection, at: name) }
            self.noteForLesson(event.kind, of: number)
            self.tell()
        }
    }

    /// What lessons wait for and only these servers see, since it was asked last.
    func takeLessonEvents(of servers: Set<Int>) -> [LessonEvent] {
        lessonEvents.withLock { events in
            defer { events = [] }
            return events.filter { servers.contains($0.server) }.map(\.event)
        }
    }

    private func noteForLesson(_ kind: ServerEvent.Kind, of server: Int) {
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
            events.append((server, event))
        }
    }

    private func tell() { wake.withLock { $0 }?() }

    /// An event, as the views of the screen take it.
    static func news(_ kind: ServerEvent.Kind) -> ServerView.News {
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
        case .reloaded(let reload): .remarked(ServerLog.words(for: reload))
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
