/// Makes message content ready for DATA: a dot is put before each line that begins with one.
///
///     content   .hello␍␊
///     C:        ..hello␍␊
///     C:        .␍␊
///
/// The content may come in any pieces; the bytes to send do not depend on them. A line begins at the start of the
/// content and after CR LF, nowhere else: that is what a server that follows RFC 5321 undoes.
/// - SeeAlso: RFC 5321 §4.5.2
public struct DotStuffing: Sendable {
    /// What becomes of a line ending that is not CR LF.
    public enum LineEndings: Hashable, Sendable {
        /// It is sent as it is.
        case verbatim
        /// LF alone and CR alone become CR LF, as RFC 5321 §2.3.8 asks; ``Changes`` counts them.
        case normalized
    }

    /// What was changed on the way, to be shown.
    public struct Changes: Hashable, Sendable {
        /// Dots that were put before a line that begins with a dot.
        public var stuffedDots = 0
        /// LF alone that became CR LF.
        public var completedLineFeeds = 0
        /// CR alone that became CR LF.
        public var completedReturns = 0
        /// True when the content did not end with CR LF and it was added before the end of data.
        public var addedFinalLineEnding = false

        /// No change.
        public init() {}

        /// True when the content goes out byte for byte.
        public var isEmpty: Bool { self == Changes() }
    }

    /// What becomes of a line ending that is not CR LF.
    public let lineEndings: LineEndings
    /// What was changed so far.
    public private(set) var changes = Changes()
    /// The bytes of content that came in so far.
    public private(set) var contentByteCount = 0
    /// The bytes that went out so far, with stuffed dots, without the dot that ends the content.
    public private(set) var outputByteCount = 0
    /// The lines that have ended so far, with CR LF as they went out.
    public private(set) var lineCount = 0

    private var state = State.lineStart

    private enum State {
        case lineStart, text
        /// After a CR: it went out when ``LineEndings/verbatim``, and waits for the next byte when `normalized`.
        case afterReturn
    }

    /// Begins a message.
    public init(lineEndings: LineEndings = .verbatim) {
        self.lineEndings = lineEndings
    }

    /// Goes on where the content that was sent before has come to.
    init(lineEndings: LineEndings, at position: ContentPosition) {
        self.lineEndings = lineEndings
        state =
            switch position {
            case .lineStart: .lineStart
            case .dot, .text: .text
            case .dotReturn, .textReturn: lineEndings == .verbatim ? .afterReturn : .text
            }
    }

    /// Where the bytes that went out have come to.
    var position: ContentPosition {
        switch state {
        case .lineStart: .lineStart
        case .text: .text
        case .afterReturn: lineEndings == .verbatim ? .textReturn : .text
        }
    }

    /// The size of the message so far as SIZE counts it: without stuffed dots.
    /// - SeeAlso: RFC 1870 §5
    public var messageByteCount: Int { outputByteCount - changes.stuffedDots }

    /// Takes the next piece of content and gives the bytes to send for it.
    public mutating func encode(_ chunk: some Collection<UInt8>) -> [UInt8] {
        encode(Array(chunk))
    }

    /// Takes the next piece of content and gives the bytes to send for it: the piece itself, not a copy, when nothing in
    /// it has to be changed.
    public mutating func encode(_ chunk: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        let isChanged = encode(chunk.span, into: &output)
        outputByteCount += isChanged ? output.count : chunk.count
        return isChanged ? output : chunk
    }

    /// The bytes that end the content: CR LF if it does not end so, then the dot on its line. Begins a new message's
    /// first line; the counts go on.
    public mutating func ending() -> [UInt8] {
        defer { state = .lineStart }
        guard state != .lineStart else { return Array(".\r\n".utf8) }
        if state == .afterReturn, lineEndings == .normalized {
            changes.completedReturns += 1
        } else {
            changes.addedFinalLineEnding = true
        }
        lineCount += 1
        outputByteCount += 2
        return Array("\r\n.\r\n".utf8)
    }

    /// Encodes a piece; false when it goes out as it is and `output` was left alone.
    private mutating func encode(_ chunk: borrowing Span<UInt8>, into output: inout [UInt8]) -> Bool {
        guard chunk.count > 0 else { return false }
        contentByteCount += chunk.count
        var position = 0
        // What stands from here to the position goes out as it is, and has not been copied yet.
        var start = 0
        if state == .afterReturn {
            position = takeAfterReturn(chunk[0], into: &output)
            start = lineEndings == .verbatim ? 0 : position
        }
        while position < chunk.count {
            if state == .lineStart {
                if chunk[position] == ASCII.dot {
                    copy(chunk, start..<position, into: &output)
                    output.append(ASCII.dot)
                    start = position
                    changes.stuffedDots += 1
                }
                state = .text
            }
            position = ByteSearch.firstLineByte(in: chunk, from: position)
            guard position < chunk.count else { break }
            let isReturn = chunk[position] == ASCII.cr
            if isReturn, position + 1 < chunk.count, chunk[position + 1] == ASCII.lf {
                position += 2
                lineCount += 1
                state = .lineStart
                continue
            }
            let isLast = position + 1 == chunk.count
            switch lineEndings {
            case .verbatim:
                if isReturn, isLast { state = .afterReturn }
            case .normalized:
                copy(chunk, start..<position, into: &output)
                start = position + 1
                if isReturn, isLast {
                    state = .afterReturn
                } else {
                    endLine(isReturn: isReturn, into: &output)
                }
            }
            position += 1
        }
        guard start > 0 || !output.isEmpty else { return false }
        copy(chunk, start..<chunk.count, into: &output)
        return true
    }

    private func copy(_ chunk: borrowing Span<UInt8>, _ range: Range<Int>, into output: inout [UInt8]) {
        // Room for a dot or a CR in every sixteen bytes; a piece with more of them makes the array grow.
        if output.isEmpty { output.reserveCapacity(chunk.count + chunk.count / 16 + 4) }
        output.append(copying: chunk.extracting(range))
    }

    /// Makes CR LF of a CR or LF alone.
    private mutating func endLine(isReturn: Bool, into output: inout [UInt8]) {
        output.append(ASCII.cr)
        output.append(ASCII.lf)
        if isReturn { changes.completedReturns += 1 } else { changes.completedLineFeeds += 1 }
        lineCount += 1
        state = .lineStart
    }

    /// Settles the CR before this byte; 1 when the byte is its LF, and so is dealt with, else 0.
    private mutating func takeAfterReturn(_ byte: UInt8, into output: inout [UInt8]) -> Int {
        let isLineFeed = byte == ASCII.lf
        switch lineEndings {
        case .verbatim:
            state = isLineFeed ? .lineStart : .text
            lineCount += isLineFeed ? 1 : 0
        case .normalized:
            output.append(ASCII.cr)
            output.append(ASCII.lf)
            state = .lineStart
            lineCount += 1
            if !isLineFeed { changes.completedReturns += 1 }
        }
        return isLineFeed ? 1 : 0
    }
}
