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
    private let longestAuthenticationLine: Int
    private let longestDiscard: Int
    private var line: [UInt8] = []
    private var discarded = 0

    /// True at the start of a line: no byte of the next one has come.
    var isAtLineStart: Bool { line.isEmpty && discarded == 0 }

    init(limits: ServerLimits) {
        longestLine = limits.commandLine
        longestAuthenticationLine = limits.authenticationLine
        longestDiscard = limits.discardedLine
    }

    /// Reads from `position` to the end of one line, or to the end of the input, and moves `position` behind it.
    ///
    /// - Parameter isResponse: the line belongs to an exchange of AUTH and may be as long as such lines are.
    mutating func read(
        _ input: UnsafeBufferPointer<UInt8>, from position: inout Int, isResponse: Bool = false
    ) -> Outcome {
        var end = position
        // By hand: over a slice the same search takes a hundred times as long where nothing is optimised.
        while end < input.count, input[end] != ASCII.lf { end += 1 }
        let isEnded = end < input.count
        if isEnded { end += 1 }
        let piece = input[position..<end]
        position = end

        let length = line.count + piece.count
        if discarded == 0, length <= longestLine || length <= longestAuthenticationLine && (isResponse || isAUTH(piece))
        {
            line.append(contentsOf: piece)
        } else {
            discarded += length
            line.removeAll(keepingCapacity: true)
        }
        guard isEnded else { return discarded > longestDiscard ? .endless : .incomplete }
        return takeLine()
    }

    /// The line, of which `piece` is the next part, begins with AUTH.
    private func isAUTH(_ piece: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let verb = Array("AUTH ".utf8)
        let start = line.prefix(verb.count) + piece.prefix(max(0, verb.count - line.count))
        return start.elementsEqual(verb) { ASCII.uppercased($0) == $1 }
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
