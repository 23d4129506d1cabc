import SMTPProtocol
import SafeText

/// Plays a script: tells which line comes next, and keeps account of what was expected.
///
/// It is a pure reducer beside the sessions, which it does not own. Whoever owns them asks for the next move whenever the session
/// of the moment may have come to rest, makes the move, and reports how expectations end.
///
///     let move = player.next(runtime.session, at: runtime.now)
public struct ScriptPlayer: Sendable {
    /// What is to be done.
    public enum Move: Hashable, Sendable {
        /// Nothing before something happens.
        case wait
        /// Connect the session of the moment.
        case connect(ConnectRequest)
        /// Go on with the session of this name, which may be new: it then has the settings of the one before.
        case use(String)
        /// Give this line to the session of the moment.
        case line(ScriptLine)
        /// End all sessions: nothing more is played.
        case end
    }

    /// What became of a line that expects something.
    public enum Verdict: Hashable, Sendable {
        /// It holds.
        case passed
        /// It does not.
        case failed(ExpectationOutcome)
        /// The script ended before it.
        case notRun
    }

    /// A line that expects something, and what became of it.
    public struct Result: Hashable, Sendable {
        /// The line.
        public let line: ScriptLine
        /// What became of it.
        public let verdict: Verdict
        /// From the result before to this one, in nanoseconds.
        public let nanoseconds: UInt64
    }

    /// Why a script ended before its last line.
    public struct Failure: Hashable, Sendable {
        /// The line at which it ended; nil when none was played.
        public let line: ScriptLine?
        /// What happened, in a sentence; foreign text in it is already escaped.
        public let reason: String
    }

    /// What is played.
    public let script: Script
    /// The session of the moment.
    public private(set) var session = Script.firstSession
    /// What became of the expectations that were judged, in order.
    public private(set) var judged: [Result] = []
    /// Why it ended early; nil when it did not.
    public private(set) var failure: Failure?

    private var request: ConnectRequest?
    private var position = 0
    private var current: ScriptLine?
    private var lastResult: UInt64?
    private var hasEnded = false

    /// A player at the first line.
    /// - Parameter request: what the first session connects to before that; nil where the script connects by itself.
    public init(_ script: Script, connecting request: ConnectRequest? = nil) {
        self.script = script
        self.request = request
    }

    /// How many lines were not played.
    public var linesNotRun: Int { script.lines.count - position }

    /// What became of every expectation, those that were not reached among them.
    public var results: [Result] {
        let reached = judged.count
        let rest = script.lines.filter { $0.role == .expectation }.dropFirst(reached)
        return judged + rest.map { Result(line: $0, verdict: .notRun, nanoseconds: 0) }
    }

    /// What to do now.
    /// - Parameter state: the session of the moment, as it is.
    public mutating func next(_ state: Session, at now: Instant) -> Move {
        if lastResult == nil { lastResult = now.monotonic }
        if hasEnded { return .end }
        guard state.isQuiescent || state.isFinished else { return .wait }
        if let request {
            self.request = nil
            return .connect(request)
        }
        if failure != nil { return end() }
        guard position < script.lines.count else {
            if let trouble = state.trouble { failure = Failure(line: current, reason: trouble) }
            return end()
        }
        let line = script.lines[position]
        if let reason = reasonToStop(before: line, state) {
            failure = reason
            return end()
        }
        position += 1
        current = line
        if case .session(let name) = line.role {
            session = name
            return .use(name)
        }
        return .line(line)
    }

    /// An expectation of the session of the moment was judged.
    public mutating func judged(_ outcome: ExpectationOutcome, at now: Instant) {
        guard let current, current.role == .expectation, !hasEnded, failure == nil else { return }
        let elapsed = now.nanoseconds(since: lastResult ?? now.monotonic)
        lastResult = now.monotonic
        judged.append(
            Result(line: current, verdict: outcome.isPassed ? .passed : .failed(outcome), nanoseconds: elapsed))
        guard !outcome.isPassed else { return }
        failure = Failure(line: current, reason: outcome.reason)
    }

    /// The run is interrupted.
    public mutating func interrupt() {
        if failure == nil { failure = Failure(line: current, reason: "Interrupted.") }
        hasEnded = true
    }

    private mutating func end() -> Move {
        hasEnded = true
        return .end
    }

    /// Why a line is not played: what went wrong before it was not expected.
    private func reasonToStop(before line: ScriptLine, _ state: Session) -> Failure? {
        if case .session = line.role { return nil }
        if state.isFinished { return Failure(line: current, reason: state.trouble ?? "The session has ended.") }
        if line.role != .expectation, let trouble = state.trouble { return Failure(line: current, reason: trouble) }
        if line.role == .command, state.prompt.kind == .notConnected {
            return Failure(line: line, reason: state.lastMishap ?? "There is no connection.")
        }
        return nil
    }
}

extension Session {
    /// What went wrong in an unattended run, beyond a refusal; nil when nothing did. Foreign text in it is already escaped.
    var trouble: String? { failure == nil ? nil : lastMishap ?? "The session failed." }

    /// The last thing that went wrong, in a sentence.
    var lastMishap: String? {
        for entry in transcript.suffix(64).reversed() {
            switch entry.kind {
            case .notice(.error, let text): return text
            case .connection(let note) where note.level != .information: return note.text
            case .reply(let received) where received.severity != .ok && received.severity != .continue:
                guard let line = received.reply.lines.indices.last else { return nil }
                return "The server said: " + Sanitizer.escape(received.reply.verbatim(line: line)) + "."
            case .notice, .connection, .reply, .sent, .content, .sentContent, .note: continue
            }
        }
        return nil
    }
}
