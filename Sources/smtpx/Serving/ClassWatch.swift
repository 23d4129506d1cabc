import PracticeServer
import Synchronization
import Teaching

/// Follows a class through its lesson, told by the server's thread what happens.
final class ClassWatch: Sendable {
    private struct State {
        var lesson: ClassLesson?
        var dialogues: [Int: ServerDialogue] = [:]
    }

    private let state: Mutex<State>

    /// - Parameter lesson: what the class plays; nil for a class that only practises.
    init(lesson: Lesson?) {
        state = Mutex(State(lesson: lesson.map { ClassLesson($0) }))
    }

    /// Takes in an event.
    /// - Returns: the steps of the lesson that are known now to be done.
    func take(_ event: ServerEvent) -> [ClassLesson.Passed] {
        state.withLock { state in
            guard state.lesson != nil else { return [] }
            let number = event.connection
            if case .entered(let sandbox) = event.kind {
                return state.lesson?.entered(sandbox, on: number) ?? []
            }
            var dialogue = state.dialogues[number] ?? ServerDialogue()
            let events = Self.lessonEvents(event.kind, &dialogue)
            if case .closed = event.kind { state.dialogues[number] = nil } else { state.dialogues[number] = dialogue }
            return events.flatMap { state.lesson?.saw($0, of: number) ?? [] }
        }
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
        case .refused, .barred, .moved, .tlsFailed, .ruleFired, .remarked, .entered, .timedOut: []
        }
    }
}
