/// How far each lesson was done, kept as lines of text from one run to the next: `say-hello 2 of 4 steps 1,3`.
public struct LessonProgress: Hashable, Sendable {
    /// The most bytes that are read of a file.
    public static let maximumSize = 65_536

    /// How far one lesson was done.
    public struct Standing: Hashable, Sendable {
        /// The places of the steps that were done, from 0.
        public let steps: Set<Int>
        /// How many steps there are.
        public let total: Int
        /// How many steps were done.
        public var passed: Int { steps.count }
        /// Whether all were done.
        public var isDone: Bool { passed >= total }

        /// The words of a line behind the name; steps are counted from 1 there, and all or the first ones need no list.
        fileprivate var words: String {
            let count = "\(passed) of \(total)"
            guard steps != Set(0..<passed) else { return count }
            return count + " steps " + steps.sorted().map { "\($0 + 1)" }.joined(separator: ",")
        }

        fileprivate init?(words: ArraySlice<String>) {
            let words = Array(words)
            guard words.count == 3 || words.count == 5, words[1] == "of", let passed = Int(words[0]),
                let total = Int(words[2]), passed >= 0, total > 0, total <= LessonProgress.maximumSize
            else { return nil }
            var steps = Set(0..<min(passed, total))
            if words.count == 5 {
                guard words[3] == "steps" else { return nil }
                steps = Set(words[4].split(separator: ",").compactMap { Int($0) }.map { $0 - 1 })
                steps = steps.filter { (0..<total).contains($0) }
            }
            self.init(steps: steps, total: total)
        }

        fileprivate init(steps: Set<Int>, total: Int) {
            self.steps = steps
            self.total = total
        }
    }

    private var standings: [String: Standing] = [:]

    /// Nothing done yet.
    public init() {}

    /// Reads lines; what is no standing is left out.
    public init(decoding bytes: [UInt8]) {
        for line in bytes.prefix(Self.maximumSize).split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard let name = words.first, let standing = Standing(words: words.dropFirst()) else { continue }
            standings[name] = standing
        }
    }

    /// The lines, sorted by name.
    public var lines: [String] { standings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" } }

    /// How far a lesson was done; nil when it was never begun.
    public subscript(name: String) -> Standing? { standings[name] }

    /// How far this one lesson was done, and nothing else: what there is to save after a step of it.
    public func only(_ name: String) -> LessonProgress {
        var progress = self
        progress.standings = standings.filter { $0.key == name }
        return progress
    }

    /// Takes in what is newer in another one. A lesson that is done stays done.
    public mutating func merge(_ other: LessonProgress) {
        for (name, standing) in other.standings { _ = note(name, steps: standing.steps, of: standing.total) }
    }

    /// Notes which steps of a lesson are done. A lesson that is done stays done, also when it is begun afresh.
    /// - Returns: whether anything is new.
    public mutating func note(_ name: String, steps: Set<Int>, of total: Int) -> Bool {
        let standing = Standing(steps: steps, total: total)
        if let known = standings[name], known == standing || (known.total == total && known.isDone) { return false }
        standings[name] = standing
        return true
    }
}
