/// `:quiz` and `:answer` as lines of text, for the panel and for line mode alike.
extension Quiz {
    /// Carries out `:quiz [TOPIC]`; `:quiz stop` ends it and tells the score.
    public mutating func begin(_ text: String?, on day: Int) -> [String] {
        let word = text?.lowercased()
        guard let word, !word.isEmpty else { return question(nil, on: day) }
        if word == "stop" {
            stop()
            return [score]
        }
        guard let topic = QuizTopic(rawValue: word) else {
            let names = QuizTopic.allCases.map(\.rawValue).joined(separator: ", ")
            return ["The quiz has no such topic. Write :quiz with one of \(names), or stop; alone it asks about all."]
        }
        return question(topic, on: day)
    }

    /// Carries out `:answer TEXT` while a question of the quiz is open, and asks the next one.
    public mutating func take(answer text: String, on day: Int) -> [String] {
        guard let question = open else { return ["No question is open. :quiz asks one."] }
        guard let verdict = answer(text, on: day) else {
            return ["Answer with A, B, C or D, or with the first words of a choice."] + question.lines
        }
        return verdict.lines + [score] + self.question(topic, on: day)
    }

    private mutating func question(_ topic: QuizTopic?, on day: Int) -> [String] {
        ask(topic, on: day).lines + ["Write :answer A, B, C or D; :quiz stop ends the quiz."]
    }
}
