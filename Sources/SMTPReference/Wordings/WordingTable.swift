public import SMTPProtocol

/// The rules of `wordings.tsv`, ready for matching: the first that holds tells the reason of a reply.
///
/// A match takes one pass over the text, however it looks: the pieces of all rules are found at once, and each find moves
/// only the rules that wait for it.
public struct WordingTable: Sendable {
    /// The rules, in their order.
    public let rules: [WordingRule]
    private let reasons: [String: ReasonEntry]
    private let automaton: PieceAutomaton
    /// The rules that look at no text, in their order.
    private let silentRules: [Int]

    init(_ rules: [WordingRule], reasons: [ReasonEntry]) {
        self.rules = rules
        self.reasons = Dictionary(reasons.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        automaton = PieceAutomaton(rules.map { $0.text?.pieces ?? [] })
        silentRules = rules.indices.filter { rules[$0].text == nil }
    }

    /// The reason of a reply, if its wording is known; nil is an honest answer.
    ///
    /// - Parameters:
    ///   - reply: the reply as it came.
    ///   - stage: what it answers; ``ReplyStage/any`` when that is not known.
    public func match(_ reply: Reply, answering stage: ReplyStage = .any) -> WordingMatch? {
        match(ReplyWording(reply), answering: stage)
    }

    /// The reason of a wording, if it is known.
    public func match(_ wording: ReplyWording, answering stage: ReplyStage = .any) -> WordingMatch? {
        let given = Given(code: wording.code, enhanced: wording.enhanced, stage: stage)
        guard let index = firstRule(for: given, text: wording.text), let reason = reasons[rules[index].reason] else {
            return nil
        }
        let severity = wording.code?.severity ?? wording.enhanced?.severity
        return WordingMatch(rule: rules[index], reason: reason, severity: severity)
    }

    /// The most rules that one byte of a text can make this look at: what it costs at the worst.
    var mostRulesPerByte: Int { automaton.mostFindsPerByte }

    /// The place of the first rule that holds.
    private func firstRule(for given: Given, text: [UInt8]) -> Int? {
        var best = rules.count
        // How many pieces of each rule were found so far, one behind the other, and where the last of them ended.
        var found = [(count: Int16, end: Int)](repeating: (0, 0), count: rules.count)
        let last = text.lastIndex { !TextPattern.isSpace($0) } ?? -1
        var state = PieceAutomaton.start
        var position = 0
        var isAfterSpace = false
        var index = 0
        while index <= last {
            let byte = text[index]
            index += 1
            if TextPattern.isSpace(byte) {
                isAfterSpace = position > 0
                continue
            }
            if isAfterSpace {
                isAfterSpace = false
                position += 1
                state = automaton.step(state, UInt8(ascii: " "))
                take(automaton.finds(in: state), at: position, isEnd: false, given, &found, &best)
            }
            position += 1
            state = automaton.step(state, byte)
            take(automaton.finds(in: state), at: position, isEnd: index > last, given, &found, &best)
        }
        for index in silentRules {
            if index >= best { break }
            if given.fits(rules[index]) { return index }
        }
        return best < rules.count ? best : nil
    }

    /// Moves the rules that wait for these finds, which end at `position`.
    @inline(__always)
    private func take(
        _ finds: ArraySlice<PieceAutomaton.Find>, at position: Int, isEnd: Bool, _ given: Given,
        _ found: inout [(count: Int16, end: Int)], _ best: inout Int
    ) {
        for find in finds {
            let index = Int(find.rule)
            guard index < best, found[index].count == find.piece else { continue }
            let begin = position - Int(find.length)
            guard begin >= found[index].end, let pattern = rules[index].text else { continue }
            if find.piece == 0, pattern.beginsText, begin > 0 { continue }
            let isLast = Int(find.piece) == pattern.pieces.count - 1
            if isLast, pattern.endsText, !isEnd { continue }
            if isLast {
                if given.fits(rules[index]) { best = index }
            } else {
                found[index] = (find.piece + 1, position)
            }
        }
    }

    /// What is known of a reply besides its text.
    private struct Given {
        let code: ReplyCode?
        let enhanced: EnhancedStatusCode?
        let stage: ReplyStage

        func fits(_ rule: WordingRule) -> Bool {
            fits(rule.codes, hasText: rule.text != nil)
                && rule.enhanced.map { pattern in enhanced.map(pattern.contains) ?? false } ?? true
                && fits(rule.stages)
        }

        /// Without a code, the text must tell enough: a rule that looks at codes only does not hold.
        private func fits(_ patterns: [ReplyCodePattern], hasText: Bool) -> Bool {
            if patterns.isEmpty { return true }
            if let code { return patterns.contains { $0.matches(code) } }
            return hasText && patterns.contains { $0.allowsNoCode(beside: enhanced) }
        }

        private func fits(_ stages: [ReplyStage]) -> Bool {
            stages.isEmpty || stages.contains(stage) || stage.general.map(stages.contains) ?? false
        }
    }
}
