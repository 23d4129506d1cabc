import SafeText

/// What is wrong with a line of a script, or with its file.
public struct ScriptMistake: Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// The line, counted from 1; nil for the file as a whole.
    public let line: Int?
    /// The byte of the line, counted from 1; nil for the whole line.
    public let column: Int?
    /// What is wrong and what to do; foreign text in it is already escaped.
    public let message: String
    /// How the run ends by it.
    public let exitCode: ExitCode

    /// A mistake.
    public init(file: String, line: Int? = nil, column: Int? = nil, message: String, exitCode: ExitCode) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.exitCode = exitCode
    }

    /// `greeting.smtpx:12:9: There is no setting tsl. The nearest name is tls.`
    public var description: String {
        let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
        return "\(Sanitizer.escape(file))\(place): \(message)"
    }
}

/// All that is wrong with a script, up to ``ScriptLimits/mistakes``.
public struct ScriptMistakes: Error, Hashable, Sendable {
    /// The mistakes, in the order of the lines. There is at least one.
    public let list: [ScriptMistake]

    /// Mistakes.
    public init(_ first: ScriptMistake, _ rest: [ScriptMistake] = []) { list = [first] + rest }

    /// How the run ends: the first mistake says it.
    public var exitCode: ExitCode { list[0].exitCode }
}
