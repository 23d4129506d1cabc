import SMTPProtocol

/// The words of an explanation, before they are put together with code and digits.
struct Wording {
    var headline: String
    var what: String
    var fault: Fault
    var retry: Retry
    var tryNext: [String]
    var sources: [Source]

    /// The words of a code's own entry.
    init(_ entry: ReplyCodeEntry) {
        headline = entry.headline
        what = entry.whatHappened
        fault = entry.whoCanAct
        retry = entry.retry
        tryNext = entry.whatToTry
        sources = entry.sources + entry.alsoIn
    }

    /// A context's words; what it leaves out is the code's own.
    init(_ context: ContextEntry, entry: ReplyCodeEntry) {
        self.init(entry)
        sources = entry.sources
        headline = context.headline
        what = context.whatHappened
        fault = context.whoCanAct ?? fault
        retry = context.retry ?? retry
        tryNext = context.whatToTry ?? tryNext
        if context.sources.isEmpty { return }
        // A context of an extension's code is cited alone: the code's other sources are about other commands.
        let base = entry.status == .standard ? entry.sources : []
        sources = context.sources + base.filter { !context.sources.contains($0) }
    }

    /// The words of an enhanced code, with the sources of both.
    init(_ enhanced: EnhancedCodeEntry, code: EnhancedStatusCode, sources base: [Source]) {
        headline = enhanced.headline
        what = enhanced.whatHappened
        fault = enhanced.whoCanAct
        retry = enhanced.retry(for: code)
        tryNext = enhanced.whatToTry
        sources = enhanced.sources + base.filter { !enhanced.sources.contains($0) }
    }

    /// The words that the digits alone allow, for a code that no table has.
    init(digitsOf code: ReplyCode, digits: [DigitMeaning], sources: [Source]) {
        self.sources = sources
        let known = digits.prefix(2).map(\.what).joined(separator: " ")
        what = "No standard defines \(code). Its digits say this much: \(known)"
        switch code.severity {
        case .ok:
            (headline, fault, retry) = ("Unknown code: success", .nobody, .notNeeded)
            tryNext = ["Go on as after any success, and watch the next reply."]
        case .continue:
            (headline, fault, retry) = ("Unknown code: more is expected", .nobody, .notNeeded)
            tryNext = [
                "Read the text: it should say what the server waits for.", "RSET gives up, if the server takes it.",
            ]
        case .temporary:
            (headline, fault, retry) = ("Unknown code: temporary failure", .unclear, .later)
            tryNext = ["Read the text that the server sent.", "Try again later."]
        case .permanent:
            (headline, fault, retry) = ("Unknown code: permanent failure", .unclear, .no)
            tryNext = ["Read the text that the server sent.", "Do not repeat the command unchanged."]
        case nil:
            (headline, fault, retry) = ("Not a code of SMTP", .unclear, .no)
            tryNext = ["Check that the other side is a mail server, and the port is right."]
            what = "\(code) is no SMTP reply code: those begin with 2, 3, 4 or 5. \(digits.first?.what ?? "")"
        }
    }

    /// The words that the parts of an enhanced code allow, when no registry has the whole of it.
    init(partsOf status: EnhancedStatusCode, _ parts: [EnhancedMeaning]) {
        headline = "Unknown status \(status): \(parts.first?.word ?? "")"
        what =
            "No registry has \(status). Its parts say this much: " + parts.prefix(2).map(\.what).joined(separator: " ")
        fault = status.severity == .ok ? .nobody : .unclear
        switch status.severity {
        case .ok, .continue: retry = .notNeeded
        case .temporary: retry = .later
        case .permanent: retry = .no
        }
        tryNext = ["Read the words that stand beside it."]
        sources = [Source("RFC 3463 §2")].compactMap(\.self)
    }

    /// The words for a reply without any code.
    static let noCode = Wording(
        headline: "Not an SMTP reply",
        what: "An SMTP reply begins with three digits, and this one does not. It answers no command. The server may "
            + "speak another protocol, or it broke its own reply.",
        fault: .unclear, retry: .no,
        tryNext: [
            "Check that the other side is a mail server, and the port is right.",
            "Close the connection: what comes next may belong to anything.",
        ],
        sources: [Source("RFC 5321 §4.2")].compactMap(\.self))

    private init(headline: String, what: String, fault: Fault, retry: Retry, tryNext: [String], sources: [Source]) {
        self.headline = headline
        self.what = what
        self.fault = fault
        self.retry = retry
        self.tryNext = tryNext
        self.sources = sources
    }
}
