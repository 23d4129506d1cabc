/// One small task of a lesson.
public struct LessonStep: Hashable, Sendable {
    /// The most words of ``text``: what one reads before one tries.
    public static let maximumWords = 59

    /// What is told when something comes true that does not lead on.
    public struct Nudge: Hashable, Sendable {
        /// When it is told.
        public let condition: LessonCondition
        /// What is told.
        public let text: String
    }

    /// A question of the step, which `:answer` answers.
    public struct Question: Hashable, Sendable {
        /// One of the answers.
        public struct Choice: Hashable, Sendable {
            /// What to type.
            public let letter: String
            /// What it says.
            public let text: String
        }

        /// The question.
        public let text: String
        /// The answers; none where the answer is a word.
        public let choices: [Choice]
    }

    /// Its title.
    public let title: String
    /// What there is to know, in paragraphs.
    public let text: [String]
    /// What to do; empty for a question alone.
    public let goal: String
    /// The question, if there is one.
    public let question: Question?
    /// Lines that bring a new connection to where the step begins; none where it begins anywhere.
    public let before: [String]
    /// Lines of the session language that solve it.
    public let solution: [String]
    /// Hints, each plainer than the one before.
    public let hints: [String]
    /// What must come true, all of it; each by any of its ways.
    public let checks: [[LessonCondition]]
    /// Wrong turns, and what is said about them.
    public let nudges: [Nudge]
    /// The documents it rests on.
    public let sources: [String]

    /// How many words ``text`` has.
    public var wordCount: Int { text.reduce(0) { $0 + $1.utf8.split(separator: 0x20).count } }
}
