/// Splits what comes from a pipe or a terminal into lines.
struct LineReader {
    /// The longest line that is kept whole. A longer one is handed out in pieces of this size.
    static let standardMaximumLine = 1 << 20

    let maximumLine: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0
    /// The line ends that were read and not yet handed out.
    private(set) var count = 0

    init(maximumLine: Int) { self.maximumLine = maximumLine }

    mutating func append(_ bytes: [UInt8]) {
        buffer += bytes
        count += bytes.count { $0 == 0x0A }
    }

    /// The next line without its LF; at the end of the input also a last one that has none.
    mutating func next(isOver: Bool) -> [UInt8]? {
        let end = buffer[scanned...].firstIndex(of: 0x0A)
        if let end, end - start <= maximumLine {
            count -= 1
            return take(upTo: end, skipping: 1)
        }
        if buffer.count - start > maximumLine { return take(upTo: start + maximumLine, skipping: 0) }
        guard isOver, start < buffer.count else {
            scanned = buffer.count
            return nil
        }
        return take(upTo: buffer.count, skipping: 0)
    }

    private mutating func take(upTo end: Int, skipping: Int) -> [UInt8] {
        let line = Array(buffer[start..<end])
        start = end + skipping
        scanned = start
        // Moving the rest forward now and then keeps the work linear.
        if start > 65_536, start * 2 > buffer.count {
            buffer.removeFirst(start)
            (start, scanned) = (0, 0)
        }
        return line
    }
}
