/// A script that was read and checked: lines of the session language, ready to be played.
///
/// Every line was understood before the first is played, so that a script with a mistake connects to nobody.
///
///     let script = try Script.read("greeting.smtpx", with: surroundings)
public struct Script: Hashable, Sendable {
    /// The name of the session that a script begins with.
    public static let firstSession = "main"

    /// The file, as it was named; `-` for standard input.
    public let name: String
    /// The lines, in the order in which they are played, those of included files in their places.
    public let lines: [ScriptLine]
    /// What the lines take from the environment.
    public let environment: [String: [UInt8]]
    /// Whether a line connects.
    public let opensConnection: Bool
    /// Whether a line uses `${TARGET}`.
    public let usesTarget: Bool

    /// How many lines expect something.
    public var expectationCount: Int { lines.count { $0.role == .expectation } }

    /// Whether it plays more than one session.
    public var hasSessions: Bool {
        lines.contains { line in
            if case .session(let name) = line.role { name != Self.firstSession } else { false }
        }
    }

    /// Reads a script and all that it includes, and checks every line.
    /// - Throws: all mistakes.
    public static func read(_ path: String, with surroundings: ScriptSurroundings) throws(ScriptMistakes) -> Script {
        var reader = ScriptReader(surroundings)
        reader.read(path)
        return try reader.script(named: path)
    }
}
