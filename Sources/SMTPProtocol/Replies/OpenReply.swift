/// The reply that a ``ReplyParser`` is reading: the lines it has so far, and where the next one begins.
///
/// All places count from the start of the parser's buffer.
struct OpenReply {
    /// Where the reply begins.
    private(set) var start = 0
    private var lineStart = 0
    private var scan = LineScan()
    private var lines = ReplyLines()
    private var anomalies: [ReplyAnomaly] = []

    /// How far reading came.
    enum Progress {
        case needsMoreBytes
        case isWhole
        case exceeded(ReplyLimit)
    }

    /// True when the lines that were read are a reply: the first of them is a reply line.
    var isReply: Bool { lines.firstCode != nil }

    /// Reads on, to the end of the reply or to a limit.
    mutating func advance(in buffer: [UInt8], limits: ReplyLimits) -> Progress {
        let bytes = buffer.span
        while true {
            let window = min(limits.lineBytes, start + limits.replyBytes - lineStart)
            let end = min(lineStart + window, bytes.count)
            guard let lineFeed = scan.lineFeed(in: bytes, before: end) else {
                if bytes.count - lineStart < window { return .needsMoreBytes }
                if window > 0 { takeLine(in: bytes, until: lineStart + window, ending: .limit) }
                return .exceeded(
                    window == limits.lineBytes
                        ? ReplyLimit(.lineBytes, maximum: limits.lineBytes)
                        : ReplyLimit(.replyBytes, maximum: limits.replyBytes))
            }
            let ending: LineEnding = lineFeed > lineStart && bytes[lineFeed - 1] == ASCII.cr ? .crlf : .lf
            let isFinal = takeLine(in: bytes, until: lineFeed + 1, ending: ending)
            if isFinal { return .isWhole }
            if lines.count == limits.lines { return .exceeded(ReplyLimit(.lines, maximum: limits.lines)) }
        }
    }

    /// Takes what is there when the stream ends after `buffer`; false when that is nothing.
    mutating func finish(in buffer: [UInt8]) -> Bool {
        let bytes = buffer.span
        guard bytes.count > start else { return false }
        if bytes.count > lineStart { takeLine(in: bytes, until: bytes.count, ending: .endOfStream) }
        anomalies.append(ReplyAnomaly(kind: .truncated, line: lines.count - 1, offset: bytes.count - start))
        return true
    }

    /// Gives the lines read so far as a reply and begins the next reply.
    @inline(__always)
    mutating func take(from buffer: [UInt8]) -> Reply {
        let copy = buffer.span.extracting(start..<lineStart).withUnsafeBufferPointer { Array($0) }
        let reply = Reply(bytes: copy, lines: lines, anomalies: anomalies)
        lines = ReplyLines()
        anomalies = []
        start = lineStart
        return reply
    }

    /// Follows the bytes when `count` of them, none of this reply, are dropped from the front of the buffer.
    mutating func bytesWereDropped(_ count: Int) {
        start -= count
        lineStart -= count
        scan.bytesWereDropped(count)
    }

    /// Reads the line up to `end` and begins the next one there; true when the line is the last of its reply.
    @discardableResult @inline(__always)
    private mutating func takeLine(in bytes: borrowing Span<UInt8>, until end: Int, ending: LineEnding) -> Bool {
        let reader = ReplyLineReader(
            replyStart: start, lineStart: lineStart, lineEnd: end, ending: ending, lineIndex: lines.count,
            openCode: lines.firstCode)
        let line = reader.read(bytes, scan: scan, anomalies: &anomalies)
        lines.append(line)
        lineStart = end
        scan.restart(at: end)
        return line.isFinal
    }
}
