/// Who is in a class on a practice server, and what each was last seen doing: a value that a board can show.
///
/// It is filled from news of the server, one by one, and holds a bounded part of them. Foreign bytes in it are escaped when
/// they are drawn. Times are nanoseconds of any clock that runs evenly.
public struct Roster: Hashable, Sendable {
    /// The most students and nameless connections that are remembered.
    public static let maximumEntries = 256
    /// The most lines that are remembered of one student.
    public static let maximumLines = 200
    /// The most bytes that are remembered of one line.
    public static let maximumLineBytes = 512

    /// How far a student is in the lesson.
    public struct Progress: Hashable, Sendable {
        /// The steps that lie behind them.
        public let done: Int
        /// The steps of the lesson.
        public let total: Int
        /// The title of the open step; nil when none is left.
        public let title: String?

        /// How far somebody is.
        public init(done: Int, total: Int, title: String?) {
            self.done = done
            self.total = total
            self.title = title
        }
    }

    /// Those who are here or were here, in the order in which they came.
    private(set) var entries: [Entry] = []
    /// How many messages were taken.
    public private(set) var mailCount = 0
    /// How many clients were turned away.
    public private(set) var turnedAwayCount = 0
    /// The address of the last one who was turned away.
    private(set) var turnedAway: String?
    /// Counts the changes.
    public private(set) var revision = 0

    /// The serial number of the entry that each open connection belongs to.
    private var places: [Int: Int] = [:]
    /// Open connections that there was no room for.
    private var unlisted: Set<Int> = []
    private var serial = 0

    /// Nobody yet.
    public init() {}

    /// How many connections are open.
    public var connectionCount: Int { places.count + unlisted.count }
    /// How many students and nameless clients are here.
    var hereCount: Int { entries.count(where: \.isHere) + unlisted.count }
    /// How many open connections no entry stands for.
    var unlistedCount: Int { unlisted.count }
    /// How many students have said who they are.
    public var studentCount: Int { entries.count { $0.name != nil } }
    /// How many of those who are remembered have no open connection.
    var leftCount: Int { entries.count { !$0.isHere } }

    /// How far the student of a connection is.
    public mutating func note(_ progress: Progress, of connection: Int) {
        change(connection) { $0.progress = progress }
    }

    /// Takes in news of a connection.
    public mutating func take(_ news: ServerView.News, of connection: Int, at now: UInt64) {
        revision += 1
        switch news {
        case .opened(let peer): open(connection, from: peer, now)
        case .refused(let peer):
            turnedAwayCount += 1
            turnedAway = peer
        case .entered(let name): enter(name, on: connection)
        case .closed: close(connection, now)
        case .stored, .line, .reply, .moved, .secured, .tlsFailed, .loggedIn, .ruleFired, .remarked, .timedOut:
            if case .stored = news { mailCount += 1 }
            change(connection) { $0.take(news, at: now) }
        }
    }

    /// Nil for an entry that is not remembered any more.
    func entry(_ serial: Int) -> Entry? { entries.first { $0.serial == serial } }

    private mutating func open(_ connection: Int, from peer: String, _ now: UInt64) {
        guard makeRoom() else {
            unlisted.insert(connection)
            return
        }
        serial += 1
        entries.append(Entry(serial: serial, connection: connection, peer: peer, at: now))
        places[connection] = serial
    }

    /// Who has left makes room, the nameless first.
    private mutating func makeRoom() -> Bool {
        guard entries.count >= Self.maximumEntries else { return true }
        let left = entries.firstIndex { !$0.isHere && $0.name == nil } ?? entries.firstIndex { !$0.isHere }
        guard let left else { return false }
        entries.remove(at: left)
        return true
    }

    /// The client has said who it is, or that it is somebody else.
    private mutating func enter(_ name: String, on connection: Int) {
        guard let here = index(of: connection), entries[here].name != name else { return }
        let known = entries.firstIndex { $0.name == name }
        // What stands for this connection alone is this student; others stay as they are.
        if entries[here].onlyConnection == connection {
            guard let known else {
                entries[here].name = name
                return
            }
            entries[known].absorb(entries[here], connection)
            places[connection] = entries[known].serial
            entries.remove(at: here)
            return
        }
        let before = entries[here]
        entries[here].leave(connection, at: before.activeAt)
        if let known {
            entries[known].absorb(before.without(), connection)
            places[connection] = entries[known].serial
        } else if makeRoom() {
            serial += 1
            var new = Entry(serial: serial, connection: connection, peer: before.peer, at: before.activeAt)
            new.name = name
            new.absorb(before.without(), connection)
            entries.append(new)
            places[connection] = serial
        } else {
            places[connection] = nil
            unlisted.insert(connection)
        }
    }

    private mutating func close(_ connection: Int, _ now: UInt64) {
        defer { places[connection] = nil }
        guard let index = index(of: connection) else {
            unlisted.remove(connection)
            return
        }
        entries[index].leave(connection, at: now)
        // Somebody who only knocked is nobody to remember.
        if !entries[index].isHere, entries[index].name == nil, entries[index].lastDone.isEmpty {
            entries.remove(at: index)
        }
    }

    private func index(of connection: Int) -> Int? {
        places[connection].flatMap { serial in entries.firstIndex { $0.serial == serial } }
    }

    private mutating func change(_ connection: Int, _ body: (inout Entry) -> Void) {
        guard let index = index(of: connection) else { return }
        body(&entries[index])
    }
}
