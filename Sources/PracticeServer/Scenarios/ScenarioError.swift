/// A mistake in a scenario, with its place.
public struct ScenarioError: Error, Hashable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// The line, counted from 1; nil when it is about the whole file.
    public let line: Int?
    /// What is wrong and what was expected.
    public let message: String
    /// The word that was not understood, and those that would have been; for naming the nearest one.
    public var choice: Choice?

    /// A word, and those that could have stood in its place.
    public struct Choice: Hashable, Sendable {
        /// The word as it was written.
        public let word: String
        /// What could have stood there.
        public let candidates: [String]
    }

    /// One line for the terminal: file, line, and what was expected.
    public var description: String { line.map { "\(file), line \($0): \(message)" } ?? "\(file): \(message)" }
}

/// A mistake in a line, before its place is known.
struct ScenarioMistake: Error {
    let message: String
    var choice: ScenarioError.Choice?

    init(message: String) { self.message = message }

    /// A word that is none of those that can stand there.
    init(_ word: String, noneOf candidates: [String]) {
        let last = candidates.last ?? ""
        let list = candidates.count > 1 ? candidates.dropLast().joined(separator: ", ") + " or " + last : last
        message = "expected \(list), found \(word)"
        choice = ScenarioError.Choice(word: word, candidates: candidates)
    }
}
