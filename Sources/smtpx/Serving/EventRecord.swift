import PracticeServer
import SMTPProtocol
import SafeText
import Teaching

/// The events of the practice server as NDJSON: one JSON object a line, for programs that test other programs.
///
///     {"t":0.001204,"connection":1,"event":"reply","code":250,"enhanced":"2.1.0","text":["Ok: sender a@x.example"]}
///
/// Text that is not UTF-8 stands as base64 under the name with `Base64` at its end. Nothing that could be a password is in
/// an event of the server, so none is here.
/// - SeeAlso: RFC 8259
enum EventRecord {
    /// The first line: where the server listens, and whom it imitates, if anybody.
    static func listening(host: String, port: Int, tlsPort: Int, imitating likeness: Likeness?) -> String {
        JSON.object(
            [
                ("event", .string("listening")), ("host", .string(host)), ("port", .number(port)),
                ("tlsPort", .number(tlsPort)),
            ] + (likeness.map { [("imitates", .string($0.title))] } ?? [])
        ).line
    }

    /// One event, `microseconds` after the start of the server.
    static func line(_ event: ServerEvent, after microseconds: Int) -> String {
        let (name, facts) = facts(of: event.kind)
        return JSON.object(
            [
                ("t", .millionths(microseconds)), ("connection", .number(event.connection)), ("event", .string(name)),
            ] + facts
        ).line
    }

    /// A step of the lesson that a student has done.
    static func line(_ passed: ClassLesson.Passed, of lesson: Lesson, after microseconds: Int) -> String {
        JSON.object([
            ("t", .millionths(microseconds)), ("connection", .number(passed.connection)),
            ("event", .string("lesson-step")), ("student", .optional(passed.student)), ("lesson", .string(lesson.name)),
            ("step", .number(passed.step)), ("total", .number(lesson.steps.count)), ("title", .string(passed.title)),
            ("last", .bool(passed.isLast)),
        ]).line
    }

    /// So many events could not be written before this line.
    static func lost(_ count: Int) -> String {
        JSON.object([("event", .string("lost")), ("count", .number(count))]).line
    }

    private typealias Facts = [(name: String, value: JSON)]

    private static func facts(of kind: ServerEvent.Kind) -> (name: String, facts: Facts) {
        switch kind {
        case .opened(let peer): return ("opened", [("peer", .string(peer))])
        case .refused(let peer): return ("refused", [("peer", .string(peer)), ("reason", .string("too many"))])
        case .barred(let peer): return ("refused", [("peer", .string(peer)), ("reason", .string("not allowed"))])
        case .line(let bytes): return ("line", text("text", bytes))
        case .reply(let reply):
            return (
                "reply",
                [
                    ("code", .number(reply.code.value)), ("enhanced", .optional(reply.enhanced?.description)),
                    ("text", .array(reply.lines.map(JSON.string))),
                ]
            )
        case .moved(let state, let envelope): return ("state", moved(state, envelope))
        case .secured(let version): return ("tls", [("version", .optional(version?.name))])
        case .tlsFailed(let reason): return ("tls-failed", [("reason", .string(reason))])
        case .loggedIn(let user, let mechanism):
            return ("login", [("user", .string(user)), ("mechanism", .string(mechanism))])
        case .stored(let message): return ("stored", stored(message))
        case .ruleFired(let rule): return ("rule", [("rule", .string(rule))])
        case .remarked(let words): return ("note", [("text", .string(words))])
        case .reloaded(let reload):
            let result =
                switch reload {
                case .replaced: "new"
                case .kept: "kept"
                }
            return ("reloaded", [("result", .string(result)), ("text", .string(ServerLog.words(for: reload)))])
        case .entered(let sandbox): return ("sandbox", [("name", .string(sandbox))])
        case .timedOut: return ("timeout", [])
        case .closed: return ("closed", [])
        }
    }

    private static func moved(_ state: ServerState, _ envelope: Envelope?) -> Facts {
        var facts: Facts = [("state", .string(ServerStateName.word(for: state)))]
        guard let envelope else { return facts }
        facts += text("from", envelope.reversePath.bytes)
        facts.append(("recipients", .number(envelope.recipients.count)))
        return facts
    }

    private static func stored(_ message: StoredMessage) -> Facts {
        let recipients = message.envelope.recipients.map(\.bytes)
        var facts: Facts = [("message", .number(message.number))]
        facts += text("from", message.envelope.reversePath.bytes)
        facts.append(("to", .array(recipients.map { .string(String(decoding: $0, as: UTF8.self)) })))
        facts.append(("mailboxes", .array(message.mailboxes.map(JSON.string))))
        facts.append(("size", .number(message.content.count)))
        return facts + text("content", message.content)
    }

    /// Bytes as text, or as base64 where they are none.
    private static func text(_ name: String, _ bytes: [UInt8]) -> Facts {
        Quoting.isUTF8(bytes)
            ? [(name, .string(String(decoding: bytes, as: UTF8.self)))]
            : [("\(name)Base64", .string(Quoting.base64(bytes)))]
    }
}
