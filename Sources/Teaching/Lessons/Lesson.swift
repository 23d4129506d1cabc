/// One lesson: small steps on a practice server, each of which checks itself.
public struct Lesson: Hashable, Sendable {
    /// The courses, in the order in which they are meant to be taken.
    public enum Course: String, Hashable, Sendable, CaseIterable {
        /// How SMTP goes.
        case firstSteps = "first-steps"
        /// What failures look like.
        case whenItGoesWrong = "when-it-goes-wrong"
        /// TLS, logins and extensions.
        case safeAndModern = "safe-and-modern"

        /// The course's name for people.
        public var title: String {
            switch self {
            case .firstSteps: "First steps"
            case .whenItGoesWrong: "When it goes wrong"
            case .safeAndModern: "Safe and modern"
            }
        }
    }

    /// What `:lesson NAME` calls it: the file's name without its ending.
    public let name: String
    /// Its title.
    public let title: String
    /// The course it belongs to.
    public let course: Course
    /// Its place in the course, from 1.
    public let place: Int
    /// What it is about, in a sentence.
    public let summary: String
    /// The practice server it is played on.
    public let scenario: String
    /// The documents it rests on, such as `RFC 5321 4.1.1.1`.
    public let sources: [String]
    /// Its steps; there is at least one.
    public let steps: [LessonStep]

    /// How many words its steps say.
    public var wordCount: Int { steps.reduce(0) { $0 + $1.wordCount } }
}
