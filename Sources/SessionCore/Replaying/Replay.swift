import SMTPReference

/// A recording that is shown event by event, as if it happened now.
struct Replay: Sendable {
    let recording: Recording
    /// How fast it goes on.
    var pace = ExplorerCommand.ReplayPace.stepwise
    /// The next event.
    private(set) var next = 0
    /// How many entries were shown.
    private(set) var shown = 0
    /// How many entries there are.
    let count: Int
    /// Tells a wait for the next event from earlier ones.
    var waitNumber = 0
    /// What the status line said at this point.
    private(set) var recordedStatus = RecordedStatus()
    /// What was known of TLS at this point.
    private(set) var page: FactPage?
    /// The entries of the transcript, by their numbers in the recording.
    private var entries: [EntryID: EntryID] = [:]

    init(_ recording: Recording) {
        self.recording = recording
        count = recording.events.count { $0.isEntry }
    }

    /// Whether every event was shown.
    var isOver: Bool { next >= recording.events.count }

    /// How long after the last shown entry the next one came, in milliseconds; nil when there is none.
    var millisecondsToNext: Int? {
        guard next > 0, let following = recording.events[next...].first(where: \.isEntry) else { return nil }
        return max(0, following.time - recording.events[next - 1].time) / 1_000
    }

    /// Takes the next event out, and notes what stands beside the transcript.
    mutating func takeNext() -> RecordedEvent? {
        guard next < recording.events.count else { return nil }
        let event = recording.events[next]
        next += 1
        switch event.kind {
        case .entry: shown += 1
        case .tls(let page): self.page = page
        case .status(let status): recordedStatus = status
        case .header, .remark, .command: break
        }
        return event
    }

    /// Whether the next event belongs to the entry that was shown last: a remark on it, or what the status line said then.
    var nextBelongsToLast: Bool {
        guard next < recording.events.count else { return false }
        switch recording.events[next].kind {
        case .remark, .tls, .status: return true
        case .header, .entry, .command: return false
        }
    }

    mutating func note(_ id: EntryID, for recorded: EntryID) { entries[recorded] = id }

    /// The entry in the transcript for one of the recording; nil when it was not shown.
    func entry(for recorded: EntryID?) -> EntryID? { recorded.flatMap { entries[$0] } }

    /// When an event happened.
    func wall(_ event: RecordedEvent) -> WallTime { recording.header.started.adding(microseconds: event.time) }
}

extension RecordedEvent {
    fileprivate var isEntry: Bool {
        if case .entry = kind { true } else { false }
    }
}

// MARK: What front ends show

extension Replay {
    var prompt: Prompt { Prompt(text: "(replay \(shown)/\(count))> ", kind: .notConnected) }

    var hint: Hint {
        var hint = Hint()
        hint.syntax = isOver ? ":replay stop" : "Enter shows the next event"
        hint.summary = isOver ? "all was shown" : "nothing is sent"
        hint.now = isOver ? [":replay stop", ":export"] : [":replay all", ":replay play", ":replay stop"]
        return hint
    }

    /// - Parameter last: the last reply that was shown.
    func status(_ last: ReceivedReply?) -> SessionStatus {
        let recorded = recordedStatus
        return SessionStatus(
            target: recorded.target, phase: .replay(shown: shown, of: count), tls: recorded.tls,
            tlsLevel: recorded.tlsLevel, authentication: recorded.authentication,
            authenticationLevel: recorded.authenticationLevel, transaction: recorded.transaction,
            severity: last?.severity, code: last?.code, latency: last?.latency)
    }

    var tlsPage: FactPage {
        page
            ?? FactPage(sections: [
                FactPage.Section(
                    title: "Connection", rows: [FactPage.Row("TLS", "none at this point of the recording")])
            ])
    }
}

/// A recording that is being read.
struct ReplayLoading: Sendable {
    /// The number of the action that reads it.
    let number: Int
    /// The file, escaped.
    let name: String
    let pace: ExplorerCommand.ReplayPace
}
