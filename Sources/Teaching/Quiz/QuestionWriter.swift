import SMTPProtocol
import SMTPReference

/// Makes questions out of the reference tables: what is right, and three things that are not.
struct QuestionWriter {
    let tables: ReferenceTables

    /// What to do about a reply, as the choices say it.
    private static let actions: [(retry: Retry, text: String)] = [
        (.notNeeded, "Go on: nothing failed"),
        (.later, "Wait, then try the same again"),
        (.changed, "Change something first, then try again"),
        (.no, "Give up: it will fail again"),
    ]

    func question(on item: QuizItem, with dice: inout QuizDice) -> QuizQuestion {
        switch item.subject {
        case .code(let code):
            let right = tables.entry(for: code)
            let all = tables.replyCodes.map { (text: $0.headline, isNear: $0.severity == right?.severity) }
            return choosing(
                item, "What does the reply code \(code) say?", right?.headline ?? "", among: all,
                right?.whatHappened ?? "", &dice)
        case .enhanced(let code):
            let right = tables.entry(for: code)
            let all = tables.enhancedCodes.filter(\.isSpecific).map {
                (text: $0.headline, isNear: $0.subject == code.subject)
            }
            return choosing(
                item, "What does the enhanced code \(code) say?", right?.headline ?? "", among: all,
                right?.whatHappened ?? "", &dice)
        case .situation(let situation):
            let explanation = Explanation(
                of: situation.code, enhanced: situation.enhanced, answering: situation.stage, tables: tables)
            let place = situation.stage == .greeting ? "as the greeting" : "after \(situation.stage.words)"
            return QuizQuestion(
                text: "\(situation.replyText) \(place): what now?", choices: Self.actions.map(\.text),
                right: Self.actions.firstIndex { $0.retry == explanation.retry } ?? 0,
                explanation: explanation.headline + ". " + (explanation.tryNext.first ?? explanation.what), item: item)
        }
    }

    /// Wrong choices come from the neighbourhood first, for those teach most.
    private func choosing(
        _ item: QuizItem, _ text: String, _ right: String, among all: [(text: String, isNear: Bool)],
        _ explanation: String, _ dice: inout QuizDice
    ) -> QuizQuestion {
        let near = all.filter(\.isNear).shuffled(using: &dice)
        let far = all.filter { !$0.isNear }.shuffled(using: &dice)
        var choices = [right]
        for candidate in near.prefix(near.count > 2 ? 12 : 0) + far + near where choices.count < 4 {
            if !choices.contains(candidate.text) { choices.append(candidate.text) }
        }
        choices.shuffle(using: &dice)
        return QuizQuestion(
            text: text, choices: choices, right: choices.firstIndex(of: right) ?? 0, explanation: explanation,
            item: item)
    }
}
