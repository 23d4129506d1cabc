import PracticeServer
import SMTPProtocol
import SafeText
import Teaching

/// The events of the practice server as lines of text, everything that a client sent escaped.
enum ServerLog {
    /// Nil for what the lines before and after it tell.
    static func line(_ event: ServerEvent) -> String? {
        words(event.kind).map { "#\(event.connection) " + $0 }
    }

    /// A step of the lesson that a student has done.
    static func line(_ passed: ClassLesson.Passed, of lesson: Lesson) -> String {
        let student = passed.student.map { Sanitizer.escape($0) } ?? "somebody"
        return "#\(passed.connection) lesson: \(student) has done step \(passed.step) of \(lesson.steps.count), "
            + Sanitizer.escape(passed.title) + (passed.isLast ? "; it was the last" : "")
    }

    /// What became of a scenario whose file has changed. Escaped.
    static func words(for reload: ScenarioReload) -> String {
        switch reload {
        case .replaced(keepsCertificate: false): "the file has changed, and its new text counts from here on"
        case .replaced(keepsCertificate: true):
            "the file has changed, and its new text counts from here on; another certificate needs a new start of the server"
        case .kept(let mistake):
            "the file has changed, and the old text still counts. " + ScenarioChoice.words(for: mistake)
        }
    }

    private static func words(_ kind: ServerEvent.Kind) -> String? {
        switch kind {
        case .moved: return nil
        case .opened(let peer): return "connection from \(Sanitizer.escape(peer))"
        case .refused(let peer): return "turned away \(Sanitizer.escape(peer)): too many connections"
        case .barred(let peer): return "turned away \(Sanitizer.escape(peer)): not allowed in"
        case .line(let bytes): return "C: " + Sanitizer.escape(bytes)
        case .reply(let reply):
            let enhanced = reply.enhanced.map { "\($0) " } ?? ""
            let more = reply.lines.count > 1 ? " [+\(reply.lines.count - 1) lines]" : ""
            return "S: \(reply.code) \(enhanced)\(Sanitizer.escape(reply.lines[0]))\(more)"
        case .secured(let version): return "secured with \(version?.name ?? "TLS")"
        case .tlsFailed(let reason): return "TLS failed: \(Sanitizer.escape(reason))"
        case .loggedIn(let user, let mechanism):
            return "logged in: \(Sanitizer.escape(user)) with \(Sanitizer.escape(mechanism))"
        case .stored(let message):
            return "message \(message.number), \(message.content.count) bytes, for "
                + message.mailboxes.map { Sanitizer.escape($0) }.joined(separator: ", ")
        case .ruleFired(let rule): return "rule: " + Sanitizer.escape(rule)
        case .remarked(let words): return "note: " + Sanitizer.escape(words)
        case .reloaded(let reload): return "scenario: " + words(for: reload)
        case .entered(let sandbox): return "sandbox of " + Sanitizer.escape(sandbox)
        case .timedOut: return "the client took too long"
        case .closed: return "closed"
        }
    }
}
