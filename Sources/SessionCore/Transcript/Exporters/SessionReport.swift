import SMTPProtocol
import SMTPReference

/// What every exporter works with: the entries, what the replies mean, and a few words about the whole.
///
/// An exporter is a function from it to bytes: it has no clock, and writes no file.
struct SessionReport: Sendable {
    /// The entries that the transcript still has, oldest first.
    let entries: [Entry]
    /// The commands of the explorer that did something.
    let marks: ArraySlice<Journal.Mark>
    /// The settings of the session.
    let settings: Settings
    /// What is known of TLS; nil when no connection was secured.
    let tlsPage: FactPage?
    /// How many entries were dropped for being too old.
    let droppedCount: Int
    /// The events of a recording of it, a line each.
    let recordedLines: [[UInt8]]
    private let tables: ReferenceTables

    init(_ session: Session) {
        entries = session.transcript.ids.compactMap { session.transcript[$0] }
        marks = session.journal.marks(from: 0)
        settings = session.settings
        tables = session.tables
        droppedCount = session.transcript.ids.lowerBound.number
        let wasSecured = entries.contains { entry in
            guard case .connection(let note) = entry.kind else { return false }
            return note.event == .secured || note.event == .securedUnverified
        }
        tlsPage = wasSecured ? session.tlsPage : nil
        var recorder = Recorder(startedAt: session.now)
        recordedLines = recorder.linesSoFar(of: session)
    }

    /// The session in the format.
    static func bytes(_ format: ExportFormat, of session: Session) -> [UInt8] {
        let report = SessionReport(session)
        switch format {
        case .text: return TextExporter(report).bytes
        case .markdown: return MarkdownExporter(report).bytes
        case .html: return HTMLExporter(report).bytes
        case .json: return JSONExporter(report).bytes
        case .film: return FilmExporter(report).bytes
        case .script: return ScriptExporter(report).bytes
        }
    }

    /// What a reply means; nil for any other entry.
    func explanation(of entry: Entry) -> Explanation? {
        guard let received = entry.reply else { return nil }
        return Explanation(of: received.reply, answering: received.stage, in: received.state, tables: tables)
    }

    /// When it began; nil when nothing happened.
    var started: WallTime? { entries.first?.time }

    /// The targets that were connected to, as they were written, each once.
    var targets: [String] {
        var targets: [String] = []
        for mark in marks {
            guard case .connect(let request) = try? ExplorerCommand(parsing: mark.line) else { continue }
            if !targets.contains(request.label) { targets.append(request.label) }
        }
        return targets
    }

    /// `SMTP session with mx.example.net`
    var title: String {
        targets.isEmpty ? "SMTP session" : "SMTP session with " + targets.joined(separator: ", ")
    }

    /// `2026-11-24 07:03:12 UTC, written by smtpx 0.1.0`
    var origin: String {
        let time = started.map { $0.internetText.prefix(19).split(separator: "T").joined(separator: " ") + " UTC, " }
        return "\(time ?? "")written by smtpx \(ProgramVersion.current)"
    }

    /// Says that the beginning is missing; nil when it is there.
    var droppedWords: String? {
        droppedCount == 0 ? nil : "The first \(droppedCount) events were too long ago to be kept, and are missing here."
    }
}

extension Session {
    /// `:export FILE`
    mutating func export(_ path: String, _ format: ExportFormat) throws(LanguageError) {
        guard transcript.count > 0 else {
            throw LanguageError(.nothingThere, "Nothing has happened yet.", advice: "Connect first, or :replay FILE.")
        }
        let file = NewFile(
            path: path, purpose: "session", suffix: format.rawValue, bytes: SessionReport.bytes(format, of: self))
        actions.append(.save(file, number: saves.add(.export(format))))
    }
}
