/// Help on lessons and the quiz.
extension HelpTopic {
    static let lesson = HelpTopic(
        name: "lesson", syntax: ":lesson [NAME]", summary: "begins a lesson on the practice server",
        details: [
            "Alone it lists all lessons, and what you have done of them.",
            "A lesson is made of small steps. Each checks itself as soon as you have done it.",
        ], example: ":lesson say-hello")
    static let hint = HelpTopic(
        name: "hint", syntax: ":hint", summary: "helps with the step of the lesson",
        details: ["Each time it says a little more, until there is nothing left to say."], example: nil)
    static let skip = HelpTopic(
        name: "skip", syntax: ":skip", summary: "leaves the step of the lesson out",
        details: ["The lesson goes on, and counts as done only when you have done all of its steps in one go."],
        example: nil)
    static let restart = HelpTopic(
        name: "restart", syntax: ":restart", summary: "begins the lesson again",
        details: ["It starts a fresh practice server and connects to it."], example: nil)
    static let answer = HelpTopic(
        name: "answer", syntax: ":answer TEXT", summary: "answers the question of a lesson or of the quiz",
        details: ["The letter of the answer is enough."], example: ":answer B")
    static let quiz = HelpTopic(
        name: "quiz", syntax: ":quiz [TOPIC]", summary: "asks what codes mean and what to do", details: [],
        example: ":quiz")
}
