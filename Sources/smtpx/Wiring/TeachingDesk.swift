import Glibc
import PracticeServer
import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore
import SessionRuntime
import Teaching

/// The lessons of one front end: it feeds them with what happens, and keeps how far they are.
final class TeachingDesk {
    private var classroom: Classroom
    private let practice: EmbeddedPracticeServer
    private let file: ProgressFile?
    private let quizFile: QuizFile?
    /// The practice servers that the lesson was connected to: what happens on others does not count for it.
    private var servers: Set<Int> = []
    /// Whether a handshake of TLS is under way.
    private var isSecuring = false

    /// The lessons, with the progress that is kept in the folders of the user.
    /// - Parameter own: a lesson besides those that are built in; it takes the place of one of the same name.
    init(_ practice: EmbeddedPracticeServer, own: Lesson? = nil, _ folders: UserFolders = .current()) {
        self.practice = practice
        file = ProgressFile(in: folders)
        quizFile = QuizFile(in: folders)
        var generator = SystemRandomNumberGenerator()
        classroom = Classroom(
            lessons: LessonCatalog.all.filter { $0.name != own?.name } + [own].compactMap(\.self),
            progress: file?.load() ?? LessonProgress(),
            quiz: Quiz(memory: quizFile?.load() ?? QuizMemory(), seed: generator.next()))
    }

    /// The page of the panel.
    var page: FactPage { classroom.page }
    /// The page of the panel in a tab that is not the lesson's, whose number is given; nil when that is closed.
    func page(besideTab tab: Int?) -> FactPage { classroom.page(besideTab: tab) }
    /// Whether a lesson is under way.
    var isTeaching: Bool { classroom.run?.step != nil }
    /// All lessons, for the panel.
    var listPage: FactPage {
        let rows = LessonText.list(classroom.lessons, classroom.progress).map { FactPage.Row("", Sanitizer.escape($0)) }
        return FactPage(sections: [FactPage.Section(title: "Lessons", rows: rows)])
    }
    /// The lesson to begin with next.
    var nextLesson: Lesson? { classroom.nextLesson }

    /// Does what a command asks.
    func take(_ request: TeachingRequest) -> [TeachingAction] {
        let before = classroom.quiz.memory
        let actions = classroom.take(request, on: time(nil) / Self.secondsOfDay)
        if classroom.quiz.memory != before { quizFile?.save(classroom.quiz.memory) }
        return done(actions)
    }

    private static let secondsOfDay = 86_400

    /// A line was given to the session.
    func typed(_ line: [UInt8]) -> [TeachingAction] {
        guard line.first == UInt8(ascii: ":") else { return [] }
        return done(classroom.saw(.command(line)))
    }

    /// The session did something.
    func saw(_ action: SessionAction, of session: Session) -> [TeachingAction] {
        guard case .appended(let id) = action, let entry = session.transcript[id] else { return [] }
        if case .connection(let note) = entry.kind, note.event == .connected,
            let number = session.reachedAddress.flatMap(practice.watch.number(at:))
        {
            servers.insert(number)
        }
        // The server tells of a message before it replies, so that it is known here when the reply is.
        let server = practice.watch.takeLessonEvents(of: servers)
        return done((server + events(entry)).flatMap { classroom.saw($0) })
    }

    /// The server of the lesson may have taken a message that another client sent.
    func sawServer() -> [TeachingAction] {
        done(practice.watch.takeLessonEvents(of: servers).flatMap { classroom.saw($0) })
    }

    /// A fresh practice server for a scenario, and the line that connects to it.
    func begin(_ scenario: String) -> [UInt8] {
        practice.startAfresh(scenario)
        _ = practice.watch.takeLessonEvents(of: servers)
        servers = []
        return Array(":practice \(scenario)".utf8)
    }

    private func done(_ actions: [TeachingAction]) -> [TeachingAction] {
        for action in actions { if case .save(let progress) = action { file?.save(progress) } }
        return actions
    }

    private func events(_ entry: Entry) -> [LessonEvent] {
        switch entry.kind {
        case .sent(let line): return [.sent(line.bytes)]
        case .content(let bytes): return [.content(bytes)]
        case .sentContent, .notice, .note: return []
        case .reply(let received): return [.reply(received.reply, to: Self.verb(received.stage))]
        case .connection(let note):
            let wasSecuring = isSecuring
            isSecuring = note.event == .securing
            switch note.event {
            case .connected: return [.connected]
            case .secured, .securedUnverified: return [.secured]
            case .failed, .closedByServer, .broken, .closedByUs:
                return wasSecuring ? [.notSecured, .disconnected] : [.disconnected]
            case .resolving, .connecting, .attemptFailed, .securing: return []
            }
        }
    }

    private static func verb(_ stage: ReplyStage) -> Verb? {
        switch stage {
        case .any, .greeting, .unsolicited: nil
        case .command(let verb): verb
        case .saslResponse: .auth
        case .endOfData, .recipientOutcome: .endOfData
        case .lastChunk: .bdat
        }
    }
}
