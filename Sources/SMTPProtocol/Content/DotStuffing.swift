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

    /// Takes the next piece of content and gives the bytes to send for it.
    public mutating func encode(_ chunk: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        let wasContiguous: Void? = chunk.withContiguousStorageIfAvailable { storage in
            encode(storage.span, into: &output)
        }
        if wasContiguous == nil { encode(Array(chunk).span, into: &output) }
        return output
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
        return Array("\r\n.\r\n".utf8)
    }

    private mutating func encode(_ chunk: borrowing Span<UInt8>, into output: inout [UInt8]) {
        guard chunk.count > 0 else { return }
        contentByteCount += chunk.count
        // Room for a dot or a CR in every sixteen bytes; a piece with more of them makes the array grow.
        output.reserveCapacity(chunk.count + chunk.count / 16 + 4)
        var position = 0
        while position < chunk.count {
            switch state {
            case .lineStart:
                if chunk[position] == ASCII.dot {
                    output.append(ASCII.dot)
                    changes.stuffedDots += 1
                }
                state = .text
            case .text:
                let end = ByteSearch.firstLineByte(in: chunk, from: position)
                output.append(copying: chunk.extracting(position..<end))
                position = end
                guard position < chunk.count else { return }
                take(chunk[position], into: &output)
                position += 1
            case .afterReturn:
                if takeAfterReturn(chunk[position], into: &output) { position += 1 }
            }
        }
    }

    /// Takes a CR or LF that stands in the text of a line.
    private mutating func take(_ byte: UInt8, into output: inout [UInt8]) {
        switch (byte, lineEndings) {
        case (ASCII.cr, .verbatim):
            output.append(byte)
            state = .afterReturn
        case (ASCII.cr, .normalized):
            state = .afterReturn
        case (_, .verbatim):
            output.append(byte)
        case (_, .normalized):
            output.append(ASCII.cr)
            output.append(byte)
            changes.completedLineFeeds += 1
            state = .lineStart
        }
    }

    /// Takes the byte after a CR, if it is LF; else settles the CR and leaves the byte.
    private mutating func takeAfterReturn(_ byte: UInt8, into output: inout [UInt8]) -> Bool {
        if lineEndings == .normalized {
            output.append(ASCII.cr)
            output.append(ASCII.lf)
            state = .lineStart
            if byte == ASCII.lf { return true }
            changes.completedReturns += 1
            return false
        }
        if byte == ASCII.lf {
            output.append(byte)
            state = .lineStart
            return true
        }
        state = .text
        return false
    }
}
