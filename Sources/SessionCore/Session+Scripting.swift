import SafeText

/// `:let` and `${NAME}`, `:sleep`, and the lines of `:include`.
extension Session {
    /// The line with its variables replaced; nil when that cannot be, which is told.
    mutating func resolved(_ line: [UInt8]) -> [UInt8]? {
        guard line.contains(UInt8(ascii: "$")) else { return line }
        do throws(LanguageError) {
            return try knownVariables.substitute(in: line, at: now.wall).bytes
        } catch {
            history.add(line)
            tell(error)
            return nil
        }
    }

    /// The line of content with the variables of `:let` replaced; nil when it would end the message.
    mutating func resolvedContent(_ line: [UInt8]) -> [UInt8]? {
        expecting.isBehindData = false
        // What is expected behind the content is about its end, not about DATA.
        expecting.forgetReply()
        guard line.contains(UInt8(ascii: "$")) else { return line }
        let resolved = variables.substitute(inContent: line)
        guard resolved == [UInt8(ascii: ".")] else { return resolved }
        tell(
            LanguageError(
                .badValue, "With its variable the line would be a dot alone, which ends the message.",
                advice: "It was left out."))
        return nil
    }

    /// The variables, with the server of this session where the command line named none.
    private var knownVariables: Variables {
        var result = variables
        if result.target == nil, case .text(let text)? = lastRequest?.target { result.target = text }
        return result
    }

    /// `:let NAME VALUE`
    mutating func define(_ name: String, _ value: [UInt8]) throws(LanguageError) {
        try variables.define(name, as: value)
        for line in variables.descriptions(of: name, style: settings.escapeStyle) { tell(.information, "\(line).") }
    }

    /// `:let`, `:let NAME`
    mutating func showVariables(_ name: String?) throws(LanguageError) {
        let lines = variables.descriptions(of: name, style: settings.escapeStyle)
        guard !lines.isEmpty else {
            throw LanguageError(
                .nothingThere, name == nil ? "No variable is defined." : "There is no such variable.",
                advice: ":let NAME VALUE defines one.")
        }
        for line in lines { tell(.information, "\(line).") }
    }

    /// `:sleep S`
    mutating func sleep(_ milliseconds: Int) {
        isPausing = true
        arm(.pause, milliseconds: milliseconds)
    }

    // MARK: Including

    /// `:include FILE`
    mutating func include(_ path: String) throws(LanguageError) {
        guard including.isEmpty else {
            throw LanguageError(
                .notNow, "A script is being played already.", advice: "Wait until it is done; ^C stops it.")
        }
        actions.append(.include(path: path, number: including.begin()))
    }

    /// A script was read and checked, or has mistakes.
    mutating func included(_ script: IncludedScript, number: Int) {
        guard including.awaited == number else { return }
        switch script {
        case .lines(let lines, let environment):
            variables.environment.merge(environment) { $1 }
            including.play(lines)
        case .mistakes(let mistakes):
            including.removeAll()
            for mistake in mistakes.list { tell(.error, mistake.description) }
            if attendance == .unattended { fail(mistakes.exitCode) }
        }
    }

    /// Plays the next lines, each as soon as nothing is awaited.
    mutating func playIncludedLines() {
        while leaving != .done, isIdle, !expecting.isWaiting, !isPausing, let line = including.next() {
            typed(line.bytes)
            settleExpectation()
        }
        guard let rest = including.takeStopped(), rest > 0 else { return }
        tell(.warning, rest == 1 ? "1 line of the script is not run." : "\(rest) lines of the script are not run.")
    }

    /// ^C: gives up what `:expect`, `:sleep` and `:include` wait for.
    /// - Returns: whether there was something to give up.
    mutating func giveUpScript() -> Bool {
        guard expecting.isWaiting || isPausing || !including.isEmpty else { return false }
        expecting.stopWaiting()
        isPausing = false
        including.stop()
        tell(.information, "No longer waiting.")
        return true
    }
}

/// What became of reading a script for `:include`.
public enum IncludedScript: Hashable, Sendable {
    /// Its lines, and what it takes from the environment.
    case lines([ScriptLine], environment: [String: [UInt8]])
    /// It is not played.
    case mistakes(ScriptMistakes)
}

/// The script of `:include`, as far as it is not played yet.
struct Including: Sendable {
    /// The number of the script that is being read; nil when none is.
    private(set) var awaited: Int?
    private var lines: ArraySlice<ScriptLine> = []
    private var lastNumber = 0
    private var notRun: Int?

    /// Whether nothing is to be played.
    var isEmpty: Bool { awaited == nil && lines.isEmpty }

    mutating func begin() -> Int {
        lastNumber += 1
        awaited = lastNumber
        return lastNumber
    }

    mutating func play(_ lines: [ScriptLine]) {
        awaited = nil
        self.lines = lines[...]
    }

    mutating func next() -> ScriptLine? { lines.popFirst() }

    /// Leaves the rest out, which is then told.
    mutating func stop() {
        if !lines.isEmpty { notRun = lines.count }
        removeAll()
    }

    mutating func removeAll() {
        awaited = nil
        lines = []
    }

    /// How many lines were left out, once.
    mutating func takeStopped() -> Int? {
        defer { notRun = nil }
        return notRun
    }
}
