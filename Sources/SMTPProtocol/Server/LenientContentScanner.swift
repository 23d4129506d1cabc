/// Finds the end of data as careless servers did: an LF alone ends a line, too, so that a dot between two of them ends the
/// content. What a stricter server on the way took for content is then commands: that is how a message is smuggled.
///
/// It is here to be seen, in a scenario of the practice server; never use it otherwise.
/// - SeeAlso: CVE-2023-51764, CVE-2023-51765, CVE-2023-51766
struct LenientContentScanner: Sendable {
    private enum State {
        case lineStart, text
        /// A dot at the start of a line is held.
        case dot
        /// A dot at the start of a line and the CR behind it are held.
        case dotReturn
    }

    /// The octets of content so far, dot-stuffing undone.
    private(set) var contentByteCount: UInt64 = 0
    /// The content ended where no CR LF . CR LF stands.
    private(set) var endsAtBareLineFeed = false

    private var state = State.lineStart
    private var lastByte = ASCII.lf
    /// The line under way began behind an LF without CR.
    private var isBehindBareLineFeed = false

    /// Takes the next piece of the stream.
    mutating func scan(_ chunk: UnsafeBufferPointer<UInt8>) -> EndOfDataScanner.Step {
        var content: [UInt8] = []
        for (index, byte) in chunk.enumerated() {
            guard take(byte, into: &content) else { continue }
            contentByteCount += UInt64(content.count)
            return EndOfDataScanner.Step(content: content, isEnd: true, remaining: Array(chunk[(index + 1)...]))
        }
        contentByteCount += UInt64(content.count)
        return EndOfDataScanner.Step(content: content, isEnd: false, remaining: [])
    }

    /// - Returns: whether the content ends with this byte.
    private mutating func take(_ byte: UInt8, into content: inout [UInt8]) -> Bool {
        defer { lastByte = byte }
        switch (state, byte) {
        case (.lineStart, ASCII.dot):
            state = .dot
            return false
        case (.dot, ASCII.cr):
            state = .dotReturn
            return false
        case (.dot, ASCII.lf), (.dotReturn, ASCII.lf):
            endsAtBareLineFeed = isBehindBareLineFeed || state == .dot
            return true
        case (.dotReturn, _): content.append(ASCII.cr)
        case (.lineStart, _), (.text, _), (.dot, _): break
        }
        content.append(byte)
        if byte == ASCII.lf {
            isBehindBareLineFeed = lastByte != ASCII.cr
            state = .lineStart
        } else {
            state = .text
        }
        return false
    }
}
