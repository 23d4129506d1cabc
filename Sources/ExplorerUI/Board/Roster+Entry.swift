import SMTPProtocol

extension Roster {
    /// A student, or a connection whose client has not said who it is.
    struct Entry: Hashable, Sendable {
        /// A reply that went out.
        struct Reply: Hashable, Sendable {
            let code: ReplyCode?
            /// Its first line, with the code.
            let text: String
        }

        /// Counts the entries.
        let serial: Int
        /// The student's name; nil as long as nobody knows it.
        var name: String?
        /// The address that was last seen.
        private(set) var peer: String
        /// The open connections, oldest first.
        private(set) var connections: [Int]
        /// The connection that it was made for, as long as it had no other.
        private(set) var onlyConnection: Int?
        private(set) var state = ServerState.awaitingGreeting
        /// The version of TLS.
        private(set) var encryption: String?
        /// Who logged in, and how.
        private(set) var login: String?
        /// What the client last did: a line that it sent, or words of ours.
        private(set) var lastDone: [UInt8] = []
        private(set) var lastReply: Reply?
        private(set) var mailCount = 0
        var progress: Progress?
        /// When something last happened.
        private(set) var activeAt: UInt64
        private(set) var lines: [ServerView.Line] = []

        /// Whether a connection is open.
        var isHere: Bool { !connections.isEmpty }

        init(serial: Int, connection: Int, peer: String, at now: UInt64) {
            self.serial = serial
            self.peer = peer
            connections = [connection]
            onlyConnection = connection
            activeAt = now
        }

        mutating func take(_ news: ServerView.News, at now: UInt64) {
            activeAt = now
            switch news {
            case .line(let bytes):
                add(.client, bytes)
                lastDone = Array(bytes.prefix(Roster.maximumLineBytes))
            case .reply(let texts):
                let text = texts.first ?? ""
                add(.server, Array(text.utf8), followers: max(0, texts.count - 1))
                let digits = text.utf8.prefix(3)
                lastReply = Reply(code: ReplyCode(ascii: digits), text: text)
            case .moved(let state, _): self.state = state
            case .secured(let version):
                encryption = version
                did("TLS began: \(version)")
            case .tlsFailed(let reason): did("TLS failed: \(reason)")
            case .loggedIn(let user, let mechanism):
                login = "\(user) (\(mechanism))"
                did("logged in: \(user) with \(mechanism)")
            case .stored(let mail):
                mailCount += 1
                did("message of \(mail.size) octets for \(mail.mailboxes.joined(separator: ", "))")
            case .ruleFired(let rule): add(.note, Array("rule: \(rule)".utf8))
            case .remarked(let words): add(.note, Array(words.utf8))
            case .timedOut: did("took too long")
            case .opened, .refused, .entered, .closed: break
            }
        }

        /// A connection of it is over, or belongs to somebody else now.
        mutating func leave(_ connection: Int, at now: UInt64) {
            connections.removeAll { $0 == connection }
            activeAt = max(activeAt, now)
            guard !isHere else { return }
            state = .closed
            encryption = nil
            login = nil
            add(.note, Array("left".utf8))
        }

        /// The student came once more: what was seen of the connection before its name was known belongs to them.
        mutating func absorb(_ other: Entry, _ connection: Int) {
            connections.append(connection)
            if onlyConnection != connection { onlyConnection = nil }
            peer = other.peer
            state = other.state
            encryption = other.encryption
            login = other.login
            if !other.lastDone.isEmpty { lastDone = other.lastDone }
            lastReply = other.lastReply ?? lastReply
            mailCount += other.mailCount
            activeAt = max(activeAt, other.activeAt)
            for line in other.lines { add(line) }
        }

        /// It without what its student has done: only where the connection stands.
        func without() -> Entry {
            var entry = self
            entry.mailCount = 0
            entry.lines = []
            return entry
        }

        private mutating func did(_ words: String) {
            lastDone = Array(words.utf8.prefix(Roster.maximumLineBytes))
            add(.note, lastDone)
        }

        private mutating func add(_ kind: ServerView.Line.Kind, _ bytes: [UInt8], followers: Int = 0) {
            add(
                ServerView.Line(
                    kind: kind, followers: followers, bytes: Array(bytes.prefix(Roster.maximumLineBytes))))
        }

        private mutating func add(_ line: ServerView.Line) {
            lines.append(line)
            // A quarter at once, so that a flood of lines moves the others seldom.
            if lines.count > Roster.maximumLines { lines.removeFirst(Roster.maximumLines / 4) }
        }
    }
}
