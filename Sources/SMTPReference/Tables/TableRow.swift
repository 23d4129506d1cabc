import SMTPProtocol

/// One line of a table while it is read: its fields are taken in the order of the columns.
///
/// Every `take…` names file, line and column in its error.
struct TableRow {
    let file: String
    let line: Int
    private let columns: [String]
    private let bytes: ArraySlice<UInt8>
    private var column = 0
    private var position: Int

    init(file: String, line: Int, columns: [String], bytes: ArraySlice<UInt8>) {
        self.file = file
        self.line = line
        self.columns = columns
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// An error at this line, about no column in particular.
    func error(_ message: String) -> TableError { TableError(file: file, line: line, message: message) }

    /// An error about the field that was taken last.
    func fieldError(_ message: String) -> TableError {
        error("column \"\(columns[max(column - 1, 0)])\": \(message)")
    }

    /// The next field, which may be `-` for none.
    mutating func takeOptionalText() throws(TableError) -> String? {
        guard column < columns.count else { throw error("the row has fewer columns than its type reads") }
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\t")) ?? bytes.endIndex
        let field = bytes[position..<end]
        position = min(end + 1, bytes.endIndex)
        column += 1
        let text = String(decoding: field, as: UTF8.self)
        if text.isEmpty { throw fieldError("the field is empty; write - for none") }
        if field.first == UInt8(ascii: " ") || field.last == UInt8(ascii: " ") {
            throw fieldError("a space stands at the edge of the field")
        }
        return text == "-" ? nil : text
    }

    /// The next field, which must not be `-`.
    mutating func takeText() throws(TableError) -> String {
        guard let text = try takeOptionalText() else { throw fieldError("a value is needed here") }
        return text
    }

    /// The next field as one or more plain sentences: at most ``longestProse`` characters, with a period at the end.
    mutating func takeProse() throws(TableError) -> String {
        guard let text = try takeOptionalProse() else { throw fieldError("an explanation is needed here") }
        return text
    }

    /// Like ``takeProse()``, or nil for `-`.
    mutating func takeOptionalProse() throws(TableError) -> String? {
        guard let text = try takeOptionalText() else { return nil }
        try checkProse(text)
        return text
    }

    /// The longest explanation that still fits a side panel.
    static let longestProse = 320

    private func checkProse(_ text: String) throws(TableError) {
        if text.utf8.last != UInt8(ascii: ".") { throw fieldError("the text does not end with a period: \(text)") }
        // Counting characters is slow, and bytes are never fewer.
        if text.utf8.count > Self.longestProse, text.count > Self.longestProse {
            throw fieldError("the text has \(text.count) characters; at most \(Self.longestProse) fit")
        }
    }

    /// The next field as suggestions, separated by ` | `.
    mutating func takeSuggestions() throws(TableError) -> [String] {
        guard let all = try takeOptionalSuggestions() else { throw fieldError("a suggestion is needed here") }
        return all
    }

    /// Like ``takeSuggestions()``, or nil for `-`.
    mutating func takeOptionalSuggestions() throws(TableError) -> [String]? {
        guard let parts = try takeOptionalList(separator: " | ") else { return nil }
        if parts.count > 3 { throw fieldError("there are \(parts.count) suggestions; at most 3 help") }
        for part in parts { try checkProse(part) }
        return parts
    }

    /// The next field as a list; `-` is the empty list.
    mutating func takeList(separator: String) throws(TableError) -> [String] {
        try takeOptionalList(separator: separator) ?? []
    }

    private mutating func takeOptionalList(separator: String) throws(TableError) -> [String]? {
        guard let text = try takeOptionalText() else { return nil }
        let parts = Self.split(text, by: separator)
        if parts.contains("") { throw fieldError("the list has an empty part: \(text)") }
        for (index, part) in parts.enumerated() where parts[..<index].contains(part) {
            throw fieldError("the list has \(part) twice")
        }
        return parts
    }

    /// Splits at each whole separator, on bytes.
    private static func split(_ text: String, by separator: String) -> [String] {
        let bytes = Array(text.utf8)
        let mark = Array(separator.utf8)
        var parts: [String] = []
        var start = 0
        var index = 0
        while index + mark.count <= bytes.count {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
                parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    /// The next field as one word of a closed vocabulary.
    mutating func takeWord<Word: RawRepresentable<String> & CaseIterable>(
        _ type: Word.Type
    ) throws(TableError) -> Word {
        let text = try takeText()
        return try word(text)
    }

    /// Like ``takeWord(_:)``, or nil for `-`.
    mutating func takeOptionalWord<Word: RawRepresentable<String> & CaseIterable>(
        _ type: Word.Type
    ) throws(TableError) -> Word? {
        guard let text = try takeOptionalText() else { return nil }
        return try word(text)
    }

    private func word<Word: RawRepresentable<String> & CaseIterable>(_ text: String) throws(TableError) -> Word {
        guard let value = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fieldError("\"\(text)\" is not one of: \(known)")
        }
        return value
    }

    /// The next field as `yes` or `no`.
    mutating func takeFlag() throws(TableError) -> Bool {
        switch try takeText() {
        case "yes": return true
        case "no": return false
        case let other: throw fieldError("\"\(other)\" is neither yes nor no")
        }
    }

    /// The next field as a number in a range.
    mutating func takeNumber(in range: ClosedRange<Int>) throws(TableError) -> Int {
        let text = try takeText()
        guard let number = Int(text), String(number) == text, range.contains(number) else {
            throw fieldError("\"\(text)\" is not a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The next field as a reply code that servers may send.
    mutating func takeReplyCode() throws(TableError) -> ReplyCode {
        let text = try takeText()
        return try replyCode(text)
    }

    /// The next field as a list of reply codes, separated by commas.
    mutating func takeReplyCodes() throws(TableError) -> [ReplyCode] {
        var codes: [ReplyCode] = []
        for text in try takeList(separator: ",") { codes.append(try replyCode(text)) }
        return codes
    }

    private func replyCode(_ text: String) throws(TableError) -> ReplyCode {
        guard let code = ReplyCode(ascii: text.utf8), code.severity != nil else {
            throw fieldError("\"\(text)\" is not a three-digit code from 200 to 599")
        }
        return code
    }

    /// The next field as a list of stages such as `RCPT` or `(connect)`, separated by commas.
    mutating func takeStages() throws(TableError) -> [ReplyStage] {
        var stages: [ReplyStage] = []
        for text in try takeList(separator: ",") {
            guard let stage = ReplyStage(token: text) else { throw fieldError("\"\(text)\" names no stage") }
            stages.append(stage)
        }
        return stages
    }

    /// The next field as sources, separated by `; `. There is always one: a fact without a source is not kept.
    mutating func takeSources() throws(TableError) -> [Source] {
        let parts = try takeList(separator: "; ")
        if parts.isEmpty { throw fieldError("a source is needed here") }
        return try sources(parts)
    }

    /// Like ``takeSources()``, or none for `-`.
    mutating func takeOptionalSources() throws(TableError) -> [Source] {
        try sources(try takeList(separator: "; "))
    }

    private func sources(_ parts: [String]) throws(TableError) -> [Source] {
        var sources: [Source] = []
        for part in parts {
            guard let source = Source(part) else {
                throw fieldError("\"\(part)\" is no citation; write RFC 5321 §4.2.3, or name the document")
            }
            sources.append(source)
        }
        return sources
    }
}
