import SafeText

/// Writes a session down as it happens: JSON, one event a line.
///
///     {"t":0.041,"from":"server","entry":7,"text":"250 2.1.0 Ok","standing":"answer","answers":"MAIL","to":6,…}
///
/// The first lines that it gives begin with a header. `:help recording` describes the format. No secret is in it: it writes what
/// the transcript keeps, and that has `[hidden]` in the place of each.
/// - SeeAlso: RFC 8259 (JSON)
public struct Recorder: Sendable {
    /// How many of the latest entries are watched for remarks that come later.
    private static let watchedEntries = 512

    private let session: String?
    private var started: WallTime
    private var isHeaderWritten = false
    /// The next command of the explorer that is to be written.
    private var nextMark = 0
    /// The next entry that is to be written; earlier ones stand there already.
    private var nextEntry = EntryID(0)
    private var status: RecordedStatus?
    private var page: FactPage?
    /// How many remarks of the latest entries are written.
    private var remarks: [EntryID: Int] = [:]
    /// The latest time that was written: times never run backwards, whatever the wall clock does.
    private var time = 0

    /// A recorder for a session that begins.
    ///
    /// - Parameters:
    ///   - startedAt: the moment that times are counted from.
    ///   - session: the name of the session, where several are written into one file.
    public init(startedAt: Instant, session: String? = nil) {
        started = startedAt.wall
        self.session = session
    }

    /// The lines for what a session did, each without its LF.
    public mutating func lines(for actions: [SessionAction], of session: Session) -> [[UInt8]] {
        var lines = header(of: session)
        for action in actions {
            if case .appended(let id) = action {
                write(id, of: session, into: &lines)
            } else if case .updated(let id) = action {
                writeNewRemarks(id, of: session, into: &lines)
            }
        }
        writeMarks(before: nil, of: session, into: &lines)
        let status = RecordedStatus(session)
        if status != self.status {
            self.status = status
            lines.append(line(.status(status), at: session.now.wall))
        }
        return lines
    }

    /// The lines for all that the session's transcript still has: what a recording begins with that is started in the middle.
    public mutating func linesSoFar(of session: Session) -> [[UInt8]] {
        let first = session.transcript.ids.first.flatMap { session.transcript[$0]?.time }
        if let first { started = min(started, first) }
        return lines(for: session.transcript.ids.map { .appended($0) }, of: session)
    }

    // MARK: The events

    private mutating func header(of session: Session) -> [[UInt8]] {
        guard !isHeaderWritten else { return [] }
        isHeaderWritten = true
        var settings: [String: String] = [:]
        let usual = Settings()
        for setting in Setting.allCases where session.settings.value(of: setting) != usual.value(of: setting) {
            settings[setting.rawValue] = session.settings.value(of: setting)
        }
        let header = RecordingHeader(
            program: "smtpx \(ProgramVersion.current)", started: started, settings: settings)
        return [line(.header(header), at: started)]
    }

    private mutating func write(_ id: EntryID, of session: Session, into lines: inout [[UInt8]]) {
        guard id >= nextEntry else { return }
        nextEntry = EntryID(id.number + 1)
        writeMarks(before: id, of: session, into: &lines)
        guard let entry = session.transcript[id] else { return }
        if remarks.count > 2 * Self.watchedEntries {
            remarks = remarks.filter { $0.key.number > id.number - Self.watchedEntries }
        }
        remarks[id] = entry.remarks.count
        lines.append(line(.entry(entry), at: entry.time, headline: session.headline(for: entry)))
        guard case .connection(let note) = entry.kind, note.event.concernsTLS else { return }
        let page = session.tlsPage
        if page != self.page {
            self.page = page
            lines.append(line(.tls(page), at: entry.time))
        }
    }

    private mutating func writeNewRemarks(_ id: EntryID, of session: Session, into lines: inout [[UInt8]]) {
        guard let written = remarks[id], let entry = session.transcript[id], entry.remarks.count > written else {
            return
        }
        remarks[id] = entry.remarks.count
        for remark in entry.remarks[written...] {
            lines.append(line(.remark(remark, about: id), at: session.now.wall))
        }
    }

    /// The commands that came before an entry; all of them for nil.
    private mutating func writeMarks(before id: EntryID?, of session: Session, into lines: inout [[UInt8]]) {
        for mark in session.journal.marks(from: nextMark) {
            if let id, mark.start > id { return }
            nextMark = mark.number + 1
            lines.append(line(.command(mark.line), at: mark.time))
        }
    }

    private mutating func line(_ kind: RecordedEvent.Kind, at wall: WallTime, headline: String? = nil) -> [UInt8] {
        time = max(time, wall.microseconds(since: started))
        return Array(RecordedEvent(time: time, session: session, kind: kind).json(headline: headline).line.utf8)
    }
}

extension ConnectionNote.Event {
    /// Whether the page about TLS may say something else after it.
    fileprivate var concernsTLS: Bool {
        switch self {
        case .secured, .securedUnverified, .broken, .failed: true
        case .resolving, .connecting, .attemptFailed, .connected, .securing, .closedByServer, .closedByUs: false
        }
    }
}
