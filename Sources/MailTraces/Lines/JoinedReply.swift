import SMTPProtocol

/// A reply whose lines a log or a report has joined into one.
enum JoinedReply {
    /// The reply that `text` begins with; nil when it does not begin with a reply code.
    ///
    ///     550-5.1.1 The account does not exist. 550 5.1.1 See our help.
    ///
    /// Programs put the lines together with blanks, with the two characters `\n`, or with line ends.
    static func reply(in text: TextLine) -> Reply? {
        let text = text.trimmed
        guard text.leadingCode != nil else { return nil }
        let code = Array(text.prefix(3))
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        let isOfSeveralLines = text.count > 3 && text[text.startIndex + 3] == UInt8(ascii: "-")
        var position = text.startIndex
        func isCode(at place: Int) -> Bool {
            guard place + 3 <= text.endIndex, text[place..<(place + 3)].elementsEqual(code) else { return false }
            guard place + 3 < text.endIndex else { return true }
            return text[place + 3] == UInt8(ascii: "-") || text[place + 3] == 0x20
        }
        func close() {
            while let last = line.last, isBlank(last) { line.removeLast() }
            if !line.isEmpty { lines.append(line) }
            line = []
        }
        while position < text.endIndex {
            let byte = text[position]
            let isWrittenEnd =
                byte == UInt8(ascii: "\\") && position + 1 < text.endIndex && text[position + 1] == UInt8(ascii: "n")
            if isWrittenEnd || byte == 0x0A || byte == 0x0D {
                position += isWrittenEnd ? 2 : 1
                // A line that a program only wrapped goes on with the text.
                if isCode(at: position) { close() } else { line.append(0x20) }
                continue
            }
            if isOfSeveralLines, isBlank(byte), isCode(at: position + 1) {
                close()
                position += 1
                continue
            }
            line.append(byte)
            position += 1
        }
        close()
        return reply(of: lines, code: code)
    }

    /// The reply of these lines; a line that has not the code is one more line of text.
    static func reply(of lines: [[UInt8]], code: [UInt8]) -> Reply? {
        var bytes: [UInt8] = []
        for (index, line) in lines.enumerated() {
            let hasCode = line.starts(with: code) && (line.count == 3 || line[3] == 0x20 || line[3] == 0x2D)
            bytes += code + [index == lines.count - 1 ? 0x20 : 0x2D]
            bytes += hasCode ? line.dropFirst(4) : line[...]
            bytes += [0x0D, 0x0A]
        }
        return bytes.isEmpty ? nil : Reply(parsing: bytes)
    }
}
