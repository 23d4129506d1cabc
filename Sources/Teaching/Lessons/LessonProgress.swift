/// How far each lesson was done, kept as lines of text from one run to the next: `say-hello 2 of 4`.
public struct LessonProgress: Hashable, Sendable {
    /// The most bytes that are read of a file.
    public static let maximumSize = 65_536

    /// How far one lesson was done.
    public struct Standing: Hashable, Sendable {
        /// The most steps that were done in one go.
        public var passed: Int
        /// How many steps there were.
        public var total: Int
        /// Whether all were done.
        public var isDone: Bool { passed >= total }
    }

    private var standings: [String: Standing] = [:]

    /// Nothing done yet.
    public init() {}

    /// Reads lines; what is no standing is left out.
    public init(decoding bytes: [UInt8]) {
        for line in bytes.prefix(Self.maximumSize).split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 4, words[2] == "of", let passed = Int(words[1]), let total = Int(words[3]),
                passed >= 0,
                total > 0
            else { continue }
            standings[words[0]] = Standing(passed: min(passed, total), total: total)
        }
    }

    /// The lines, sorted by name.
    public var lines: [String] {
        standings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.passed) of \($0.value.total)" }
    }

    /// How far a lesson was done; nil when it was never begun.
    public subscript(name: String) -> Standing? { standings[name] }

    /// Takes in what is better in another one.
    public mutating func merge(_ other: LessonProgress) {
        for (name, standing) in other.standings { _ = note(name, passed: standing.passed, of: standing.total) }
    }

    /// Notes how far a lesson is. A worse try than before changes nothing.
    /// - Returns: whether anything is new.
    public mutating func note(_ name: String, passed: Int, of total: Int) -> Bool {
        if let known = standings[name], known.total == total, known.passed >= passed { return false }
        standings[name] = Standing(passed: passed, total: total)
        return true
    }
}
