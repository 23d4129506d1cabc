/// What a person who learns asks for by a command. The session only understands it; the front end does it.
public enum TeachingRequest: Hashable, Sendable {
    /// `:lesson [NAME]`: begins a lesson; without a name, lists them or shows where the present one stands
    case lesson(String?)
    /// `:hint`
    case hint
    /// `:skip`
    case skip
    /// `:restart`
    case restart
    /// `:answer TEXT`: to the question of a lesson or of the quiz
    case answer(String)
    /// `:quiz [TOPIC]`, and `:quiz stop`
    case quiz(String?)
}
