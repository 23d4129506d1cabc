/// Help on lessons and the quiz.
extension HelpTopic {
    static let lesson = HelpTopic(
        name: "lesson", syntax: ":lesson [NAME]", summary: "begins a lesson on the practice server",
        details: [
            "Alone it lists all lessons, and what you have done of them.",
            "A lesson is made of small steps. Each checks itself as soon as you have done it.",
            "One that was left half-way goes on where it was; :restart begins it afresh.",
            "It runs in the tab where it was begun. smtpx lessons --help tells how to write one.",
        ], example: ":lesson say-hello")
    static let hint = HelpTopic(
        name: "hint", syntax: ":hint", summary: "helps with the step of the lesson",
        details: ["Each time it says a little more, until there is nothing left to say."], example: nil)
    static let skip = HelpTopic(
        name: "skip", syntax: ":skip", summary: "leaves the step of the lesson out",
        details: ["The lesson goes on. It is done when all steps are: :lesson NAME comes back to those left out."],
        example: nil)
    static let restart = HelpTopic(
        name: "restart", syntax: ":restart", summary: "begins the lesson again",
        details: ["It starts a fresh practice server and connects to it."], example: nil)
    static let answer = HelpTopic(
        name: "answer", syntax: ":answer TEXT", summary: "answers the question of a lesson or of the quiz",
        details: [
            "A question with choices takes the letter, or the first words of a choice. Small and capital letters are the same.",
            "In the quiz the next question follows at once; :quiz stop ends it.",
        ], example: ":answer B")
    static let quiz = HelpTopic(
        name: "quiz", syntax: ":quiz [TOPIC]", summary: "asks what codes mean and what to do",
        details: [
            "TOPIC is codes, enhanced or situations; alone it asks about all of them. Each question has four choices.",
            "What you know comes back after 1, 3, 7 and then 21 days; what was wrong comes back after a few questions.",
            "The questions and answers are made from the reference that :codes and :explain show.",
            ":quiz stop ends it and tells how many answers were right.",
        ],
        example: ":quiz")
}
