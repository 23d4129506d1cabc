import SMTPProtocol

/// What must be said aloud about a reply, besides what it means.
extension Explainer {
    func notesOnCode(_ code: ReplyCode, entry: ReplyCodeEntry?) -> [ExplanationNote] {
        var notes: [ExplanationNote] = []
        if let entry {
            switch entry.status {
            case .standard, .extension: break
            case .obsolete, .unofficial: notes.append(ExplanationNote(kind: .status, text: entry.status.summary))
            }
            if let note = entry.note, bestContext(for: code) == nil {
                notes.append(ExplanationNote(kind: .remark, text: note))
            }
            if entry.closesConnection != .no {
                let verb = entry.closesConnection == .yes ? "closes" : "may close"
                notes.append(ExplanationNote(kind: .connection, text: "The server \(verb) the connection now."))
            }
        } else {
            let basis = tellingEnhancedCode(beside: code).map { "The words come from the enhanced code \($0.code)." }
            let text =
                "No standard defines \(code), and no table here has it. "
                + (basis ?? "Only its digits are explained.")
            notes.append(ExplanationNote(kind: .undefinedCode, text: text))
        }
        if entry != nil, tables.isUsual(code, answering: stage) == false { notes.append(unusual(code)) }
        return notes
    }

    /// A code that the standards do not list for this command is said to be so, together with those they list.
    private func unusual(_ code: ReplyCode) -> ExplanationNote {
        let usual = Set(tables.usualReplies(to: stage).map(\.code)).sorted().map(\.description)
        let role = stage == .greeting ? "greeting" : "answer to \(stage.words)"
        let text = "\(code) is not a usual \(role). Usual are: \(usual.joined(separator: ", "))."
        return ExplanationNote(kind: .unusualHere, text: text)
    }

    func notesOnEnhancedCode() -> [ExplanationNote] {
        guard let enhanced else { return [] }
        var notes: [ExplanationNote] = []
        func say(_ text: String) { notes.append(ExplanationNote(kind: .enhancedCode, text: text)) }
        if let severity = code?.severity, severity != enhanced.severity {
            say(
                "The enhanced code \(enhanced) says \(Self.outcome(enhanced.severity)), but \(code.map(\.description) ?? "") "
                    + "says \(Self.outcome(severity)). The three-digit code counts.")
        }
        if let entry = tables.entry(for: enhanced) {
            if entry.isDeprecated { say("The registry says not to use X.\(entry.subject).\(entry.detail) any more.") }
            if let note = entry.note { say(note) }
            if Self.contradicts(enhanced, entry) {
                let detail = "X.\(entry.subject).\(entry.detail)"
                let usual = entry.usualClasses.map(String.init).joined(separator: " or ")
                say("\(detail) is meant to have \(usual) in front; \(enhanced.statusClass) makes little sense there.")
            }
        } else if tables.subjectEntry(for: enhanced) != nil {
            say(
                "\(enhanced) is not registered. Its class and subject are explained; only the server's text can tell "
                    + "more.")
        } else {
            say("\(enhanced) is not registered, and neither is its subject. Only its class is explained.")
        }
        return notes
    }

    /// Whether the class turns the detail's meaning over: success in front of a failure, or failure before a success.
    private static func contradicts(_ code: EnhancedStatusCode, _ entry: EnhancedCodeEntry) -> Bool {
        if entry.usualClasses.isEmpty { return false }
        return code.severity == .ok ? !entry.usualClasses.contains(2) : entry.usualClasses == [2]
    }

    private static func outcome(_ severity: Severity) -> String {
        switch severity {
        case .ok: "success"
        case .continue: "\"go on\""
        case .temporary: "temporary failure"
        case .permanent: "permanent failure"
        }
    }

    /// The oddities of a reply's bytes, one note for each kind, with the first line it was found in.
    func notes(onBytesOf reply: Reply) -> [ExplanationNote] {
        var seen: Set<ReplyAnomaly.Kind> = []
        var notes: [ExplanationNote] = []
        // The two codes that disagree are named in a note of their own.
        if let severity = code?.severity, let enhanced, enhanced.severity != severity {
            seen.insert(.enhancedClassMismatch)
        }
        for anomaly in reply.anomalies where seen.insert(anomaly.kind).inserted {
            let place = reply.lines.count > 1 ? "Line \(anomaly.line + 1): " : ""
            let consequence = tables.anomalies.first { $0.kind == anomaly.kind }.map { " " + $0.consequence } ?? ""
            notes.append(ExplanationNote(kind: .anomaly, text: place + anomaly.summary + consequence))
        }
        return notes
    }
}
