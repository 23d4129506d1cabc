/// What became of an expectation.
public struct ExpectationOutcome: Hashable, Sendable {
    /// What was expected, escaped.
    public let expected: String
    /// Whether it holds.
    public let isPassed: Bool
    /// What there was, escaped: the last reply, or what stands in its place.
    public let found: String

    /// An outcome.
    public init(expected: String, isPassed: Bool, found: String) {
        self.expected = expected
        self.isPassed = isPassed
        self.found = found
    }

    /// Why it does not hold, in a sentence.
    public var reason: String { "Expected \(expected), but there was \(found)." }

    /// The outcome in a sentence.
    public var summary: String {
        isPassed ? "Expected \(expected): passed." : "Expected \(expected): FAILED. There was \(found)."
    }
}
