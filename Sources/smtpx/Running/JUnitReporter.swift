import SafeText
import SessionCore

/// A run as the XML that continuous integration reads: a suite a script, a case an expectation.
struct JUnitReporter: RunReporter {
    private var suites: [String] = []
    private var dialogue: [String] = []
    private var start: UInt64 = 0
    private let printer = LinePrinter(paint: Paint(isOn: false))
    private var isLabelled = false

    mutating func begin(_ script: Script, at now: Instant) {
        dialogue = []
        start = now.monotonic
        isLabelled = script.hasSessions
    }

    mutating func show(_ actions: [SessionAction], of session: Session, named name: String, at now: Instant) {
        dialogue += printer.lines(of: actions, session).map { isLabelled ? "[\(name)] \($0)" : $0 }
    }

    mutating func judged(_ result: ScriptPlayer.Result, session name: String, at now: Instant) {}

    mutating func end(_ player: ScriptPlayer, _ exitCode: ExitCode, at now: Instant) {
        let suite = player.script.name
        var cases: [String] = []
        var failures = 0
        var skipped = 0
        for result in player.results {
            let line = result.line
            let name = "\(line.file):\(line.number): \(line.expected)"
            var content = ""
            switch result.verdict {
            case .passed: break
            case .failed(let outcome):
                failures += 1
                content = "<failure message=\(Self.quoted(outcome.reason))/>"
            case .notRun:
                skipped += 1
                content = "<skipped message=\"not run\"/>"
            }
            cases.append(Self.testCase(name, suite, result.nanoseconds, content))
        }
        // What went wrong without having been expected is a case of its own.
        let isUnexpected = exitCode != .success && failures == 0
        if isUnexpected || cases.isEmpty {
            let reason = player.failure?.reason ?? RunSummary(player, exitCode).text
            let place = player.failure?.line.map { "\($0.file):\($0.number)" } ?? suite
            cases.append(
                Self.testCase(
                    "\(place): played to the end", suite, now.nanoseconds(since: start),
                    isUnexpected ? "<error message=\(Self.quoted(reason))/>" : ""))
        }
        let output = dialogue.map { Quoting.html($0) }.joined(separator: "\n")
        suites.append(
            "  <testsuite name=\(Self.quoted(suite)) tests=\"\(cases.count)\" failures=\"\(failures)\" "
                + "errors=\"\(isUnexpected ? 1 : 0)\" skipped=\"\(skipped)\" "
                + "time=\"\(RunTime.seconds(now.nanoseconds(since: start)))\">\n"
                + cases.map { "    \($0)\n" }.joined()
                + "    <system-out>\(output)</system-out>\n  </testsuite>")
    }

    mutating func finish() {
        RunOutput.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        RunOutput.write("<testsuites name=\"smtpx\">")
        for suite in suites { RunOutput.write(suite) }
        RunOutput.write("</testsuites>")
    }

    private static func testCase(_ name: String, _ suite: String, _ nanoseconds: UInt64, _ content: String) -> String {
        let opening =
            "<testcase name=\(quoted(name)) classname=\(quoted(suite)) time=\"\(RunTime.seconds(nanoseconds))\""
        return content.isEmpty ? opening + "/>" : opening + ">\(content)</testcase>"
    }

    /// An attribute's value. Characters that XML cannot hold are visible text by then.
    /// - SeeAlso: XML 1.0 §2.2
    private static func quoted(_ text: String) -> String { "\"" + Quoting.html(text) + "\"" }
}
