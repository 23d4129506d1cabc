import SMTPProtocol

/// What a part of a typed line is, for colouring it.
public enum LinePart: String, CaseIterable, Hashable, Sendable {
    /// A command of SMTP that is known.
    case verb
    /// A fixed word of the grammar: `FROM:`, `TO:`, `LAST`.
    case keyword
    /// A path, an address, a domain.
    case path
    /// The name of a parameter or option.
    case parameter
    /// The value of a parameter.
    case value
    /// An explorer command, with its colon.
    case command
    /// A text in quotes.
    case string
    /// `${NAME}`
    case variable
}

/// The parts of a typed line. What is not named is plain text.
public struct LineParts: Hashable, Sendable {
    /// A part and its bytes.
    public struct Part: Hashable, Sendable {
        /// Its bytes in the line.
        public let range: Range<Int>
        /// What it is.
        public let kind: LinePart
    }

    /// Longer lines are not taken apart: they were pasted, and nobody reads their colours.
    public static let maximumLength = 4_096

    /// The parts in the order of the line, without overlaps.
    public private(set) var parts: [Part] = []

    /// Takes a line apart. Never fails: what follows no grammar stays plain.
    public init(_ line: [UInt8]) {
        guard line.count <= Self.maximumLength, let first = Self.words(line, from: 0).first else { return }
        if line.first == UInt8(ascii: ":") {
            let name = String(decoding: line[1..<first.upperBound], as: UTF8.self).lowercased()
            if ExplorerCommand.names.contains(name) { add(first, .command) }
            addExplorerWords(line, from: first.upperBound)
        } else {
            addCommand(line, first)
        }
        addVariables(line)
    }

    private mutating func add(_ range: Range<Int>, _ kind: LinePart) {
        if !range.isEmpty { parts.append(Part(range: range, kind: kind)) }
    }

    // MARK: Commands of SMTP

    private mutating func addCommand(_ line: [UInt8], _ first: Range<Int>) {
        let verb = Verb(ascii: line[first])
        guard verb.isKnown else { return }
        add(first, .verb)
        var position = first.upperBound
        switch verb {
        case .mail, .send, .soml, .saml: position = addPath(line, from: position, keyword: "FROM:")
        case .rcpt: position = addPath(line, from: position, keyword: "TO:")
        case .ehlo, .helo, .lhlo, .etrn, .vrfy, .expn:
            if let word = Self.words(line, from: position).first { add(word, .path) }
            return
        case .bdat, .burl:
            for word in Self.words(line, from: position) {
                add(word, line[word].equals(ignoringCase: "LAST") ? .keyword : .value)
            }
            return
        case .auth:
            if let word = Self.words(line, from: position).first { add(word, .parameter) }
            return
        case .xclient, .xforward: break
        case .data, .rset, .noop, .quit, .help, .starttls, .atrn, .turn, .other: return
        }
        for word in Self.words(line, from: position) { addParameter(line, word) }
    }

    /// `FROM:<path>`; a quoted local part may hold blanks and brackets.
    private mutating func addPath(_ line: [UInt8], from start: Int, keyword: String) -> Int {
        guard let begin = line[start...].firstIndex(where: { !$0.isBlank }),
            line[begin...].hasPrefix(ignoringCase: keyword)
        else { return line.count }
        let colon = begin + keyword.utf8.count
        add(begin..<colon, .keyword)
        guard let open = line[colon...].firstIndex(where: { !$0.isBlank }) else { return line.count }
        var isQuoted = false
        var index = open
        while index < line.count {
            let byte = line[index]
            if isQuoted, byte == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte.isBlank { break }
            index += 1
            if !isQuoted, byte == UInt8(ascii: ">") { break }
        }
        index = min(index, line.count)
        add(open..<index, .path)
        return index
    }

    private mutating func addParameter(_ line: [UInt8], _ word: Range<Int>) {
        let equals = line[word].firstIndex(of: UInt8(ascii: "=")) ?? word.upperBound
        add(word.lowerBound..<equals, .parameter)
        if equals < word.upperBound { add((equals + 1)..<word.upperBound, .value) }
    }

    // MARK: Commands of the explorer

    private mutating func addExplorerWords(_ line: [UInt8], from start: Int) {
        var position = start
        while position < line.count {
            let byte = line[position]
            if byte.isBlank {
                position += 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let end = Self.endOfString(line, from: position)
                add(position..<end, .string)
                position = end
            } else {
                let end = line[position...].firstIndex { $0.isBlank } ?? line.count
                if byte == UInt8(ascii: "-") { add(position..<end, .parameter) }
                position = end
            }
        }
    }

    private static func endOfString(_ line: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < line.count {
            if line[index] == UInt8(ascii: "\\"), line[start] == UInt8(ascii: "\"") {
                index += 2
            } else if line[index] == line[start] {
                return index + 1
            } else {
                index += 1
            }
        }
        return line.count
    }

    // MARK: Variables

    /// Variables are replaced wherever they stand, so they are cut out of the parts that they stand in.
    private mutating func addVariables(_ line: [UInt8]) {
        guard line.contains(UInt8(ascii: "$")) else { return }
        var scanner = VariableScanner(line)
        while let piece = scanner.next() {
            guard case .variable(_, let whole) = piece else { continue }
            parts = parts.flatMap { part -> [Part] in
                guard part.range.overlaps(whole) else { return [part] }
                let before = part.range.lowerBound..<max(part.range.lowerBound, whole.lowerBound)
                let behind = min(part.range.upperBound, whole.upperBound)..<part.range.upperBound
                return [before, behind].filter { !$0.isEmpty }.map { Part(range: $0, kind: part.kind) }
            }
            add(whole, .variable)
        }
        parts.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func words(_ line: [UInt8], from start: Int) -> [Range<Int>] {
        line[start...].split(whereSeparator: \.isBlank).map { $0.startIndex..<$0.endIndex }
    }
}

extension Session {
    /// The parts of a line as it stands in the input; none where a line is no command, or when nobody wants colours.
    public func parts(of line: [UInt8]) -> LineParts? {
        guard settings.highlight, prompt.kind == .command || prompt.kind == .notConnected else { return nil }
        return LineParts(line)
    }
}
