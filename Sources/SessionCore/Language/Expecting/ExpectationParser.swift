import SMTPProtocol
import SafeText

/// Reads what stands behind `:expect`.
struct ExpectationParser {
    private let line: [UInt8]
    private var position: Int

    /// A parser of a line, from behind the name of the command.
    init(_ line: [UInt8], from position: Int) {
        self.line = line
        self.position = position
    }

    private static let forms =
        "Write a code such as 250, 2xx, 250,251 or 5.7.x, /text/, capability NAME, tls 1.3 or closed; and joins several."

    /// The expectation.
    mutating func parse() throws(LanguageError) -> Expectation {
        let start = line[position...].trimmingBlanks().startIndex
        var conditions = [try condition()]
        var milliseconds: Int?
        var end = position
        while let (word, range) = word() {
            if word == "and" {
                conditions.append(try condition())
                end = position
            } else if word == "within" {
                milliseconds = try seconds(of: "within", "Write within 5 for five seconds.")
                guard let (_, extra) = self.word() else { break }
                throw LanguageError(
                    .unexpectedArgument, "Nothing can follow the time.", at: extra.lowerBound,
                    advice: "Put within, and the seconds, at the end.")
            } else {
                throw LanguageError(
                    .unexpectedArgument, "Several conditions are joined with and.", at: range.lowerBound,
                    advice: "Write :expect 250 and /text/, for example.")
            }
        }
        return Expectation(
            text: Array(line[start..<end]), conditions: conditions, milliseconds: milliseconds)
    }

    /// The time behind a word, in milliseconds.
    private mutating func seconds(of name: String, _ advice: String) throws(LanguageError) -> Int {
        guard let (word, range) = word() else {
            throw LanguageError(.missingArgument, "\(name) has no seconds.", at: line.count, advice: advice)
        }
        return try Milliseconds.parse(word, at: range.lowerBound, advice: advice)
    }

    private mutating func condition() throws(LanguageError) -> Expectation.Condition {
        skipBlanks()
        guard position < line.count else {
            throw LanguageError(
                .missingArgument, "There is nothing to expect here.", at: line.count, advice: Self.forms)
        }
        if line[position] == UInt8(ascii: "/") { return .text(try pattern()) }
        guard let (word, range) = word() else {
            throw LanguageError(
                .missingArgument, "There is nothing to expect here.", at: line.count, advice: Self.forms)
        }
        switch word.lowercased() {
        case "not": return .not(try condition())
        case "closed": return .closed
        case "tls": return .tls(try version())
        case "capability": return try capability()
        default: return .reply(try codes(word, at: range.lowerBound))
        }
    }

    private func codes(_ word: String, at start: Int) throws(LanguageError) -> [ReplyPattern] {
        var patterns: [ReplyPattern] = []
        var place = start
        for part in word.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let pattern = ReplyPattern(part) else {
                let shown = Sanitizer.escape(Array(part.prefix(40)))
                throw LanguageError(
                    .badValue, part.isEmpty ? "A code is missing here." : "\(shown) is nothing that can be expected.",
                    at: place, advice: Self.forms)
            }
            patterns.append(pattern)
            place += part.count + 1
        }
        return patterns
    }

    private mutating func version() throws(LanguageError) -> TLSVersion? {
        let before = position
        guard let (word, range) = word() else { return nil }
        guard word.utf8.first.map({ (0x30...0x39).contains($0) || $0.lowercased == UInt8(ascii: "t") }) == true else {
            position = before
            return nil
        }
        let number = word.lowercased().hasPrefix("tlsv") ? String(word.dropFirst(4)) : word
        guard let version = TLSVersion(number: number) else {
            throw LanguageError(
                .badValue, "There is no such version of TLS.", at: range.lowerBound,
                advice: "Write tls 1.3, tls 1.2, or tls alone for any.")
        }
        return version
    }

    private mutating func capability() throws(LanguageError) -> Expectation.Condition {
        guard let (word, _) = word() else {
            throw LanguageError(
                .missingArgument, "The name of the capability is missing.", at: line.count,
                advice: "Write capability STARTTLS, or capability AUTH=PLAIN.")
        }
        let parts = Array(word.utf8).split(separator: UInt8(ascii: "="), maxSplits: 1)
        let keyword = String(decoding: (parts.first ?? []).map(\.uppercased), as: UTF8.self)
        return .capability(keyword: keyword, value: parts.count > 1 ? Array(parts[1]) : nil)
    }

    private mutating func pattern() throws(LanguageError) -> TextPattern {
        let start = position
        position += 1
        var source: [UInt8] = []
        /// Where each byte of the expression stands in the line.
        var places: [Int] = []
        while position < line.count, line[position] != UInt8(ascii: "/") {
            if line[position] == UInt8(ascii: "\\"), position + 1 < line.count {
                if line[position + 1] != UInt8(ascii: "/") {
                    source.append(line[position])
                    places.append(position)
                }
                position += 1
            }
            source.append(line[position])
            places.append(position)
            position += 1
        }
        guard position < line.count else {
            throw LanguageError(
                .openQuote, "The expression is not closed.", at: start,
                advice: "End it with /; a slash inside is written \\/.")
        }
        position += 1
        let ignoresCase = position < line.count && line[position] == UInt8(ascii: "i")
        if ignoresCase { position += 1 }
        guard position == line.count || line[position].isBlank else {
            throw LanguageError(
                .unexpectedArgument, "Only i can follow the expression at once.", at: position,
                advice: "/text/i takes capital and small letters as the same.")
        }
        do throws(TextPattern.Mistake) {
            return try TextPattern(source, ignoresCase: ignoresCase)
        } catch {
            let place = error.position < places.count ? places[error.position] : position
            throw LanguageError(
                .badValue, error.message, at: place, advice: ":help expect lists what an expression can hold.")
        }
    }

    private mutating func skipBlanks() {
        while position < line.count, line[position].isBlank { position += 1 }
    }

    private mutating func word() -> (text: String, range: Range<Int>)? {
        skipBlanks()
        let bytes = line[position...].prefix { !$0.isBlank }
        guard !bytes.isEmpty else { return nil }
        position = bytes.endIndex
        return (String(decoding: bytes, as: UTF8.self), bytes.startIndex..<bytes.endIndex)
    }
}

extension Expectation {
    /// Reads what stands behind `:expect`.
    /// - Throws: `LanguageError` with the place of the mistake.
    init(parsing line: [UInt8], from position: Int) throws(LanguageError) {
        var parser = ExpectationParser(line, from: position)
        self = try parser.parse()
    }
}
