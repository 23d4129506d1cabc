import SMTPProtocol

/// The lines that begin with `on`.
extension ScenarioReader {
    private static let actions = ["reply", "delay", "drop", "rst"]

    /// Reads what stands behind `on`.
    static func ruleBehindOn(_ words: inout ScenarioWords, line: Int, text: String) throws(ScenarioMistake)
        -> ScenarioRule
    {
        let names = ScenarioRule.Event.allCases.map(\.rawValue).joined(separator: ", ")
        var name = try words.take("one of \(names)")
        if let more = words.peek, ScenarioRule.Event(rawValue: name + " " + more) != nil {
            name += " " + more
            _ = words.next()
        }
        guard let event = ScenarioRule.Event(rawValue: name) else {
            throw ScenarioMistake(name, noneOf: ScenarioRule.Event.allCases.map(\.rawValue))
        }
        var conditions: [ScenarioRule.Condition] = []
        if let word = words.peek, word.hasPrefix("<") {
            guard word.hasSuffix(">") else { throw ScenarioMistake(message: "expected > at the end of \(word)") }
            conditions.append(.pattern(WildcardPattern(String(word.dropFirst().dropLast()))))
            _ = words.next()
        }
        var delay = 0
        var decision: ServerDecision?
        var resets = false
        var hasAction = false
        while let word = words.peek, word != "with" {
            _ = words.next()
            hasAction = true
            switch word {
            case "delay": delay = try words.seconds("5s")
            case "reply": decision = ServerDecision(reply: try words.reply())
            case "drop": decision = .hangUp
            case "rst":
                decision = .hangUp
                resets = true
            default: throw ScenarioMistake(word, noneOf: actions)
            }
        }
        guard hasAction else {
            throw ScenarioMistake(message: "expected reply, delay, drop or rst, found the end of the line")
        }
        if words.peek == "with" {
            try words.skip("with", "chance")
            let percent = try words.take("a chance such as 20%")
            guard percent.hasSuffix("%"), let value = Int(percent.dropLast()), (0...100).contains(value) else {
                throw ScenarioMistake(message: "expected a chance such as 20%, found \(percent)")
            }
            try words.skip("seed")
            let seed = try words.number("a number")
            conditions.append(.chance(percent: value, seed: UInt64(seed)))
        }
        return ScenarioRule(
            line: line, text: text, event: event, conditions: conditions, delay: delay, decision: decision,
            resets: resets)
    }
}
