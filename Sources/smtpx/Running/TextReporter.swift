import SafeText
import SessionCore

/// A run as line mode would show it, with a line above and a line below each script.
struct TextReporter: RunReporter {
    private let printer: LinePrinter
    private let paint: Paint
    private var isLabelled = false

    init(paint: Paint) {
        self.paint = paint
        printer = LinePrinter(paint: paint)
    }

    mutating func begin(_ script: Script, at now: Instant) {
        isLabelled = script.hasSessions
        RunOutput.write(paint.bold("== \(Sanitizer.escape(script.name))"))
    }

    mutating func show(_ actions: [SessionAction], of session: Session, named name: String, at now: Instant) {
        for line in printer.lines(of: actions, session) { RunOutput.write(isLabelled ? "[\(name)] \(line)" : line) }
    }

    mutating func judged(_ result: ScriptPlayer.Result, session name: String, at now: Instant) {}

    mutating func end(_ player: ScriptPlayer, _ exitCode: ExitCode, at now: Instant) {
        RunOutput.write(paint.bold(RunSummary(player, exitCode).text))
    }

    mutating func finish() {}
}

extension LinePrinter {
    /// The lines for several actions.
    func lines(of actions: [SessionAction], _ session: Session) -> [String] {
        actions.flatMap { lines(for: $0, of: session) }
    }
}
