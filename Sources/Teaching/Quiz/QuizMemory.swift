/// What somebody knows, in the five boxes of Leitner: a right answer moves an item one box up, a wrong one back to the
/// first, and the higher the box, the later it is asked again.
public struct QuizMemory: Hashable, Sendable {
    /// Where one item lies.
    struct Place: Hashable, Sendable {
        /// The box, from 1.
        var box: Int
        /// The day from which on it is asked again.
        var due: Int
    }

    /// How many days each box waits, the first box first.
    static let waits = [0, 1, 3, 7, 21]

    /// How many answers were right.
    public private(set) var right = 0
    /// How many answers were wrong.
    public private(set) var wrong = 0
    private(set) var places: [String: Place] = [:]

    /// Nothing is known yet.
    public init() {}

    /// Reads what ``lines`` wrote. A line that says nothing known is passed over: at worst something is asked once more.
    public init(lines: [String]) {
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            switch (words.first, words.count) {
            case ("right", 2): right = max(0, Int(words[1]) ?? 0)
            case ("wrong", 2): wrong = max(0, Int(words[1]) ?? 0)
            default:
                guard words.count == 5, words[1] == "box", words[3] == "due", let box = Int(words[2]),
                    let due = Int(words[4]), 1...Self.waits.count ~= box
                else { continue }
                places[words[0]] = Place(box: box, due: due)
            }
        }
    }

    /// What is known, a line for each item: `code/450 box 2 due 20783`. Days are counted from 1970-01-01.
    public var lines: [String] {
        ["right \(right)", "wrong \(wrong)"]
            + places.sorted { $0.key < $1.key }.map { "\($0.key) box \($0.value.box) due \($0.value.due)" }
    }

    /// How many items lie in the last box.
    public var mastered: Int { places.values.count { $0.box == Self.waits.count } }

    mutating func note(_ name: String, isRight: Bool, on day: Int) {
        if isRight { right += 1 } else { wrong += 1 }
        // What is right at first sight skips the first box.
        let box = isRight ? min((places[name]?.box ?? 1) + 1, Self.waits.count) : 1
        places[name] = Place(box: box, due: day + Self.waits[box - 1])
    }
}
