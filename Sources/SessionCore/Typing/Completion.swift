/// How a line could go on: the words that could stand where the last one is being typed.
public struct Completion: Hashable, Sendable {
    /// Where the word begins, in bytes.
    public let start: Int
    /// What could stand there, what makes most sense first. A blank, `=` or `>` at the end belongs to it.
    public let candidates: [String]

    /// Of the words on offer, those that begin with what is typed, without regard to case. Typed small letters make small ones.
    init(_ line: [UInt8], from start: Int, among words: [String], keepsCase: Bool = true) {
        self.start = start
        let typed = line[start...]
        let isSmall = !keepsCase && typed.first.map { (0x61...0x7A).contains($0) } == true
        var seen: Set<String> = []
        candidates = words.filter { Array($0.utf8).hasPrefix(ignoringCase: String(decoding: typed, as: UTF8.self)) }
            .map { isSmall ? $0.lowercased() : $0 }.filter { seen.insert($0).inserted }
    }

    /// Nothing.
    static func none(_ line: [UInt8]) -> Completion { Completion(line, from: line.count, among: []) }

    /// What all candidates begin with: whole characters only.
    public var common: [UInt8] {
        guard let first = candidates.first else { return [] }
        let bytes = Array(first.utf8)
        var length = bytes.count
        for candidate in candidates.dropFirst() {
            length = zip(bytes.prefix(length), candidate.utf8).prefix { $0.0 == $0.1 }.count
        }
        while length > 0, length < bytes.count, bytes[length] & 0xC0 == 0x80 { length -= 1 }
        return Array(bytes.prefix(length))
    }
}
