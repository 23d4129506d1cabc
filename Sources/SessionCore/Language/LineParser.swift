/// Splits an explorer command into its words, on bytes.
///
/// Words are separated by blanks. In double quotes blanks are kept and `\r \n \t \0 \xHH \\ \"` are understood; single
/// quotes keep everything as it is; outside quotes a backslash takes the next byte as it is.
public struct LineParser: Sendable {
    /// The longest line that is looked at. Longer input is a file, not a line.
    public static let maximumLength = 1_048_576

    private let line: [UInt8]
    private var position: Int

    /// A parser of `line`, starting at a byte offset in it.
    init(_ line: [UInt8], from position: Int = 0) {
        self.line = line
        self.position = position
    }

    /// All words of a line from an offset on.
    public static func words(in line: [UInt8], from position: Int = 0) throws(LanguageError) -> [Word] {
        var parser = LineParser(line, from: position)
        var words: [Word] = []
        while let word = try parser.next() { words.append(word) }
        return words
    }

    /// The rest of a line as one text: as it stands, or, when it is one double-quoted word, what that word means.
    public static func text(in line: [UInt8], from position: Int) throws(LanguageError) -> [UInt8] {
        let rest = line[position...].trimmingBlanks()
        if rest.first == UInt8(ascii: "\"") {
            var parser = LineParser(line, from: rest.startIndex)
            if let word = try? parser.next(), word.range == rest.startIndex..<rest.endIndex { return word.bytes }
        }
        return Array(rest)
    }

    /// The next word, or nil at the end of the line.
    mutating func next() throws(LanguageError) -> Word? {
        while position < line.count, line[position].isBlank { position += 1 }
        guard position < line.count else { return nil }
        let start = position
        var bytes: [UInt8] = []
        var isQuoted = false
        while position < line.count, !line[position].isBlank {
            switch line[position] {
            case UInt8(ascii: "\""):
                isQuoted = true
                try readDoubleQuoted(into: &bytes)
            case UInt8(ascii: "'"):
                isQuoted = true
                try readSingleQuoted(into: &bytes)
            case UInt8(ascii: "\\"):
                isQuoted = true
                guard position + 1 < line.count else {
                    throw LanguageError(
                        .badEscape, "The line ends with a lone backslash.", at: position,
                        advice: "Write \\\\ for a backslash.")
                }
                bytes.append(line[position + 1])
                position += 2
            case let byte:
                bytes.append(byte)
                position += 1
            }
        }
        return Word(bytes: bytes, range: start..<position, isQuoted: isQuoted)
    }

    private mutating func readSingleQuoted(into bytes: inout [UInt8]) throws(LanguageError) {
        let start = position
        position += 1
        while position < line.count {
            let byte = line[position]
            position += 1
            if byte == UInt8(ascii: "'") { return }
            bytes.append(byte)
        }
        throw LanguageError(
            .openQuote, "The single quote is not closed.", at: start,
            advice: "Close it, or put the text in double quotes.")
    }

    private mutating func readDoubleQuoted(into bytes: inout [UInt8]) throws(LanguageError) {
        let start = position
        position += 1
        while position < line.count {
            switch line[position] {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                bytes.append(try readEscape())
            case let byte:
                bytes.append(byte)
                position += 1
            }
        }
        throw LanguageError(
            .openQuote, "The double quote is not closed.", at: start,
            advice: "Close it; a double quote inside is written \\\".")
    }

    private mutating func readEscape() throws(LanguageError) -> UInt8 {
        let start = position
        let unknown = LanguageError(
            .badEscape, "This backslash sequence is not known.", at: start,
            advice: "Known are \\r \\n \\t \\0 \\xHH \\\\ and \\\".")
        guard position + 1 < line.count else { throw unknown }
        position += 2
        switch line[start + 1] {
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "0"): return 0x00
        case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
        case UInt8(ascii: "\""): return UInt8(ascii: "\"")
        case UInt8(ascii: "x"):
            guard start + 3 < line.count, let high = line[start + 2].hexValue, let low = line[start + 3].hexValue else {
                throw LanguageError(
                    .badEscape, "\\x wants two hexadecimal digits.", at: start, advice: "Write \\x0D for the byte 13.")
            }
            position += 2
            return high << 4 | low
        default: throw unknown
        }
    }
}
