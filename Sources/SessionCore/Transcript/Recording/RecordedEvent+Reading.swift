import SMTPProtocol
import SMTPReference
import SafeText

/// A line of a recording, taken apart. Every text that is shown as it stands goes through the sanitizer here.
extension RecordedEvent {
    typealias Problem = RecordedObject.Problem

    /// Understands a line; nil for an event of a kind that this version does not know.
    init?(_ value: JSON) throws(Problem) {
        let object = try RecordedObject(value)
        guard let time = try object.optionalTime("t") else { throw Problem("\"t\" is missing") }
        guard let kind = try Self.kind(object) else { return nil }
        self.init(time: time, session: try object.optionalText("session"), kind: kind)
    }

    private static func kind(_ object: RecordedObject) throws(Problem) -> Kind? {
        switch try object.text("from") {
        case "recording": return .header(try header(object))
        case "client", "server", "notice", "note", "connection": return try entry(object).map { .entry($0) }
        case "remark": return .remark(try remark(object), about: EntryID(try object.number("entry")))
        case "command": return .command(try object.bytes())
        case "tls": return .tls(try page(object))
        case "status": return .status(try status(object))
        default: return nil
        }
    }

    private static func header(_ object: RecordedObject) throws(Problem) -> RecordingHeader {
        guard try object.text("format") == RecordingHeader.format else {
            throw Problem("it is no recording of smtpx: \"format\" is not \(RecordingHeader.format)")
        }
        let version = try object.number("version")
        guard version == RecordingHeader.version else {
            throw Problem(
                "its format has version \(version), and this program reads version \(RecordingHeader.version)")
        }
        guard let started = WallTime(internetText: try object.text("started")) else {
            throw Problem("\"started\" is no time such as 2026-11-24T07:03:12Z")
        }
        let settings = try object.value("settings").map { value throws(Problem) in try RecordedObject(value).texts }
        return RecordingHeader(program: try object.shownText("program"), started: started, settings: settings ?? [:])
    }

    // MARK: Entries

    private static func entry(_ object: RecordedObject) throws(Problem) -> Entry? {
        guard let kind = try entryKind(object) else { return nil }
        var remarks: [Remark] = []
        for item in try object.array("remarks") { remarks.append(try remark(item)) }
        return Entry(
            id: EntryID(try object.number("entry")), time: WallTime(seconds: 0), kind: kind, remarks: remarks)
    }

    private static func entryKind(_ object: RecordedObject) throws(Problem) -> Entry.Kind? {
        switch try object.text("from") {
        case "client":
            switch try object.text("purpose") {
            case "content": return .content(try object.bytes())
            case SentContent.purpose: return .sentContent(try SentContent(object), reply: nil)
            default: return .sent(try sent(object))
            }
        case "server": return .reply(try reply(object))
        case "notice": return .notice(try object.level("level"), try object.shownText("text"))
        case "note": return .note(try object.bytes())
        case "connection":
            let event = try object.choice("event", ConnectionNote.Event.allCases) { $0.name }
            return .connection(ConnectionNote(event: event, text: try object.shownText("text")))
        default: return nil
        }
    }

    private static func sent(_ object: RecordedObject) throws(Problem) -> SentLine {
        SentLine(
            bytes: try object.bytes(), purpose: try object.choice("purpose", SentLine.Purpose.all) { $0.name },
            verb: try object.optionalText("verb").map { Verb(ascii: $0.utf8) }, isSecret: try object.flag("secret"),
            isAutomatic: try object.flag("automatic"), reply: nil)
    }

    private static func reply(_ object: RecordedObject) throws(Problem) -> ReceivedReply {
        guard let stage = ReplyStage(token: try object.text("answers")) else {
            throw Problem("\"answers\" names nothing that a reply can answer")
        }
        let state =
            try object.optionalText("state") == nil
            ? nil : try object.choice("state", StateName.allCases) { $0.rawValue }
        return ReceivedReply(
            reply: Reply(parsing: try replyBytes(object)),
            standing: try object.choice("standing", ReplyStanding.allCases) { $0.name }, stage: stage,
            answers: try object.optionalNumber("to").map { EntryID($0) }, state: state,
            latency: try object.optionalTime("latency").map { UInt64($0) * 1_000 })
    }

    /// As `text`, a reply has LF between its lines; on the wire each of them ended with CRLF.
    private static func replyBytes(_ object: RecordedObject) throws(Problem) -> [UInt8] {
        let bytes = try object.bytes()
        guard object.value("text") != nil else { return bytes }
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).flatMap { $0 + [0x0D, 0x0A] }
    }

    private static func remark(_ object: RecordedObject) throws(Problem) -> Remark {
        Remark(
            try object.level("level"), try object.choice("kind", Remark.Kind.allCases) { $0.rawValue },
            try object.shownText("text"))
    }

    // MARK: What stands beside the transcript

    private static func page(_ object: RecordedObject) throws(Problem) -> FactPage {
        var sections: [FactPage.Section] = []
        for section in try object.array("sections") {
            var rows: [FactPage.Row] = []
            for row in try section.array("rows") {
                rows.append(
                    FactPage.Row(
                        try row.shownText("label"), try row.shownText("text"), level: try row.level("level")))
            }
            sections.append(FactPage.Section(title: try section.shownText("title"), rows: rows))
        }
        return FactPage(sections: sections)
    }

    private static func status(_ object: RecordedObject) throws(Problem) -> RecordedStatus {
        let detail = Sanitizer.escape(try object.optionalText("detail") ?? "")
        guard let phase = SessionStatus.Phase(name: try object.text("phase"), detail: detail) else {
            throw Problem("\"phase\" names no phase of a connection")
        }
        return RecordedStatus(
            target: try object.shownText("target"), phase: phase, tls: try object.shownText("tls"),
            tlsLevel: try object.level("tlsLevel"), authentication: try object.shownText("auth"),
            authenticationLevel: try object.level("authLevel"), transaction: try object.shownText("transaction"),
            prompt: try object.shownText("prompt"))
    }
}
