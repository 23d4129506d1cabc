/// Reads the letters of an expression.
struct TextPatternParser {
    private typealias Mistake = TextPattern.Mistake

    private let source: [UInt8]
    private let ignoresCase: Bool
    private var position = 0
    private var depth = 0

    init(_ source: [UInt8], ignoresCase: Bool) {
        self.source = source
        self.ignoresCase = ignoresCase
    }

    /// The whole expression.
    mutating func parse() throws(TextPattern.Mistake) -> TextPatternNode {
        let node = try choice()
        guard position == source.count else {
            throw Mistake(message: "This bracket was not opened.", position: position)
        }
        return node
    }

    private var next: UInt8? { position < source.count ? source[position] : nil }

    private mutating func choice() throws(TextPattern.Mistake) -> TextPatternNode {
        var parts = [try sequence()]
        while next == UInt8(ascii: "|") {
            position += 1
            parts.append(try sequence())
        }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws(TextPattern.Mistake) -> TextPatternNode {
        var parts: [TextPatternNode] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            parts.append(try repetition(of: try atom()))
        }
        return parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func atom() throws(TextPattern.Mistake) -> TextPatternNode {
        let start = position
        let byte = source[position]
        position += 1
        switch byte {
        case UInt8(ascii: "."): return .bytes(.all)
        case UInt8(ascii: "^"): return .lineStart
        case UInt8(ascii: "$"): return .lineEnd
        case UInt8(ascii: "["): return .bytes(try set(from: start))
        case UInt8(ascii: "("): return try group(from: start)
        case UInt8(ascii: "\\"): return .bytes(try escape(from: start))
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
            throw Mistake(
                message: "There is nothing here to repeat; a backslash takes the sign as it is.", position: start)
        default: return .bytes(folded(ByteSet([byte])))
        }
    }

    private mutating func group(from start: Int) throws(TextPattern.Mistake) -> TextPatternNode {
        if next == UInt8(ascii: "?") {
            // `(?:` is a plain group; look-around and flags are not understood.
            guard position + 1 < source.count, source[position + 1] == UInt8(ascii: ":") else {
                throw Mistake(message: "Of the groups with (? only (?: is understood.", position: start)
            }
            position += 2
        }
        depth += 1
        guard depth <= TextPattern.maximumDepth else {
            throw Mistake(message: "The groups are nested more than \(TextPattern.maximumDepth) deep.", position: start)
        }
        let node = try choice()
        guard next == UInt8(ascii: ")") else { throw Mistake(message: "The bracket is not closed.", position: start) }
        position += 1
        depth -= 1
        return node
    }

    private func folded(_ set: ByteSet) -> ByteSet { ignoresCase ? set.foldingCase : set }

    // MARK: Repetitions

    private mutating func repetition(of node: TextPatternNode) throws(TextPattern.Mistake) -> TextPatternNode {
        let start = position
        let repeated: TextPatternNode
        switch next {
        case UInt8(ascii: "*"): repeated = .repeated(node, least: 0, most: nil)
        case UInt8(ascii: "+"): repeated = .repeated(node, least: 1, most: nil)
        case UInt8(ascii: "?"): repeated = .repeated(node, least: 0, most: 1)
        case UInt8(ascii: "{"):
            position += 1
            repeated = try counted(node, from: start)
            position -= 1
        default: return node
        }
        position += 1
        // Whether a match is short or long makes no difference here: only that there is one counts.
        if next == UInt8(ascii: "?") { position += 1 }
        return repeated
    }

    private mutating func counted(
        _ node: TextPatternNode, from start: Int
    ) throws(TextPattern.Mistake) -> TextPatternNode {
        let wrong = Mistake(message: "A count is written {2}, {2,} or {2,5}.", position: start)
        guard let least = number() else { throw wrong }
        var most: Int? = least
        if next == UInt8(ascii: ",") {
            position += 1
            most = number()
        }
        guard next == UInt8(ascii: "}"), (most ?? least) >= least else { throw wrong }
        position += 1
        return .repeated(node, least: least, most: most)
    }

    private mutating func number() -> Int? {
        let digits = source[position...].prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 3 else { return nil }
        position = digits.endIndex
        return Int(String(decoding: digits, as: UTF8.self))
    }

    // MARK: Sets of bytes

    private mutating func escape(from start: Int) throws(TextPattern.Mistake) -> ByteSet {
        guard let byte = next else {
            throw Mistake(message: "The expression ends with a lone backslash.", position: start)
        }
        position += 1
        switch byte {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "D"): return ByteSet.digits.inverted
        case UInt8(ascii: "w"): return .wordBytes
        case UInt8(ascii: "W"): return ByteSet.wordBytes.inverted
        case UInt8(ascii: "s"): return .blanks
        case UInt8(ascii: "S"): return ByteSet.blanks.inverted
        case UInt8(ascii: "t"): return ByteSet([0x09])
        case _ where byte.isLetter || (0x30...0x39).contains(byte):
            throw Mistake(
                message: "This backslash sequence is not known: there are \\d \\w \\s \\D \\W \\S \\t.", position: start
            )
        default: return ByteSet([byte])
        }
    }

    private mutating func set(from start: Int) throws(TextPattern.Mistake) -> ByteSet {
        var result = ByteSet()
        let isInverted = next == UInt8(ascii: "^")
        if isInverted { position += 1 }
        var isFirst = true
        while let byte = next, byte != UInt8(ascii: "]") || isFirst {
            isFirst = false
            let place = position
            position += 1
            guard byte != UInt8(ascii: "\\") else {
                result.formUnion(try escape(from: place))
                continue
            }
            guard next == UInt8(ascii: "-"), position + 1 < source.count, source[position + 1] != UInt8(ascii: "]")
            else {
                result.insert(byte)
                continue
            }
            let last = source[position + 1]
            guard last >= byte, last != UInt8(ascii: "\\") else {
                throw Mistake(message: "The range runs backwards.", position: place)
            }
            result.formUnion(ByteSet(byte...last))
            position += 2
        }
        guard next == UInt8(ascii: "]") else { throw Mistake(message: "The [ is not closed.", position: start) }
        position += 1
        let set = folded(result)
        return isInverted ? set.inverted : set
    }
}
