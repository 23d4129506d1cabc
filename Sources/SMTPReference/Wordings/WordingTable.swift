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
    /// What the pass over a text needs of each rule's pattern.
    private let shapes: [Shape]
    /// How many rules have more than one piece.
    private let chainCount: Int
    /// The rules that look at no text, in their order.
    private let silentRules: [Int]

    init(_ rules: [WordingRule], reasons: [ReasonEntry]) {
        self.rules = rules
        self.reasons = Dictionary(reasons.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        automaton = PieceAutomaton(rules.map { $0.text?.pieces ?? [] })
        var chainCount = 0
        shapes = rules.map { rule in
            guard let pattern = rule.text else {
                return Shape(lastPiece: -1, beginsText: false, endsText: false, chain: 0)
            }
            let isChain = pattern.pieces.count > 1
            defer { chainCount += isChain ? 1 : 0 }
            return Shape(
                lastPiece: pattern.pieces.count - 1, beginsText: pattern.beginsText, endsText: pattern.endsText,
                chain: isChain ? chainCount : -1)
        }
        self.chainCount = chainCount
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
        var search = Search(given: given, best: rules.count, chains: chainCount)
        let last = text.lastIndex { !WordingPattern.isSpace($0) } ?? -1
        var state = PieceAutomaton.start
        var isAfterSpace = false
        var index = 0
        while index <= last {
            let byte = text[index]
            index += 1
            if WordingPattern.isSpace(byte) {
                isAfterSpace = search.position > 0
                continue
            }
            if isAfterSpace {
                isAfterSpace = false
                state = automaton.step(state, UInt8(ascii: " "))
                advance(&search, to: state, isEnd: false)
            }
            state = automaton.step(state, byte)
            advance(&search, to: state, isEnd: index > last)
        }
        for index in silentRules {
            if index >= search.best { break }
            if given.fits(rules[index]) { return index }
        }
        return search.best < rules.count ? search.best : nil
    }

    /// Takes one byte, which led to `state`: moves the rules that waited for a piece that ends here.
    @inline(__always)
    private func advance(_ search: inout Search, to state: Int, isEnd: Bool) {
        search.position += 1
        for place in automaton.finds(in: state) {
            let find = automaton.find(place)
            let index = Int(find.rule)
            guard index < search.best else { continue }
            let shape = shapes[index]
            let begin = search.position - Int(find.length)
            if shape.chain >= 0 {
                let link = search.chains[shape.chain]
                guard link.count == Int(find.piece), begin >= link.end else { continue }
            }
            if find.piece == 0, shape.beginsText, begin > 0 { continue }
            if Int(find.piece) < shape.lastPiece {
                search.chains[shape.chain] = (Int(find.piece) + 1, search.position)
            } else if !shape.endsText || isEnd, search.given.fits(rules[index]) {
                search.best = index
            }
        }
    }

    /// The pattern of one rule, in a few numbers.
    private struct Shape {
        /// The number of the last piece, counted from 0; -1 for a rule without a text.
        let lastPiece: Int
        let beginsText: Bool
        let endsText: Bool
        /// The rule's place among those of more than one piece; -1 for the others.
        let chain: Int
    }

    /// A pass over one text.
    private struct Search {
        let given: Given
        /// The first rule that holds so far.
        var best: Int
        /// How many bytes were taken, with any white space as one.
        var position = 0
        /// How many pieces of each longer rule were found, one behind the other, and where the last of them ended.
        var chains: [(count: Int, end: Int)]

        init(given: Given, best: Int, chains: Int) {
            self.given = given
            self.best = best
            self.chains = [(count: Int, end: Int)](repeating: (0, 0), count: chains)
        }
    }

    /// What is known of a reply besides its text.
    private struct Given {
        let code: ReplyCode?
        let enhanced: EnhancedStatusCode?
        let stage: ReplyStage

        /// Whether the server agreed, or goes on.
        private var isSuccess: Bool {
            switch code?.severity ?? enhanced?.severity {
            case .ok, .continue: true
            case .temporary, .permanent, nil: false
            }
        }

        func fits(_ rule: WordingRule) -> Bool {
            fits(rule.codes, hasText: rule.text != nil)
                && rule.enhanced.map { pattern in enhanced.map(pattern.contains) ?? false } ?? true
                && fits(rule.stages)
        }

        /// A rule that names no code is about failures: words alone make no failure of a success.
        ///
        /// Without a code, the text must tell enough: a rule that looks at codes only does not hold.
        private func fits(_ patterns: [ReplyCodePattern], hasText: Bool) -> Bool {
            if patterns.isEmpty { return !isSuccess }
            if let code { return patterns.contains { $0.matches(code) } }
            return hasText && patterns.contains { $0.allowsNoCode(beside: enhanced) }
        }

        private func fits(_ stages: [ReplyStage]) -> Bool {
            stages.isEmpty || stages.contains(stage) || stage.general.map(stages.contains) ?? false
        }
    }
}
