/// Cuts a stream into lines, in whatever pieces it comes. A line ends with LF, CR LF or a lone CR.
struct LineSplitter {
    private var rest: [UInt8] = []
    private var isCut = false
    private var endedWithCR = false

    /// Gives each line that `bytes` ends.
    mutating func split(_ bytes: [UInt8], _ take: (TextLine) -> Void) {
        var start = 0
        if endedWithCR, bytes.first == 0x0A { start = 1 }
        if !bytes.isEmpty { endedWithCR = false }
        while let end = Self.lineEnd(in: bytes, from: start) {
            if rest.isEmpty, !isCut {
                take(bytes[start..<min(end, start + MailTraceLimits.line)])
            } else {
                keep(bytes[start..<end])
                take(rest[...])
                rest.removeAll(keepingCapacity: true)
                isCut = false
            }
            start = end + 1
            if bytes[end] == 0x0D {
                if start == bytes.count { endedWithCR = true } else if bytes[start] == 0x0A { start += 1 }
            }
        }
        keep(bytes[start...])
    }

    /// Gives the line that nothing ended.
    mutating func finish(_ take: (TextLine) -> Void) {
        guard !rest.isEmpty else { return }
        take(rest[...])
        rest = []
        isCut = false
    }

    private mutating func keep(_ bytes: TextLine) {
        let room = MailTraceLimits.line - rest.count
        rest.append(contentsOf: bytes.prefix(room))
        if bytes.count > room { isCut = true }
    }

    private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var position = start
            while position < buffer.count {
                if buffer[position] == 0x0A || buffer[position] == 0x0D { return position }
                position += 1
            }
            return nil
        }
    }
}
