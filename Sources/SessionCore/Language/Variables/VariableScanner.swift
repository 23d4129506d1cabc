/// Finds `${NAME}`, `${env:NAME}` and `$${` in a line.
struct VariableScanner {
    /// What stands in a line.
    enum Piece {
        /// Bytes that stand for themselves.
        case plain(Range<Int>)
        /// `${NAME}`; what stands between the brackets.
        case variable(name: Range<Int>, whole: Range<Int>)
        /// `$${`, which stands for `${`.
        case literal(Range<Int>)
        /// `${` without its `}`.
        case unclosed(Range<Int>)
    }

    /// The longest name that is looked for.
    static let maximumName = 64
    private static let dollar = UInt8(ascii: "$")
    private static let open = UInt8(ascii: "{")

    private let line: [UInt8]
    private var position = 0

    init(_ line: [UInt8]) { self.line = line }

    mutating func next() -> Piece? {
        guard position < line.count else { return nil }
        let start = position
        if isSign(at: position) {
            if line[position + 1] == Self.dollar {
                position += 3
                return .literal(start..<position)
            }
            let name = line[(start + 2)...].prefix(Self.maximumName + 5).prefix { $0 != UInt8(ascii: "}") }
            guard name.endIndex < line.count, line[name.endIndex] == UInt8(ascii: "}") else {
                position += 2
                return .unclosed(start..<position)
            }
            position = name.endIndex + 1
            return .variable(name: name.startIndex..<name.endIndex, whole: start..<position)
        }
        repeat { position += 1 } while position < line.count && !isSign(at: position)
        return .plain(start..<position)
    }

    /// Whether `${` or `$${` begins here.
    private func isSign(at index: Int) -> Bool {
        guard line[index] == Self.dollar, index + 1 < line.count else { return false }
        if line[index + 1] == Self.open { return true }
        return line[index + 1] == Self.dollar && index + 2 < line.count && line[index + 2] == Self.open
    }
}
