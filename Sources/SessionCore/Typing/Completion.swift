/// How a line could go on: the words that could stand where the last one is being typed.
public struct Completion: Hashable, Sendable {
    /// Where the word begins, in bytes.
    public let start: Int
    /// What could stand there, what makes most sense first.
    public let candidates: [Candidate]

    /// Of the words on offer, those that begin with what is typed, without regard to case. Typed small letters make small ones.
    init(_ line: [UInt8], from start: Int, among words: [Candidate], keepsCase: Bool = true) {
        self.start = start
        let typed = line[start...]
        let prefix = String(decoding: typed, as: UTF8.self)
        let isSmall = !keepsCase && typed.first.map { (0x61...0x7A).contains($0) } == true
        var seen: Set<String> = []
        candidates = words.filter { Array($0.text.utf8).hasPrefix(ignoringCase: prefix) }
            .map { isSmall ? Candidate($0.text.lowercased(), $0.meaning) : $0 }.filter { seen.insert($0.text).inserted }
    }

    /// Just these candidates, whatever is typed.
    init(from start: Int, exactly candidates: [Candidate]) {
        self.start = start
        self.candidates = candidates
    }

    /// Nothing.
    static func none(_ line: [UInt8]) -> Completion { Completion(from: line.count, exactly: []) }

    /// What all candidates begin with: whole characters only.
    public var common: [UInt8] { Self.common(of: candidates) }

    /// What these candidates begin with: whole characters only.
    public static func common(of candidates: [Candidate]) -> [UInt8] {
        guard let first = candidates.first else { return [] }
        let bytes = Array(first.text.utf8)
        var length = bytes.count
        for candidate in candidates.dropFirst() {
            length = zip(bytes.prefix(length), candidate.text.utf8).prefix { $0.0 == $0.1 }.count
        }
        while length > 0, length < bytes.count, bytes[length] & 0xC0 == 0x80 { length -= 1 }
        return Array(bytes.prefix(length))
    }
}

/// One way in which a line could go on.
public struct Candidate: Hashable, Sendable {
    /// What would stand in the line. A blank, `=`, `<`, `>` or `/` at the end belongs to it. It may come from a file's name:
    /// show it through the sanitizer.
    public let text: String
    /// What it means, in a few words; empty where the text says all.
    public let meaning: String
    /// What a menu shows of it: of a path, the name at its end.
    public let label: String

    /// A candidate.
    public init(_ text: String, _ meaning: String = "", label: String? = nil) {
        self.text = text
        self.meaning = meaning
        self.label = label ?? text
    }
}
