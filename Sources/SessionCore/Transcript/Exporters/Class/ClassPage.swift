import SMTPProtocol
public import SMTPReference
import SafeText

/// What a class did, as one web page that needs nothing else: no script, no picture, no font, no network.
///
/// Each student has a time line of commands and replies, with a sign, a word and a colour for how a reply went.
public struct ClassPage {
    private let record: ClassRecord
    private let tables: ReferenceTables
    private let program: String

    /// A page of this record.
    /// - Parameter program: which program made it, such as `smtpx 1.0`.
    public init(_ record: ClassRecord, program: String, tables: ReferenceTables = .shared) {
        self.record = record
        self.program = program
        self.tables = tables
    }

    /// The page, in UTF-8.
    public var bytes: [UInt8] {
        let title = record.place.map { "A class at \($0)" } ?? "A class"
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            // Whatever a student may have said: nothing on this page runs, and nothing is loaded.
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            "<title>\(Quoting.html(title))</title>", "<style>", HTMLStyle.sheet, Self.sheet, "</style>", "</head>",
            "<body>", "<h1>\(Quoting.html(title))</h1>", "<p class=\"origin\">\(Quoting.html(summary))</p>",
        ]
        let students = record.students
        if students.isEmpty { lines.append("<p>Nobody connected.</p>") } else { lines += table(students) }
        for (place, student) in students.enumerated() { lines += section(student, place) }
        lines += ["</body>", "</html>"]
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    private static let sheet = """
        table.class { border-collapse: collapse; margin: 1rem 0; } table.class th { font-weight: bold; }
        table.class th, table.class td { border-bottom: 1px solid var(--line); padding: .2rem .75rem .2rem 0; }
        table.class td.number { text-align: right; } a { color: var(--sent); }
        .stored { border-color: var(--ok) !important; } .step { border-color: var(--more) !important; }
        .stored b { color: var(--ok); } .step b { color: var(--more); } .link { color: var(--quiet); font-size: .8rem; }
        """

    private var summary: String {
        let students = record.students
        return [
            Self.count(students.count { $0.name != nil }, "student"),
            Self.count(students.reduce(0) { $0 + $1.connections.count }, "connection"),
            Self.count(students.reduce(0) { $0 + $1.commandCount }, "line"),
            Self.count(students.reduce(0) { $0 + $1.messageCount }, "message"),
            "the last event \(Self.clock(record.lastTime)) after the start", program,
        ].joined(separator: " · ")
    }

    // MARK: Students

    private func table(_ students: [ClassRecord.Student]) -> [String] {
        let heads = ["Student", "Connections", "Lines", "Messages", "TEMP (4yz)", "PERM (5yz)", "Lessons"]
        var lines = ["<table class=\"class\">", "<tr>" + heads.map { "<th>\($0)</th>" }.joined() + "</tr>"]
        for (place, student) in students.enumerated() {
            let numbers = [
                student.connections.count, student.commandCount, student.messageCount, student.temporaryCount,
                student.permanentCount,
            ]
            lines.append(
                "<tr><td><a href=\"#s\(place + 1)\">\(Self.name(student))</a></td>"
                    + numbers.map { "<td class=\"number\">\($0)</td>" }.joined()
                    + "<td>\(Quoting.html(Self.lessons(student)))</td></tr>")
        }
        return lines + ["</table>"]
    }

    /// Escaped.
    private static func name(_ student: ClassRecord.Student) -> String {
        student.name.map { Quoting.html($0) } ?? "<i>without a name</i>"
    }

    private static func lessons(_ student: ClassRecord.Student) -> String {
        student.steps.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.done.count) of \($0.value.total)" }
            .joined(separator: ", ")
    }

    private func section(_ student: ClassRecord.Student, _ place: Int) -> [String] {
        var lines = ["<h2 id=\"s\(place + 1)\">\(Self.name(student))</h2>", "<ol class=\"log\">"]
        // What a code means depends on what it answers.
        var stages: [Int: ReplyStage] = [:]
        for event in student.events {
            lines.append(item(event, stages[event.connection] ?? .greeting))
            stages[event.connection] = Self.stage(after: event, stages[event.connection])
        }
        lines.append("</ol>")
        if student.droppedCount > 0 {
            lines.append("<p class=\"warning\">\(student.droppedCount) later events are not shown.</p>")
        }
        return lines
    }

    // MARK: Events

    private static func stage(after event: ClassEvent, _ before: ReplyStage?) -> ReplyStage? {
        switch event.kind {
        case .line(let text):
            // The client's answers in a login are lines, too.
            if before == .saslResponse { return before }
            let verb = Verb(ascii: text.utf8.prefix { $0 != 0x20 })
            return verb == .bdat && text.uppercased().hasSuffix("LAST") ? .lastChunk : .command(verb)
        case .reply(354, _, _): return .endOfData
        case .reply(334, _, _): return .saslResponse
        case .reply: return .unsolicited
        case .opened: return .greeting
        case .listening, .refused, .secured, .notSecured, .login, .stored, .rule, .remark, .sandbox, .step, .timedOut,
            .closed:
            return before
        }
    }

    private func item(_ event: ClassEvent, _ stage: ReplyStage) -> String {
        let (name, content) = shown(event.kind, stage)
        let seconds = event.time / 1_000_000
        return "<li class=\"\(name)\"><time datetime=\"PT\(seconds)S\">\(Self.clock(event.time))</time> "
            + "<span class=\"link\">#\(event.connection)</span> \(content)</li>"
    }

    /// The class of the item, and what stands in it, escaped.
    private func shown(_ kind: ClassEvent.Kind, _ stage: ReplyStage) -> (String, String) {
        switch kind {
        case .line(let text): return ("sent", "<b>C:</b> <code>\(Quoting.html(text))</code>")
        case .reply(let code, let enhanced, let lines): return reply(code, enhanced, lines, stage)
        case .stored(let message): return ("stored", stored(message))
        case .step(let lesson, let step, let total, let title):
            let words = "\(lesson): step \(step) of \(total) done" + (title.isEmpty ? "" : ": \(title)")
            return ("step", "<b>lesson</b> \(Quoting.html(words))")
        case .rule(let rule): return ("warning", "rule: <code>\(Quoting.html(rule))</code>")
        case .remark(let words): return ("warning", "note: \(Quoting.html(words))")
        case .notSecured(let reason): return ("error", "TLS failed: \(Quoting.html(reason))")
        case .refused(let peer, let reason): return ("error", "turned away \(Quoting.html("\(peer): \(reason)"))")
        case .timedOut: return ("warning", "the client took too long")
        case .secured(let version): return ("own", "secured with \(Quoting.html(version ?? "TLS"))")
        case .login(let user, let mechanism):
            return ("own", "logged in: \(Quoting.html("\(user) with \(mechanism)"))")
        case .sandbox(let name): return ("own", "sandbox of \(Quoting.html(name))")
        case .opened(let peer): return ("own", "connection from \(Quoting.html(peer))")
        case .listening(let host, let port): return ("own", "listening on \(Quoting.html(host)) port \(port)")
        case .closed: return ("own", "closed")
        }
    }

    private func reply(_ code: Int, _ enhanced: String?, _ lines: [String], _ stage: ReplyStage) -> (String, String) {
        let code = ReplyCode(code)
        let severity = code?.severity
        let enhanced = enhanced.flatMap { EnhancedStatusCode(ascii: $0.utf8) }
        let meaning = code.map { Explanation(of: $0, enhanced: enhanced, answering: stage, tables: tables).headline }
        let head = [code.map { "\($0)" } ?? "???", enhanced.map { "\($0)" }, lines.first].compactMap(\.self)
        var text = "<b>S:</b> <code>\(Quoting.html(head.joined(separator: " ")))</code>"
        if lines.count > 1 {
            text +=
                "<details><summary>and \(lines.count - 1) more</summary><pre>"
                + lines.dropFirst().map { Quoting.html($0) }.joined(separator: "\n") + "</pre></details>"
        }
        text +=
            "<p class=\"verdict\"><b>\(SeverityWords.glyph(severity)) \(SeverityWords.short(severity))</b> "
            + "\(Quoting.html(meaning ?? ""))</p>"
        return ("reply \(SeverityWords.long(severity))", text)
    }

    private func stored(_ message: ClassMessage) -> String {
        let subject = message.subject.map { "“\($0)”" } ?? "without a subject"
        let boxes = message.mailboxes.joined(separator: ", ")
        let sender = message.sender.isEmpty ? "<>" : message.sender
        return "<b>message \(message.number)</b> \(Quoting.html("\(subject), \(Self.count(message.size, "byte")), "))"
            + Quoting.html("from \(sender) for \(boxes)")
    }

    // MARK: Words

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// `0:07`, `12:31`, `1:02:03`: since the start of the server.
    private static func clock(_ microseconds: Int) -> String {
        let seconds = microseconds / 1_000_000
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }
}
