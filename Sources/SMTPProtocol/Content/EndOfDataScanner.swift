/// Finds the end of data in what a client sends after 354, and undoes the dot-stuffing.
///
/// Only CR LF `.` CR LF ends the content; at its very start, where the line of DATA ended before, `.` CR LF does. Bare
/// CR and bare LF never end a line: they are content, and they are reported, so that the server can refuse a message
/// that another server might cut in two (CVE-2023-51764, -51765, -51766).
///
/// The bytes may come in any pieces. No more than two of them are held back.
/// - SeeAlso: RFC 5321 §4.1.1.4, §4.5.2, §2.3.8
public struct EndOfDataScanner: Sendable {
    /// What one piece brought.
    public struct Step: Hashable, Sendable {
        /// The content in this piece, without stuffed dots and without the end of data.
        public let content: [UInt8]
        /// True when the content is complete: the end of data is in this piece or came before.
        public let isEnd: Bool
        /// The bytes behind the end of data: the client's next commands. Empty before the end.
        public let remaining: [UInt8]
    }

    /// What the scanner saw of the stream so far.
    public struct Facts: Hashable, Sendable {
        /// The bytes that came, the end of data included, what is behind it not.
        public internal(set) var wireByteCount: UInt64 = 0
        /// The bytes of content: no stuffed dots, no end of data. This is what SIZE limits. RFC 1870 §5
        public internal(set) var contentByteCount: UInt64 = 0
        /// The stuffed dots that were taken away.
        public internal(set) var removedDots: UInt64 = 0
        /// CR with no LF behind it.
        public internal(set) var bareReturns: UInt64 = 0
        /// LF with no CR before it.
        public internal(set) var bareLineFeeds: UInt64 = 0
        /// Where the first bare CR came, counted in bytes from the start of the content on the wire.
        public internal(set) var firstBareReturn: UInt64?
        /// Where the first bare LF came, counted in bytes from the start of the content on the wire.
        public internal(set) var firstBareLineFeed: UInt64?

        /// What is seen before the first byte.
        public init() {}

        /// True when a bare CR or LF came: RFC 5321 §2.3.8 forbids them, and they are how messages are smuggled.
        public var hasBareLineBytes: Bool { bareReturns > 0 || bareLineFeeds > 0 }
    }

    /// What was seen so far. A CR that came last is counted when the next byte tells what it is.
    public private(set) var facts = Facts()
    /// True when the end of data has come.
    public private(set) var isEnd = false

    private var state = State.lineStart

    private enum State {
        case lineStart, text
        /// A CR went out as content.
        case afterReturn
        /// A dot at the start of a line is held.
        case dot
        /// A dot at the start of a line and the CR behind it are held.
        case dotReturn
    }

    /// Begins at the first byte after the line of DATA.
    public init() {}

    /// Takes the next piece of the stream.
    public mutating func scan(_ chunk: some Collection<UInt8>) -> Step {
        let step = chunk.withContiguousStorageIfAvailable { scan($0.span) }
        return step ?? scan(Array(chunk).span)
    }

    private mutating func scan(_ chunk: borrowing Span<UInt8>) -> Step {
        var content: [UInt8] = []
        content.reserveCapacity(isEnd ? 0 : chunk.count + 1)
        var position = 0
        while position < chunk.count, !isEnd {
            if state == .text {
                let end = ByteSearch.firstLineByte(in: chunk, from: position)
                content.append(copying: chunk.extracting(position..<end))
                facts.wireByteCount += UInt64(end - position)
                position = end
                guard position < chunk.count else { break }
            }
            take(chunk[position], into: &content)
            facts.wireByteCount += 1
            position += 1
        }
        facts.contentByteCount += UInt64(content.count)
        var remaining: [UInt8] = []
        remaining.append(copying: chunk.extracting(position..<chunk.count))
        return Step(content: content, isEnd: isEnd, remaining: remaining)
    }

    private mutating func take(_ byte: UInt8, into content: inout [UInt8]) {
        switch (state, byte) {
        case (.lineStart, ASCII.dot):
            state = .dot
        case (.dot, ASCII.cr):
            state = .dotReturn
        case (.dotReturn, ASCII.lf):
            isEnd = true
        case (.dot, _):
            facts.removedDots += 1
            takeText(byte, into: &content)
        case (.dotReturn, _):
            facts.removedDots += 1
            content.append(ASCII.cr)
            state = .afterReturn
            takeText(byte, into: &content)
        case (.lineStart, _), (.text, _), (.afterReturn, _):
            takeText(byte, into: &content)
        }
    }

    private mutating func takeText(_ byte: UInt8, into content: inout [UInt8]) {
        content.append(byte)
        let isAfterReturn = state == .afterReturn
        if isAfterReturn, byte != ASCII.lf {
            facts.bareReturns += 1
            facts.firstBareReturn = facts.firstBareReturn ?? facts.wireByteCount - 1
        }
        switch byte {
        case ASCII.cr:
            state = .afterReturn
        case ASCII.lf where isAfterReturn:
            state = .lineStart
        case ASCII.lf:
            facts.bareLineFeeds += 1
            facts.firstBareLineFeed = facts.firstBareLineFeed ?? facts.wireByteCount
            state = .text
        default:
            state = .text
        }
    }
}
