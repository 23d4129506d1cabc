import SessionCore

/// Who tells what a run does: as text, as JSON, or as JUnit's XML.
protocol RunReporter {
    /// A script begins.
    mutating func begin(_ script: Script, at now: Instant)
    /// A session of it did something.
    /// - Parameter name: the name of the session.
    mutating func show(_ actions: [SessionAction], of session: Session, named name: String, at now: Instant)
    /// An expectation was judged.
    mutating func judged(_ result: ScriptPlayer.Result, session name: String, at now: Instant)
    /// The script is over.
    mutating func end(_ player: ScriptPlayer, _ exitCode: ExitCode, at now: Instant)
    /// All scripts are over.
    mutating func finish()
}

/// Standard output of a run; it notes when nobody reads it any more.
enum RunOutput {
    static func write(_ line: String) {
        if !StandardOutput.write(line + "\n") { InterruptFlag.noteOutputGone() }
    }

    static func write(_ line: [UInt8]) { write(String(decoding: line, as: UTF8.self)) }
}
