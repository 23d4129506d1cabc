/// What a front end does for the one who learns.
public enum TeachingAction: Hashable, Sendable {
    /// Say these lines. Text from a lesson's file in them is not escaped yet.
    case say([String])
    /// Start a fresh practice server of this scenario, and connect to it.
    case begin(scenario: String)
    /// Keep how far this lesson is: only what is new is in it.
    case save(LessonProgress)
    /// Show the page of the lesson, if it can be shown.
    case showPanel
}
