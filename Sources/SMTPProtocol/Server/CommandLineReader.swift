/// Collects command lines from chunks of any size and never holds more than one line of the allowed length.
struct CommandLineReader: Sendable {
    /// What a stretch of input came to.
    enum Outcome: Hashable {
        /// The input ended inside a line.
        case incomplete
        /// A line, without its ending.
        case line([UInt8])
        /// A line that ended with LF alone.
        case bareLF
        /// A line that was longer than allowed has ended; its bytes are gone.
        case tooLong
        /// So much of one line came without an end that it is not worth waiting for.
        case endless
    }

    private let longestLine: Int
    private let longestDiscard: Int
    private var line: [UInt8] = []
    private var discarded = 0

    /// True at the start of a line: no byte of the next one has come.
    var isAtLineStart: Bool { line.isEmpty && discarded == 0 }

    init(limits: ServerLimits) {
        longestLine = limits.commandLine
        longestDiscard = limits.discardedLine
    }

    /// Reads from `position` to the end of one line, or to the end of the input, and moves `position` behind it.
    mutating func read(_ input: UnsafeBufferPointer<UInt8>, from position: inout Int) -> Outcome {
        let end = input[position...].firstIndex(of: ASCII.lf).map { $0 + 1 } ?? input.count
        let isEnded = end > position && input[end - 1] == ASCII.lf
        let piece = input[position..<end]
        position = end

        if discarded == 0 && line.count + piece.count <= longestLine {
            line.append(contentsOf: piece)
        } else {
            discarded += piece.count + line.count
            line.removeAll(keepingCapacity: true)
        }
        guard isEnded else { return discarded > longestDiscard ? .endless : .incomplete }
        return takeLine()
    }

    private mutating func takeLine() -> Outcome {
        defer {
            line.removeAll(keepingCapacity: true)
            discarded = 0
        }
        guard discarded == 0 else { return .tooLong }
        line.removeLast()
        guard line.last == ASCII.cr else { return .bareLF }
        line.removeLast()
        return .line(line)
    }
}
