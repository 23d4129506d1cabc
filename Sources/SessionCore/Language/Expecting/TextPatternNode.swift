/// A part of an expression, on its way to the steps of the automaton.
indirect enum TextPatternNode: Hashable, Sendable {
    case empty
    case bytes(ByteSet)
    case lineStart
    case lineEnd
    case sequence([TextPatternNode])
    case choice([TextPatternNode])
    /// At least so often, and at most so often; nil for as often as can be.
    case repeated(TextPatternNode, least: Int, most: Int?)

    /// Appends the steps for it.
    func compile(into steps: inout [TextPattern.Step]) throws(TextPattern.Mistake) {
        guard steps.count < TextPattern.maximumSteps else {
            throw TextPattern.Mistake(
                message: "The expression has more than \(TextPattern.maximumSteps) steps.", position: 0)
        }
        switch self {
        case .empty: break
        case .bytes(let set): steps.append(.byte(set))
        case .lineStart: steps.append(.start)
        case .lineEnd: steps.append(.end)
        case .sequence(let parts):
            for part in parts { try part.compile(into: &steps) }
        case .choice(let parts): try Self.compile(choice: parts[...], into: &steps)
        case .repeated(let part, let least, let most):
            for _ in 0..<least {
                let before = steps.count
                try part.compile(into: &steps)
                // Nothing, however often, is nothing.
                guard steps.count > before else { return }
            }
            guard let most else {
                let split = steps.count
                steps.append(.split(split + 1, 0))
                try part.compile(into: &steps)
                steps.append(.jump(split))
                steps[split] = .split(split + 1, steps.count)
                return
            }
            var splits: [Int] = []
            for _ in 0..<max(0, most - least) {
                splits.append(steps.count)
                steps.append(.split(steps.count + 1, 0))
                try part.compile(into: &steps)
            }
            for split in splits { steps[split] = .split(split + 1, steps.count) }
        }
    }

    private static func compile(
        choice parts: ArraySlice<TextPatternNode>, into steps: inout [TextPattern.Step]
    ) throws(TextPattern.Mistake) {
        var jumps: [Int] = []
        for (index, part) in parts.enumerated() {
            guard index + 1 < parts.count else {
                try part.compile(into: &steps)
                break
            }
            let split = steps.count
            steps.append(.split(split + 1, 0))
            try part.compile(into: &steps)
            jumps.append(steps.count)
            steps.append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for jump in jumps { steps[jump] = .jump(steps.count) }
    }
}
