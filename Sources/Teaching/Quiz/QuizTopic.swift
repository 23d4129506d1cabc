/// What the quiz asks about.
public enum QuizTopic: String, Hashable, Sendable, CaseIterable {
    /// Three-digit reply codes.
    case codes
    /// Enhanced status codes.
    case enhanced
    /// Replies in context: what to do now.
    case situations
}
