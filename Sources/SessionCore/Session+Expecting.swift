import SMTPProtocol
import SafeText

/// What a session remembers for `:expect`.
struct Expecting: Sendable {
    /// The reply to the last line that was sent; nil when none came.
    private(set) var reply: Reply?
    /// How long it took, in nanoseconds.
    private(set) var latency: UInt64?
    /// What is waited for.
    private(set) var awaited: Expectation?
    /// Whether the time for it is over.
    var isTimeOver = false
    /// How the run had failed before the line that the next expectation is about.
    private(set) var failureBefore: ExitCode?
    /// Whether the reply to DATA is in, and no line came since.
    var isBehindData = false
    /// Whether the last RCPT was refused, and nothing was expected of it.
    var unexpectedRefusal: ExitCode?
    /// Whether an expectation failed in a run that nobody watches: nothing more is played.
    var isOver = false

    var isWaiting: Bool { awaited != nil }

    mutating func wait(for expectation: Expectation) {
        awaited = expectation
        isTimeOver = false
    }

    mutating func stopWaiting() { awaited = nil }

    mutating func note(_ reply: Reply, latency: UInt64?) {
        self.reply = reply
        self.latency = latency
    }

    mutating func forgetReply() {
        reply = nil
        latency = nil
    }

    /// A line begins that has a result of its own.
    mutating func begin(failure: ExitCode?) {
        forgetReply()
        failureBefore = failure
    }
}

/// `:expect`: what must have happened.
extension Session {
    /// What does not change what the last reply was.
    private static let quietCommands: Set<String> = [
        "expect", "let", "sleep", "note", "set", "help", "codes", "explain", "find", "tls", "include", "session", "b64",
        "record", "export", "hold", "filter", "copy", "panel", "tab", "color", "bind", "keys", "present", "do",
        "lesson", "hint", "skip", "restart", "answer", "quiz",
    ]

    /// A line is about to be understood: what is expected next is about what it does.
    mutating func begin(_ line: [UInt8]) {
        expecting.isBehindData = false
        if line.first == UInt8(ascii: ":") {
            let name = String(decoding: line.dropFirst().prefix { !$0.isBlank }, as: UTF8.self).lowercased()
            if Self.quietCommands.contains(name) { return }
        }
        settleRefusal()
        expecting.begin(failure: failure)
    }

    /// `:expect`, judged when nothing is awaited any more.
    mutating func expect(_ expectation: Expectation) {
        expecting.wait(for: expectation)
        if let milliseconds = expectation.milliseconds {
            arm(.expectation, milliseconds: milliseconds)
        } else if expectation.wantsEnd {
            arm(.expectation, milliseconds: settings.quitTimeout * 1000)
        }
    }

    /// Looks whether what is waited for is there, or will not come.
    mutating func settleExpectation() {
        guard let expectation = expecting.awaited else { return }
        let circumstances = circumstances
        if isIdle || link?.isAnnouncedEnd == true, circumstances.meet(expectation) {
            passed(expectation)
        } else if expecting.isTimeOver || (armed[.expectation] == nil && isIdle)
            || (isIdle && circumstances.isLate(for: expectation))
        {
            failed(expectation)
        }
    }

    private var circumstances: Circumstances {
        var result = Circumstances(reply: expecting.reply, latency: expecting.latency)
        result.capabilities = machine.capabilities
        result.isOpen = link != nil && link?.opening == nil
        if let link, case .secured(let facts) = link.tls {
            result.encryption = Circumstances.Encryption(version: facts.version)
        }
        return result
    }

    private mutating func passed(_ expectation: Expectation) {
        finish(expectation, isPassed: true)
        if expectation.judgesReply || expectation.wantsEnd { forgive() }
        if isDroppingContent, expectation.judgesReply, !expectation.admits(354) { isDroppingContent = false }
    }

    private mutating func failed(_ expectation: Expectation) {
        finish(expectation, isPassed: false)
        including.stop()
        guard attendance == .unattended else { return }
        switch failure {
        // That there was no connection, or one that is not allowed, is the cause.
        case .unavailable, .hostUnknown, .notPermitted, .usage, .badData, .noInput, .badSettings, .internalError,
            .interrupted:
            break
        case .success, .failure, .temporaryFailure, .protocolViolation, nil: failure = .failure
        }
        expecting.isOver = true
        if leaving == .no { leaving = .whenQuiescent }
    }

    private mutating func finish(_ expectation: Expectation, isPassed: Bool) {
        expecting.stopWaiting()
        let style = settings.escapeStyle
        var expected = Sanitizer.escape(expectation.text, style: style)
        if let milliseconds = expectation.milliseconds { expected += " within \(Self.seconds(milliseconds)) s" }
        let outcome = ExpectationOutcome(
            expected: expected, isPassed: isPassed, found: found(expectation, style))
        tell(isPassed ? .information : .error, outcome.summary)
        actions.append(.judged(outcome))
    }

    /// What was expected is no failure, even where it would be one by itself.
    private mutating func forgive() {
        outcome = .success
        expecting.unexpectedRefusal = nil
        switch failure {
        case .usage, .badData, .noInput, .badSettings, .internalError, .interrupted: break
        case .success, .failure, .temporaryFailure, .protocolViolation, .notPermitted, .unavailable, .hostUnknown, nil:
            failure = expecting.failureBefore
        }
    }

    /// What there is in the place of what was expected.
    private func found(_ expectation: Expectation, _ style: EscapeStyle) -> String {
        let circumstances = circumstances
        var parts: [String] = []
        if expectation.judgesReply { parts.append(lastReply(circumstances, expectation, style)) }
        for condition in expectation.conditions { if let part = found(condition, circumstances) { parts.append(part) } }
        return parts.joined(separator: ", ")
    }

    private func lastReply(_ circumstances: Circumstances, _ expectation: Expectation, _ style: EscapeStyle) -> String {
        guard let reply = circumstances.reply else { return "no reply" }
        let last =
            reply.lines.indices.last.map { Sanitizer.escape(reply.verbatim(line: $0), style: style) } ?? "no reply"
        guard circumstances.isLate(for: expectation), let latency = circumstances.latency else { return last }
        return "\(last), after \(Self.seconds(Int(latency / 1_000_000))) s"
    }

    private func found(_ condition: Expectation.Condition, _ circumstances: Circumstances) -> String? {
        switch condition {
        case .reply, .text: return nil
        case .capability(let keyword, _):
            guard let capabilities = circumstances.capabilities else {
                return "no reply to EHLO that lists capabilities"
            }
            guard let offer = capabilities[keyword] else { return "no \(Sanitizer.escape(keyword))" }
            let words = Sanitizer.escape(Array(offer.words.joined(separator: [0x20])))
            return words.isEmpty ? Sanitizer.escape(keyword) : "\(Sanitizer.escape(keyword)) \(words)"
        case .closed: return circumstances.isOpen ? "an open connection" : "no connection"
        case .tls: return circumstances.encryption.map { $0.version?.name ?? "TLS" } ?? "no TLS"
        case .not(let condition): return found(condition, circumstances)
        }
    }

    private static func seconds(_ milliseconds: Int) -> String {
        guard milliseconds % 1000 != 0 else { return "\(milliseconds / 1000)" }
        let thousandths = String(milliseconds % 1000 + 1000).dropFirst()
        return "\(milliseconds / 1000).\(thousandths)"
    }

    // MARK: What replies mean for it

    /// Remembers a reply that answers something, or that ends the session.
    mutating func note(_ reply: Reply, _ verdict: ReplyVerdict, latency: UInt64?) {
        switch verdict.attribution {
        case .answer, .startTLS, .closing: expecting.note(reply, latency: latency)
        case .unsolicited, .stray, .limitExceeded, .tooLate: break
        }
    }

    // MARK: Behind DATA

    /// Whether a line is an expectation about the reply to DATA: the only lines that may stand between it and the content, whose
    /// first line cannot begin with a colon.
    /// - SeeAlso: RFC 5322 §2.2
    func isExpectationBehindData(_ line: [UInt8]) -> Bool {
        expecting.isBehindData && (isDroppingContent || machine.state == .content) && Self.isExpectation(line)
    }

    static func isExpectation(_ line: some Collection<UInt8>) -> Bool {
        let name = line.prefix { !$0.isBlank }
        return Array(name).equals(ignoringCase: ":expect")
    }

    /// Passes over a line of content whose DATA was refused.
    mutating func dropContent(_ line: [UInt8]) {
        if expecting.isBehindData {
            expecting.isBehindData = false
            tell(.warning, "DATA was not answered by 354, so the content, up to the dot alone, is not sent.")
        }
        if line == [UInt8(ascii: ".")] { isDroppingContent = false }
    }
}
