import SafeText
import SessionCore

/// How a script went, in a line.
struct RunSummary {
    /// `greeting.smtpx: 12 lines, 5 expectations passed`
    let text: String

    init(_ player: ScriptPlayer, _ exitCode: ExitCode) {
        let script = player.script
        var text = Sanitizer.escape(script.name) + ": "
        let passed = player.judged.count { $0.verdict == .passed }
        if let failure = player.failure {
            text += "FAILED"
            if let line = failure.line {
                text += line.file == script.name ? " at line \(line.number)" : " at \(line.place)"
            }
            text += ": \(failure.reason)"
            if player.linesNotRun > 0 { text += " \(Self.count(player.linesNotRun, "line")) not run." }
        } else {
            text += Self.count(script.lines.count, "line")
            text += passed > 0 ? ", \(Self.count(passed, "expectation")) passed" : ", nothing was expected"
            if exitCode != .success { text += "; " + Self.ending(exitCode) }
        }
        self.text = text
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// What an exit code says where every line was played.
    private static func ending(_ code: ExitCode) -> String {
        switch code {
        case .success: "all is well"
        case .failure: "FAILED: something was refused for good (exit code 1)"
        case .temporaryFailure: "FAILED: something was refused for now (exit code 75)"
        case .usage, .badData, .noInput, .hostUnknown, .unavailable, .internalError, .protocolViolation, .notPermitted,
            .badSettings, .interrupted:
            "FAILED (exit code \(code.rawValue))"
        }
    }
}
