/// What is to be known of a message's content before or after it is sent: its size, its lines, and whether it is what a
/// server without extensions takes.
///
/// The content may come in any pieces; the facts do not depend on them.
/// - SeeAlso: RFC 5321 §2.3.8, §4.5.3.1.6, RFC 6152 §2, RFC 3030 §3
public struct ContentFacts: Hashable, Sendable {
    /// The bytes of the content.
    public private(set) var byteCount: UInt64 = 0
    /// The lines that end with LF, with a CR before it or not.
    public private(set) var endedLineCount: UInt64 = 0
    /// CR with no LF behind it. A CR that came last is one of them: ask when the content is complete.
    public var bareReturns: UInt64 { settledReturns + (isAfterReturn ? 1 : 0) }
    /// LF with no CR before it.
    public private(set) var bareLineFeeds: UInt64 = 0
    /// Lines that begin with a dot, where a line begins after any LF and at the start.
    public private(set) var linesWithDot: UInt64 = 0
    /// The bytes of the longest line, its line ending not counted.
    public private(set) var longestLine: UInt64 = 0
    /// Whether a byte above 127 occurs, for which 8BITMIME is made.
    public private(set) var hasEightBit = false
    /// Whether a NUL occurs, which only BINARYMIME can carry.
    public private(set) var hasNUL = false

    private var settledReturns: UInt64 = 0
    private var lineLength: UInt64 = 0
    private var isAfterReturn = false
    private var isAtLineStart = true

    /// The facts of no content at all.
    public init() {}

    /// The lines, a last one without its line ending included.
    public var lineCount: UInt64 { endedLineCount + (isAtLineStart ? 0 : 1) }

    /// Whether the content is empty or ends with LF.
    public var endsWithLineEnding: Bool { isAtLineStart }

    /// The bytes that the message has once every line ends with CRLF, the last one too: what SIZE declares.
    /// - SeeAlso: RFC 1870 §5
    public var normalizedByteCount: UInt64 {
        let ending: UInt64 = isAtLineStart || isAfterReturn ? 0 : 2
        return byteCount + bareLineFeeds + bareReturns + ending
    }

    /// Whether a line has more bytes than a server need take.
    /// - SeeAlso: RFC 5321 §4.5.3.1.6
    public var hasLongLine: Bool { longestLine + 2 > UInt64(Limits.textLine) }

    /// Whether only BDAT can carry the content as it is: it holds NUL, CR or LF alone, or lines that are too long.
    /// - SeeAlso: RFC 3030 §3
    public var isBinary: Bool { hasNUL || bareReturns > 0 || bareLineFeeds > 0 || hasLongLine }

    /// Takes in the next piece of the content.
    public mutating func scan(_ piece: [UInt8]) {
        guard !piece.isEmpty else { return }
        let bytes = piece.span
        byteCount += UInt64(bytes.count)
        lookAtBytes(bytes)
        var position = 0
        while position < bytes.count {
            if isAtLineStart {
                isAtLineStart = false
                if bytes[position] == ASCII.dot { linesWithDot += 1 }
            }
            if isAfterReturn, bytes[position] != ASCII.lf {
                isAfterReturn = false
                settledReturns += 1
                lineLength += 1
            }
            let end = ByteSearch.firstLineByte(in: bytes, from: position)
            lineLength += UInt64(end - position)
            position = end
            guard position < bytes.count else { break }
            if bytes[position] == ASCII.cr {
                if position + 1 < bytes.count, bytes[position + 1] == ASCII.lf {
                    endLine()
                    position += 1
                } else {
                    isAfterReturn = true
                }
            } else {
                if !isAfterReturn { bareLineFeeds += 1 }
                isAfterReturn = false
                endLine()
            }
            position += 1
        }
        longestLine = max(longestLine, lineLength)
    }

    private mutating func endLine() {
        longestLine = max(longestLine, lineLength)
        lineLength = 0
        endedLineCount += 1
        isAtLineStart = true
    }

    /// Looks for NUL and for bytes above 127, eight bytes at once.
    private mutating func lookAtBytes(_ bytes: borrowing Span<UInt8>) {
        let raw = bytes.bytes
        var all: UInt64 = 0
        var zeros: UInt64 = 0
        var position = 0
        while position + 8 <= bytes.count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            all |= word
            zeros |= ByteSearch.zeroBytes(word)
            position += 8
        }
        while position < bytes.count {
            all |= UInt64(bytes[position])
            if bytes[position] == 0 { zeros = 1 }
            position += 1
        }
        if all & ByteSearch.highs != 0 { hasEightBit = true }
        if zeros != 0 { hasNUL = true }
    }
}
