import SMTPProtocol
import SafeText
import SessionCore

/// The events of a session as lines of JSON.
struct RunRecorder: Sendable {
    private let start: Instant
    private let name: String

    init(startedAt start: Instant, session name: String) {
        self.start = start
        self.name = name
    }

    /// The lines, each without LF, for what a session did.
    mutating func lines(for actions: [SessionAction], of session: Session) -> [[UInt8]] {
        actions.compactMap { action in
            guard case .appended(let id) = action, let entry = session.transcript[id] else { return nil }
            return Array(line(entry, session).utf8)
        }
    }

    private func line(_ entry: Entry, _ session: Session) -> String {
        var members = ["\"t\":\(time(of: entry))"]
        func add(_ name: String, _ value: String) { members.append("\"\(name)\":\(value)") }
        func addText(_ bytes: some Collection<UInt8>) {
            if Quoting.isUTF8(bytes) {
                add("text", Quoting.json(bytes))
            } else {
                add("base64", Quoting.json(Quoting.base64(bytes)))
            }
        }
        switch entry.kind {
        case .sent(let sent):
            add("from", "\"client\"")
            addText(sent.bytes)
        case .content(let bytes):
            add("from", "\"client\"")
            addText(bytes)
            add("content", "true")
        case .reply(let received):
            add("from", "\"server\"")
            let lines = received.reply.lines.indices.map { Array(received.reply.verbatim(line: $0)) }
            addText(Array(lines.joined(separator: [0x0A])))
            if let code = received.code { add("code", "\(code)") }
        case .notice(let level, let text):
            add("from", "\"explorer\"")
            add("level", Quoting.json(level.word))
            add("text", Quoting.json(text))
        case .note(let bytes):
            add("from", "\"user\"")
            addText(bytes)
        case .connection(let note):
            add("from", "\"connection\"")
            add("event", Quoting.json("\(note.event)"))
            add("text", Quoting.json(note.text))
        }
        add("session", Quoting.json(name))
        return "{" + members.joined(separator: ",") + "}"
    }

    private func time(of entry: Entry) -> String {
        let seconds = entry.time.seconds - start.wall.seconds
        let nanoseconds = seconds * 1_000_000_000 + Int64(entry.time.nanoseconds) - Int64(start.wall.nanoseconds)
        return RunTime.seconds(UInt64(max(0, nanoseconds)))
    }
}
