/// What an answer to the quiz came to.
public struct QuizVerdict: Hashable, Sendable {
    /// Whether it was right.
    public let isRight: Bool
    /// What would have been right.
    public let rightAnswer: String
    /// The letter of that.
    public let rightLetter: String
    /// What to know about it.
    public let explanation: String

    /// The verdict as lines.
    public var lines: [String] {
        [isRight ? "Right: \(rightAnswer)." : "Not quite. Right is \(rightLetter): \(rightAnswer).", explanation]
    }
}
