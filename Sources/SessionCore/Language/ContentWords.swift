import SafeText

/// The words behind `:message` and `:bdat`.
struct ContentWords {
    /// What the line asks for.
    let command: ExplorerCommand

    init(_ line: [UInt8], from position: Int, name: String) throws(LanguageError) {
        let form = name == "bdat" ? ":bdat FILE [CHUNK]" : ":message FILE"
        var words = try LineParser.words(in: line, from: position)[...]
        let isAnyway = words.last.map { $0.isOption && $0.text == "--anyway" } ?? false
        if isAnyway { words = words.dropLast() }
        guard let first = words.popFirst() else {
            throw LanguageError(
                .missingArgument, ":\(name) has no file.", at: line.count, advice: "Write \(form).")
        }
        let source = try Self.source(first, form)
        let chunk = name == "bdat" ? words.popFirst() : nil
        if let word = words.first {
            throw LanguageError(
                .unexpectedArgument, "This is one argument too many.", at: word.range.lowerBound,
                advice: "Write \(form); put a path with blanks in it in double quotes.")
        }
        guard name == "bdat" else {
            command = .message(source, isAnyway: isAnyway)
            return
        }
        command = .bdat(source, chunkSize: try chunk.map(Self.chunkSize), isAnyway: isAnyway)
    }

    private static func source(_ word: Word, _ form: String) throws(LanguageError) -> ContentSource {
        if word.bytes == [UInt8(ascii: "-")], !word.isQuoted { return .standardInput }
        if word.isOption {
            throw LanguageError(
                .unknownOption, "There is no option \(Sanitizer.escape(word.text)).", at: word.range.lowerBound,
                advice: "Write \(form) [--anyway]; put a path that begins with a hyphen in double quotes.")
        }
        guard let path = String(validating: word.bytes, as: UTF8.self), !path.isEmpty, !word.bytes.contains(0) else {
            throw LanguageError(.badValue, "This is no path.", at: word.range.lowerBound, advice: "Write \(form).")
        }
        return .file(path)
    }

    /// A number of bytes, or of `k` or `M`: 1,024 and 1,048,576 bytes.
    private static func chunkSize(_ word: Word) throws(LanguageError) -> Int {
        var digits = word.text.lowercased()
        var factor = 1
        if digits.hasSuffix("k") { factor = 1_024 }
        if digits.hasSuffix("m") { factor = 1_048_576 }
        if factor > 1 { digits.removeLast() }
        guard digits.utf8.count <= 10, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            (1...ContentLimits.maximumChunkSize).contains(number * factor)
        else {
            throw LanguageError(
                .badValue, "This is no size of a chunk.", at: word.range.lowerBound,
                advice: "Write a number of bytes, such as 65536, 64k or 1M, of at most 1024M.")
        }
        return number * factor
    }
}
