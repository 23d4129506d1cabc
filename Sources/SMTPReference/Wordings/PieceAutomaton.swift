/// Finds every place of many pieces of text in one pass, whatever the text.
///
/// It is the automaton of Aho and Corasick, with every step worked out at the start: a byte of the text costs one look
/// into a table, and there is no way back.
struct PieceAutomaton: Sendable {
    /// What a place in the text may be for a rule.
    struct Find: Hashable, Sendable {
        /// The rule's number.
        let rule: Int32
        /// Which piece of the rule it is.
        let piece: Int16
        /// How long the piece is, in bytes.
        let length: Int16
    }

    /// The kind of each byte, with capitals made small: bytes that no piece has are all of kind 0.
    private let kinds: [UInt8]
    private let kindCount: Int
    /// For each state and kind the next state.
    private let steps: [UInt16]
    /// Where the finds of each state begin in ``finds``; one more than there are states.
    private let firstFinds: [Int32]
    private let finds: [Find]

    /// The state before the first byte.
    static let start = 0

    /// Builds the automaton for the pieces of each rule; a rule without a text has none.
    init(_ rules: [[[UInt8]]]) {
        var kinds = [UInt8](repeating: 0, count: 256)
        var kindCount = 1
        for byte in rules.joined().joined() where kinds[Int(byte)] == 0 {
            kinds[Int(byte)] = UInt8(kindCount)
            kindCount += 1
        }
        var tree = Tree(kindCount: kindCount)
        for (rule, pieces) in rules.enumerated() {
            for (piece, bytes) in pieces.enumerated() {
                let state = tree.add(bytes.lazy.map { Int(kinds[Int($0)]) })
                tree.finds[state].append(Find(rule: Int32(rule), piece: Int16(piece), length: Int16(bytes.count)))
            }
        }
        tree.close()
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { kinds[Int(byte)] = kinds[Int(byte + 0x20)] }
        self.kinds = kinds
        self.kindCount = kindCount
        steps = tree.steps
        firstFinds = tree.finds.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
        finds = Array(tree.finds.joined())
    }

    /// The state behind `state` and a byte.
    @inline(__always)
    func step(_ state: Int, _ byte: UInt8) -> Int { Int(steps[state * kindCount + Int(kinds[Int(byte)])]) }

    /// The places of the pieces that end in a state, for ``find(_:)``.
    @inline(__always)
    func finds(in state: Int) -> Range<Int> { Int(firstFinds[state])..<Int(firstFinds[state + 1]) }

    /// A piece that ends in a state.
    @inline(__always)
    func find(_ place: Int) -> Find { finds[place] }

    /// The most finds that a byte of any text can bring.
    var mostFindsPerByte: Int { zip(firstFinds, firstFinds.dropFirst()).map { Int($1 - $0) }.max() ?? 0 }

    /// The pieces as a tree, one state for each beginning of a piece, while it grows.
    private struct Tree {
        let kindCount: Int
        var steps: [UInt16]
        var finds: [[Find]] = [[]]

        init(kindCount: Int) {
            self.kindCount = kindCount
            steps = [UInt16](repeating: 0, count: kindCount)
        }

        /// Adds a piece, and gives the state at its end.
        mutating func add(_ kinds: some Sequence<Int>) -> Int {
            var state = 0
            for kind in kinds {
                let place = state * kindCount + kind
                if steps[place] == 0 {
                    // The tables are ours, and the tests read them all: they stay far below this number of states.
                    steps[place] = UInt16(finds.count)
                    finds.append([])
                    steps.append(contentsOf: repeatElement(0, count: kindCount))
                }
                state = Int(steps[place])
            }
            return state
        }

        /// Fills in the steps that leave the tree: they lead to the longest end of what was read that begins a piece.
        mutating func close() {
            var fallback = [Int](repeating: 0, count: finds.count)
            var queue = (0..<kindCount).map { Int(steps[$0]) }.filter { $0 != 0 }
            var next = 0
            while next < queue.count {
                let state = queue[next]
                next += 1
                let back = fallback[state]
                finds[state] += finds[back]
                for kind in 0..<kindCount {
                    let place = state * kindCount + kind
                    let child = Int(steps[place])
                    if child == 0 {
                        steps[place] = steps[back * kindCount + kind]
                    } else {
                        fallback[child] = Int(steps[back * kindCount + kind])
                        queue.append(child)
                    }
                }
            }
        }
    }
}
