import ExplorerUI
import PracticeServer
import Synchronization
import Teaching

/// Follows a class: what each student does, and how far they are in its lesson. The server's thread tells it.
final class ClassWatch: Sendable {
    private struct State {
        var lesson: ClassLesson?
        var dialogues: [Int: ServerDialogue] = [:]
        var roster = Roster()
    }

    private let state: Mutex<State>
    /// What is called when there is more to see; nil where nobody looks.
    private let onNews: (@Sendable () -> Void)?
    private let begin = ContinuousClock.now

    /// - Parameters:
    ///   - lesson: what the class plays; nil for a class that only practises.
    ///   - onNews: is called on any thread whenever ``roster`` has changed; nil keeps none.
    init(lesson: Lesson?, onNews: (@Sendable () -> Void)? = nil) {
        state = Mutex(State(lesson: lesson.map { ClassLesson($0) }))
        self.onNews = onNews
    }

    /// Who is there, and what they do.
    var roster: Roster { state.withLock { $0.roster } }

    /// Nanoseconds since the watch began: the clock of the roster.
    var now: UInt64 {
        let (seconds, attoseconds) = (ContinuousClock.now - begin).components
        return UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds)) / 1_000_000_000
    }

    /// Takes in an event.
    /// - Returns: the steps of the lesson that are known now to be done.
    func take(_ event: ServerEvent) -> [ClassLesson.Passed] {
        let passed = state.withLock { state in
            let student = state.lesson?.student(on: event.connection)
            let passed = Self.follow(event, &state)
            guard onNews != nil else { return passed }
            let progress = Self.progress(of: student, event, state.lesson)
            // Who leaves does so with the last step done; who enters has first to be there.
            let isOver = if case .closed = event.kind { true } else { false }
            if isOver, let progress { state.roster.note(progress, of: event.connection) }
            state.roster.take(ServerWatch.news(event.kind), of: event.connection, at: now)
            if !isOver, let progress { state.roster.note(progress, of: event.connection) }
            return passed
        }
        onNews?()
        return passed
    }

    private static func progress(
        of student: String?, _ event: ServerEvent, _ lesson: ClassLesson?
    ) -> Roster.Progress? {
        guard let standing = lesson?.standing(of: event.connection) ?? student.flatMap({ lesson?.standing(of: $0) })
        else { return nil }
        return Roster.Progress(done: standing.done, total: standing.total, title: standing.title)
    }

    /// Has the lesson see an event.
    private static func follow(_ event: ServerEvent, _ state: inout State) -> [ClassLesson.Passed] {
        guard state.lesson != nil else { return [] }
        let number = event.connection
        if case .entered(let sandbox) = event.kind { return state.lesson?.entered(sandbox, on: number) ?? [] }
        var dialogue = state.dialogues[number] ?? ServerDialogue()
        let events = lessonEvents(event.kind, &dialogue)
        if case .opened = event.kind {
            state.dialogues[number] = dialogue
        } else if state.dialogues[number] != nil {
            state.dialogues[number] = dialogue
        } else {
            // Turned away: there is no session.
            return []
        }
        if case .closed = event.kind { state.dialogues[number] = nil }
        return events.flatMap { state.lesson?.saw($0, of: number) ?? [] }
    }

    /// What lessons see of an event.
    private static func lessonEvents(_ kind: ServerEvent.Kind, _ dialogue: inout ServerDialogue) -> [LessonEvent] {
        switch kind {
        case .opened: [.connected]
        case .line(let bytes): dialogue.heard(bytes)
        case .reply(let reply): dialogue.said(reply)
        case .secured: [.secured]
        case .loggedIn(let user, let mechanism): [.loggedIn(user: user, mechanism: mechanism)]
        case .stored(let message): dialogue.stored(mailboxes: message.mailboxes, content: message.content)
        case .closed: [.disconnected]
        case .refused, .barred, .moved, .tlsFailed, .ruleFired, .remarked, .reloaded, .entered, .timedOut: []
        }
    }
}
