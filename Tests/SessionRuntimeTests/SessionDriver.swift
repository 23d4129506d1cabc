import NIOPosix
import SMTPProtocol
import SMTPTransport
import SessionCore
import TestSupport

@testable import SessionRuntime

/// Drives a whole session, as a front end does, without a terminal.
final class SessionDriver {
    let runtime: SessionRuntime
    private(set) var actions: [SessionAction] = []

    static let transport = Transport(group: MultiThreadedEventLoopGroup.singleton)

    /// - Parameter second: how long a second of a deadline lasts.
    init(
        _ attendance: Session.Attendance = .interactive, settings: Settings = Settings(),
        second: Duration = .seconds(1),
        history: HistoryFile? = nil, recentServers: RecentServersFile? = nil,
        practice: RuntimeOptions.PracticeServerFinder? = nil
    ) throws {
        var options = RuntimeOptions(transport: Self.transport, history: history, practice: practice)
        options.second = second
        options.recentServers = recentServers
        runtime = try SessionRuntime(Session(attendance, settings: settings), options: options)
    }

    /// Starts to connect to a peer of this test.
    func connect(to peer: ScriptedPeer) { connect(.text("127.0.0.1:\(peer.port)")) }

    func connect(_ target: ConnectRequest.Target) { actions += runtime.handle(.connect(ConnectRequest(target))) }

    func type(_ line: String) { actions += runtime.handle(line: Array(line.utf8)) }

    func actions(for event: SessionEvent) { actions += runtime.handle(event) }

    struct OutOfPatience: Error {}

    /// Takes in events until the session is as it is wanted.
    func run(_ patience: Patience = Patience(), until isDone: (Session) -> Bool) throws {
        actions += runtime.drain()
        while !isDone(runtime.session) {
            guard !patience.isOver else { throw OutOfPatience() }
            if !runtime.waitForEvents(timeout: .seconds(1)).isEmpty { actions += runtime.drain() }
        }
    }

    /// Types each line when the one before has been answered.
    func play(_ lines: [String]) throws {
        for line in lines {
            try run { $0.isQuiescent }
            type(line)
        }
        try run { $0.isQuiescent }
    }

    func runUntilClosed() throws {
        try run { if case .closed = $0.status.phase { true } else { false } }
    }

    /// All that is in the transcript.
    var entries: [Entry] { runtime.session.transcript.suffix(.max / 2) }

    var replies: [ReceivedReply] { entries.compactMap(\.reply) }

    /// The replies' codes, in order.
    var codes: [Int] { replies.compactMap { $0.code?.value } }

    /// What happened to the connection, in order.
    var connectionEvents: [ConnectionNote.Event] {
        entries.compactMap { entry in if case .connection(let note) = entry.kind { note.event } else { nil } }
    }

    var connectionTexts: [String] {
        entries.compactMap { entry in if case .connection(let note) = entry.kind { note.text } else { nil } }
    }

    /// The remarks on the last reply.
    var lastRemarks: [Remark.Kind] { entries.last { $0.reply != nil }?.remarks.map(\.kind) ?? [] }

    /// Lines that the session gave back, as it did not take them.
    var returnedLines: [String] {
        actions.compactMap { action in
            if case .returnLine(let line) = action { String(decoding: line, as: UTF8.self) } else { nil }
        }
    }
}

extension ReceivedReply {
    /// The whole reply as it came.
    var text: String { String(decoding: reply.bytes, as: UTF8.self) }
}
