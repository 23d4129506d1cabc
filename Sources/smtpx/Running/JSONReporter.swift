import SafeText
import SessionCore

/// A run as JSON, an event a line: the recording of each session, and between it what became of the script.
struct JSONReporter: RunReporter {
    private var start: Instant?
    private var recorders: [String: Recorder] = [:]

    mutating func begin(_ script: Script, at now: Instant) {
        recorders = [:]
        start = now
        write(
            at: now, [("file", Quoting.json(script.name)), ("event", "\"begin\""), ("lines", "\(script.lines.count)")])
    }

    mutating func show(_ actions: [SessionAction], of session: Session, named name: String, at now: Instant) {
        var recorder = recorders[name] ?? Recorder(startedAt: start ?? now, session: name)
        for line in recorder.lines(for: actions, of: session) { RunOutput.write(line) }
        recorders[name] = recorder
    }

    mutating func judged(_ result: ScriptPlayer.Result, session name: String, at now: Instant) {
        var members = [
            ("session", Quoting.json(name)), ("file", Quoting.json(result.line.file)),
            ("line", "\(result.line.number)"),
            ("expect", Quoting.json(result.line.expected)),
        ]
        switch result.verdict {
        case .passed: members.append(("passed", "true"))
        case .failed(let outcome): members += [("passed", "false"), ("got", Quoting.json(outcome.found))]
        case .notRun: members += [("passed", "false"), ("run", "false")]
        }
        write(at: now, members)
    }

    mutating func end(_ player: ScriptPlayer, _ exitCode: ExitCode, at now: Instant) {
        for result in player.results where result.verdict == .notRun {
            judged(result, session: player.session, at: now)
        }
        var members = [
            ("file", Quoting.json(player.script.name)), ("event", "\"end\""), ("exitCode", "\(exitCode.rawValue)"),
            ("passed", "\(player.judged.count { $0.verdict == .passed })"), ("linesNotRun", "\(player.linesNotRun)"),
        ]
        if let failure = player.failure {
            members.append(("failure", Quoting.json(failure.reason)))
            if let line = failure.line { members.append(("failedAt", Quoting.json("\(line.file):\(line.number)"))) }
        }
        write(at: now, members)
    }

    mutating func finish() {}

    private func write(at now: Instant, _ members: [(String, String)]) {
        let time = "\"t\":\(RunTime.seconds(now.nanoseconds(since: start?.monotonic ?? now.monotonic)))"
        let rest = members.map { "\"\($0.0)\":\($0.1)" }
        RunOutput.write("{" + ([time, "\"from\":\"script\""] + rest).joined(separator: ",") + "}")
    }
}

extension ScriptLine {
    /// What an expectation says, without the name of the command.
    var expected: String {
        let text = Sanitizer.escape(bytes.dropFirst(7))
        return String(text.drop { $0 == " " })
    }
}

/// Times of a run.
enum RunTime {
    /// `0.041`: seconds with thousandths.
    static func seconds(_ nanoseconds: UInt64) -> String {
        let milliseconds = nanoseconds / 1_000_000
        return "\(milliseconds / 1000)." + String(milliseconds % 1000 + 1000).dropFirst()
    }
}
