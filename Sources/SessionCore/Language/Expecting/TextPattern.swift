/// A regular expression over a line of a reply, of a kind whose matching never takes long.
///
/// Understood are letters as they are, `.` for any byte, `[abc]` `[a-z]` `[^a]`, `\d \w \s` and their opposites, `* + ?`,
/// `{2}` `{2,}` `{2,5}`, `( )`, `|`, `^` and `$`; a backslash takes the sign from any other character. There are no back
/// references and no look-around. Every byte of the text is looked at once, whatever the pattern and the text are, so a server
/// cannot make a match last.
public struct TextPattern: Hashable, Sendable {
    /// The most steps a pattern may have, repetitions counted.
    public static let maximumSteps = 1_000
    /// The deepest nesting of groups.
    static let maximumDepth = 32
    /// The most bytes of one line that are looked at: far beyond what RFC 5321 §4.5.3.1.5 allows a reply line.
    public static let maximumLine = 4_096

    /// One step of the automaton.
    enum Step: Hashable, Sendable {
        /// A byte of the set, and on to the next step.
        case byte(ByteSet)
        /// On at both places.
        case split(Int, Int)
        /// On at another place.
        case jump(Int)
        /// Only where the line begins.
        case start
        /// Only where the line ends.
        case end
        /// Found.
        case match
    }

    /// The expression as it was written, between its slashes.
    public let source: [UInt8]
    /// Whether ASCII letters of either case are the same.
    public let ignoresCase: Bool
    let steps: [Step]

    /// What is wrong with an expression.
    struct Mistake: Error, Hashable {
        let message: String
        /// The byte of the expression, counted from 0.
        let position: Int
    }

    /// Reads an expression.
    init(_ source: [UInt8], ignoresCase: Bool) throws(Mistake) {
        self.source = source
        self.ignoresCase = ignoresCase
        var parser = TextPatternParser(source, ignoresCase: ignoresCase)
        var program: [Step] = []
        try parser.parse().compile(into: &program)
        program.append(.match)
        steps = program
    }

    /// Whether the expression fits somewhere in a line. Of a longer line than ``maximumLine`` the beginning counts.
    public func matches(_ line: some Collection<UInt8>) -> Bool {
        let line = Array(line.prefix(Self.maximumLine))
        var current = StepSet(count: steps.count)
        var next = StepSet(count: steps.count)
        for position in 0...line.count {
            // A match may begin anywhere.
            if follow(0, at: position, of: line.count, into: &current) { return true }
            guard position < line.count else { return false }
            next.removeAll()
            for index in current.members {
                guard case .byte(let set) = steps[index], set.contains(line[position]) else { continue }
                if follow(index + 1, at: position + 1, of: line.count, into: &next) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Adds a step, and all that it leads to without taking a byte. True when the end of the expression is among them.
    private func follow(_ first: Int, at position: Int, of count: Int, into set: inout StepSet) -> Bool {
        var open = [first]
        while let index = open.popLast() {
            guard set.insert(index) else { continue }
            switch steps[index] {
            case .byte: break
            case .split(let one, let other): open += [other, one]
            case .jump(let place): open.append(place)
            case .start: if position == 0 { open.append(index + 1) }
            case .end: if position == count { open.append(index + 1) }
            case .match: return true
            }
        }
        return false
    }

    /// The steps at which the automaton stands.
    private struct StepSet {
        private(set) var members: [Int] = []
        private var isMember: [Bool]

        init(count: Int) { isMember = [Bool](repeating: false, count: count) }

        mutating func insert(_ index: Int) -> Bool {
            guard !isMember[index] else { return false }
            isMember[index] = true
            members.append(index)
            return true
        }

        mutating func removeAll() {
            for index in members { isMember[index] = false }
            members.removeAll(keepingCapacity: true)
        }
    }
}
