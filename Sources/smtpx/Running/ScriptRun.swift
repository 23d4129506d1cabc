import SessionCore
import SessionRuntime

/// Plays one script: a session for each name, and one loop that waits for all of them.
struct ScriptRun {
    /// A session of the script.
    private struct Voice {
        let name: String
        let runtime: SessionRuntime
    }

    private var player: ScriptPlayer
    private var voices: [Voice]
    private var current = 0
    private let options: RuntimeOptions
    private let beginning: [SessionEvent]
    private var hasEnded = false

    /// - Parameters:
    ///   - session: the first session, from which others take their settings.
    ///   - beginning: what happens in it before the first line.
    init(
        _ script: Script, _ session: Session, connecting request: ConnectRequest?, options: RuntimeOptions,
        beginning: [SessionEvent] = []
    ) throws(SystemError) {
        player = ScriptPlayer(script, connecting: request)
        self.options = options
        self.beginning = beginning
        var session = session
        session.variables.environment.merge(script.environment) { $1 }
        voices = [Voice(name: Script.firstSession, runtime: try SessionRuntime(session, options: options))]
    }

    /// Runs until every session has ended.
    mutating func run(_ reporter: inout any RunReporter) throws(SystemError) -> ExitCode {
        reporter.begin(player.script, at: now)
        defer { for voice in voices { voice.runtime.finish() } }
        for event in beginning { show(voices[0].runtime.handle(event), of: 0, &reporter) }
        var isInterrupted = InterruptFlag.take()
        while true {
            if isInterrupted { interrupt(&reporter) } else { try step(&reporter) }
            if hasEnded, voices.allSatisfy(\.runtime.session.isFinished) { break }
            for index in SessionRuntime.waitForEvents(of: voices.map(\.runtime)) {
                show(voices[index].runtime.drain(), of: index, &reporter)
            }
            isInterrupted = InterruptFlag.take() || InterruptFlag.isOutputGone
        }
        let code = exitCode
        reporter.end(player, code, at: now)
        return code
    }

    /// The clock of the whole run.
    private var now: Instant { voices[0].runtime.now }

    /// The first session that did not end well says how the script ended.
    private var exitCode: ExitCode {
        let codes = voices.map(\.runtime.session.exitCode)
        if codes.contains(.interrupted) { return .interrupted }
        return codes.first { $0 != .success } ?? (player.failure == nil ? .success : .failure)
    }

    /// Makes moves until something must be waited for.
    private mutating func step(_ reporter: inout any RunReporter) throws(SystemError) {
        while !hasEnded {
            let runtime = voices[current].runtime
            switch player.next(runtime.session, at: now) {
            case .wait: return
            case .connect(let request): show(runtime.handle(.connect(request)), of: current, &reporter)
            case .use(let name): try use(name)
            case .line(let line):
                show(runtime.handle(line: line.bytes), of: current, &reporter)
                if line.role == .definition { share(runtime.variables) }
            case .end:
                hasEnded = true
                for index in voices.indices { show(voices[index].runtime.handle(.endOfInput), of: index, &reporter) }
            }
        }
    }

    private mutating func use(_ name: String) throws(SystemError) {
        if let index = voices.firstIndex(where: { $0.name == name }) {
            current = index
            return
        }
        let before = voices[current].runtime.session
        var session = SessionStart.session(.unattended, settings: before.settings)
        session.variables = before.variables
        session.judgesEveryRecipient = before.judgesEveryRecipient
        voices.append(Voice(name: name, runtime: try SessionRuntime(session, options: options)))
        current = voices.count - 1
    }

    /// What a line defines, it defines for the whole script.
    private func share(_ variables: Variables) {
        for voice in voices { voice.runtime.variables = variables }
    }

    private mutating func interrupt(_ reporter: inout any RunReporter) {
        player.interrupt()
        hasEnded = true
        for index in voices.indices { show(voices[index].runtime.handle(.interrupt), of: index, &reporter) }
    }

    private mutating func show(_ actions: [SessionAction], of index: Int, _ reporter: inout any RunReporter) {
        let voice = voices[index]
        reporter.show(actions, of: voice.runtime.session, named: voice.name, at: now)
        guard index == current else { return }
        for case .judged(let outcome) in actions {
            let count = player.judged.count
            player.judged(outcome, at: now)
            if player.judged.count > count, let result = player.judged.last {
                reporter.judged(result, session: voice.name, at: now)
            }
        }
    }
}
