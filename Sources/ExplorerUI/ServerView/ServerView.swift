public import SMTPProtocol

/// What the practice server sees: its connections and its mail, as a value that a screen can show.
///
/// It is filled from news of the server, one by one, and holds a bounded part of them: the newest. Foreign bytes in it are
/// escaped when they are drawn.
public struct ServerView: Hashable, Sendable {
    /// The most connections that are remembered.
    public static let maximumClients = 32
    /// The most lines that are remembered of one connection.
    public static let maximumLines = 400
    /// The most bytes that are remembered of one line.
    public static let maximumLineBytes = 2_048
    /// The most messages that are remembered.
    public static let maximumMails = 100
    /// The most bytes that are remembered of one message.
    public static let maximumMailBytes = 65_536

    /// A server that runs in this program.
    public struct Listener: Hashable, Sendable {
        /// Its scenario.
        public let scenario: String
        /// Where it listens.
        public let host: String
        /// The port for sessions that begin in the clear.
        public let port: Int
        /// The port where TLS begins with the first byte.
        public let securePort: Int

        /// A server.
        public init(scenario: String, host: String, port: Int, securePort: Int) {
            self.scenario = scenario
            self.host = host
            self.port = port
            self.securePort = securePort
        }
    }

    /// Something that one connection told.
    public enum News: Hashable, Sendable {
        /// A client connected.
        case opened(peer: String)
        /// A client was turned away, because there are too many.
        case refused(peer: String)
        /// A line came in, without its line ending, its secrets hidden.
        case line([UInt8])
        /// A reply went out: the lines as they were sent, without line endings.
        case reply([String])
        /// The session stands elsewhere now.
        case moved(ServerState, Envelope?)
        /// The connection is encrypted, with this version of TLS.
        case secured(String)
        /// TLS did not come about.
        case tlsFailed(String)
        /// The client logged in.
        case loggedIn(user: String, mechanism: String)
        /// A message was accepted.
        case stored(Mail)
        /// A rule of the scenario took effect.
        case ruleFired(String)
        /// The server says something about what the client does.
        case remarked(String)
        /// The connection belongs to this student's sandbox from now on.
        case entered(sandbox: String)
        /// The client took too long.
        case timedOut
        /// The connection is over.
        case closed
    }

    /// One line of a dialogue, as the server sees it.
    public struct Line: Hashable, Sendable {
        enum Kind: Hashable, Sendable { case client, server, note }

        let kind: Kind
        /// How many lines of the same reply follow.
        var followers = 0
        /// Whether it is a line behind the first of a reply.
        var isFollower = false
        /// The bytes, secrets hidden, not escaped.
        let bytes: [UInt8]
    }

    /// A message in a mailbox.
    public struct Mail: Hashable, Sendable {
        /// Counts the messages of all servers.
        var serial = 0
        /// The number that the server gave it.
        public let number: Int
        /// The mailboxes that it lies in.
        public let mailboxes: [String]
        /// The reverse-path as it was written, in angle brackets.
        public let from: String
        /// The size of its content in octets.
        public let size: Int
        /// The content, or its beginning.
        public let content: [UInt8]

        /// A message; of a long content the beginning is kept.
        public init(number: Int, mailboxes: [String], from: String, content: [UInt8]) {
            self.number = number
            self.mailboxes = mailboxes
            self.from = from
            size = content.count
            self.content = Array(content.prefix(ServerView.maximumMailBytes))
        }
    }

    /// One connection.
    struct Client: Hashable, Sendable {
        /// Counts the connections of all servers.
        let serial: Int
        let scenario: String
        let number: Int
        let peer: String
        var state = ServerState.awaitingGreeting
        var helloName: [UInt8] = []
        var from: String?
        /// The first recipients.
        var recipients: [String] = []
        var recipientCount = 0
        var encryption: String?
        var login: String?
        var isOpen = true
        var lines: [Line] = []
        var droppedLines = 0
    }

    /// The servers that run.
    public private(set) var listeners: [Listener] = []
    /// The connections, oldest first.
    private(set) var clients: [Client] = []
    /// The messages, oldest first.
    private(set) var mails: [Mail] = []
    /// How many messages were accepted in all.
    public private(set) var mailCount = 0
    private var clientCount = 0
    /// Counts the changes.
    public private(set) var revision = 0

    /// Nothing yet.
    public init() {}

    /// Another server runs now.
    public mutating func add(_ listener: Listener) {
        guard !listeners.contains(where: { $0.scenario == listener.scenario }) else { return }
        revision += 1
        listeners.append(listener)
    }

    /// Takes in news of a connection.
    /// - Parameters:
    ///   - number: the connection's number, which its server gave it.
    ///   - scenario: the server's scenario.
    public mutating func take(_ news: News, of number: Int, at scenario: String) {
        revision += 1
        switch news {
        case .opened(let peer):
            add(Client(serial: clientCount, scenario: scenario, number: number, peer: peer))
        case .refused(let peer):
            var client = Client(
                serial: clientCount, scenario: scenario, number: number, peer: peer, state: .closed, isOpen: false)
            client.add(.note, Array("turned away: there are too many connections".utf8))
            add(client)
        case .stored(let mail):
            mailCount += 1
            var mail = mail
            mail.serial = mailCount
            mails.append(mail)
            if mails.count > Self.maximumMails { mails.removeFirst() }
            let names = mail.mailboxes.joined(separator: ", ")
            change(number, scenario) {
                $0.add(.note, Array("message \(mail.number) goes into \(names): \(mail.size) octets".utf8))
            }
        case .line, .reply, .moved, .secured, .tlsFailed, .loggedIn, .ruleFired, .remarked, .entered, .timedOut,
            .closed:
            change(number, scenario) { $0.take(news) }
        }
    }

    /// Where there are too many, one that is over goes before one that is not.
    private mutating func add(_ client: Client) {
        clientCount += 1
        clients.append(client)
        if clients.count > Self.maximumClients { clients.remove(at: clients.firstIndex { !$0.isOpen } ?? 0) }
    }

    private mutating func change(_ number: Int, _ scenario: String, _ body: (inout Client) -> Void) {
        guard let index = clients.lastIndex(where: { $0.number == number && $0.scenario == scenario }) else { return }
        body(&clients[index])
    }
}

extension ServerView.Client {
    /// The most recipients that are named.
    static let shownRecipients = 5

    fileprivate mutating func take(_ news: ServerView.News) {
        switch news {
        case .line(let bytes):
            add(.client, bytes)
            noteHello(bytes)
        case .reply(let texts):
            for (index, text) in texts.enumerated() {
                add(.server, Array(text.utf8), followers: index == 0 ? texts.count - 1 : 0, isFollower: index > 0)
            }
        case .moved(let state, let envelope):
            self.state = state
            from = envelope.map { String(decoding: $0.reversePath.bytes, as: UTF8.self) }
            recipientCount = envelope?.recipients.count ?? 0
            recipients =
                envelope?.recipients.prefix(Self.shownRecipients).map { String(decoding: $0.bytes, as: UTF8.self) }
                ?? []
        case .secured(let version):
            encryption = version
            // What was said in the clear counts no more.
            helloName = []
            add(.note, Array("encrypted with \(version)".utf8))
        case .tlsFailed(let reason): add(.note, Array("TLS failed: \(reason)".utf8))
        case .loggedIn(let user, let mechanism):
            login = "\(user) (\(mechanism))"
            add(.note, Array("logged in: \(user) with \(mechanism)".utf8))
        case .ruleFired(let rule): add(.note, Array("rule: \(rule)".utf8))
        case .remarked(let words): add(.note, Array(words.utf8))
        case .entered(let sandbox): add(.note, Array("the sandbox of \(sandbox)".utf8))
        case .timedOut: add(.note, Array("the client took too long".utf8))
        case .closed:
            isOpen = false
            state = .closed
            add(.note, Array("the connection is closed".utf8))
        case .opened, .refused, .stored: break
        }
    }

    fileprivate mutating func add(
        _ kind: ServerView.Line.Kind, _ bytes: [UInt8], followers: Int = 0, isFollower: Bool = false
    ) {
        let kept = Array(bytes.prefix(ServerView.maximumLineBytes))
        lines.append(ServerView.Line(kind: kind, followers: followers, isFollower: isFollower, bytes: kept))
        guard lines.count > ServerView.maximumLines else { return }
        // A quarter at once, so that a flood of lines moves the others seldom.
        let count = ServerView.maximumLines / 4
        lines.removeFirst(count)
        droppedLines += count
    }

    private mutating func noteHello(_ line: [UInt8]) {
        let parts = line.split(separator: 0x20, maxSplits: 1)
        guard parts.count == 2 else { return }
        let verb = String(decoding: parts[0], as: UTF8.self).uppercased()
        if ["EHLO", "HELO", "LHLO"].contains(verb) { helloName = Array(parts[1].prefix(255)) }
    }
}
