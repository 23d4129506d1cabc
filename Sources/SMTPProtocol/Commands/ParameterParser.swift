/// Reads the ESMTP parameters behind a path.
/// - SeeAlso: RFC 5321 §4.1.2 (`Mail-parameters`), RFC 6531 §3.3
struct ParameterParser {
    private let line: [UInt8]
    private let known: [ParameterSyntax]
    private(set) var parameters: [Parameter] = []
    /// How long the line may be with these parameters, with CRLF.
    private(set) var lineLimit = Limits.commandLine
    private var seen: Set<String> = []

    /// A parser for the parameters of a command that knows `known`.
    init(_ line: [UInt8], known: [ParameterSyntax]) {
        self.line = line
        self.known = known
    }

    /// Reads one parameter, which is the whole of `word`.
    mutating func read(_ word: Range<Int>, problems: inout CommandProblems) {
        let equals = line[word].firstIndex(of: ASCII.equals)
        let keywordRange = word.lowerBound..<(equals ?? word.upperBound)
        let parameter = Parameter(
            keyword: String(decoding: line[keywordRange], as: UTF8.self),
            value: equals.map { Array(line[($0 + 1)..<word.upperBound]) })
        parameters.append(parameter)
        guard isKeyword(line[keywordRange]) else {
            problems.add(
                .badParameter, at: keywordRange, "A parameter's name has only letters, digits and hyphens",
                "RFC 5321 §4.1.2")
            return
        }
        if !seen.insert(parameter.keyword).inserted {
            problems.add(
                .duplicateParameter, at: word, "\(parameter.keyword) stands here more than once", "RFC 5321 §4.1.2")
        }
        checkValueBytes(equals, word, &problems)
        guard let syntax = known.first(where: { $0.keyword == parameter.keyword }) else {
            lineLimit += word.count + 1
            if ParameterSyntax.of(parameter.keyword) != nil {
                problems.add(
                    .parameterOfOtherCommand, .remark, at: keywordRange,
                    "\(parameter.keyword) belongs to \(known == ParameterSyntax.ofRcpt ? "MAIL" : "RCPT")",
                    ParameterSyntax.of(parameter.keyword)?.source ?? "RFC 5321 §4.1.2")
            }
            return
        }
        lineLimit += syntax.lineIncrement ?? word.count + 1
        if !syntax.form.accepts(parameter.value) {
            problems.add(
                .badParameterValue, at: (equals.map { $0 + 1 } ?? word.upperBound)..<word.upperBound,
                "The form is \(syntax.template)", syntax.source)
        }
    }

    private func checkValueBytes(_ equals: Int?, _ word: Range<Int>, _ problems: inout CommandProblems) {
        guard let equals else { return }
        let value = equals + 1..<word.upperBound
        if value.isEmpty {
            problems.add(.badParameterValue, at: value, "There is no value after the =", "RFC 5321 §4.1.2")
        }
        if let second = line[value].firstIndex(of: ASCII.equals) {
            problems.add(
                .badParameterValue, at: second..<second + 1, "A parameter's value cannot have an = in it",
                "RFC 5321 §4.1.2")
        }
    }

    private func isKeyword(_ keyword: ArraySlice<UInt8>) -> Bool {
        guard let first = keyword.first, ASCII.isAlphanumeric(first) else { return false }
        return keyword.allSatisfy { ASCII.isAlphanumeric($0) || $0 == ASCII.hyphen }
    }
}

extension ParameterSyntax.Form {
    /// Whether a parameter of this form may have this value.
    fileprivate func accepts(_ value: [UInt8]?) -> Bool {
        switch self {
        case .absent: value == nil
        case .any: true
        case .required: value?.isEmpty == false
        case .digits(let most):
            value.map { 1...most ~= $0.count && $0.allSatisfy(ASCII.isDigit) } == true
        case .oneOf(let words):
            value.map { words.contains(Self.capitals($0[...])) } == true
        case .list(let words):
            value.map { Self.isList($0, of: words) } == true
        case .xtext(let most):
            value.map { $0.count <= most && !$0.isEmpty && Self.isXtext($0[...]) } == true
        case .typedXtext(let most):
            value.map { $0.count <= most && Self.isTypedXtext($0) } == true
        case .deliverBy: value.map(ParameterValues.isDeliverBy) == true
        case .dateTime: value.map(ParameterValues.isDateTime) == true
        case .priority: value.map(ParameterValues.isPriority) == true
        }
    }

    private static func capitals(_ value: ArraySlice<UInt8>) -> String {
        String(decoding: value.map(ASCII.uppercased), as: UTF8.self)
    }

    private static func isList(_ value: [UInt8], of words: [String]) -> Bool {
        let items = value.split(separator: 0x2C, omittingEmptySubsequences: false).map(capitals)
        guard items.count < words.count + 1, items.allSatisfy(words.contains) else { return false }
        return items.count == 1 || !items.contains(words[0])
    }

    private static func isTypedXtext(_ value: [UInt8]) -> Bool {
        guard let semicolon = value.firstIndex(of: 0x3B), semicolon > 0 else { return false }
        return isXtext(value[(semicolon + 1)...])
    }

    /// Whether the bytes are xtext and stand for printable characters only: encoded control bytes would break out of
    /// whatever the value is written into.
    /// - SeeAlso: RFC 3461 §4
    private static func isXtext(_ value: ArraySlice<UInt8>) -> Bool {
        var index = value.startIndex
        while index < value.endIndex {
            let byte = value[index]
            if byte == 0x2B {
                guard index + 2 < value.endIndex, let high = hexValue(value[index + 1]),
                    let low = hexValue(value[index + 2])
                else { return false }
                let decoded = high << 4 | low
                if ASCII.isControl(decoded) { return false }
                index += 3
            } else if byte == ASCII.space || ASCII.isControl(byte) {
                return false
            } else {
                index += 1
            }
        }
        return true
    }

    /// xtext allows capitals only.
    private static func hexValue(_ byte: UInt8) -> UInt8? { ASCII.isLower(byte) ? nil : ASCII.hexValue(byte) }
}
